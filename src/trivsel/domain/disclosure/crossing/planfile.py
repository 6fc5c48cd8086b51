"""An instance as a file: what somebody wants to show, for `trivsel plan` to say what may be."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final, NoReturn

from trivsel.domain.disclosure.crossing.choosing import Loss
from trivsel.domain.disclosure.crossing.instance import Atom

FORMAT: Final = "trivsel-plan 1"
LARGEST: Final = 50_000_000  # bytes
_FIELDS: Final = {
    "format",
    "minimum",
    "units",
    "attributes",
    "crossed",
    "groups",
    "merging",
    "loss",
}


class BadPlanFile(ValueError):
    """The file says something that cannot be; the message gives the place and the reason."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}" if place else reason)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What a file asks.

    Attributes:
        minimum: The least group to tell of.
        units: Key and key of the unit above, in the order of the tree.
        attributes: Names.
        crossed: For an attribute, the units it may be shown in; all if it is not named here.
        atoms: Who answered.
        sums: Sum of scores of each unit and values, where the file gives them.
        merging: May siblings be shown together? Only where there is no attribute.
        loss: What weighs most.
    """

    minimum: int
    units: tuple[tuple[str, str | None], ...]
    attributes: tuple[str, ...]
    crossed: Mapping[str, tuple[str, ...]]
    atoms: tuple[Atom, ...]
    sums: Mapping[tuple[str, tuple[str, ...]], float] | None
    merging: bool
    loss: Loss


def read_plan_file(raw: bytes) -> PlanFile:
    """Read an instance. docs/method/crossing.md describes the file.

    Raises:
        BadPlanFile: With place and reason.

    >>> read_plan_file(b'{"format": "trivsel-plan 1", "minimum": 5, "units": [], "groups": []}')
    Traceback (most recent call last):
    trivsel.domain.disclosure.crossing.planfile.BadPlanFile: units: must hold at least one
    """
    whole = object_of(raw)
    if unknown := sorted(whole.keys() - _FIELDS):
        raise BadPlanFile(unknown[0], "is not a field of this format")
    if whole.get("format") != FORMAT:
        raise BadPlanFile("format", f"must be {FORMAT!r}")
    attributes = tuple(_texts(whole.get("attributes", []), "attributes"))
    units = tuple(_units(_items(whole.get("units"), "units")))
    keys = {key for key, _above in units}
    atoms, sums = _groups(_items(whole.get("groups"), "groups", least=0), attributes, keys)
    merging = whole.get("merging", not attributes)
    if not isinstance(merging, bool):
        raise BadPlanFile("merging", "must be true or false")
    if merging and attributes:
        raise BadPlanFile("merging", "siblings are merged only where there is no attribute")
    return PlanFile(
        minimum=_number(whole.get("minimum"), "minimum", least=1),
        units=units,
        attributes=attributes,
        crossed=_crossed(whole.get("crossed", {}), attributes, keys),
        atoms=atoms,
        sums=sums,
        merging=merging,
        loss=_loss(whole.get("loss", Loss.RESPONDENTS.value)),
    )


def object_of(raw: bytes) -> dict[str, Any]:
    """Read the JSON of a file, before anything in it is looked at.

    Raises:
        BadPlanFile: It is too large, or no object.
    """
    if len(raw) > LARGEST:
        raise BadPlanFile("", f"the file has {len(raw)} bytes; at most {LARGEST} are read")
    try:
        whole = json.loads(raw, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise BadPlanFile("", f"is no JSON that can be read ({error})") from error
    if not isinstance(whole, dict):
        raise BadPlanFile("", "must be an object with format, minimum, units and groups")
    return whole


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key!r} stands twice in one object")
        found[key] = value
    return found


def _units(items: Sequence[Any]) -> Iterator[tuple[str, str | None]]:
    seen: set[str] = set()
    for place, item in _objects(items, "units", {"key", "parent"}):
        key = _text(item.get("key"), f"{place}.key")
        above = item.get("parent")
        if key in seen:
            raise BadPlanFile(f"{place}.key", f"{key!r} stands twice")
        if above is not None and _text(above, f"{place}.parent") not in seen:
            raise BadPlanFile(f"{place}.parent", f"{above!r} must stand before this unit")
        seen.add(key)
        yield key, above


def _groups(
    items: Sequence[Any], attributes: Sequence[str], units: set[str]
) -> tuple[tuple[Atom, ...], Mapping[tuple[str, tuple[str, ...]], float] | None]:
    atoms: list[Atom] = []
    sums: dict[tuple[str, tuple[str, ...]], float] = {}
    given = 0
    fields = {"unit", "values", "respondents", "sum"}
    for place, item in _objects(items, "groups", fields):
        unit = _text(item.get("unit"), f"{place}.unit")
        if unit not in units:
            raise BadPlanFile(f"{place}.unit", f"there is no unit {unit!r}")
        values = _values(item.get("values", {}), f"{place}.values", attributes)
        n = _number(item.get("respondents"), f"{place}.respondents", least=0)
        atoms.append(Atom(unit, values, n))
        if "sum" in item:
            given += 1
            total = _points(item["sum"], f"{place}.sum", 100 * n)
            sums[unit, values] = sums.get((unit, values), 0.0) + total
    if given not in {0, len(atoms)}:
        raise BadPlanFile("groups", "either all have a sum, or none has")
    return tuple(atoms), sums if given else None


def _values(value: Any, place: str, attributes: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(value, dict) or value.keys() != set(attributes):
        raise BadPlanFile(place, f"must have a value for each of {list(attributes)}, no other")
    return tuple(_text(value[name], f"{place}.{name}") for name in attributes)


def _crossed(
    value: Any, attributes: Sequence[str], units: set[str]
) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise BadPlanFile("crossed", "must be an object: attribute to list of units")
    found: dict[str, tuple[str, ...]] = {}
    for name, keys in value.items():
        if name not in attributes:
            raise BadPlanFile("crossed", f"there is no attribute {name!r}")
        found[name] = tuple(_texts(keys, f"crossed.{name}"))
        if unknown := sorted(set(found[name]) - units):
            raise BadPlanFile(f"crossed.{name}", f"there is no unit {unknown[0]!r}")
    return found


def _loss(value: Any) -> Loss:
    try:
        return Loss(value)
    except ValueError:
        names = ", ".join(repr(loss.value) for loss in Loss)
        raise BadPlanFile("loss", f"must be one of {names}") from None


def _objects(
    items: Sequence[Any], name: str, fields: set[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, item in enumerate(items):
        place = f"{name}[{number}]"
        if not isinstance(item, dict):
            raise BadPlanFile(place, "must be an object")
        if unknown := sorted(item.keys() - fields):
            raise BadPlanFile(f"{place}.{unknown[0]}", "is not a field of this format")
        yield place, item


def _items(value: Any, place: str, *, least: int = 1) -> list[Any]:
    if not isinstance(value, list):
        raise BadPlanFile(place, "must be a list")
    if len(value) < least:
        raise BadPlanFile(place, "must hold at least one")
    return value


def _texts(value: Any, place: str) -> list[str]:
    texts = [
        _text(item, f"{place}[{at}]") for at, item in enumerate(_items(value, place, least=0))
    ]
    if len(set(texts)) < len(texts):
        raise BadPlanFile(place, "holds a name twice")
    return texts


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadPlanFile(place, "must be a text that is not empty")
    return value


def _number(value: Any, place: str, *, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise BadPlanFile(place, f"must be a whole number of {least} or more")
    return value


def _points(value: Any, place: str, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        _no_sum(place, most)
    if not 0 <= value <= most:
        _no_sum(place, most)
    return float(value)


def _no_sum(place: str, most: float) -> NoReturn:
    raise BadPlanFile(place, f"must be a number from 0 to 100 per respondent, here {most:g}")
