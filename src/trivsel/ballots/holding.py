"""One at a time prepares, prints for, opens or discards a box."""

from hashlib import sha256

from django.db import connections

from trivsel.ballots.inbox import STORE


def hold(box_code: str) -> None:
    """Wait for whoever holds the box, and hold it until the transaction ends.

    Locking the box's row takes the right to change it, which a web process has not got: on
    PostgreSQL a number that stands for the box is locked. SQLite has one writer at a time.
    """
    connection = connections[STORE]
    if connection.vendor == "postgresql":
        named = sha256(f"trivsel box {box_code}".encode()).digest()
        number = int.from_bytes(named[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
