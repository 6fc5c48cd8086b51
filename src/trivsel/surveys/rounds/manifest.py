"""The manifest: what both sides sign, as canonical JSON, and its digest.

Values only, so that the same plan gives the same bytes on any machine.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trivsel.domain.cells import UnitStaff
from trivsel.surveys.commented import RESPONDENTS, WRITTEN
from trivsel.surveys.models import Round
from trivsel.surveys.rounds.reminders import reminder_days


@dataclass(frozen=True, slots=True)
class CellEntry:
    """A cell as it stands in the manifest; units by their codes."""

    code: str
    name: str
    anchor: str
    units: tuple[str, ...]
    eligible: int


TABLES = ("mean of each scale by unit", "distribution of each scale by unit")
TABLES_BY_GROUP = (
    "mean of each scale by job group, for the whole organisation",
    "distribution of each scale by job group, for the whole organisation",
)
WHO_SEES = {
    "everybody": "own unit and all above",
    "leader, safety_rep, union_rep, employee_rep": "own unit, all above, all below the role's",
    "hr, top_management": "all",
    "administrator": "none",
}


def manifest_of(
    round_: Round, cells: Sequence[CellEntry], units: Sequence[UnitStaff]
) -> dict[str, Any]:
    """Say in full what will be asked of whom, and what will be shown to whom."""
    return {
        "format": 1,
        "organisation": round_.organisation.slug,
        "round": round_.pk,
        "name": round_.name,
        "opens_on": round_.opens_on.isoformat(),
        "closes_on": round_.closes_on.isoformat(),
        "instrument": {
            "key": round_.instrument.key,
            "version": round_.instrument.version,
            "digest": round_.instrument.digest,
        },
        "answered_by": str(round_.answered_by),
        **_job_groups(round_),
        **_ballots(round_),
        "units": [[unit.code, unit.parent, unit.name] for unit in units],
        "continues": dict(round_.continues),
        "cells": [asdict(cell) | {"units": list(cell.units)} for cell in cells],
        "release_plan": {
            "minimum": round_.minimum_group,
            "distribution_minimum": round_.distribution_minimum,
            "tables": [*TABLES, *(TABLES_BY_GROUP if round_.job_groups else ())],
            "beside_earlier_rounds": str(round_.policy),
            "released": "once, after the last day, to all at the same moment",
            **comments_plan(round_),
        },
        "who_sees": WHO_SEES,
        "roster_deleted_days_after_close": 14,
        "roster_history": "round, cell and an opaque key of each who could answer",
    }


def comments_plan(round_: Round) -> dict[str, Any]:
    """What the plan says of comments; nothing in a round that asks for none."""
    asked = [question["key"] for question in round_.instrument.spec.get("open_questions", ())]
    if not asked:
        return {}
    return {
        "comments": {
            "questions": asked,
            "respondents": max(RESPONDENTS, round_.minimum_group),
            "written": WRITTEN,
            "where": "each in one list, at the lowest unit with enough; else nowhere",
            "released": "when the safety representative and HR have read and signed",
        }
    }


def _job_groups(round_: Round) -> dict[str, Any]:
    return {"job_groups": list(round_.job_groups)} if round_.job_groups else {}


def _ballots(round_: Round) -> dict[str, Any]:
    if not round_.ballot_manifest:
        return {}
    reminders = reminder_days(round_.opens_on, round_.closes_on)
    return {
        "ballots": {"digest": hashlib.sha256(bytes(round_.ballot_manifest)).hexdigest()},
        "reminders_to_those_who_have_not_fetched": [day.isoformat() for day in reminders],
    }


def digest_of(manifest: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits."""
    return hashlib.sha256(to_bytes(manifest)).hexdigest()


def to_bytes(manifest: Mapping[str, Any]) -> bytes:
    """The canonical JSON: what the digest is made of."""
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
