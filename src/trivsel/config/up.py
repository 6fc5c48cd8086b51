"""Bring Trivsel up on one machine: data folder, tables, pages' files, web and job process."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from trivsel.config import doctor, roles, web
from trivsel.demo import house as demo
from trivsel.domain.refusal import Refused
from trivsel.surveys import services as surveys
from trivsel.toolbox.paper import process as paper

PATIENCE_SECONDS = 30
HIGHEST_PORT = 65_535


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
    roles.grant()
    with step("Trivsel's own questionnaire"):
        surveys.load_core(at=timezone.now())
    with step("files of the pages"):
        call_command("collectstatic", verbosity=0, interactive=False)


def set_paper() -> int:
    """Set the tools on paper; `up` leaves that to the job process, so that no page waits."""
    with step("tools on paper"):
        done = paper.set_now()
    return 0 if done else 1


def up(*, host: str, port: int, with_demo: bool) -> int:
    """Prepare, start the job process beside this one, serve until interrupted.

    Raises:
        Refused: Nobody can be served at that address.
    """
    ask_for(host, port)
    prepare()
    if problems := doctor.problems():
        doctor.tell(problems)
        return 1
    if with_demo:
        demo.build(step=step)
        demo.tell_logins(settings.ORIGIN)
    signal.signal(signal.SIGTERM, stop)
    jobs = subprocess.Popen([sys.executable, "-m", "trivsel.config.cli", "jobs"])
    web.become()
    sys.stdout.write(f"\nTrivsel is ready: http://{host}:{port}/   (Ctrl+C stops it)\n")
    sys.stdout.flush()
    try:
        with suppress(KeyboardInterrupt):
            serve(host, port)
    finally:
        end(jobs)
    sys.stdout.write("\nTrivsel has stopped. All that was thanked for is stored.\n")
    return 0


def ask_for(host: str, port: int) -> None:
    """Find out before the long preparations whether the address can be listened on.

    Raises:
        Refused: It is taken, forbidden, or not of this machine.
    """
    if not 0 < port <= HIGHEST_PORT:
        raise Refused(f"There is no port {port}; choose one from 1 to {HIGHEST_PORT}.")
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Refused(f"Nothing can be served at {host}:{port}: {error}.") from error
    for family, kind, protocol, _name, place in places:
        with socket.socket(family, kind, protocol) as probe:
            # A port is not taken because somebody has just left it.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(place)
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise Refused(
                        f"Port {port} is taken by another program; choose one with --port."
                    ) from error
                if error.errno != errno.EADDRNOTAVAIL or len(places) == 1:
                    raise Refused(
                        f"Nothing can be served at {host}:{port}: {error.strerror}."
                    ) from error


def stop(_signum: int, _frame: FrameType | None) -> None:
    """Leave by the front door, so that the job process is told as well."""
    raise KeyboardInterrupt


def end(jobs: subprocess.Popen[bytes]) -> None:
    jobs.terminate()
    try:
        jobs.wait(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        jobs.kill()  # a job that is cut off is taken again at the next start
        jobs.wait()


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
