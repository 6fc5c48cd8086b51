"""How the adversary reads: tables with what lies behind them, files, logs, caches."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import DatabaseError, connections, transaction

from trivsel.proof.linkage.seen import Row

STORE = "ballots"
PAGE, HEAD, LONG_HEAD = 8192, 24, 40  # PostgreSQL's log of changes, in bytes
# What other rooms keep while people answer; each is read whole, as it lies.
TABLES = {
    "tasks": "django_tasks_database_dbtaskresult",
    "sessions": "django_session",
    "events": "accounts_event",
    "openings": "figures_opening",
    "links": "accounts_signinlink",
}


def postgres() -> bool:
    return connections[STORE].vendor == "postgresql"


def rows(table: str, *, alias: str = STORE) -> list[Row]:
    """All rows as they lie; on PostgreSQL with their place and their transaction."""
    hidden = "ctid::text, xmin::text::bigint, " if postgres() else ""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT {hidden}* FROM {table}")  # noqa: S608 - our own names
        names = [column[0] for column in cursor.description]
        return [_row(names, [_plain(value) for value in row]) for row in cursor.fetchall()]


def _row(names: list[str], values: list[Any]) -> Row:
    if not postgres():
        return Row(dict(zip(names, values, strict=True)))
    page, _comma, line = values[0].strip("()").partition(",")
    kept = dict(zip(names[2:], values[2:], strict=True))
    return Row(kept, (int(page), int(line)), values[1])


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def as_bytes(found: list[Row]) -> bytes:
    """Rows as one text, in the order they lie."""
    return b"\n".join(
        b"\t".join(
            value if isinstance(value, bytes) else str(value).encode()
            for value in row.values.values()
        )
        for row in found
    )


def table(name: str) -> bytes:
    """A table of the people's store as bytes."""
    if name == "sessions":
        found = Session.objects.all()
        return "\n".join(f"{one.pk} {one.get_decoded()}" for one in found).encode()
    return as_bytes(rows(TABLES[name], alias="default"))


def file_of(alias: str = STORE) -> Path:
    return Path(connections[alias].settings_dict["NAME"])


def pages(tables: list[str]) -> bytes:
    """The bytes that tables lie in, deleted rows too: the file, or PostgreSQL's pages."""
    if not postgres():
        return file_of().read_bytes()
    return b"".join(page for name in tables for page in _pages_of(name))


def _pages_of(name: str) -> Iterator[bytes]:
    with connections[STORE].cursor() as cursor:
        cursor.execute(
            "SELECT pg_relation_size(%s) / current_setting('block_size')::int", [name]
        )
        for number in range(cursor.fetchone()[0]):
            cursor.execute("SELECT get_raw_page(%s, %s)", [name, number])
            yield bytes(cursor.fetchone()[0])


def can_read_pages() -> bool:
    """Let PostgreSQL give out raw pages; only a superuser may, and a contrib package does."""
    return not postgres() or tried("CREATE EXTENSION IF NOT EXISTS pageinspect")


def can_read_log() -> bool:
    return not postgres() or tried("SELECT * FROM pg_ls_waldir() LIMIT 1")


def tried(statement: str) -> bool:
    try:
        with transaction.atomic(using=STORE), connections[STORE].cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return False
    return True


def log_place() -> str:
    """Where PostgreSQL's log of changes ends now."""
    if not postgres():
        return ""
    with connections[STORE].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
        return str(cursor.fetchone()[0])


def log_of_changes(since: str) -> bytes:
    """What the database has logged since, or what lies beside its file."""
    if not postgres():
        beside = sorted(file_of().parent.glob(f"{file_of().name}-*"))
        return b"".join(path.read_bytes() for path in beside)
    return b"".join(_segments(since))


