"""One word of the format, and how a table is read by the words it may hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from trivsel.domain.toolspec.complaints import Spot, short
from trivsel.domain.toolspec.words import Value

# A name that can be written without quotation marks, and that no path takes for two.
BARE = re.compile(r"[A-Za-z0-9_-]{1,60}")


class Sort(Protocol):
    """Something that can read a value. ``sort`` says in words what is meant.

    The complaints and content/README.md both use those words.
    """

    @property
    def sort(self) -> str:
        """What is meant, in words."""

    def read(self, raw: object, spot: Spot) -> Value | None:
        """Give the clean value, or None after a complaint."""


@dataclass(frozen=True, slots=True)
class Field:
    """One word of the format: its name, what it holds, what it is for."""

    name: str
    holds: Sort
    meaning: str
    required: bool = False


def read_fields(
    raw: Mapping[str, object],
    known: tuple[Field, ...],
    spot: Spot,
    *,
    also: tuple[str, ...] = (),
) -> dict[str, Value]:
    """Read a table by its fields; complain of what is missing and of words nobody knows.

    Args:
        raw: The table as TOML gave it.
        known: The fields it may hold.
        spot: Where it stands.
        also: Words that were read before, named in the hint.

    Returns:
        The clean values of the fields that are there, by name.

    >>> from trivsel.domain.toolspec.fields import Flag
    >>> spot = Spot("x.toml")
    >>> read_fields({"own": True, "won": 1}, (Field("own", Flag(), "May add."),), spot)
    {'own': True}
    >>> print(*spot.heard, spot.heard[0].hint)
    x.toml: won: 'won' is no word of this format. Did you mean 'own'?
    """
    names = [one.name for one in known]
    for name in raw:
        if name not in names and not spot.is_full:
            _complain_of_stranger(name, [*also, *names], spot)
    values: dict[str, Value] = {}
    for one in known:
        if one.name in raw:
            value = one.holds.read(raw[one.name], spot.named(one.name))
            if value is not None:
                values[one.name] = value
        elif one.required:
            spot.complain(f"'{one.name}' is missing.", f"{one.meaning} It is {one.holds.sort}.")
    return values


def _complain_of_stranger(name: str, known: list[str], spot: Spot) -> None:
    close = get_close_matches(name[:60], known, n=1, cutoff=0.6)
    hint = f"Did you mean '{close[0]}'?" if close else f"Known here: {', '.join(known)}."
    here = spot.named(name) if BARE.fullmatch(name) else spot
    here.complain(f"{short(name)} is no word of this format.", hint)
