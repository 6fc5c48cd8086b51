"""The job process: tasks as they come, one tick a minute. Here alone numpy is loaded.

Typst is not: paper is set by a short-lived process that this one starts.
"""

import logging
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from trivsel.figures import services as figures
from trivsel.organisation.imports import services as imports
from trivsel.surveys import services as surveys
from trivsel.toolbox.paper.process import Typesetter

logger = logging.getLogger(__name__)

TICK_SECONDS = 60
PAUSE_SECONDS = 1
KEPT = timedelta(days=1)


class Jobs:
    """Runs until told to stop. Every job may be run again from any point where it crashed."""

    def __init__(self) -> None:
        self.running = True
        self.next_tick = 0.0

    def stop(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002 - signal's form
        self.running = False

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        typesetter = Typesetter()
        try:
            while self.running:
                self.once()
                attempt(typesetter.look)
                time.sleep(PAUSE_SECONDS)
        finally:
            typesetter.stop()

    def once(self) -> None:
        """Take a tick if one is due, then every task that waits."""
        close_old_connections()
        if time.monotonic() >= self.next_tick:
            self.next_tick = time.monotonic() + TICK_SECONDS
            for job in EACH_TICK:
                attempt(partial(job, at=timezone.now()))
        attempt(worker().run)


def attempt(job: Callable[[], object]) -> None:
    """One job that fails must not stop the others; the next tick tries it again."""
    try:
        job()
    except Exception:
        logger.exception("A job failed; it is tried again at the next tick.")


def forget_tasks(*, at: datetime) -> None:
    """Delete finished tasks after a day: mails in the queue hold addresses people typed."""
    DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT).delete()


EACH_TICK: list[Callable[..., object]] = [
    surveys.tick,
    imports.forget_imports,
    figures.forget_openings,
    forget_tasks,
]


def worker() -> Worker:
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="jobs",
        excluded_queue_names=[],
    )
