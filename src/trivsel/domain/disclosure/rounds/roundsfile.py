"""Rounds as a file, for `trivsel plan` to say what each may tell beside those before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from trivsel.domain.disclosure.crossing.planfile import FORMAT, BadPlanFile
from trivsel.domain.disclosure.outline import Outline
from trivsel.domain.disclosure.rounds.settling import (
    Asked,
    Policy,
    Rules,
    outline_of,
    settle,
    told_of,
)
from trivsel.domain.disclosure.rounds.told import Line, Told
from trivsel.domain.disclosure.table import Reason
from trivsel.domain.disclosure.tree import Node

PLANNED: Final = "trivsel-planned 1"
OWN: Final = "\x00own "  # before the key of a unit that has staff of its own and units below
_FIELDS: Final = {"format", "minimum", "policy", "units", "rounds", "people", "grid"}
_OF_ROUND: Final = {"name", "units", "members", "respondents", "shown", "grid"}

type Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RoundOfFile:
    """One round.

    Attributes:
        name: Its name.
        asked: Its tree, its rosters and how many answered.
        units: Key and key of the unit above.
        shown: Units, or siblings together, that are told already; None: to be planned.
        grid: Its means are told in steps of so many points.
    """

    name: str
    asked: Asked
    units: Mapping[str, str | None]
    shown: Rows | None
    grid: float


@dataclass(frozen=True, slots=True)
class RoundsFile:
    """What a file of several rounds asks."""

    minimum: int
    policy: Policy
    rounds: tuple[RoundOfFile, ...]
    grid: float | None


def read_rounds_file(whole: Mapping[str, Any]) -> RoundsFile:
    """Read a file that has `rounds`. docs/method/rounds.md describes it.

    Raises:
        BadPlanFile: With place and reason.
    """
    if unknown := sorted(whole.keys() - _FIELDS):
        raise BadPlanFile(unknown[0], "is not a field of a file of several rounds")
    if whole.get("format") != FORMAT:
        raise BadPlanFile("format", f"must be {FORMAT!r}")
    minimum = _number(whole.get("minimum"), "minimum", least=1)
    if whole.get("policy", Policy.PERSISTENT.value) not in set(Policy):
        raise BadPlanFile("policy", f"must be one of {', '.join(Policy)}")
    items = _list(whole.get("rounds"), "rounds")
    if not items:
        raise BadPlanFile("rounds", "must hold at least one")
    grid = _grid(whole["grid"], "grid") if "grid" in whole else None
    counted = _people(whole["people"], len(items)) if "people" in whole else None
    rounds = []
    for number, item in enumerate(items):
        place = f"rounds[{number}]"
        box = _object(item, place, _OF_ROUND)
        given = box.get("units", whole.get("units"))
        units = dict(_units(_list(given, f"{place}.units"), f"{place}.units"))
        members = _members(box, place) if counted is None else counted[number]
        if unknown_unit := sorted(members.keys() - units.keys()):
            raise BadPlanFile(f"{place}.members", f"there is no unit {unknown_unit[0]!r}")
        rounds.append(
            RoundOfFile(
                _text(box.get("name", f"round {number + 1}"), f"{place}.name"),
                _asked(units, members, box.get("respondents", {}), place),
                units,
                _shown(box["shown"], f"{place}.shown", units) if "shown" in box else None,
                _grid(box.get("grid", grid or 1), f"{place}.grid"),
            )
        )
    policy = Policy(whole.get("policy", Policy.PERSISTENT))
    return RoundsFile(minimum, policy, tuple(rounds), grid)


def planned_rounds(asked: RoundsFile) -> dict[str, Any]:
    """Say what each round may tell, in turn, as a dict that JSON can carry."""
    rules = Rules(asked.policy, asked.minimum, max(10, asked.minimum), asked.grid)
    told: list[Told] = []
    answers: list[dict[str, Any]] = []
    for each in asked.rounds:
        if each.shown is not None:
            told.append(_told_already(each))
            answers.append({"name": each.name, "shown": [list(row) for row in each.shown]})
            continue
        settled = settle(each.asked, told, rules)
        outline = outline_of(each.asked, settled, minimum=asked.minimum)
        row = told_of(
            each.asked, settled, name=each.name, minimum=asked.minimum, grid=each.grid
        )
        told.append(row)
        answers.append({"name": each.name, **_answer(outline)})
    return {
        "format": PLANNED,
        "minimum": asked.minimum,
        "policy": asked.policy.value,
        "rounds": answers,
    }


def _answer(outline: Outline) -> dict[str, list[dict[str, Any]]]:
    shown, merged, hidden = [], [], []
    for row, key in enumerate(outline.keys):
        n = outline.answered[row]
        if key.startswith(OWN):
            continue
        if outline.members[row]:
            merged.append({"units": list(outline.members[row]), "respondents": n})
        elif outline.told[row]:
            shown.append({"unit": key, "respondents": n})
        elif n and outline.reasons[row] != Reason.MERGED:
            why = outline.reasons[row].value
            hidden.append({"unit": key, "respondents": n, "why": why})
    return {"shown": shown, "merged": merged, "hidden": hidden}


def _told_already(each: RoundOfFile) -> Told:
    rows = each.shown or ()
    row_of = {unit: number for number, row in enumerate(rows) for unit in row}

    def near(unit: str | None) -> int:
        while unit is not None and unit not in row_of:
            unit = each.units[unit]
        return -1 if unit is None else row_of[unit]

    answered = [_answered(each, row) for row in rows]
    lines = tuple(
        Line("+".join(row), near(each.units[row[0]]), n, each.grid)
        for row, n in zip(rows, answered, strict=True)
    )
    places = {
        person: near(unit.removeprefix(OWN))
        for unit, persons in each.asked.roster.items()
        for person in persons
    }
    return Told(each.name, lines, {who: place for who, place in places.items() if place >= 0})


def _answered(each: RoundOfFile, row: Sequence[str]) -> int:
    """Count the answers of units and all below them."""
    total = 0
    for leaf, n in each.asked.answered.items():
        at: str | None = leaf.removeprefix(OWN)
        while at is not None and at not in row:
            at = each.units[at]
        total += n if at is not None else 0
    return total


# --- reading ---------------------------------------------------------------------------------
def _asked(
    units: Mapping[str, str | None],
    members: Mapping[str, Sequence[str]],
    respondents: Any,
    place: str,
) -> Asked:
    """Make a tree whose people stand in leaves; units without people take no part."""
    if not isinstance(respondents, dict) or respondents.keys() - members.keys():
        raise BadPlanFile(f"{place}.respondents", "must be an object: unit to a number")
    alive: set[str] = set()
    for unit, persons in members.items():
        at: str | None = unit if persons else None
        while at is not None:
            alive.add(at)
            at = units[at]
    inner = {units[unit] for unit in alive}
    nodes: list[Node] = []
    roster: dict[str, Sequence[str]] = {}
    answered: dict[str, int] = {}
    for unit in (unit for unit in units if unit in alive):
        persons = members.get(unit, ())
        leaf = OWN + unit if unit in inner else unit
        nodes.append(Node(unit, units[unit], 0 if unit in inner else len(persons)))
        if persons:
            if unit in inner:
                nodes.append(Node(leaf, unit, len(persons)))
            roster[leaf] = persons
            n = respondents.get(unit, len(persons))
            answered[leaf] = _number(n, f"{place}.respondents.{unit}", least=0)
            if answered[leaf] > len(persons):
                raise BadPlanFile(f"{place}.respondents.{unit}", "more answered than could")
    tops = [unit for unit in alive if units[unit] is None]
    if len(tops) != 1:
        raise BadPlanFile(f"{place}.units", "there must be one unit at the top, with people")
    everybody = [who for persons in roster.values() for who in persons]
    if len(set(everybody)) < len(everybody):
        raise BadPlanFile(f"{place}.members", "a person stands twice")
    own = frozenset(leaf for leaf in roster if leaf.startswith(OWN))
    return Asked(nodes, answered, roster, own)


def _units(items: Sequence[Any], place: str) -> Iterator[tuple[str, str | None]]:
    seen: set[str] = set()
    for number, item in enumerate(items):
        box = _object(item, f"{place}[{number}]", {"key", "parent"})
        key, above = _text(box.get("key"), f"{place}[{number}].key"), box.get("parent")
        if key in seen or (above is not None and above not in seen):
            raise BadPlanFile(f"{place}[{number}]", "stands twice, or before its parent")
        seen.add(key)
        yield key, above


def _members(box: Mapping[str, Any], place: str) -> dict[str, list[str]]:
    members = box.get("members")
    if not isinstance(members, dict):
        raise BadPlanFile(f"{place}.members", "must be an object: unit to a list of persons")
    return {
        unit: [_text(who, f"{place}.members.{unit}") for who in _list(persons, place)]
        for unit, persons in members.items()
    }


def _people(items: Any, rounds: int) -> list[dict[str, list[str]]]:
    """Give names to people who are counted: how many stood in which unit of each round."""
    found: list[dict[str, list[str]]] = [{} for _ in range(rounds)]
    for number, item in enumerate(_list(items, "people")):
        place = f"people[{number}]"
        box = _object(item, place, {"persons", "in"})
        stood = _list(box.get("in"), f"{place}.in")
        if len(stood) != rounds:
            raise BadPlanFile(f"{place}.in", "must hold a unit or null for each round")
        many = _number(box.get("persons"), f"{place}.persons", least=0)
        for of, unit in zip(found, stood, strict=True):
            if unit is not None:
                names = of.setdefault(_text(unit, f"{place}.in"), [])
                names += [f"{number}.{n}" for n in range(many)]
    return found


def _shown(items: Any, place: str, units: Mapping[str, str | None]) -> Rows:
    rows = []
    for item in _list(items, place):
        row = (item,) if isinstance(item, str) else tuple(_list(item, place))
        if not row or any(not isinstance(unit, str) or unit not in units for unit in row):
            raise BadPlanFile(place, "must hold units, or lists of units told together")
        if len({units[unit] for unit in row}) > 1:
            raise BadPlanFile(place, "units told together must stand under the same one")
        rows.append(row)
    if len({unit for row in rows for unit in row}) < sum(map(len, rows)):
        raise BadPlanFile(place, "a unit stands twice")
    return tuple(rows)


def _object(value: Any, place: str, fields: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadPlanFile(place, "must be an object")
    if unknown := sorted(value.keys() - fields):
        raise BadPlanFile(f"{place}.{unknown[0]}", "is not a field of this format")
    return value


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadPlanFile(place, "must be a list")
    return value


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadPlanFile(place, "must be a text that is not empty")
    return value


def _grid(value: Any, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 100:  # noqa: PLR2004
        raise BadPlanFile(place, "must be a number of points, above 0 and up to 100")
    return float(value)


def _number(value: Any, place: str, *, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise BadPlanFile(place, f"must be a whole number of {least} or more")
    return value
