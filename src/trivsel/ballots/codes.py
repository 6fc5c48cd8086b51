"""Codes as the store knows them: two keyed hashes that cannot be got from one another.

Who copies the database finds no code in it, and cannot tell which slip became which ballot:
both hashes need the code, which is on paper only, and the key, which is outside the database.
"""

import hmac
from typing import NamedTuple

from trivsel.ballots import keys


class Marks(NamedTuple):
    """All that a code leaves in the store of one box."""

    box_code: str
    slip: bytes
    nullifier: bytes


def marks(box_code: str, code: str) -> Marks:
    return Marks(box_code, slip_hash(box_code, code), _hash("nullifier", box_code, code))


def slip_hash(box_code: str, code: str) -> bytes:
    """What a slip is kept as; the other hash makes its ballot exactly once."""
    return _hash("slip", box_code, code)


def _hash(purpose: str, box_code: str, code: str) -> bytes:
    message = f"{purpose}\0{box_code}\0{code}".encode()
    return hmac.digest(keys.code_key(), message, "sha256")
