"""Is PostgreSQL set up so that no answer is lost, dated, or read by who serves the pages?"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 - Django's name
from django.db import connections

from trivsel.config import roles, stores

POSTGRES_ON = ("fsync", "full_page_writes", "synchronous_commit")
NEVER = "-1"

# What dates a statement in the log, and the values that do not. None: the module is not loaded.
QUIET: dict[str, set[str | None]] = {
    "log_statement": {"none", "ddl"},
    "log_min_duration_statement": {NEVER},
    "log_min_duration_sample": {NEVER},
    "log_transaction_sample_rate": {"0"},
    "log_duration": {"off"},
    "auto_explain.log_min_duration": {NEVER, None},
    "pgaudit.log": {"none", "", None},
}
# In the people's store a slow statement may be logged; one line for each would date a fetch.
QUIET_OF_PEOPLE = ("log_statement",)
ASKED = (*POSTGRES_ON, *QUIET, "track_commit_timestamp")


def postgres(alias: str) -> Iterator[CheckMessage]:
    """Ask one store what holds for our own connections to it."""
    with connections[alias].cursor() as cursor:
        values = {name: _setting(cursor, name) for name in ASKED}
        yield from judge_postgres(alias, values)
        if alias == roles.STORE:
            yield from _walls(cursor)


def _setting(cursor: Any, name: str) -> str | None:
    cursor.execute("SELECT current_setting(%s, true)", [name])
    value: str | None = cursor.fetchone()[0]
    return value


def judge_postgres(alias: str, values: dict[str, str | None]) -> Iterator[CheckMessage]:
    off = [name for name in POSTGRES_ON if values[name] in {"off", "local"}]
    if off:
        yield Error(
            f"The store '{alias}' may lose an answer it has said thank-you for: "
            f"{', '.join(off)} is off.",
            hint="Turn it on in postgresql.conf and reload PostgreSQL.",
            id="trivsel.E003",
        )
    if loud := [name for name in QUIET if _dates(alias, name, values[name])]:
        yield Error(
            f"PostgreSQL logs statements of the store '{alias}' with the time they came:"
            f" {', '.join(loud)}.",
            hint="Run what `trivsel roles` prints for our users: it turns the logging off for"
            " them alone. Or turn it off in postgresql.conf.",
            id="trivsel.E004",
        )
    if alias == roles.STORE and values["track_commit_timestamp"] == "on":
        yield Error(
            "PostgreSQL keeps the time of each commit, and so of each answer.",
            hint="Set track_commit_timestamp to off in postgresql.conf and restart PostgreSQL,"
            " or keep the ballots in a PostgreSQL of their own.",
            id="trivsel.E009",
        )


def _dates(alias: str, name: str, value: str | None) -> bool:
    if alias == roles.STORE or name in QUIET_OF_PEOPLE:
        return value not in QUIET[name]
    return name == "log_min_duration_statement" and value == "0"


# --- who can read the answers -----------------------------------------------------------------
REACHES = """
SELECT has_table_privilege(role.oid, 'ballots_answer', 'SELECT')
       OR has_any_column_privilege(role.oid, 'ballots_answer', 'SELECT')
       OR has_any_column_privilege(role.oid, 'ballots_comment', 'SELECT'),
       has_column_privilege(role.oid, 'ballots_ballot', 'envelope', 'SELECT'),
       has_table_privilege(role.oid, 'ballots_ballot', 'DELETE')
FROM pg_roles AS role WHERE role.rolname = %s
"""
WORDS = ("read answers", "read envelopes", "delete envelopes")
CONNECTS = """
SELECT has_database_privilege(role.oid, current_database(), 'CONNECT')
FROM pg_roles AS role WHERE role.rolname = %s
"""


def _walls(cursor: Any) -> Iterator[CheckMessage]:
    cursor.execute("SELECT to_regclass('ballots_comment') IS NOT NULL")
    if not cursor.fetchone()[0]:
        return  # the tables are not made yet
    web, owner = stores.ballots_of_web()["USER"], stores.ballots_of_owner()["USER"]
    cursor.execute("SELECT current_user")
    here: str = cursor.fetchone()[0]
    cursor.execute(REACHES, [web or here])
    reaches = cursor.fetchone() or (False, False, False)
    yield from judge_walls(
        web or here,
        [word for word, may in zip(WORDS, reaches, strict=True) if may],
        apart=web != owner,
    )
    people = settings.DATABASES["default"].get("USER", "")
    cursor.execute(CONNECTS, [people])
    if people and (cursor.fetchone() or [False])[0]:
        yield Warning(
            f"The database user of the people's store, {people}, can reach the ballots.",
            hint="Run what `trivsel roles` prints: it gives each store users of its own.",
            id="trivsel.W012",
        )


def judge_walls(web: str, can: list[str], *, apart: bool) -> Iterator[CheckMessage]:
    """Say what a web process's database user can do that it should not."""
    if can and apart:
        yield Error(
            f"The database user of web processes, {web}, can {', '.join(can)}.",
            hint="Run `trivsel prepare`, which grants it what it needs and no more. If that"
            " does not help, the user owns the tables or rules the database: take another.",
            id="trivsel.E010",
        )
    elif can:
        yield Warning(
            f"Web processes use a database user, {web}, that can {', '.join(can)}.",
            hint="Run what `trivsel roles` prints, and set TRIVSEL_TALLY_DATABASE, where jobs"
            " run, to the address of the user that owns the tables.",
            id="trivsel.W011",
        )
