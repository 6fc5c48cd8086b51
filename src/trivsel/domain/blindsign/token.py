"""The token: what a right to answer is made of, and the nullifier it is spent under."""

from dataclasses import dataclass
from hashlib import sha256

from trivsel.domain.blindsign.refusals import BadMessage

PURPOSE = b"trivsel ballot 1"
SPENT = b"trivsel nullifier 1"
NONCE_BYTES = 32
NULLIFIER_BYTES = 32


@dataclass(frozen=True, slots=True)
class Token:
    """The right to answer once in one round, for one cell.

    Attributes:
        round: The round's code; letters, digits, hyphens.
        cell: The cell's code, likewise.
        nonce: 32 random bytes that only the person's side knows until it answers.
    """

    round: str
    cell: str
    nonce: bytes

    def __post_init__(self) -> None:
        r"""Refuse what could be read in two ways.

        Raises:
            ValueError: If the nonce has another length, or a code is empty or has a zero byte.
        """
        if len(self.nonce) != NONCE_BYTES:
            raise ValueError("A nonce has 32 bytes.")
        if not all(code and "\0" not in code for code in (self.round, self.cell)):
            raise ValueError("A code is empty, or has a zero byte in it.")

    @property
    def message(self) -> bytes:
        r"""What is signed, before the random prefix.

        >>> Token("r1", "c7", bytes(32)).message[:22]
        b'trivsel ballot 1\x00r1\x00c7'
        """
        return b"\0".join([PURPOSE, self.round.encode(), self.cell.encode(), self.nonce])

    @classmethod
    def from_message(cls, message: bytes) -> "Token":
        r"""Read a token out of a message; there is one message for each token.

        Raises:
            BadMessage: If it is none: another purpose, a part too few or too many, another
                length of the nonce, or codes that are no text.

        >>> Token.from_message(Token("r1", "c7", bytes(32)).message).cell
        'c7'
        """
        head, nonce = message[:-NONCE_BYTES], message[-NONCE_BYTES:]
        purpose, *codes = head.split(b"\0")
        if purpose != PURPOSE:
            raise BadMessage("The message was not made for a ballot.")
        try:
            round_, cell, nothing = (code.decode() for code in codes)
            token = cls(round_, cell, nonce)
        except ValueError as error:
            raise BadMessage(
                "The message is none of a ballot: its parts do not fit."
            ) from error
        if nothing:
            raise BadMessage("The message is none of a ballot: its parts do not fit.")
        return token

    @property
    def nullifier(self) -> bytes:
        """What stands in the store when the token is spent: SHA-256, 32 bytes.

        The cell is not part of it, so that a nonce is spent once in a round, whatever the cell.
        """
        return sha256(b"\0".join([SPENT, self.round.encode(), self.nonce])).digest()
