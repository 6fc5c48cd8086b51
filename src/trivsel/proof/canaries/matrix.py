"""What may stand where and when: read from allowed.toml, and held against what was found."""

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("allowed.toml")


class Stage(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    RELEASED = "released"
    FORGOTTEN = "forgotten"


type Standing = tuple[str, str, Stage]  # what, where, when


def allowed(text: str, *, store: str) -> set[Standing]:
    """All that the file lets stand.

    Args:
        text: The file.
        store: "sqlite" or "postgresql": a place can be of one of them only.

    Raises:
        ValueError: A place has no reason, no stage or holds nothing.
    """
    found: set[Standing] = set()
    for place in tomllib.loads(text)["place"]:
        if not (place.get("why") and place.get("holds")):
            raise ValueError(f"{place.get('where')}: says not what it holds, or not why")
        if place.get("store", store) == store:
            found |= _standing(place)
    return found


def _standing(place: Mapping[str, Any]) -> set[Standing]:
    stages = [Stage(stage) for stage in place.get("when", list(Stage))]
    if not stages:
        raise ValueError(f"{place['where']}: holds something at no time")
    return {(what, place["where"], stage) for what in place["holds"] for stage in stages}


def lines(standing: Iterable[Standing]) -> str:
    """Say it as the file does: where, what, when."""
    told: dict[tuple[str, str], list[str]] = {}
    order = list(Stage)
    for what, where, stage in sorted(standing, key=lambda one: order.index(one[2])):
        told.setdefault((where, what), []).append(stage)
    return "; ".join(
        f"{where} holds {what} ({', '.join(when)})"
        for (where, what), when in sorted(told.items())
    )
