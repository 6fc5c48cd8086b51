"""A release as it is frozen, and the same release cut to what one person may see.

Plain values: no tables, no request. Cutting takes rows away and never computes one, and
figures that nobody can subtract stay so when some of them are taken away.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from trivsel.domain.disclosure import ProtectedTable, thaw

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Scale:
    """A theme as it was asked about; ``good`` says which end people wish for.

    ``talk`` holds its questions for the conversation afterwards, by language.
    """

    key: str
    title: Mapping[str, str]
    good: str
    talk: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as it was in the round: its parent, and the row its own people are counted in."""

    code: str
    name: str
    parent: str | None
    row: str


@dataclass(frozen=True, slots=True)
class Sight:
    """Where a person stands: codes from a unit upwards, own unit and each unit of a role.

    ``led`` also holds, for a unit of a role, the codes below it today, for units that are newer
    than the round.
    """

    everything: bool
    own: tuple[str, ...]
    led: tuple[tuple[str, ...], ...] = ()
    below: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Published:
    """The figures of a round with the names they had then.

    ``audit`` says what the auditor tried on them before they were released. ``comments`` says
    how many comments stand in which list, never what they say; None where none were asked for.
    ``kept`` leads from a row that keeps its earlier figure to the round that has it.
    ``identities`` tells a unit over the rounds, where its code alone would not.
    """

    table: ProtectedTable
    names: Mapping[str, str]
    places: Mapping[str, Place]
    scales: tuple[Scale, ...]
    overall: str | None
    facts: Mapping[str, str]
    audit: Mapping[str, Any] | None = None
    comments: Mapping[str, Any] | None = None
    kept: Mapping[str, int] = field(default_factory=dict)
    identities: Mapping[str, str] = field(default_factory=dict)

    def freeze(self) -> dict[str, Any]:
        """Give the form that is stored and digested."""
        # Releases from before there was an auditor have none, and keep their digest.
        audit = {} if self.audit is None else {"audit": dict(self.audit)}
        comments = {} if self.comments is None else {"comments": dict(self.comments)}
        kept = {"kept": dict(self.kept)} if self.kept else {}
        identities = {"identities": dict(self.identities)} if self.identities else {}
        return (
            audit
            | comments
            | kept
            | identities
            | {
                "format": FORMAT,
                "table": self.table.freeze(),
                "names": dict(self.names),
                "places": [[p.code, p.name, p.parent, p.row] for p in self.places.values()],
                "scales": [[s.key, dict(s.title), s.good, dict(s.talk)] for s in self.scales],
                "overall": self.overall,
                "facts": dict(self.facts),
            }
        )

    @classmethod
    def thaw(cls, frozen: Mapping[str, Any]) -> Self:
        """Read the stored form back.

        Raises:
            ValueError: The form is of a kind this version does not know.
        """
        if frozen.get("format") != FORMAT:
            raise ValueError(f"unknown form of a release: {frozen.get('format')!r}")
        places = (Place(*values) for values in frozen["places"])
        return cls(
            table=thaw(frozen["table"]),
            names=frozen["names"],
            places={place.code: place for place in places},
            scales=tuple(Scale(*values) for values in frozen["scales"]),
            overall=frozen["overall"],
            facts=frozen["facts"],
            audit=frozen.get("audit"),
            comments=frozen.get("comments"),
            kept=frozen.get("kept", {}),
            identities=frozen.get("identities", {}),
        )

    @property
    def root(self) -> str:
        return next(place.code for place in self.places.values() if place.parent is None)

    def row_of(self, code: str) -> str:
        """Name the row that stands for a unit: its own, or that its people are counted in."""
        own = f"u:{code}"
        return own if own in self.names else self.places[code].row

    def identity(self, code: str) -> str:
        """What names a unit in all rounds: its code, unless it continues another or is new."""
        return self.identities.get(code, code)

    def upwards(self, code: str) -> Iterable[str]:
        """Give the unit and those above it, as they were in the round."""
        at: str | None = code
        while at is not None:
            yield at
            at = self.places[at].parent

    def only(self, sight: Sight) -> Self:
        """Cut to what a person sees from where they stand; other units are unknown too."""
        if sight.everything:
            return self
        codes, rows = self._seen(sight)
        kept = [
            row for row in self.table.rows if row.key in rows or rows.intersection(row.members)
        ]
        named = {row.key for row in kept} | {key for row in kept for key in row.members}
        # By job group the whole is told of, so who sees the whole sees that too.
        named |= {row.key for row in self.table.groups}
        return replace(
            self,
            table=_without_others(self.table, {row.key for row in kept}),
            names={key: name for key, name in self.names.items() if key in named},
            places={code: place for code, place in self.places.items() if code in codes},
            comments=_without_other_lists(self.comments, {row.key for row in kept}),
            kept={key: pk for key, pk in self.kept.items() if key in named},
            identities={c: same for c, same in self.identities.items() if c in codes},
        )

    def _seen(self, sight: Sight) -> tuple[set[str], set[str]]:
        led = {code for code in sight.below if code in self.places}
        for chain in sight.led:
            led.update(chain[:1])
        led = self._subtrees(led & self.places.keys())
        stands = [
            next((c for c in way if c in self.places), None) for way in (sight.own, *sight.led)
        ]
        above = {up for code in stands if code is not None for up in self.upwards(code)}
        above |= {up for code in led for up in self.upwards(code)}
        homes = led | ({stands[0]} if stands[0] is not None else set())
        rows = {f"u:{code}" for code in above | led}
        return above | led, rows | {self.places[code].row for code in homes}

    def _subtrees(self, heads: set[str]) -> set[str]:
        # Places are kept parents first, so one pass finds everything below.
        found = set(heads)
        for place in self.places.values():
            if place.parent in found:
                found.add(place.code)
        return found


def _without_others(table: ProtectedTable, kept: set[str]) -> ProtectedTable:
    # Through the frozen form: a table cannot be made by hand, and need not be.
    frozen: dict[str, Any] = table.freeze()
    return thaw({**frozen, "rows": [row for row in frozen["rows"] if row["key"] in kept]})


def _without_other_lists(
    comments: Mapping[str, Any] | None, kept: set[str]
) -> Mapping[str, Any] | None:
    if comments is None:
        return None
    return {**comments, "lists": [one for one in comments["lists"] if one["row"] in kept]}


def digest(frozen: Mapping[str, Any]) -> str:
    """Give the SHA-256 of the canonical JSON: sorted keys, no spaces, plain UTF-8."""
    text = json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
