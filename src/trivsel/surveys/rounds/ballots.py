"""The public manifest of a round answered with ballots, and its words for people."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from trivsel.domain.blindsign import PublicKey
from trivsel.domain.blindsign.manifest import CellEntry, Manifest, ReleasePlan
from trivsel.domain.blindsign.sixwords import six_words
from trivsel.surveys.models import Round

# As in what both sides sign (manifest.py), in the order of that list.
TABLES = ("mean of each scale by unit", "distribution of each scale by unit")
COMMENTS = "comments to each open question, each in one list of one unit"


@dataclass(frozen=True, slots=True)
class BallotKeys:
    """The public keys of a box: of seal and record, and each cell's issuer."""

    seal: bytes
    record: bytes
    issuers: dict[str, PublicKey]


def ballot_manifest_of(
    round_: Round,
    eligible: Mapping[str, int],
    keys: BallotKeys,
    *,
    before: Round | None,
) -> Manifest:
    """Say which groups there are, with which keys, and what will be shown.

    Args:
        round_: The round, with its box code.
        eligible: How many may answer in each cell, by its code.
        keys: What answers are sealed to, what the round's one record is signed with, and what
            the ballots of each cell are stamped with.
        before: The organisation's round before this one that was answered with ballots.
    """
    return Manifest(
        organisation=round_.organisation.slug,
        round=round_.box_code,
        instrument=bytes.fromhex(round_.instrument.digest),
        cells=tuple(
            CellEntry(code, eligible[code], keys.issuers[code]) for code in sorted(eligible)
        ),
        seal_key=keys.seal,
        record_key=keys.record,
        opens_on=round_.opens_on,
        issue_ends_on=round_.closes_on,
        closes_on=round_.closes_on,
        release_plan=ReleasePlan(round_.minimum_group, tables_of(round_)),
        previous=digest_of(before) if before else None,
    )


def tables_of(round_: Round) -> tuple[str, ...]:
    """The tables that will be shown, by name."""
    return (*TABLES, COMMENTS) if round_.instrument.spec.get("open_questions") else TABLES


def digest_of(round_: Round) -> bytes:
    """SHA-256 of the public manifest, as it lies there."""
    return hashlib.sha256(bytes(round_.ballot_manifest or b"")).digest()


def issue_ends_on(round_: Round) -> date | None:
    """The last day that ballots are fetched; none in a round answered with slips."""
    raw = round_.ballot_manifest
    return Manifest.from_json(bytes(raw)).issue_ends_on if raw else None


def answer_page(round_: Round) -> str:
    """Where the round is answered: with its host name, if answers have one of their own."""
    return f"{settings.ANSWERS_ORIGIN}{reverse('ballots:paper', args=[round_.box_code])}"


def words_of(round_: Round) -> tuple[str, ...]:
    """The manifest's digest as six words; none of a round answered with slips."""
    return six_words(digest_of(round_)) if round_.ballot_manifest else ()
