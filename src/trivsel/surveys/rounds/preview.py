"""What your leader will see, from the manifest alone: a real shape with made-up figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from django.utils.translation import gettext as _

from trivsel.domain.instrument import InstrumentSpec
from trivsel.surveys import queries
from trivsel.surveys.models import Round
from trivsel.surveys.rounds import job_groups
from trivsel.surveys.rounds.manifest import manifest_of
from trivsel.surveys.rounds.naming import entries_of
from trivsel.surveys.rounds.promise import promise, what_is_deleted, who_sees
from trivsel.surveys.words import in_language

MOST_ROWS = 12
MOST_SCALES = 6


@dataclass(frozen=True, slots=True)
class ExampleCell:
    """A dummy figure, how sure it would be, and the colour it would have."""

    value: int
    margin: int
    tone: str


@dataclass(frozen=True, slots=True)
class ExampleRow:
    name: str
    indent: int
    eligible: int
    figures: list[ExampleCell] = field(default_factory=list)
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """A round's plan in words, with an example of the table it leads to.

    ``asked`` are the questions that people answer in their own words.
    """

    manifest: Mapping[str, Any]
    instrument: str
    questions: int
    scales: list[str]
    rows: list[ExampleRow]
    more_rows: int
    promise: list[str]
    who_sees: list[tuple[str, str]]
    deleted: list[tuple[str, str]]
    eligible: int
    job_groups: list[str]
    asked: list[str] = field(default_factory=list)


def declared(round_: Round) -> Declared:
    """Say what the round will show. Before it is frozen: as it would be frozen now."""
    manifest = round_.manifest or _manifest_now(round_)
    spec = InstrumentSpec.from_dict(round_.instrument.spec)
    scales = [in_language(scale.title) for scale in spec.scales]
    rows = list(_example(manifest, columns=min(len(scales), MOST_SCALES)))
    return Declared(
        manifest=manifest,
        instrument=in_language(spec.title),
        questions=len(spec.items),
        scales=scales[:MOST_SCALES],
        rows=rows[:MOST_ROWS],
        more_rows=max(0, len(rows) - MOST_ROWS),
        promise=promise(round_),
        who_sees=who_sees(),
        deleted=what_is_deleted(round_),
        eligible=sum(cell["eligible"] for cell in manifest["cells"]),
        asked=[in_language(question.text) for question in spec.open_questions],
        job_groups=job_groups.of_manifest(manifest),
    )


def _manifest_now(round_: Round) -> dict[str, Any]:
    staff = queries.staff_of(round_.organisation)
    entries = entries_of(queries.cell_plan(round_, staff), staff)
    return manifest_of(round_, entries, staff)


def _example(manifest: Mapping[str, Any], *, columns: int) -> Iterator[ExampleRow]:
    """The units down to their cells; the smallest cell plays the one with too few answers."""
    tree = _Tree(manifest)
    hidden, sibling = tree.smallest_with_sibling()
    for place, (name, indent, eligible, code) in enumerate(tree.walk()):
        if code and code == hidden:
            words = _("too few answers: shown only together with %(other)s") % {
                "other": tree.names[sibling]
            }
            yield ExampleRow(name, indent, eligible, hidden=words)
        elif code and code == sibling:
            both = _("%(one)s and %(other)s, together") % {
                "one": name,
                "other": tree.names[hidden],
            }
            together = eligible + tree.eligible[hidden]
            yield ExampleRow(both, indent, together, _figures(place, columns, together))
        else:
            yield ExampleRow(name, indent, eligible, _figures(place, columns, eligible))


class _Tree:
    """The manifest's units and cells, with how many may answer in each."""

    def __init__(self, manifest: Mapping[str, Any]) -> None:
        self.units = {code: (parent, name) for code, parent, name in manifest["units"]}
        self.cells = manifest["cells"]
        self.names = {cell["code"]: cell["name"] for cell in self.cells}
        self.eligible = {cell["code"]: cell["eligible"] for cell in self.cells}
        self.hanging: defaultdict[str, list[str]] = defaultdict(list)
        self.below: defaultdict[str, int] = defaultdict(int)
        for cell in self.cells:
            self.hanging[cell["anchor"]].append(cell["code"])
            for unit in self._upwards(cell["anchor"]):
                self.below[unit] += cell["eligible"]
        self.children: defaultdict[str | None, list[str]] = defaultdict(list)
        for code, (parent, _name) in self.units.items():
            if self.below[code]:
                self.children[parent].append(code)
        for unit, codes in list(self.hanging.items()):
            if self._stands_for(unit):
                self.names[codes[0]] = self.units[unit][1]

    def _stands_for(self, unit: str) -> bool:
        """A cell that is all there is under its unit is shown as that unit."""
        return len(self.hanging[unit]) == 1 and not self.children[unit]

    def walk(self) -> Iterator[tuple[str, int, int, str]]:
        """Name, indent, eligible, and the cell's code or nothing for a unit of several."""
        for root in self.children[None]:
            yield from self._walk(root, 0)

    def _walk(self, unit: str, indent: int) -> Iterator[tuple[str, int, int, str]]:
        hanging, children = self.hanging[unit], self.children[unit]
        name = self.units[unit][1]
        if self._stands_for(unit):
            yield name, indent, self.below[unit], hanging[0]
            return
        yield name, indent, self.below[unit], ""
        for child in children:
            yield from self._walk(child, indent + 1)
        for code in hanging:
            yield self.names[code], indent + 1, self.eligible[code], code

    def smallest_with_sibling(self) -> tuple[str, str]:
        """The smallest cell that has a neighbour, and the smallest of those; or nothing."""
        groups: defaultdict[str | None, list[str]] = defaultdict(list)
        for cell in self.cells:
            anchor = cell["anchor"]
            above = self.units[anchor][0] if self._stands_for(anchor) else anchor
            groups[above].append(cell["code"])
        pairs = [
            sorted(codes, key=self.eligible.__getitem__)[:2]
            for codes in groups.values()
            if len(codes) > 1
        ]
        if not pairs:
            return "", ""
        hidden, sibling = min(pairs, key=lambda pair: self.eligible[pair[0]])
        return hidden, sibling

    def _upwards(self, unit: str | None) -> Iterator[str]:
        while unit is not None:
            yield unit
            unit = self.units[unit][0]


def _figures(row: int, columns: int, people: int) -> list[ExampleCell]:
    values = [
        44 + (29 * row + 17 * place * place + 11 * place) % 37 for place in range(columns)
    ]
    margin = round(40 / sqrt(people))
    return [ExampleCell(value, margin, _tone(value)) for value in values]


def _tone(value: int) -> str:
    for limit, tone in ((75, "high"), (65, "good"), (55, "middle")):
        if value >= limit:
            return tone
    return "low"
