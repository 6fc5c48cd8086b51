"""What tests/ballots/test_killed.py runs in processes of their own: killed at any instant.

    python killed.py prepare|answer|answer-carelessly|count|look

``answer`` reads codes and prints each when the program would say thank you for it;
``answer-carelessly`` says so before it has stored, and dies in the moment it has said the 20th.
"""

import os
import signal
import sys
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - needs the set-up above
from django.utils import timezone  # noqa: E402 - as above

import make  # noqa: E402 - as above
from trivsel.ballots import queries, services  # noqa: E402 - as above
from trivsel.ballots.policies import Reason  # noqa: E402 - as above
from trivsel.ballots.sheets import sheet  # noqa: E402 - as above
from trivsel.domain.slipcode import read_code  # noqa: E402 - as above

BOX, CELL, PEOPLE, ITEMS = "killed", "c1", 240, 8
LAST_CARELESS = 19


def say(word: object) -> None:
    """Tell it at once: who kills us must have heard all we told."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def prepare() -> None:
    call_command("migrate", "ballots", database="ballots", verbosity=0)
    today = timezone.localdate()
    week = today + timedelta(days=7)
    services.prepare_box(code=BOX, opens_on=today, closes_on=week, paper=make.paper(ITEMS))
    for code in services.print_slips(BOX, CELL, PEOPLE):
        say(code)
    services.open_box(BOX)


def answer(*, careless: bool) -> None:
    found = sheet(BOX)
    assert found is not None
    for number, code in enumerate(sys.stdin.read().split()):
        if careless:
            say(number)
            if number == LAST_CARELESS:
                os.kill(os.getpid(), signal.SIGKILL)
        packed = bytes(1 + number // 5**place % 5 for place in range(ITEMS))
        try:
            services.submit(found, code=read_code(code), packed=packed, at=timezone.now())
        except services.NotAccepted as no:
            if no.reason is not Reason.USED:
                raise
        if not careless:
            say(number)


def count() -> None:
    services.close_box(BOX)
    say("counting")
    services.count_box(BOX)


def look() -> None:
    for packed in queries.answers(BOX).get(CELL, []):
        say(sum((value - 1) * 5**place for place, value in enumerate(packed)))


WHAT = {
    "prepare": prepare,
    "answer": lambda: answer(careless=False),
    "answer-carelessly": lambda: answer(careless=True),
    "count": count,
    "look": look,
}

if __name__ == "__main__":
    WHAT[sys.argv[1]]()
