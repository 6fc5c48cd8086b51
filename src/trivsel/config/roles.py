"""PostgreSQL's part of the walls: who may do what, as SQL to read, and to be carried out."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import ProgrammingError, connections

from trivsel.ballots.rights import WEB, Rights
from trivsel.config import stores
from trivsel.domain.refusal import Refused

STORE = "ballots"

# A line in a log has a time; one with a statement has what came in, too.
SILENCE = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_duration": "off",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "auto_explain.log_min_duration": "-1",
    "pgaudit.log": "none",
}


def quoted(name: str) -> str:
    """A name as PostgreSQL takes it, whatever signs are in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def is_apart() -> bool:
    """Whether web processes have a database user of their own for the ballots."""
    web, owner = stores.ballots_of_web(), stores.ballots_of_owner()
    return bool(web["ENGINE"].endswith("postgresql") and web["USER"] != owner["USER"])


def grants(role: str) -> list[str]:
    """What a web process's role gets in the ballots database, and that it had nothing else."""
    name = quoted(role)
    revoked = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
    ]
    return revoked + [
        f"GRANT {right} ON {table} TO {name}"
        for table, rights in WEB.items()
        for right in _granted(rights)
    ]


def _granted(rights: Rights) -> Iterator[str]:
    if rights.read != ():
        yield "SELECT" + (f" ({', '.join(rights.read)})" if rights.read else "")
    if rights.insert:
        yield "INSERT"
    if rights.update:
        yield f"UPDATE ({', '.join(rights.update)})"
    if rights.delete:
        yield "DELETE"


def grant() -> bool:
    """Give the web role its rights, if it is another than the owner; say whether it is.

    Raises:
        Refused: There is no such role, or this user does not own the tables.
    """
    if not is_apart():
        return False
    role = stores.ballots_of_web()["USER"]
    try:
        with connections[STORE].cursor() as cursor:
            for statement in grants(role):
                cursor.execute(statement)
    except ProgrammingError as error:
        raise Refused(
            f"The database user {role} could not be given its rights: {str(error).strip()}. "
            "`trivsel roles` prints what the administrator of the database must run first."
        ) from error
    return True


def script() -> str:
    """All that the administrator of PostgreSQL runs once, for psql."""
    people, web, owner = _named()
    users = (people["USER"], web["USER"], owner["USER"])
    lines = ["-- For psql, as a superuser. Then give each user a password: \\password NAME"]
    for user in dict.fromkeys(users):
        lines.append(_unless_there(f"CREATE ROLE {quoted(user)} LOGIN", "roles", "rol", user))
        lines += [
            f"ALTER ROLE {quoted(user)} SET {name} = {literal(value)};"
            for name, value in SILENCE.items()
        ]
    for store in (people, owner):
        base, user = quoted(store["NAME"]), quoted(store["USER"])
        lines += [
            _unless_there(
                f"CREATE DATABASE {base} OWNER {user}", "database", "dat", store["NAME"]
            ),
            f"REVOKE ALL ON DATABASE {base} FROM PUBLIC;",
        ]
    lines += [
        f"GRANT CONNECT ON DATABASE {quoted(owner['NAME'])} TO {quoted(web['USER'])};",
        f"\\connect {quoted(owner['NAME'])}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC;",
        f"GRANT ALL ON SCHEMA public TO {quoted(owner['USER'])};",
        "-- When `trivsel prepare` has made the tables, it grants by itself, as their owner:",
        *(f"-- {statement};" for statement in grants(web["USER"])),
    ]
    return "\n".join(lines) + "\n"


def _unless_there(statement: str, table: str, column: str, name: str) -> str:
    """Let psql carry a statement out if there is none of that name."""
    there = f"FROM pg_{table} WHERE {column}name = {literal(name)}"
    return f"SELECT {literal(statement)} WHERE NOT EXISTS (SELECT {there}) \\gexec"


def _named() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    people, web = settings.DATABASES["default"], stores.ballots_of_web()
    if not (people["ENGINE"].endswith("postgresql") and web["ENGINE"].endswith("postgresql")):
        raise Refused(
            "SQLite has no roles: there a web process is held back by the program itself, and "
            "nothing is to be done. Set TRIVSEL_DATABASE and TRIVSEL_BALLOTS_DATABASE first if "
            "you move to PostgreSQL."
        )
    owner = stores.ballots_of_owner()
    if owner["USER"] == web["USER"]:
        owner = {**owner, "USER": "trivsel_tally"}
    return people, web, owner
