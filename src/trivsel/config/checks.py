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

from trivsel.config.secrets import WAL_REPAIRED_IN

TAG = "trivsel"
FULL, EXTRA = 2, 3
POSTGRES_ON = ("fsync", "full_page_writes", "synchronous_commit")


@register(TAG)
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
            found += _postgres(alias)
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


def _postgres(alias: str) -> Iterator[CheckMessage]:
    values = {}
    with connections[alias].cursor() as cursor:
        for name in (*POSTGRES_ON, "log_statement", "log_min_duration_statement"):
            cursor.execute("SELECT current_setting(%s)", [name])
            values[name] = cursor.fetchone()[0]
    yield from judge_postgres(alias, values)


def judge_postgres(alias: str, values: dict[str, str]) -> Iterator[CheckMessage]:
    off = [name for name in POSTGRES_ON if values[name] in {"off", "local"}]
    if off:
        yield Error(
            f"The store '{alias}' may lose an answer it has said thank-you for: "
            f"{', '.join(off)} is off.",
            hint="Turn it on in postgresql.conf and reload PostgreSQL.",
            id="trivsel.E003",
        )
    if values["log_statement"] in {"mod", "all"} or values["log_min_duration_statement"] == "0":
        yield Error(
            f"PostgreSQL logs every statement of the store '{alias}' with the time it came.",
            hint="Set log_statement to none or ddl, log_min_duration_statement to -1.",
            id="trivsel.E004",
        )


@register(TAG)
def two_stores(**_: Any) -> list[CheckMessage]:
    if same_store(settings.DATABASES["default"], settings.DATABASES["ballots"]):
        return [
            Error(
                "People and ballots are kept in one and the same database.",
                hint="Give TRIVSEL_BALLOTS_DATABASE an address of its own.",
                id="trivsel.E005",
            )
        ]
    return []


def same_store(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    place = ("ENGINE", "NAME", "HOST", "PORT", "OPTIONS")
    return all(one.get(key) == other.get(key) for key in place)


@register(TAG)
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
    stores = [store for store in databases.values() if store["ENGINE"].endswith("sqlite3")]
    files = [Path(store["NAME"]) for store in stores]
    return [file for file in files if readable_by_others(file.parent)]


def readable_by_others(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


@register(TAG)
def addresses_are_encrypted(**_: Any) -> list[CheckMessage]:
    where = urlsplit(settings.ORIGIN)
    if where.scheme == "https" or where.hostname in {"localhost", "127.0.0.1", "::1"}:
        return []
    return [
        Warning(
            "Pages and answers travel unencrypted: the address is plain http.",
            hint="Put https in front and set TRIVSEL_ORIGIN to the https address.",
            id="trivsel.W007",
        )
    ]


@register(TAG)
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