def _segments(since: str) -> Iterator[bytes]:
    with transaction.atomic(using=STORE), connections[STORE].cursor() as cursor:
        # whoever commits and waits for the disk has all written that was logged before
        cursor.execute("SET LOCAL synchronous_commit = on")
        cursor.execute("SELECT pg_logical_emit_message(true, 'proof', '')")
    with connections[STORE].cursor() as cursor:
        cursor.execute(
            "SELECT %s::pg_lsn - '0/0', pg_current_wal_flush_lsn() - '0/0',"
            " pg_size_bytes(current_setting('wal_segment_size'))",
            [since],
        )
        begin, end, size = map(int, cursor.fetchone())
        while begin < end:
            until = min(end, (begin // size + 1) * size)
            cursor.execute(
                "SELECT pg_read_binary_file("
                "'pg_wal/' || pg_walfile_name('0/0'::pg_lsn + %s), %s, %s)",
                [begin + 1, begin % size, until - begin],
            )
            yield without_heads(bytes(cursor.fetchone()[0]), begin, size)
            begin = until


def without_heads(content: bytes, begin: int, segment: int) -> bytes:
    """The log without what stands at the head of each page: a row may run across it."""
    parts, at = [], 0
    while at < len(content):
        place = begin + at
        if place % PAGE == 0:
            at += LONG_HEAD if place % segment == 0 else HEAD
        until = at + PAGE - (begin + at) % PAGE
        parts.append(content[at:until])
        at = until
    return b"".join(parts)


def statistics() -> bytes:
    """All values that the database has sampled into its statistics of the ballots store."""
    if not postgres():
        return b""
    with connections[STORE].cursor() as cursor:
        cursor.execute(
            "SELECT tablename, attname, most_common_vals::text, histogram_bounds::text"
            " FROM pg_stats WHERE schemaname = 'public'"
        )
        return "\n".join(str(row) for row in cursor.fetchall()).encode()


def cached() -> bytes:
    """All keys and values of the cache, in the order it keeps them."""
    kept = getattr(cache, "_cache", None)
    if isinstance(kept, dict):
        return b"\n".join(key.encode() + b" " + kept[key] for key in list(kept))
    client = cache._cache.get_client()  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
    return b"\n".join(key + b" " + (client.get(key) or b"") for key in client.scan_iter())


def key_files(*, without: str = ".seal") -> bytes:
    """Names and contents of the key folder, oldest first; not what opens the envelopes."""
    found = [path for path in Path(settings.KEYS).rglob("*") if path.is_file()]
    found.sort(key=lambda path: path.stat().st_mtime_ns)
    return b"\n".join(
        path.name.encode() + b" " + path.read_bytes()
        for path in found
        if path.suffix != without
    )


def mails() -> bytes:
    """Every mail that was sent, in the order it was."""
    outbox = getattr(mail, "outbox", [])
    told = (f"{letter.to} {letter.subject} {letter.body}" for letter in outbox)
    return "\n".join(told).encode()


class Listening(logging.Handler):
    """Keeps every line of every log, whatever its level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.created} {record.name} {self.format(record)}")

    @property
    def said(self) -> bytes:
        return "\n".join(self.lines).encode()


def hurry() -> None:
    """Do not wait for the disk: the game is about what is written, not about when."""
    for alias in connections:
        connection = connections[alias]
        if connection.vendor == "sqlite":
            options = connection.settings_dict["OPTIONS"]
            options["init_command"] += " PRAGMA synchronous=OFF;"
        else:
            with connection.cursor() as cursor:
                name = connection.ops.quote_name(connection.settings_dict["NAME"])
                cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        connection.close()


@contextmanager
def listening() -> Iterator[Listening]:
    """Hear every log at its finest, and keep mails instead of sending them."""
    root, ear = logging.getLogger(), Listening()
    level, handlers = root.level, root.handlers[:]
    mailers = settings.MAILERS
    root.handlers[:] = [ear]
    root.setLevel(logging.DEBUG)
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []
    try:
        yield ear
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        settings.MAILERS = mailers
