"""Rounds that are answered with stamped ballots, and the person's side of one, in Python."""

import json
import secrets
from base64 import b64encode
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import issuer_keys
import make
from trivsel.ballots import issuers, keys
from trivsel.ballots import services as ballots
from trivsel.ballots.sheets import sheet
from trivsel.domain.blindsign import PublicKey, blind, finalize, prepare
from trivsel.domain.blindsign.manifest import CellEntry, Manifest, ReleasePlan
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.sealing import Label, seal
from trivsel.domain.blindsign.submission import Submission
from trivsel.domain.blindsign.token import Token

_numbers = count(1)


def stock(how_many: int) -> None:
    """Lay some keys in stock that were made before."""
    for number in range(how_many):
        path = issuers._stock_folder() / f"{secrets.token_hex(8)}{issuers.ENDING}"
        keys.write_once(path, issuer_keys.der(number))


def manifest(code: str, cells: dict[str, int], **changed: Any) -> Manifest:
    public = issuers.take(code, cells)
    fields: dict[str, Any] = {
        "organisation": "works",
        "round": code,
        "instrument": bytes(32),
        "cells": tuple(
            CellEntry(cell, eligible, public[cell]) for cell, eligible in sorted(cells.items())
        ),
        "seal_key": keys.make_seal(code),
        "record_key": keys.make_record(code),
        "opens_on": make.EVER,
        "issue_ends_on": make.NEVER,
        "closes_on": make.NEVER,
        "release_plan": ReleasePlan(5, ("mean of each scale by unit",)),
    }
    return Manifest(**{**fields, **changed})


def box(code: str = "", cells: dict[str, int] | None = None, **changed: Any) -> Any:
    """An open box that is answered with ballots; ``made.cells`` has each cell's public key."""
    code = code or f"ballots{next(_numbers)}"
    cells = cells or {"c1": 8}
    stock(len(cells))
    paper = changed.pop("paper", None) or make.paper(items=3)
    whole = manifest(code, cells, **changed)
    ballots.prepare_box(
        code=code,
        opens_on=whole.opens_on,
        closes_on=whole.closes_on,
        paper=paper,
        manifest=whole.to_json(),
    )
    made = ballots.open_box(code)
    made.cells = {cell.code: cell.key for cell in whole.cells}  # type: ignore[attr-defined]
    return made


@dataclass
class Voter:
    """One person's side: fetches a ballot, answers, hands in. What a browser does."""

    box: Any
    cell: str = "c1"
    nonce: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def __post_init__(self) -> None:
        self.key: PublicKey = self.box.cells[self.cell]
        self.token = Token(self.box.code, self.cell, self.nonce)
        self.prepared = prepare(self.token.message, secrets.token_bytes)
        self.blinded = blind(self.key, self.prepared, secrets.token_bytes)
        self.signature = b""

    def fetch(self) -> "Voter":
        stamped = issuers.stamp(self.box.code, self.cell, self.blinded.message)
        return self.take(stamped)

    def take(self, stamped: bytes) -> "Voter":
        self.signature = finalize(self.key, self.prepared, stamped, self.blinded.inverse)
        return self

    def envelope(self, *values: int) -> bytes:
        label = Label(self.box.code, self.cell, self.token.nullifier)
        return seal(bytes(values), bytes(self.box.seal_key), label)

    def ballot(self, *values: int) -> Submission:
        return self.with_(self.envelope(*values))

    def with_(self, envelope: bytes) -> Submission:
        return Submission(self.box.code, self.cell, self.prepared, self.signature, envelope)

    def hand_in(self, *values: int, at: Any = make.NOW) -> Receipt:
        return give(self.box, self.ballot(*values), at=at)


def give(to: Any, ballot: Submission, *, at: Any = make.NOW) -> Receipt:
    found = sheet(to.code)
    assert found is not None
    return ballots.hand_in(found, ballot, at=at)


def spoken(ballot: Submission) -> str:
    """A ballot as it goes over the wire."""
    parts = {
        "message": ballot.prepared,
        "signature": ballot.signature,
        "envelope": ballot.envelope,
    }
    text = {name: b64encode(part).decode() for name, part in parts.items()}
    return json.dumps({"cell": ballot.cell, **text})
