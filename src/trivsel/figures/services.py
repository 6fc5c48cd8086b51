"""Writing: one opening more, and forgetting what is old."""

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime

from django.db import Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from trivsel.figures.models import Opening
from trivsel.figures.months import month_of, months_before

logger = logging.getLogger(__name__)

STORE = "default"
KEPT_MONTHS = 25
PATIENCE_MS = 250

# One statement that decides and writes, so that of two at a time none is lost.
ADD = """
INSERT INTO figures_opening (day, tool, what, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (day, tool, what) DO UPDATE SET count = figures_opening.count + 1
"""


def count(tool: str, what: Opening.What, *, on: date) -> None:
    """Count one opening of a tool's page, or one fetch of its PDF.

    Never fails: a page is worth more than its number. What cannot be written at once is not
    counted, and the log says no more than that: its lines are dated where they are kept, and
    the tool beside them would tell what was opened when.
    """
    try:
        with _not_for_long(), _apart(), connections[STORE].cursor() as cursor:
            cursor.execute(ADD, [on.isoformat(), tool, what.value])
    except Error as fault:
        logger.warning("An opening could not be counted (%s).", type(fault).__name__)


@contextmanager
def _not_for_long() -> Iterator[None]:
    # SQLite waits twenty seconds for its turn: right for an answer, too long for this. A thread
    # that has no connection yet would wait as long to open one, so that is told as well.
    store = connections[STORE]
    if store.vendor != "sqlite":
        yield
        return
    usual = store.settings_dict
    hurried = {**usual["OPTIONS"], "timeout": PATIENCE_MS / 1000}
    store.settings_dict = {**usual, "OPTIONS": hurried}
    try:
        store.ensure_connection()
        _wait_at_most(store, PATIENCE_MS)
        yield
    finally:
        store.settings_dict = usual
        if store.connection is not None:
            _wait_at_most(store, round(usual["OPTIONS"]["timeout"] * 1000))


def _wait_at_most(store: BaseDatabaseWrapper, milliseconds: int) -> None:
    # Past Django's cursor: it says something to the connection and asks nothing of the store.
    store.connection.execute(f"PRAGMA busy_timeout = {milliseconds:d}")


def _apart() -> AbstractContextManager[object]:
    # On PostgreSQL a statement that fails takes the transaction around it along.
    return transaction.atomic(STORE) if connections[STORE].in_atomic_block else nullcontext()


def forget_openings(*, at: datetime) -> None:
    """Delete whole months when they are too old.

    Never day by day: a month that shrank a little each night would tell its days.
    """
    oldest = months_before(month_of(timezone.localdate(at)), KEPT_MONTHS)
    Opening.objects.filter(day__lt=oldest).delete()
