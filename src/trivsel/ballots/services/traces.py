"""What is over leaves no trace: the key of a box, and the old pages of the files."""

from django.db import connections

from trivsel.ballots import issuers, keys
from trivsel.ballots.inbox import STORE


class NotScrubbed(Exception):
    """All is done, but old pages could not be overwritten now; run it again."""


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
            cursor.execute("VACUUM FULL ballots_ballot")
            cursor.execute("VACUUM FULL ballots_slip")
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
            if busy:
                raise NotScrubbed(f"box {box_code}: the log of changes is in use")
