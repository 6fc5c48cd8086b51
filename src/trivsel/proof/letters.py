"""What people send in the proofs: stamped ballots and filled-in slips, written beforehand.

``SLIPS`` and ``BALLOTS`` are the two rounds they answer in. A letter that is on its way knows
what must stand in the store when it has come, so whoever looks needs nothing of the program.
"""

import json
import secrets
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from trivsel.ballots import codes, issuers, keys, services
from trivsel.ballots.models import Box
from trivsel.domain.blindsign import PublicKey, blind, finalize, prepare
from trivsel.domain.blindsign.manifest import CellEntry, Manifest, ReleasePlan
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.sealing import Label, seal
from trivsel.domain.blindsign.token import Token
from trivsel.domain.slipcode import read_code

BALLOTS, SLIPS, CELL = "proofballots", "proofslips", "c1"
FILE = "letters.json"
ITEMS, OPTIONS = 5, 5
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Letter:
    """One request that hands in an answer.

    Attributes:
        box: The round's code.
        mark: Primary key of the row it makes, in hexadecimal.
        answer: What must be counted, a byte an item, in hexadecimal.
        receipt: What must be answered; empty for a slip, which gets none.
    """

    box: str
    path: str
    kind: str
    body: str
    mark: str
    answer: str
    receipt: str = ""


def write(file: Path, letters: Sequence[Letter]) -> None:
    file.write_text(json.dumps([asdict(letter) for letter in letters]), encoding="ascii")


def read(file: Path) -> list[Letter]:
    return [Letter(**given) for given in json.loads(file.read_text("ascii"))]


# --- the two rounds --------------------------------------------------------------------------
def paper() -> dict[str, Any]:
    option = {"value": 1, "label": {"da": "Svar", "en": "Answer"}}
    item = {"text": {"da": "Spørgsmål", "en": "Question"}, "options": [option] * OPTIONS}
    return {
        "organisation": "Proof",
        "round": "Proof",
        "languages": ["da", "en"],
        "title": {"da": "Prøve", "en": "Proof"},
        "intro": {"da": "Prøve", "en": "Proof"},
        "promise": {"da": [], "en": []},
        "preview_url": "",
        "items": [{"key": f"i{number}", **item} for number in range(ITEMS)],
    }


def days() -> tuple[date, date]:
    """Open yesterday, today and for a week, so that no midnight comes between."""
    today = timezone.localdate()
    return today - timedelta(days=1), today + timedelta(days=7)


def ballot_round(code: str = BALLOTS, *, eligible: int = 1000, **changed: Any) -> Manifest:
    """Open a round that is answered with ballots, with an issuer key made for it."""
    opens_on, closes_on = days()
    if not issuers.in_stock():
        issuers.make_one()
    fields: dict[str, Any] = {
        "organisation": "proof",
        "round": code,
        "instrument": bytes(32),
        "cells": (CellEntry(CELL, eligible, issuers.take(code, [CELL])[CELL]),),
        "seal_key": keys.make_seal(code),
        "record_key": keys.make_record(code),
        "opens_on": opens_on,
        "issue_ends_on": closes_on,
        "closes_on": closes_on,
        "release_plan": ReleasePlan(5, ("mean of each scale by unit",)),
    }
    whole = Manifest(**{**fields, **changed})
    services.prepare_box(
        code=code,
        opens_on=whole.opens_on,
        closes_on=whole.closes_on,
        paper=paper(),
        manifest=whole.to_json(),
    )
    services.open_box(code)
    return whole


def slip_round(how_many: int, code: str = SLIPS) -> list[str]:
    """Open a round that is answered with slips; their codes."""
    opens_on, closes_on = days()
    services.prepare_box(code=code, opens_on=opens_on, closes_on=closes_on, paper=paper())
    printed = services.print_slips(code, CELL, how_many)
    services.open_box(code)
    return printed


# --- the people ------------------------------------------------------------------------------
def answers() -> Iterator[bytes]:
    """Answers no two of which are alike, so that one that is counted twice is seen."""
    return (bytes(values) for values in product(range(1, OPTIONS + 1), repeat=ITEMS))


class Voter:
    """One who fetches a ballot of a round and answers with it: what a browser does."""

    def __init__(self, of: Manifest) -> None:
        self.round, self.seal_key = of.round, of.seal_key
        key: PublicKey = of.cells[0].key
        self.token = Token(of.round, CELL, secrets.token_bytes(32))
        self.message = prepare(self.token.message, secrets.token_bytes)
        blinded = blind(key, self.message, secrets.token_bytes)
        stamped = issuers.stamp(of.round, CELL, blinded.message)
        self.stamp = finalize(key, self.message, stamped, blinded.inverse)

    def letter(self, answer: bytes) -> Letter:
        label = Label(self.round, CELL, self.token.nullifier)
        envelope = seal(answer, self.seal_key, label)
        parts = {"message": self.message, "signature": self.stamp, "envelope": envelope}
        spoken = {name: b64encode(part).decode() for name, part in parts.items()}
        return Letter(
            box=self.round,
            path=f"/da/svar/{self.round}/stemme/",
            kind=JSON,
            body=json.dumps({"cell": CELL, **spoken}),
            mark=self.token.nullifier.hex(),
            answer=answer.hex(),
            receipt=str(Receipt.of(envelope)),
        )


def slip_letter(code: str, answer: bytes, box: str = SLIPS) -> Letter:
    values = {f"item-i{number}": str(value) for number, value in enumerate(answer)}
    return Letter(
        box=box,
        path=f"/da/svar/{box}/",
        kind=FORM,
        body=urlencode({"code": code, **values}),
        mark=codes.marks(box, read_code(code)).nullifier.hex(),
        answer=answer.hex(),
    )


def count_all() -> None:
    """Close and count both rounds, or what is left to do of it after a crash."""
    for code in (BALLOTS, SLIPS):
        if Box.objects.filter(pk=code).exists():
            services.close_box(code)
            services.count_box(code)
