"""Starts the short-lived process that sets paper, and looks after it. Loads no Typst itself."""

import logging
import os
import subprocess
import sys
import time

from django.conf import settings

from trivsel.toolbox.paper import shelf

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 600  # after something failed
PATIENCE_SECONDS = 5


COMMAND = [sys.executable, "-m", "trivsel.toolbox.paper.typesetting"]


def environment() -> dict[str, str]:
    """The same settings as here, with the folder it was told by --data."""
    return {**os.environ, "TRIVSEL_DATA": str(settings.DATA)}


def set_now() -> bool:
    """Set what is missing and wait for it. Whether everything lies there now."""
    if not shelf.is_full():
        subprocess.run(COMMAND, env=environment(), check=False)  # noqa: S603 - our own module
    return shelf.is_full()


class Typesetter:
    """Has paper set beside other work: looked at often, never waited for."""

    def __init__(self) -> None:
        self.at_work: subprocess.Popen[bytes] | None = None
        self.settled = False
        self.next_try = 0.0

    def look(self) -> None:
        """Start the process if something is missing; note when it has ended."""
        if self.at_work is not None:
            self._ended()
        elif not self.settled and time.monotonic() >= self.next_try:
            self.settled = shelf.is_full()
            if not self.settled:
                self.at_work = subprocess.Popen(COMMAND, env=environment())  # noqa: S603 - our own module

    def _ended(self) -> None:
        if self.at_work is None or (code := self.at_work.poll()) is None:
            return
        self.at_work = None
        if code:
            self.next_try = time.monotonic() + AGAIN_SECONDS
            logger.error("Not all paper could be set; it is tried again in ten minutes.")

    def stop(self) -> None:
        """End with the process that started it; what is half made is made another time."""
        if self.at_work is None:
            return
        self.at_work.terminate()
        try:
            self.at_work.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.at_work.kill()
            self.at_work.wait()
        self.at_work = None
