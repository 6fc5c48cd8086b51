"""A ballot handed in: is it one of this round, for this cell, stamped with that cell's key?

Everything is held against the manifest and nothing else. Whether the nullifier is spent, and
whether the round is open, the store decides in the statement that keeps the envelope.
"""

from dataclasses import dataclass

from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.blindsign.refusals import (
    BadEnvelope,
    BadMessage,
    Incomplete,
    UnknownCell,
    WrongCell,
    WrongRound,
)
from trivsel.domain.blindsign.sealing import Label
from trivsel.domain.blindsign.token import Token
from trivsel.domain.blindsign.variants import RANDOMIZED
from trivsel.domain.blindsign.verifying import verify


@dataclass(frozen=True, slots=True)
class Submission:
    """What a browser hands in.

    Attributes:
        round: The round's code.
        cell: The cell's code.
        prepared: The message that was stamped, with its random prefix.
        signature: The stamp with the blinding taken off, as long as the key.
        envelope: The sealed answer.
    """

    round: str
    cell: str
    prepared: bytes
    signature: bytes
    envelope: bytes

    def __post_init__(self) -> None:
        """Refuse what is not whole, whatever the web made of it.

        Raises:
            Incomplete: If a part is null, empty or of another kind.
        """
        codes = (self.round, self.cell)
        parts = (self.prepared, self.signature, self.envelope)
        whole = all(isinstance(code, str) for code in codes)
        whole = whole and all(isinstance(part, bytes) for part in parts)
        if not whole or not all((*codes, *parts)):
            raise Incomplete("A part of the ballot is missing.")


def label_of(submission: Submission, manifest: Manifest, *, envelope_bytes: int) -> Label:
    """Check a submission, and give the label its envelope is to be stored and opened under.

    Args:
        submission: What was handed in.
        manifest: The round's own, as it was signed.
        envelope_bytes: How long every envelope of the round is: a length of its own would be a
            mark that leads back to a person.

    Returns:
        Round, cell and nullifier. The nonce is not among it and needs to be kept nowhere.

    Raises:
        WrongRound: It is for another round, or its message is.
        UnknownCell: The manifest has no such cell.
        WrongCell: Its message is for another cell than it says.
        BadMessage: Its message is no token.
        BadSignature: It is not stamped with the key of its cell.
        BadEnvelope: Its envelope has another length.
    """
    if submission.round != manifest.round:
        raise WrongRound("This ballot is for another round.")
    cell = manifest.cell(submission.cell)
    if cell is None:
        raise UnknownCell("This round has no such cell.")
    token = _token(submission.prepared)
    if token.round != submission.round:
        raise WrongRound("This ballot was stamped for another round.")
    if token.cell != submission.cell:
        raise WrongCell("This ballot was stamped for another cell.")
    verify(cell.key, submission.prepared, submission.signature)
    if len(submission.envelope) != envelope_bytes:
        raise BadEnvelope("has not the length of all others")
    return Label(token.round, token.cell, token.nullifier)


def _token(prepared: bytes) -> Token:
    prefix = RANDOMIZED.prefix_bytes
    if len(prepared) <= prefix:
        raise BadMessage("The message is too short to be stamped.")
    return Token.from_message(prepared[prefix:])
