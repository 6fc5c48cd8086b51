"""A program that has loaded everything, and forks a child for each piece of work it is told.

    python -m trivsel.proof.child

Each line it reads is a JSON list: what to do, whether to wait for a tracer, and with what. What
the child says, and how it ended, goes to standard output. A forked child begins as a process
that was just started would: no connection is open, nothing of a round is in memory.
"""

import ctypes
import io
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any
from wsgiref.util import setup_testing_defaults

import django

django.setup()

from django.conf import settings  # noqa: E402 - needs the set-up above
from django.core.management import call_command  # noqa: E402 - as above
from django.core.wsgi import get_wsgi_application  # noqa: E402 - as above
from django.db import connections, transaction  # noqa: E402 - as above
from django.urls import reverse  # noqa: E402 - as above

from trivsel.ballots import keys, queries  # noqa: E402 - as above
from trivsel.proof import letters  # noqa: E402 - as above
from trivsel.proof.letters import FORM, Letter  # noqa: E402 - as above

PR_SET_PTRACER, ANYBODY = 0x59616D61, -1

application = get_wsgi_application()
logging.disable()  # a server that was killed on purpose is no news


def say(*words: object) -> None:
    """Tell it in one write, at once: who kills us must have heard all we told."""
    os.write(1, f"{' '.join(map(str, words))}\n".encode())


# --- what a child can be told to do ----------------------------------------------------------
def prepare(ballots: int, slips: int) -> None:
    """Open both rounds and write all letters; the first ballot is handed in a second time."""
    call_command("migrate", "ballots", database="ballots", verbosity=0)
    manifest, codes = letters.ballot_round(), letters.slip_round(slips)
    answer = letters.answers()
    voters = [letters.Voter(manifest) for _ in range(ballots)]
    written = [voter.letter(next(answer)) for voter in voters]
    written += [letters.slip_letter(code, next(answer)) for code in codes]
    written += [voters[0].letter(next(answer)), written[-1], written[min(1, ballots - 1)]]
    letters.write(settings.DATA / letters.FILE, written)


def send(numbers: Sequence[int], *, careless: bool = False, pragmas: str = "") -> None:
    """Send the letters of these numbers and say each that is thanked for.

    Args:
        numbers: Which letters, in this order.
        careless: The control: says so before the store has committed.
        pragmas: The control: how SQLite is told to write, in place of our settings.
    """
    if pragmas:
        connections.databases["ballots"]["OPTIONS"]["init_command"] = pragmas
    written = letters.read(settings.DATA / letters.FILE)
    for number in numbers:
        if careless:
            say("thanks", number)
        word = post(written[number])
        if not careless:
            say(word, number)


def count(*, careless: bool = False) -> None:
    """Close and count both rounds.

    Args:
        careless: The control: destroys the key before the count is committed.
    """
    say("counting")
    if not careless:
        letters.count_all()
    else:
        with transaction.atomic(using="ballots"):
            letters.count_all()
            keys.destroy_seal(letters.BALLOTS)
    say("counted")


def look() -> None:
    """Say every counted answer and every published receipt."""
    for code in (letters.BALLOTS, letters.SLIPS):
        for packed in queries.answers(code).get(letters.CELL, []):
            say("answer", code, packed.hex())
    for digest in queries.receipts(letters.BALLOTS):
        say("receipt", digest.hex())


def post(letter: Letter) -> str:
    """Hand a letter in at the program's front, and tell in a word what came of it."""
    status, body = request(letter.path, letter.kind, letter.body)
    if status == HTTPStatus.OK and letter.receipt:
        return "thanks" if json.loads(body)["receipt"] == letter.receipt else "other-receipt"
    if status == HTTPStatus.OK:
        return "thanks"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "error"
    if letter.kind == FORM:  # a page; whether the code can answer is told in JSON elsewhere
        status, body = request(f"{letter.path}kode/", FORM, letter.body)
    return str(json.loads(body)["reason"]) if body else str(status)


def request(path: str, kind: str, body: str) -> tuple[int, bytes]:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body.encode()),
    }
    setup_testing_defaults(environ)
    begun: list[str] = []

    def start(status: str, _headers: Any, _error: Any = None, /) -> Callable[[bytes], object]:
        begun.append(status)
        return bytes

    response = application(environ, start)
    content = b"".join(response)
    response.close()
    return int(begun[0].split()[0]), content


WHAT: dict[str, Callable[..., None]] = {
    "prepare": prepare,
    "send": send,
    "count": count,
    "look": look,
}


# --- forking ---------------------------------------------------------------------------------
def main() -> None:
    reverse("ballots:start")  # addresses, and with them all views, are loaded before the fork
    say("ready")
    while line := sys.stdin.readline():
        what, traced, given = json.loads(line)
        child = os.fork()
        if not child:
            work(what, given, traced=traced)
        if traced:
            os.waitpid(child, os.WUNTRACED)
        say("child", child)
        _, status = os.waitpid(child, 0)
        say("ended", os.waitstatus_to_exitcode(status))


def work(what: str, given: dict[str, Any], *, traced: bool) -> None:
    code = 1
    try:
        if traced:
            # Some systems let nobody but a parent trace a process, unless it says so itself.
            ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_long(ANYBODY), 0, 0, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
        WHAT[what](**given)
        connections.close_all()
        code = 0
    except BaseException as error:  # noqa: BLE001 - a child must never run on as its parent
        say("failed", repr(error))
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
