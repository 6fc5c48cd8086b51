"""Whatever reads a seal key is done apart: by a process of its own, which ends with it.

Web and job processes live for weeks, and whoever gets into one reads all that its memory holds.
So they ask here, and are told the public half, or that it is done; the key and the opened
answers are only ever in the short-lived process (tally.py).
"""

import os
import subprocess
import sys

from django.conf import settings

from trivsel.ballots import keys
from trivsel.ballots.faults import FAULT, CutOff

COMMAND = [sys.executable, "-m", "trivsel.ballots.tally"]

# All that it is given beside where the keys and the ballots are: nothing of the people.
PASSED_ON = frozenset({"PATH", "LANG", "LC_ALL", "PYTHONPATH", "SYSTEMROOT"})
STORES = frozenset({"TRIVSEL_BALLOTS_DATABASE", "TRIVSEL_TALLY_DATABASE"})
POSTGRES = "PG"  # what PostgreSQL's own library reads: certificates, password files


def make_seal(box_code: str) -> bytes:
    """Make the box's key pair, durable on disk before this returns; give the public half."""
    return bytes.fromhex(run("make", keys.named(box_code)))


def check_seal(box_code: str, public: bytes) -> None:
    """Make sure that the box's key is there, and is the one that answers are sealed to.

    Raises:
        KeyLost: The file is missing, damaged or of another box.
    """
    run("check", keys.named(box_code), public.hex())


def seal_half(box_code: str, public: bytes, side: str) -> str:
    """Give one side's half of the box's key, as it is printed.

    Raises:
        KeyLost: The file is missing, damaged or of another box.
    """
    return run("half", keys.named(box_code), public.hex(), side)


def count_box(box_code: str) -> None:
    """Count a closed box. Can be called again from any point where it was cut off.

    Raises:
        Refused: The box is not closed.
        KeyLost: The envelopes cannot be opened; they stay as they are.
        NotScrubbed: All is counted; only the rewriting of the files must be run again.
        CutOff: It did not come to its end; its own line is in the log.
    """
    run("count", keys.named(box_code))


def run(verb: str, *given: str) -> str:
    """Do one thing in a process of its own, wait for it, and give back what it tells."""
    done = subprocess.run(  # noqa: S603 - our own module; a code is letters and digits
        [*COMMAND, verb, *given],
        env=environment(verb),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return done.stdout.strip()
    if fault := FAULT.get(done.returncode):
        raise fault(done.stdout.strip())
    raise CutOff(f"`{verb}` ended with status {done.returncode}; it can be run again")


def environment(verb: str) -> dict[str, str]:
    """What the process is given to know; only who counts is told where the ballots are."""
    wanted = PASSED_ON | STORES if verb == "count" else PASSED_ON
    return {
        **{
            name: value
            for name, value in os.environ.items()
            if name in wanted or (verb == "count" and name.startswith(POSTGRES))
        },
        "DJANGO_SETTINGS_MODULE": "trivsel.config.tally",
        "TRIVSEL_DATA": str(settings.DATA),
        "TRIVSEL_KEYS": str(settings.KEYS),
    }
