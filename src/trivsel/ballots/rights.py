"""What a web process may do in the ballots store: read boxes, put answers in, nothing more.

One list for both databases. On PostgreSQL a role of its own is granted this (config/roles.py).
SQLite knows no roles, so there SQLite itself is asked to refuse all else that one of our own
connections prepares: whatever a forged statement says, no answer comes back.
"""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rights:
    """Columns by name; None for all of the table."""

    read: tuple[str, ...] | None = ()
    insert: bool = False
    update: tuple[str, ...] = ()
    delete: bool = False


WEB: dict[str, Rights] = {
    "ballots_box": Rights(read=None),
    "ballots_receipt": Rights(read=None),  # published anyway, after the count
    "ballots_record": Rights(read=None),  # published as well
    "ballots_slip": Rights(read=None, insert=True, delete=True),  # printed by a web process
    "ballots_ballot": Rights(
        # Not the envelope: it can be put in and replaced, never read back.
        read=("nullifier", "box_id", "cell"),
        insert=True,
        update=("envelope",),
    ),
}

# Asking how safely the store writes, and what each connection begins with.
READ_ONLY_PRAGMAS = {"journal_mode", "synchronous"}
HARMLESS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_SAVEPOINT,
    sqlite3.SQLITE_RECURSIVE,
}


def authorise(
    action: int, first: str | None, second: str | None, _store: str | None, _by: str | None
) -> int:
    """Answer SQLite whether a statement that is being prepared may do this. No is the rule."""
    if action in HARMLESS or _may(action, first or "", second or ""):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _may(action: int, first: str, second: str) -> bool:
    if action == sqlite3.SQLITE_PRAGMA:
        return first in READ_ONLY_PRAGMAS and not second
    rights = WEB.get(first, Rights())
    # Of a column without a name nothing is read: rows are counted.
    columns = ("", *rights.read) if rights.read else rights.read
    may = {
        sqlite3.SQLITE_READ: columns is None or second in columns,
        sqlite3.SQLITE_INSERT: rights.insert,
        sqlite3.SQLITE_UPDATE: second in rights.update,
        sqlite3.SQLITE_DELETE: rights.delete,
    }
    return may.get(action, False)
