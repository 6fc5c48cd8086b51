"""Bring a box's seal key back from its two printed halves, in a process that ends with it."""

from collections.abc import Mapping

from trivsel.ballots import keys
from trivsel.ballots.keys import KeyLost
from trivsel.ballots.models import Box
from trivsel.domain.blindsign import halves
from trivsel.domain.blindsign.halves import Side
from trivsel.domain.blindsign.refusals import BadHalf
from trivsel.domain.refusal import Refused


def box_to_restore(box_code: str) -> Box:
    """Give the box whose key is lost.

    Raises:
        Refused: There is no such box, it has been counted, or its key is where it should be.
    """
    box = Box.objects.filter(pk=box_code).first()
    if box is None:
        raise Refused(f"There is no box {box_code}. Nothing was written.")
    if box.state == Box.State.COUNTED:
        raise Refused("This box has been counted, and its key is destroyed for good.")
    try:
        keys.seal(box.code, bytes(box.seal_key))
    except KeyLost:
        return box
    raise Refused("The key of this box is where it should be. Nothing was written.")


def read_half(box: Box, side: Side, text: str) -> bytes:
    """Read one typed half.

    Raises:
        Refused: It is not that side's half of this box's key, with the place.
    """
    try:
        return halves.read(text, box.code, side)
    except BadHalf as error:
        if error.group:
            raise Refused(
                f"Group {error.group} does not fit: a sign is wrong, or it is another round's"
                " or the other side's half. Nothing was written; type it again."
            ) from error
        raise Refused(
            "A half has 13 groups of 5 signs. Nothing was written; type it again."
        ) from error


def restore(box: Box, parts: Mapping[Side, bytes]) -> None:
    """Join the halves and write the key.

    Raises:
        Refused: Together they are not the key of this box; nothing was written.
    """
    secret = halves.join(parts[Side.MANAGEMENT], parts[Side.EMPLOYEES])
    try:
        # X25519 leaves some bits of a key unread; the halves of the very key have them all.
        if halves.split(secret, box.code) != dict(parts):
            raise KeyLost("these halves make another key")  # noqa: TRY301 - said below
        keys.restore_seal(box.code, secret, bytes(box.seal_key))
    except KeyLost as error:
        raise Refused(
            "Each half reads well, but together they are not the key of this box. Nothing was"
            " written; see whether both sheets are of this round."
        ) from error
