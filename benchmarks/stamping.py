"""How many ballots one core stamps in a second at 3,072 bits, and what the time goes to.

    python benchmarks/stamping.py [--count 300]

Processor time, so that other work on the machine counts little. What the database adds to a
ballot that is fetched is not among it.
"""

import argparse
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import serving

PART = 10  # calls that are timed together


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="trivsel-stamping-") as folder:
        os.environ["TRIVSEL_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "trivsel.config.settings"
        return run(given.count)


def run(count: int) -> int:
    import django  # noqa: PLC0415 - the settings above come first

    django.setup()
    from trivsel.ballots import issuers  # noqa: PLC0415 - as above
    from trivsel.domain.blindsign import IssuerKey, blind, blind_sign, prepare  # noqa: PLC0415
    from trivsel.domain.blindsign.issuing import _power  # noqa: PLC0415 - the part that weighs

    issuers.make_one()
    public = issuers.take("bench", ["c1"])["c1"]
    blinded = blind(public, prepare(b"message", secrets.token_bytes), secrets.token_bytes)
    file = issuers._path("bench", "c1")  # noqa: SLF001 - to time the reading alone
    key = IssuerKey.from_der(file.read_bytes())
    number = int.from_bytes(blinded.message)

    def read() -> int:
        return IssuerKey.from_der(Path(file).read_bytes()).remainders[0]

    parts: dict[str, Callable[[], object]] = {
        "stamp, as the program does": lambda: issuers.stamp("bench", "c1", blinded.message),
        "  key read and taken apart": read,
        "  stamp, key in memory": lambda: blind_sign(key, blinded.message, secrets.token_bytes),
        "    power by both primes": lambda: _power(key, number),
        "    self-check": lambda: pow(number, key.e, key.n),
        "    base blinding's inverse": lambda: pow(number, -1, key.n),
    }
    print(f"machine {serving.machine()}")
    for name, part in parts.items():
        each = cost(part, count)
        print(f"{name:30} {each * 1000:6.2f} ms  {1 / each:8.0f} a second")
    return 0


def cost(part: Callable[[], object], count: int) -> float:
    taken = []
    for _ in range(max(1, count // PART)):
        began = time.process_time()
        for _ in range(PART):
            part()
        taken.append((time.process_time() - began) / PART)
    return median(taken)


if __name__ == "__main__":
    sys.exit(main())
