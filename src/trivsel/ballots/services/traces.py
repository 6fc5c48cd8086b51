"""What is over leaves no trace: the key of a box, and the old pages of the files."""

from typing import Any

from django.db import OperationalError, connections, transaction

from trivsel.ballots import issuers, keys
from trivsel.ballots.faults import NotScrubbed
from trivsel.ballots.inbox import STORE
from trivsel.ballots.models import Comment

TABLES = ("ballots_ballot", "ballots_slip")
LONGEST_WAIT = "2s"  # who answers in another round waits behind us


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
            try:
                for table in TABLES:
                    _rewrite(cursor, table)
            except OperationalError as error:
                raise NotScrubbed(f"box {box_code}: the tables are in use") from error
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
            if busy:
                raise NotScrubbed(f"box {box_code}: the log of changes is in use")


def forget_comments(box_code: str) -> None:
    """Delete what was written in a box: those that are shown have been taken down elsewhere.

    Raises:
        NotScrubbed: They are deleted, but what lies in the file could not be overwritten now.
    """
    if not Comment.objects.filter(box=box_code).delete()[0]:
        return
    connection = connections[STORE]
    if connection.vendor != "postgresql":
        return  # SQLite overwrites what it deletes (secure_delete)
    with connection.cursor() as cursor:
        try:
            _rewrite(cursor, "ballots_comment")
        except OperationalError as error:
            raise NotScrubbed(f"box {box_code}: the comments are in use") from error


def _rewrite(cursor: Any, table: str) -> None:
    """Put what other boxes still hold into a new file, in no order, and drop the old one.

    Deleted rows stay in a file, in the order they came. VACUUM FULL copies those too that some
    transaction, and be it PostgreSQL's own, might still want to see; this takes what stands.
    """
    with transaction.atomic(using=STORE):
        cursor.execute("SET LOCAL lock_timeout = %s", [LONGEST_WAIT])
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(f"CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM {table}")  # noqa: S608 - a name of our own
        cursor.execute(f"TRUNCATE {table}")
        cursor.execute(f"INSERT INTO {table} SELECT * FROM kept ORDER BY random()")  # noqa: S608 - as above
        cursor.execute("DROP TABLE kept")
