"""Starts the process that sets a report, and waits for it. Loads no Typst itself."""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any

logger = logging.getLogger(__name__)

COMMAND = [sys.executable, "-m", "trivsel.reports.typesetting"]
PATIENCE_SECONDS = 30
AT_ONCE = 2  # each takes a core for half a second and some memory
_places = threading.BoundedSemaphore(AT_ONCE)


class NotSet(Exception):
    """The report could not be set now. It can be asked for again."""


def pdf_of(facts: Mapping[str, Any]) -> bytes:
    """Set what the report says.

    Raises:
        NotSet: Too many at once, or something is wrong with it: the log says what.
    """
    if not _places.acquire(timeout=PATIENCE_SECONDS):
        raise NotSet("too many at once")
    try:
        return _run(json.dumps(facts).encode())
    finally:
        _places.release()


def _run(facts: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            COMMAND,
            input=facts,
            capture_output=True,
            check=True,
            timeout=PATIENCE_SECONDS,
            env=_environment(),
        )
    except subprocess.CalledProcessError as error:
        # The last line says what failed; what stood in the report is in none of them.
        said = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        logger.error(  # noqa: TRY400 - the trace would name where we wait, not what is wrong
            "A report could not be set (status %s): %s", error.returncode, said
        )
        raise NotSet("it failed") from error
    except subprocess.TimeoutExpired as error:
        logger.error(  # noqa: TRY400 - as above
            "A report could not be set in %s seconds.", PATIENCE_SECONDS
        )
        raise NotSet("it took too long") from error
    return done.stdout


def _environment() -> dict[str, str]:
    """What a Python needs to start, and no address or secret of ours."""
    return {name: value for name, value in os.environ.items() if "TRIVSEL" not in name}
