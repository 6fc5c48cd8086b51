"""The tally: opens a seal key, does one thing with it, and ends. Started by apart.py.

    python -m trivsel.ballots.tally make|check|half|count BOX ...

It alone reads a seal key, and the opened answers are in its memory alone. What it tells is a
public key or a sentence of our own: an error's own words could hold what was in a row.
"""

import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from trivsel.ballots import keys
from trivsel.ballots.faults import STATUS

PR_SET_DUMPABLE = 4
BROKEN = 10


def make(box_code: str) -> str:
    return keys.make_seal(box_code).hex()


def check(box_code: str, public: str) -> str:
    keys.seal(box_code, bytes.fromhex(public))
    return ""


def half(box_code: str, public: str, side: str) -> str:
    """Give one half of the key as it is printed."""
    from trivsel.domain.blindsign import halves  # noqa: PLC0415 - one use

    secret = keys.seal(box_code, bytes.fromhex(public)).private_bytes_raw()
    whose = halves.Side(side)
    return halves.write(halves.split(secret, box_code)[whose], box_code, whose)


def count(box_code: str) -> str:
    from trivsel.ballots.services.count import count_box  # noqa: PLC0415 - needs the tables

    count_box(box_code)
    return ""


VERBS: dict[str, Callable[..., str]] = {
    "make": make,
    "check": check,
    "count": count,
    "half": half,
}


def do(verb: str, *given: str) -> str:
    """Do it in this process."""
    return VERBS[verb](*given)


def harden() -> None:
    """Leave no image of this memory on disk, and let no other program of the user read it."""
    with suppress(ImportError):  # not on Windows
        import resource  # noqa: PLC0415 - as above

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only where it is of use

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def main(argv: list[str]) -> int:
    harden()
    verb, *given = argv
    try:
        if verb == "count":
            import django  # noqa: PLC0415 - the others need no tables, and are quicker without

            django.setup()
        sys.stdout.write(f"{do(verb, *given)}\n")
    except tuple(STATUS) as fault:
        sys.stdout.write(f"{fault}\n")
        return next(status for kind, status in STATUS.items() if isinstance(fault, kind))
    except Exception as error:  # noqa: BLE001 - whatever it is, its words stay here
        sys.stderr.write(f"{without_words(verb, given[0], error)}\n")
        return BROKEN
    return 0


def without_words(verb: str, box_code: str, error: BaseException) -> str:
    """Say what kind of error came and where in the code, never its words: they may quote."""
    places = traceback.extract_tb(error.__traceback__)
    ours = [place for place in places if "trivsel" in place.filename] or list(places)
    where = f"{ours[-1].name}, line {ours[-1].lineno}" if ours else "no place"
    kind = type(error).__name__
    return f"ERROR trivsel.tally box {box_code}: {verb} failed, {kind} in {where}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
