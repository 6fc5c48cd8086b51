"""Tables as a careless program would make them, for the twins: made, read, dropped."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections

from trivsel.proof.linkage import looking
from trivsel.proof.linkage.looking import STORE

NAME = "careless_row"
NUMBERED = ("integer PRIMARY KEY AUTOINCREMENT", "bigserial PRIMARY KEY")
BYTES = ("blob", "bytea")
TEXT = ("text", "text")
CLOCK = ("text", "timestamptz")


@contextmanager
def table(
    names: Sequence[str],
    filled: Iterable[Sequence[Any]],
    *,
    kinds: Sequence[tuple[str, str]] = (BYTES, BYTES),
) -> Iterator[str]:
    """A table that has these rows, written one after the other, each in its own transaction."""
    own = int(looking.postgres())
    typed = zip(["number", *names], [NUMBERED, *kinds], strict=False)
    columns = ", ".join(f"{name} {kind[own]}" for name, kind in typed)
    marks = ", ".join(["%s"] * len(names))
    with connections[STORE].cursor() as cursor:
        cursor.execute(f"CREATE TABLE {NAME} ({columns})")
        try:
            for row in filled:
                cursor.execute(
                    f"INSERT INTO {NAME} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - our own names
                    list(row),
                )
            yield NAME
        finally:
            cursor.execute(f"DROP TABLE {NAME}")


def emptied(name: str) -> None:
    """Delete all rows as one does who does not think of what is left of them."""
    with connections[STORE].cursor() as cursor:
        if not looking.postgres():
            cursor.execute("PRAGMA secure_delete=OFF")
        cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - our own name
        if not looking.postgres():
            cursor.execute("PRAGMA secure_delete=ON")


def analysed(name: str) -> None:
    with connections[STORE].cursor() as cursor:
        cursor.execute(f"ANALYZE {name}")


def written_ahead(rows: Iterable[bytes]) -> bytes:
    """The log of changes that a program leaves which never empties it."""
    if looking.postgres():
        since = looking.log_place()
        with table(["packed"], [[row] for row in rows]):
            return looking.log_of_changes(since)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "careless.sqlite3"
        store = sqlite3.connect(file, isolation_level=None)
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("CREATE TABLE careless (packed blob)")
        for row in rows:
            store.execute("INSERT INTO careless VALUES (?)", [row])
        log = Path(f"{file}-wal").read_bytes()
        store.close()
        return log
