"""Manifests and keys for the tests. Nobody knows what the moduli are the product of."""

from datetime import date
from functools import cache
from hashlib import shake_256

from trivsel.domain.blindsign.keys import BITS, PublicKey
from trivsel.domain.blindsign.manifest import CellEntry, Manifest, ReleasePlan

SEAL_KEY = bytes.fromhex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d")
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
        "opens_on": date(2026, 11, 2),
        "issue_ends_on": date(2026, 11, 13),
        "closes_on": date(2026, 11, 16),
        "release_plan": PLAN,
    }
    return Manifest(**{**fields, **changed})  # type: ignore[arg-type]
