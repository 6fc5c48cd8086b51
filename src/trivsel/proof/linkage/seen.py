"""What the adversary of one round holds, and what was true."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trivsel.domain.blindsign import PublicKey


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with all that the database tells of it; on SQLite, its values."""

    values: Mapping[str, Any]
    place: tuple[int, ...] = ()
    transaction: int = 0


@dataclass(frozen=True, slots=True)
class Handed:
    """A ballot or slip as the box saw it come; the envelope as it is stored."""

    nullifier: bytes
    envelope: bytes
    receipt: bytes = b""
    message: bytes = b""
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Truth:
    """What the adversary wants to know, by person: their mark in the box, what they said."""

    ballot: list[bytes]
    answer: list[bytes]
    slip: list[bytes] = field(default_factory=list)
    comment: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """All of one round. People are numbers, in the order of the roster.

    Attributes:
        who: What each is called: name, e-mail, number, key of the session.
        fetched: The order in which ballots were fetched, or slips handed out.
        answered: The order in which answers came.
        stamped: What the issuer saw of each: the blinded ballot and the stamp on it.
        known: What each handed in, for strategies that are given even that.
        handed: The same, in the order of nullifiers: whose is whose is not said.
        roster: The rows of the roster, as they lie.
        slips, ballots: The rows of the box while the round is open, as they lie.
        answers: The rows after the count, as they lie.
        given: The answers as the program gives them out.
        comments: The rows of what was written, as they lie after the count.
        remarks: The comments as they are released.
        published: The receipts, as they are published.
        sources: Files, logs, tables of other rooms: bytes, in their own order.
        truth: Only for the one who keeps the score.
    """

    who: list[tuple[bytes, ...]]
    fetched: list[int]
    answered: list[int]
    stamped: list[tuple[bytes, bytes]]
    known: list[Handed]
    handed: list[Handed]
    roster: list[Row]
    slips: list[Row]
    ballots: list[Row]
    answers: list[Row]
    given: list[bytes]
    published: list[bytes]
    sources: Mapping[str, bytes]
    truth: Truth
    comments: list[Row] = field(default_factory=list)
    remarks: list[bytes] = field(default_factory=list)
    key: PublicKey | None = None


def forms(secret: bytes) -> Iterable[bytes]:
    """How some bytes may stand in a file."""
    return (secret, secret.hex().encode(), secret.hex().upper().encode(), b64encode(secret))
