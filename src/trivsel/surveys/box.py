"""The door to the ballot box: prepare it, print slips, stamp ballots, open, close, count.

No answer comes out. Everything here may be called again: what has been done is left as it is.

A web process has no right to change a box. What it is asked to prepare, open, close or discard
it leaves alone, and ``tasks.follow_round`` has the job process do it a moment later.
"""

import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from trivsel.ballots import apart, issuers, keys
from trivsel.ballots import queries as ballot_queries
from trivsel.ballots import services as ballots
from trivsel.ballots.faults import NotScrubbed
from trivsel.ballots.issuers import OutOfStock
from trivsel.ballots.keys import KeyLost
from trivsel.ballots.models import Box, Comment
from trivsel.ballots.services import Known
from trivsel.domain.blindsign import BadRequest
from trivsel.surveys.models import Cell, Round
from trivsel.surveys.rounds.ballots import BallotKeys
from trivsel.surveys.rounds.paper import paper_of

__all__ = ["BadRequest", "Known", "OutOfStock"]

# No vowels, so that no word is made; nothing that looks like something else.
SIGNS = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 8


def new_code() -> str:
    """A fresh code for a box."""
    return "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))


def take_keys(box_code: str, cells: Iterable[str]) -> BallotKeys:
    """Give a box its keys; they are on disk before anything names them.

    Raises:
        OutOfStock: Fewer keys lie in stock than there are cells.
    """
    issuer_of = issuers.take(box_code, cells)
    return BallotKeys(apart.make_seal(box_code), keys.make_record(box_code), issuer_of)


def fill_stock(wanted: int, *, at_once: int) -> None:
    """Make keys until so many lie in stock, but no more than so many now."""
    for _key in range(min(at_once, wanted - issuers.in_stock())):
        issuers.make_one()


def stamp(round_: Round, cell: Cell, blinded: bytes) -> bytes:
    """Stamp a blinded ballot. Whether its holder may have it, the caller has asked.

    Raises:
        BadRequest: It is no blinded ballot.
    """
    return issuers.stamp(round_.box_code, cell.code, blinded)


def with_stamps() -> set[str]:
    """The codes of the boxes whose ballots can still be stamped."""
    return issuers.boxes()


def destroy_stamps(box_code: str) -> None:
    """Destroy what stamps the box's ballots; those that are stamped can still be handed in."""
    issuers.destroy(box_code)


def prepare(round_: Round) -> None:
    """Make the round's box, with the paper that people will see, if it is not there."""
    if settings.WEB_PROCESS or is_prepared(round_):
        return
    ballots.prepare_box(
        code=round_.box_code,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        paper=paper_of(round_),
        manifest=bytes(round_.ballot_manifest) if round_.ballot_manifest else None,
    )


def is_prepared(round_: Round) -> bool:
    """Whether the round has its box."""
    return Box.objects.filter(pk=round_.box_code).exists()


def print_slips(round_: Round, cell: Cell) -> list[str]:
    """One fresh code per eligible of the cell; earlier ones lose their force."""
    return ballots.print_slips(round_.box_code, cell.code, cell.eligible)


def open_(round_: Round) -> None:
    """Open the box."""
    if not settings.WEB_PROCESS:
        ballots.open_box(round_.box_code)


def close(round_: Round) -> None:
    """Close the box for good."""
    if not settings.WEB_PROCESS:
        ballots.close_box(round_.box_code)


def count(round_: Round) -> None:
    """Open the envelopes, shuffle, write the answers down without any trace of when or who.

    Done by a process of its own: neither key nor envelopes come into this one.
    """
    apart.count_box(round_.box_code)


def with_comments() -> set[str]:
    """The codes of the boxes that still hold what people wrote."""
    return set(Comment.objects.values_list("box", flat=True).distinct())


def forget_comments(code: str) -> None:
    """Delete what people wrote from a box; for a round that is released, and has its lists."""
    ballots.forget_comments(code)


def seal_half(round_: Round, side: str) -> str | None:
    """One side's half of the key that answers are sealed to, for paper; None if it is lost."""
    box = Box.objects.get(pk=round_.box_code)
    try:
        return apart.seal_half(box.code, bytes(box.seal_key), side)
    except KeyLost:
        return None


def trouble_with(error: Exception) -> Round.Trouble:
    """What kept a box from being counted."""
    if isinstance(error, KeyLost):
        return Round.Trouble.KEY
    if isinstance(error, NotScrubbed):
        return Round.Trouble.STORE
    return Round.Trouble.OTHER


def publish_record(round_: Round, known: Known) -> bytes:
    """Sign the round's one record and make it public; the one that stands, if there is one."""
    return ballots.publish_record(round_.box_code, known)


def record(round_: Round) -> bytes | None:
    """The round's record as it is public, or None before the release."""
    return ballot_queries.record(round_.box_code)


def discard(code: str) -> None:
    """Destroy a box that was never opened, with its slips and its keys."""
    if not settings.WEB_PROCESS:
        ballots.discard_box(code)
    destroy_link_key(code)


def make_link_key(code: str) -> bytes:
    """The key that personal links to the ballots of a box are made with; made if there is none.

    It lies beside the others, never in a database or a backup of it, and dies when no more
    ballots are handed out: whoever finds an old link later can do nothing with it.
    """
    if link_key(code) is None:
        keys.write_once(_link_key_path(code), secrets.token_bytes(keys.KEY_BYTES))
    return _link_key_path(code).read_bytes()


def link_key(code: str) -> bytes | None:
    """The key of the links, if there is one."""
    try:
        return _link_key_path(code).read_bytes()
    except FileNotFoundError:
        return None


def destroy_link_key(code: str) -> None:
    """End all links to the ballots of a box; nothing happens if they have ended already."""
    keys.destroy(_link_key_path(code))


def _link_key_path(code: str) -> Path:
    return Path(settings.KEYS) / f"{keys.named(code)}.letters"


def accepted(round_: Round) -> int:
    """How many answers lie in the box."""
    return ballot_queries.accepted(round_.box_code)
