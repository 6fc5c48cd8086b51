"""What is over leaves no trace: the key of a box, and the old pages of the files."""

from typing import Any

from django.db import connections

from trivsel.ballots import issuers, keys
from trivsel.ballots.inbox import STORE


class NotScrubbed(Exception):
    """All is done, but old pages could not be overwritten now; run it again."""


TABLES = ("ballots_ballot", "ballots_slip")
TRIES = 5
PAUSE = 0.2  # seconds


def leave_no_trace(box_code: str) -> None:
    """Destroy the keys, then rewrite the files that deleted rows still lie in.

    Raises:
        NotScrubbed: Somebody is reading; try again.
    """
    keys.destroy_seal(box_code)
    issuers.destroy(box_code)
    connection = connections[STORE]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Deleted rows stay in the file, in the order they came, until it is rewritten.
            for table in TABLES:
                if not any(_rewritten(cursor, table) for _try in range(TRIES)):
                    raise NotScrubbed(
                        f"box {box_code}: somebody may still read what was deleted"
                    )
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
            if busy:
                raise NotScrubbed(f"box {box_code}: the log of changes is in use")


def _rewritten(cursor: Any, table: str) -> bool:
    """Rewrite a table's file; False if an emptied table still has pages.

    PostgreSQL keeps what a transaction that began before may still look at, and be it a
    statement of its own that gathers statistics; a moment later it lets go.
    """
    cursor.execute(f"VACUUM FULL {table}")
    cursor.execute(
        f"SELECT pg_relation_size('{table}') > 0"  # noqa: S608 - a name of our own
        f" AND NOT EXISTS (SELECT 1 FROM {table})"
    )
    [left] = cursor.fetchone()
    if left:
        cursor.execute("SELECT pg_sleep(%s)", [PAUSE])
    return not left
