"""One person's side of a ballot, as the browser does it: made, blinded, stamped, handed in."""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field

from trivsel.domain.blindsign import PublicKey, blind, finalize, prepare
from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.sealing import Label, seal
from trivsel.domain.blindsign.token import Token
from trivsel.proof.browser import Browser, at


class NotTaken(Exception):
    """The program refused what a proof needs it to take."""


@dataclass(slots=True)
class Voter:
    """Who answers one round in one cell, by what the public manifest says."""

    manifest: Manifest
    cell: str
    nonce: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    message: bytes = b""
    blinded: bytes = b""
    inverse: int = 0
    stamp: bytes = b""
    signature: bytes = b""
    envelope: bytes = b""

    def __post_init__(self) -> None:
        self.message = prepare(self.token.message, secrets.token_bytes)
        made = blind(self.key, self.message, secrets.token_bytes)
        self.blinded, self.inverse = made.message, made.inverse

    @property
    def key(self) -> PublicKey:
        entry = self.manifest.cell(self.cell)
        if entry is None:
            raise NotTaken(f"the manifest has no cell {self.cell}")
        return entry.key

    @property
    def token(self) -> Token:
        return Token(self.manifest.round, self.cell, self.nonce)

    @property
    def nullifier(self) -> bytes:
        return self.token.nullifier

    @property
    def receipt(self) -> Receipt:
        return Receipt.of(self.envelope)

    def fetch(self, browser: Browser, organisation: str, round_: int) -> None:
        """Have the ballot stamped, signed in as oneself."""
        path = at("o/{}/runder/{}/stempel/", organisation, round_)
        page = browser.json(path, {"blinded": b64encode(self.blinded).decode()})
        if "signature" not in page.text:
            raise NotTaken(f"no stamp: {page.status} {page.text[:200]}")
        self.stamp = b64decode(page.json["signature"])
        self.signature = finalize(self.key, self.message, self.stamp, self.inverse)

    def answer(self, values: bytes, comments: Sequence[str] = ()) -> None:
        """Seal the answer, and what is written beside it, to the round's key."""
        label = Label(self.manifest.round, self.cell, self.nullifier)
        self.envelope = seal(values, self.manifest.seal_key, label, comments)

    def hand_in(self, browser: Browser) -> None:
        """Hand the ballot in, and see that the receipt is the envelope's."""
        page = browser.json(at("svar/{}/stemme/", self.manifest.round), self.spoken())
        if "receipt" not in page.text or page.json["receipt"] != str(self.receipt):
            raise NotTaken(f"no receipt: {page.status} {page.text[:200]}")

    def spoken(self) -> dict[str, str]:
        """The ballot as it goes over the wire."""
        parts = {
            "message": self.message,
            "signature": self.signature,
            "envelope": self.envelope,
        }
        text = {name: b64encode(part).decode() for name, part in parts.items()}
        return {"cell": self.cell, **text}
