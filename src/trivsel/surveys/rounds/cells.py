"""The page of cells: who is counted with whom, and what can be chosen for the small units."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from trivsel.domain.cells import CellReason, ChoiceProblem, RefusedChoice, SmallUnit, UnitStaff
from trivsel.surveys import queries
from trivsel.surveys.models import Round
from trivsel.surveys.rounds.naming import entries_of, explain

PREFIX = "choice-"
MOST_RADIOS = 5


@dataclass(frozen=True, slots=True)
class Group:
    """A cell as it stands today, or as it was frozen; ``parts`` where it is several units."""

    name: str
    eligible: int
    why: str = ""
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit too small to stand alone, and the ways it can be counted."""

    field: str
    name: str
    staff: int
    counted_in: str
    options: list[Option]
    radios: bool


@dataclass(frozen=True, slots=True)
class CellPage:
    groups: list[Group]
    choices: list[Choice]
    refused: list[str]
    problem: str
    eligible: int
    smallest: int


def chosen(sent: Mapping[str, str]) -> dict[str, str]:
    """The choices in a sent form, by unit; a unit left to the rule has none."""
    return {
        name.removeprefix(PREFIX): value
        for name, value in sent.items()
        if name.startswith(PREFIX) and value
    }


def cell_page(round_: Round) -> CellPage:
    """The cells as the tree gives them now; once the round is frozen, as they were frozen."""
    if round_.manifest:
        groups = [Group(cell["name"], cell["eligible"]) for cell in round_.manifest["cells"]]
        eligible = sum(group.eligible for group in groups)
        return CellPage(groups, [], [], "", eligible, queries.smallest_cell(round_))
    staff = queries.staff_of(round_.organisation)
    plan = queries.cell_plan(round_, staff)
    units = {unit.code: unit for unit in staff}
    entries = entries_of(plan, staff)
    names = {entry.code: entry.name for entry in entries}
    return CellPage(
        groups=[
            Group(entry.name, entry.eligible, _why(cell.reason), _parts(cell.units, units))
            for entry, cell in zip(entries, plan.cells, strict=True)
        ],
        choices=[_choice(small, units, names) for small in plan.options],
        refused=[_refused(refused, units) for refused in plan.refused],
        problem=explain(plan),
        eligible=sum(unit.staff for unit in staff),
        smallest=queries.smallest_cell(round_),
    )


def _parts(codes: tuple[str, ...], units: Mapping[str, UnitStaff]) -> list[str]:
    if len(codes) == 1:
        return []
    return [f"{units[code].name} ({units[code].staff})" for code in codes]


def _why(reason: CellReason) -> str:
    return {
        CellReason.UNIT: "",
        CellReason.OWN_STAFF: _("those who belong to no unit below"),
        CellReason.TOGETHER: _("small units together"),
        CellReason.MANAGEMENT: _("small units and those above them, together"),
    }[reason]


def _choice(
    small: SmallUnit, units: Mapping[str, UnitStaff], names: Mapping[str, str]
) -> Choice:
    rule = Option("", _("Let the rule decide"), chosen=small.chosen is None)
    options = [
        Option(value, _label(value, units[small.unit], units), chosen=value == small.chosen)
        for value in small.options
    ]
    if small.chosen and small.chosen not in small.options:
        label = _label(small.chosen, units[small.unit], units)
        options.append(Option(small.chosen, label, chosen=True))
    return Choice(
        field=PREFIX + small.unit,
        name=units[small.unit].name,
        staff=small.staff,
        counted_in=names[small.cell],
        options=[rule, *options],
        radios=len(options) < MOST_RADIOS,
    )


def _label(value: str, unit: UnitStaff, units: Mapping[str, UnitStaff]) -> str:
    kind, _colon, other = value.partition(":")
    if kind == "with":
        return _("With %(unit)s") % {"unit": units[other].name}
    return _("With others directly under %(unit)s") % {
        "unit": units[unit.parent or unit.code].name
    }


def _refused(refused: RefusedChoice, units: Mapping[str, UnitStaff]) -> str:
    name = units[refused.unit].name if refused.unit in units else refused.unit
    if refused.problem is ChoiceProblem.NOT_SMALL:
        return _("%(unit)s is large enough to stand alone now, so its choice is left out.") % {
            "unit": name
        }
    return _("The choice for %(unit)s no longer fits the units, so the rule decides.") % {
        "unit": name
    }
