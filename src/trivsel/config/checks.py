"""Is this installation safe to use? Each finding has an id, a sentence and what to do."""

import sqlite3
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's name
from django.db import connections

from trivsel.config import stores
from trivsel.config.checks_postgres import postgres
from trivsel.config.secrets import WAL_REPAIRED_IN

TAG = "trivsel"
SAFETY = "trivsel-safety"  # these alone keep web and job processes from starting
FULL, EXTRA = 2, 3


@register(TAG, SAFETY)
def acknowledged_answers_survive(
    *, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Ask each store what it really does, not what the settings meant."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "sqlite":
            found += _sqlite(alias)
        else:
            found += postgres(alias)
    return found


def _sqlite(alias: str) -> Iterator[CheckMessage]:
    with connections[alias].cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    yield from judge_sqlite(alias, journal, synchronous, sqlite3.sqlite_version_info)


def judge_sqlite(
    alias: str, journal: str, synchronous: int, version: tuple[int, ...]
) -> Iterator[CheckMessage]:
    if journal == "wal" and version < WAL_REPAIRED_IN:
        yield Error(
            f"The store '{alias}' uses a write-ahead log with an SQLite that can corrupt it.",
            hint="Use journal_mode=DELETE with synchronous=EXTRA, or SQLite 3.51.3 or newer.",
            id="trivsel.E001",
        )
    elif synchronous < (FULL if journal == "wal" else EXTRA):
        yield Error(
            f"The store '{alias}' may lose a thanked-for answer when power fails.",
            hint="Use synchronous=FULL with a write-ahead log, EXTRA with a rollback journal.",
            id="trivsel.E002",
        )


@register(TAG, SAFETY)
def two_stores(**_: Any) -> list[CheckMessage]:
    if same_store(settings.DATABASES["default"], settings.DATABASES["ballots"]):
        return [
            Error(
                "People and ballots are kept in one and the same database.",
                hint="Give TRIVSEL_BALLOTS_DATABASE an address of its own.",
                id="trivsel.E005",
            )
        ]
    if not same_store(stores.ballots_of_web(), stores.ballots_of_owner()):
        return [
            Error(
                "Web processes would put ballots into another database than jobs count.",
                hint="Let TRIVSEL_BALLOTS_DATABASE and TRIVSEL_TALLY_DATABASE name one"
                " database; only the users differ.",
                id="trivsel.E013",
            )
        ]
    return []


def same_store(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    place = ("ENGINE", "NAME", "HOST", "PORT")
    return all(one.get(key) == other.get(key) for key in place)


@register(TAG, SAFETY)
def secrets_are_private(**_: Any) -> list[CheckMessage]:
    secrets = (settings.DATA / "secret-key", settings.KEYS)
    return [
        Error(
            f"Others on this machine can read {path.name}.",
            hint=f"chmod go-rwx {path}",
            id="trivsel.E006",
        )
        for path in (*secrets, *store_files(settings.DATABASES))
        if readable_by_others(path)
    ]


def store_files(databases: Mapping[str, Mapping[str, Any]]) -> list[Path]:
    """Name the files people and ballots lie in; in a folder closed to others they are safe."""
    own = [store for store in databases.values() if store["ENGINE"].endswith("sqlite3")]
    files = [Path(store["NAME"]) for store in own]
    return [file for file in files if readable_by_others(file.parent)]


def readable_by_others(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


@register(TAG, SAFETY)
def addresses_are_encrypted(**_: Any) -> list[CheckMessage]:
    where = urlsplit(settings.ORIGIN)
    if where.scheme == "https" or where.hostname in {"localhost", "127.0.0.1", "::1"}:
        return []
    words = "Pages and answers travel unencrypted: the address is plain http."
    hint = "Put https in front and set TRIVSEL_ORIGIN to the https address."
    if settings.DEBUG:  # somebody tries it out; never where real people answer
        return [Warning(words, hint=hint, id="trivsel.W007")]
    return [Error(words, hint=hint, id="trivsel.E007")]


@register(TAG, SAFETY)
def answers_have_a_host_name_of_their_own(**_: Any) -> list[CheckMessage]:
    if not settings.ANSWERS_ORIGIN:
        return []
    main, answers = urlsplit(settings.ORIGIN), urlsplit(settings.ANSWERS_ORIGIN)
    wrong = ""
    if answers.hostname is None or answers.path or answers.scheme not in {"http", "https"}:
        wrong = "TRIVSEL_ANSWERS_ORIGIN is no address of a host, so nobody could answer."
    elif answers.hostname == main.hostname:
        # Another port is not enough: browsers send cookies to every port of a name.
        wrong = "TRIVSEL_ANSWERS_ORIGIN has the same host name as TRIVSEL_ORIGIN."
    elif answers.scheme != main.scheme:
        wrong = "TRIVSEL_ANSWERS_ORIGIN and TRIVSEL_ORIGIN must both be https, or both http."
    hint = "Write a name of its own, as in https://svar.firm.example, or leave it empty."
    return [Error(wrong, hint=hint, id="trivsel.E014")] if wrong else []


@register(TAG, SAFETY)
def mail_can_be_sent(**_: Any) -> list[CheckMessage]:
    where = urlsplit(settings.ORIGIN).hostname
    if "ScreenBackend" not in settings.MAILERS["default"]["BACKEND"] or where in {
        "localhost",
        "127.0.0.1",
    }:
        return []
    return [
        Warning(
            "Sign-in links are printed in the log and reach nobody.",
            hint="Set TRIVSEL_MAIL_HOST and the settings beside it.",
            id="trivsel.W008",
        )
    ]
