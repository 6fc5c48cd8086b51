"""Issuer keys made beforehand: a test needs any, and making or writing one down takes long.

They were made by IssuerKey.new() and have never stamped anything outside these tests.
"""

from functools import cache
from pathlib import Path

from trivsel.domain.blindsign import IssuerKey

HERE = Path(__file__).parent


@cache
def issuer_key(number: int) -> IssuerKey:
    return IssuerKey.from_der(der(number))


@cache
def der(number: int) -> bytes:
    """A key as a file holds it, the same each time; past those that lie here, a new one."""
    made = HERE / f"{number}.der"
    return made.read_bytes() if made.exists() else IssuerKey.new().der
