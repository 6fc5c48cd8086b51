"""From a file to a log, or to a complaint that says where and why."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from trivsel.domain.audit.log import (
    LEAST_RESPONDENTS,
    LEAST_WRITTEN,
    Figure,
    Group,
    Kind,
    Line,
    Log,
    Rules,
    Said,
)

FORMAT: Final = "trivsel-release"
VERSION: Final = 1
_MOST_PERSONS: Final = 100_000_000
_SUM_OF_SHARES: Final = (99.0, 101.0)


class Unreadable(ValueError):
    """The file is no release log. The sentence says where and why."""

    def __init__(self, where: str, why: str) -> None:
        """Say where in the file and what is wrong there."""
        super().__init__(f"{where}: {why}" if where else why)
        self.where = where
        self.why = why


def read_log(text: str) -> Log:
    """Read an exported release. The format stands in docs/method/audit.md.

    Args:
        text: The file's content.

    Raises:
        Unreadable: It is not one. Nothing is guessed and nothing passed over.

    >>> read_log('{"format": "trivsel-release", "version": 2}')
    Traceback (most recent call last):
    trivsel.domain.audit.reading.Unreadable: version: must be 1, not 2
    """
    try:
        data = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Unreadable(f"line {error.lineno}", f"this is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise Unreadable("the file", "is nested too deeply") from error
    return log_of(data)


def log_of(data: object) -> Log:
    """Check plain dicts and lists, as JSON gives them, and make a log of them.

    Raises:
        Unreadable: Something is missing, left over, of the wrong kind or contradicts itself.

    >>> log_of([])
    Traceback (most recent call last):
    trivsel.domain.audit.reading.Unreadable: the file: must be an object
    """
    top = _object(data, "the file")
    if top.get("format") != FORMAT:
        raise Unreadable("format", f"must be {FORMAT!r}, not {top.get('format')!r}")
    if top.get("version") != VERSION:
        raise Unreadable("version", f"must be {VERSION}, not {top.get('version')!r}")
    _only(top, "the file", "format version facts rules groups figures across across_figures")
    rules = _rules(top.get("rules"))
    groups = _groups(_list(top.get("groups"), "groups"))
    figures = _figures(_list(top.get("figures"), "figures"), groups)
    facts = _object(top.get("facts", {}), "facts")
    for name, value in facts.items():
        if not isinstance(value, str):
            raise Unreadable(f"facts.{name}", "must be text")
    lines = _lines(_list(top.get("across", []), "across"))
    across = _across_figures(_list(top.get("across_figures", []), "across_figures"), lines)
    told = {name: str(value) for name, value in facts.items()}
    return Log(rules, tuple(groups.values()), figures, told, tuple(lines.values()), across)


def _lines(values: Sequence[object]) -> dict[str, Line]:
    lines: dict[str, Line] = {}
    for number, value in enumerate(values):
        where = f"across[{number}]"
        box = _object(value, where)
        _only(box, where, "key name members")
        key = _text(box.get("key"), f"{where}.key")
        if key in lines:
            raise Unreadable(f"{where}.key", f"{key!r} stands twice")
        members = [_text(m, where) for m in _list(box.get("members", [key]), where)]
        lines[key] = Line(key, _text(box.get("name", key), f"{where}.name"), tuple(members))
    return lines


def _across_figures(values: Sequence[object], lines: Mapping[str, Line]) -> tuple[Figure, ...]:
    figures = []
    for number, value in enumerate(values):
        where = f"across_figures[{number}]"
        figure = _figure(_object(value, where), where)
        if figure.of not in lines:
            raise Unreadable(f"{where}.of", f"there is no line {figure.of!r}")
        figures.append(figure)
    return tuple(figures)


def _rules(value: object) -> Rules:
    box = _object(value, "rules")
    _only(box, "rules", "minimum distribution_minimum score comments")
    score = _list(box.get("score", [0, 100]), "rules.score")
    low, high = _pair(score, "rules.score")
    minimum = _whole(box.get("minimum"), "rules.minimum", least=2)
    spread = _whole(
        box.get("distribution_minimum"), "rules.distribution_minimum", least=minimum
    )
    return Rules(minimum, spread, low, high, *_comment_rules(box.get("comments", {})))


def _comment_rules(value: object) -> tuple[int, int]:
    box = _object(value, "rules.comments")
    _only(box, "rules.comments", "respondents written")
    answered, written = LEAST_RESPONDENTS, LEAST_WRITTEN
    return (
        _whole(box.get("respondents", answered), "rules.comments.respondents", least=answered),
        _whole(box.get("written", written), "rules.comments.written", least=written),
    )


def _groups(values: Sequence[object]) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for number, value in enumerate(values):
        where = f"groups[{number}]"
        box = _object(value, where)
        _only(box, where, "key name parts eligible said answered")
        key = _text(box.get("key"), f"{where}.key")
        if key in groups:
            raise Unreadable(f"{where}.key", f"{key!r} stands twice")
        eligible = _whole(box.get("eligible"), f"{where}.eligible")
        groups[key] = Group(
            key=key,
            name=_text(box.get("name", key), f"{where}.name"),
            parts=tuple(
                _text(part, f"{where}.parts") for part in _list(box.get("parts", []), where)
            ),
            eligible=eligible,
            said=_said(box.get("said", ""), f"{where}.said"),
            answered=_answered(box.get("answered"), f"{where}.answered", eligible),
        )
    if not groups:
        raise Unreadable("groups", "there must be at least one")
    _check_parts(groups)
    return groups


def _answered(value: object, where: str, eligible: int) -> int | None:
    if value is None:
        return None
    answered = _whole(value, where)
    if answered > eligible:
        raise Unreadable(where, "more have answered than may")
    return answered


def _check_parts(groups: Mapping[str, Group]) -> None:
    """Each part stands later in the list, no leaf counts twice, and the numbers add up."""
    place = {key: number for number, key in enumerate(groups)}
    leaves: dict[str, frozenset[str]] = {}
    for key, group in reversed(list(groups.items())):
        where = f"groups[{place[key]}]"
        found: set[str] = set()
        for part in group.parts:
            if part not in groups:
                raise Unreadable(f"{where}.parts", f"there is no group {part!r}")
            if place[part] <= place[key]:
                raise Unreadable(f"{where}.parts", f"{part!r} must stand after {key!r}")
            if found & leaves[part]:
                raise Unreadable(f"{where}.parts", f"persons of {part!r} stand in it twice")
            found |= leaves[part]
        if group.parts and group.eligible != sum(groups[p].eligible for p in group.parts):
            raise Unreadable(f"{where}.eligible", "is not the sum of its parts")
        leaves[key] = frozenset(found) if group.parts else frozenset((key,))


def _figures(values: Sequence[object], groups: Mapping[str, Group]) -> tuple[Figure, ...]:
    figures: list[Figure] = []
    seen: set[tuple[str, str, str]] = set()
    for number, value in enumerate(values):
        where = f"figures[{number}]"
        figure = _figure(_object(value, where), where)
        if figure.of not in groups:
            raise Unreadable(f"{where}.of", f"there is no group {figure.of!r}")
        for group in figure.groups:
            if group not in groups:
                raise Unreadable(f"{where}.groups", f"there is no group {group!r}")
        name = (figure.of, figure.kind.value, figure.scale or figure.question)
        if name in seen:
            raise Unreadable(where, f"a second {figure.kind.value} of the same group")
        seen.add(name)
        if figure.kind is Kind.COUNT and figure.high > groups[figure.of].eligible:
            raise Unreadable(f"{where}.high", "more have answered than may")
        figures.append(figure)
    return tuple(figures)


def _figure(box: Mapping[str, object], where: str) -> Figure:
    try:
        kind = Kind(_text(box.get("kind"), f"{where}.kind"))
    except ValueError as error:
        kinds = ", ".join(kind.value for kind in Kind)
        raise Unreadable(f"{where}.kind", f"must be one of {kinds}") from error
    allowed, scaled = {
        Kind.COUNT: ("low high", False),
        Kind.RATE: ("low high value rounding", False),
        Kind.WEIGHT: ("high", False),
        Kind.MEAN: ("low high value rounding persons", True),
        Kind.DISTRIBUTION: ("shares rounding persons", True),
        Kind.HIDDEN: ("said", True),
        Kind.COMMENTS: ("question groups value", False),
    }[kind]
    _only(box, where, f"of kind {'scale ' if scaled else ''}{allowed}")
    of = _text(box.get("of"), f"{where}.of")
    scale = _text(box.get("scale"), f"{where}.scale") if scaled else ""
    if kind is Kind.COMMENTS:
        return _comments(box, where, of)
    if kind is Kind.HIDDEN:
        return Figure(of, kind, scale, said=_said(box.get("said", ""), f"{where}.said"))
    persons = _persons(box.get("persons"), f"{where}.persons")
    if kind is Kind.DISTRIBUTION:
        shares = tuple(
            _number(share, f"{where}.shares") for share in _list(box.get("shares"), where)
        )
        if not _SUM_OF_SHARES[0] <= sum(shares) <= _SUM_OF_SHARES[1] or min(shares) < 0:
            raise Unreadable(f"{where}.shares", "must be per cent that add up to 100")
        step = _number(box.get("rounding", 1), f"{where}.rounding")
        return Figure(of, kind, scale, shares=shares, step=step, persons=persons)
    low, high = _interval(box, where, kind)
    return Figure(of, kind, scale, low=low, high=high, persons=persons)


def _comments(box: Mapping[str, object], where: str, of: str) -> Figure:
    groups = tuple(
        _text(group, f"{where}.groups") for group in _list(box.get("groups"), f"{where}.groups")
    )
    count = _whole(box.get("value"), f"{where}.value")
    question = _text(box.get("question"), f"{where}.question")
    return Figure(of, Kind.COMMENTS, low=count, high=count, question=question, groups=groups)


def _interval(box: Mapping[str, object], where: str, kind: Kind) -> tuple[float, float]:
    if kind is Kind.WEIGHT:
        return 0.0, _number(box.get("high"), f"{where}.high", above=0)
    if "value" in box:
        if "low" in box or "high" in box:
            raise Unreadable(where, "tell a value with its rounding, or low and high, not both")
        value = _number(box.get("value"), f"{where}.value")
        half = _number(box.get("rounding", 1), f"{where}.rounding") / 2
        return value - half, value + half
    if kind is Kind.COUNT:
        low = _whole(box.get("low"), f"{where}.low")
        return low, _whole(box.get("high"), f"{where}.high", least=low)
    return _pair([box.get("low"), box.get("high")], where)


def _persons(value: object, where: str) -> tuple[int, int] | None:
    if value is None:
        return None
    both = _list(value, where)
    if len(both) != 2:  # noqa: PLR2004 - from and to
        raise Unreadable(where, "must be two whole numbers")
    low = _whole(both[0], where)
    return low, _whole(both[1], where, least=low)


def _pair(values: Sequence[object], where: str) -> tuple[float, float]:
    if len(values) != 2:  # noqa: PLR2004 - from and to
        raise Unreadable(where, "must be two numbers")
    low, high = (_number(value, where) for value in values)
    if low > high:
        raise Unreadable(where, f"{low:g} is more than {high:g}")
    return low, high


def _no_number(name: str) -> float:
    raise Unreadable("the file", f"{name} is not a number")


def _only(box: Mapping[str, object], where: str, names: str) -> None:
    if unknown := sorted(set(box) - set(names.split())):
        raise Unreadable(where, f"unknown: {', '.join(unknown)}")


def _object(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Unreadable(where, "must be an object")
    return value


def _list(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, list):
        raise Unreadable(where, "must be a list")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value:
        raise Unreadable(where, "must be text")
    return value


def _said(value: object, where: str) -> Said:
    if not isinstance(value, str) or value not in set(Said):
        raise Unreadable(where, "must be few, enough, some, none or empty")
    return Said(value)


def _whole(value: object, where: str, *, least: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable(where, "must be a whole number")
    if not least <= value <= _MOST_PERSONS:
        raise Unreadable(where, f"must be {least} or more")
    return value


def _number(value: object, where: str, *, above: float | None = None) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise Unreadable(where, "must be a number")
    if above is not None and value <= above:
        raise Unreadable(where, f"must be more than {above:g}")
    return float(value)
