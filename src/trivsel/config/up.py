"""Bring Trivsel up on one machine: data folder, tables, pages' files, web and job process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from trivsel.config import doctor
from trivsel.demo import house as demo
from trivsel.surveys import services as surveys


@contextmanager
def step(words: str) -> Iterator[None]:
    began = time.monotonic()
    sys.stdout.write(f"  {words} ... ")
    sys.stdout.flush()
    yield
    sys.stdout.write(f"done ({time.monotonic() - began:.1f} s)\n")


def prepare(say: Callable[[str], None] = print) -> None:
    """Make the tables and collect the pages' files; quick when there is nothing to do."""
    say(f"Data: {settings.DATA}")
    with step("tables"):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("migrate", database="ballots", verbosity=0, interactive=False)
    with step("Trivsel's own questionnaire"):
        surveys.load_core(at=timezone.now())
    with step("files of the pages"):
        call_command("collectstatic", verbosity=0, interactive=False)


def up(*, host: str, port: int, with_demo: bool) -> int:
    """Prepare, start the job process beside this one, serve until interrupted."""
    prepare()
    if problems := doctor.problems():
        doctor.tell(problems)
        return 1
    if with_demo:
        demo.build(step=step)
        demo.tell_logins(settings.ORIGIN)
    signal.signal(signal.SIGTERM, stop)
    jobs = subprocess.Popen([sys.executable, "-m", "trivsel.config.cli", "jobs"])
    sys.stdout.write(f"\nTrivsel is ready: http://{host}:{port}/   (Ctrl+C stops it)\n")
    sys.stdout.flush()
    try:
        serve(host, port)
    except KeyboardInterrupt:
        sys.stdout.write("\nTrivsel has stopped. All that was thanked for is stored.\n")
    finally:
        jobs.terminate()
        jobs.wait(timeout=30)
    return 0


def stop(*_: object) -> None:
    """Leave by the front door, so that the job process is told as well."""
    raise KeyboardInterrupt


def serve(host: str, port: int) -> None:
    uvicorn.run(
        "trivsel.config.asgi:application",
        host=host,
        port=port,
        access_log=False,  # a line with a clock time would date an answer
        server_header=False,
        log_level=os.environ.get("TRIVSEL_LOG", "warning"),
        lifespan="off",
    )
