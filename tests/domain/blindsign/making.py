"""Manifests and keys for the tests. Nobody knows what the moduli are the product of."""

import json
from datetime import date
from functools import cache
from hashlib import sha256, shake_256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trivsel.domain.blindsign.keys import BITS, PublicKey
from trivsel.domain.blindsign.manifest import CellEntry, Manifest, ReleasePlan
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.record import Cosignature, Counts, Record

SEAL_KEY = bytes.fromhex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d")
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RECORD_KEY = SIGNER.public_key().public_bytes_raw()
PLAN = ReleasePlan(5, ("mean of each scale by unit", "andel af hver skala på enheden"))


@cache
def public_key(seed: int, bits: int = BITS, e: int = 65537) -> PublicKey:
    """A key of the right shape, the same for the same seed, that signs nothing."""
    number = int.from_bytes(shake_256(b"%d" % seed).digest(bits // 8))
    return PublicKey(number | 1 | 1 << bits - 1, e)


def manifest(**changed: object) -> Manifest:
    fields: dict[str, object] = {
        "organisation": "bakken",
        "round": "b7f3",
        "instrument": bytes(range(32)),
        "cells": (CellEntry("c1", 12, public_key(1)), CellEntry("c2", 8, public_key(2))),
        "seal_key": SEAL_KEY,
        "record_key": RECORD_KEY,
        "opens_on": date(2026, 11, 2),
        "issue_ends_on": date(2026, 11, 13),
        "closes_on": date(2026, 11, 16),
        "release_plan": PLAN,
    }
    return Manifest(**{**fields, **changed})  # type: ignore[arg-type]


def plan(of: Manifest, **changed: object) -> bytes:
    """What both sides signed, as far as it matters here: it names the manifest."""
    fields = {"ballots": {"digest": of.digest.hex()}, "name": "Efteråret", **changed}
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def cosigned(over: bytes) -> tuple[Cosignature, ...]:
    digest = sha256(over).digest()
    return (
        Cosignature("employees", date(2026, 10, 28), digest),
        Cosignature("management", date(2026, 10, 27), digest),
    )


def receipts(how_many: int) -> tuple[Receipt, ...]:
    made = [Receipt.of(b"envelope %d" % number) for number in range(how_many)]
    return tuple(sorted(made, key=lambda receipt: receipt.digest))


def record(**changed: object) -> Record:
    """The record of a round that all went well in, not signed yet."""
    of = changed.get("manifest", manifest())
    assert isinstance(of, Manifest)
    over = changed.get("plan", plan(of))
    assert isinstance(over, bytes)
    fields: dict[str, object] = {
        "manifest": of,
        "plan": over,
        "cosigned": cosigned(over),
        "counts": Counts(20, 15, 0, accepted=13, counted=12, unreadable=1),
        "closed_on": date(2026, 11, 16),
        "receipts": receipts(13),
        "release": bytes(range(32)),
    }
    return Record(**{**fields, **changed})  # type: ignore[arg-type]


def signed(by: Ed25519PrivateKey = SIGNER, **changed: object) -> bytes:
    """A record as it is published, signed with the round's own key or with another."""
    return record(**changed).signed(by).to_json()
