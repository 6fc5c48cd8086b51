"""The log sorted for the attacks: figures by kind and theme, and the persons behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trivsel.domain.audit.log import Figure, Kind, Log
from trivsel.domain.audit.persons import (
    Known,
    KnownAcross,
    Persons,
    persons_known,
    persons_of_scale,
    persons_told,
)
from trivsel.domain.audit.shape import Shape

type ByGroup = dict[int, Figure]


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a group when the nearest told groups inside it are taken out.

    Attributes:
        whole: The group.
        without: The groups taken out.
        open: The largest groups of those who are left, none of them told: a leaf by itself.
    """

    whole: int
    without: tuple[int, ...]
    open: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What one reader has before them.

    Attributes:
        log: The release.
        shape: Its groups.
        persons: How many answered, as far as the reader knows.
        by_scale: How many answered each theme; under '' how many answered.
        one: Counts, rates and weights, by kind and group.
        means: Theme -> group -> mean.
        spreads: Theme -> group -> distribution.
        across: How many of each leaf chose which group, if the reader is one who knows.
    """

    log: Log
    shape: Shape
    persons: Persons
    by_scale: Mapping[str, Persons]
    one: Mapping[Kind, ByGroup]
    means: Mapping[str, ByGroup]
    spreads: Mapping[str, ByGroup]
    across: KnownAcross | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Figures that can be added and subtracted: of one kind and theme.

    Attributes:
        scale: The theme; empty for the groups as such, by how many answered.
        what: The kind, as a sentence says it.
        figures: Group -> figure.
        minimum: The least that any combination may rest on.
    """

    scale: str
    what: str
    figures: ByGroup
    minimum: int


@dataclass(slots=True)
class Sorted:
    """The figures of a log, by kind, theme and group."""

    one: dict[Kind, ByGroup] = field(default_factory=dict)
    scaled: dict[Kind, dict[str, ByGroup]] = field(default_factory=dict)


def view_of(log: Log, known: Known | None = None, across: KnownAcross | None = None) -> View:
    """Lay a log out for the attacks.

    Args:
        log: The release.
        known: How many answered each theme in each leaf, if the reader is one who knows.
        across: The same by the groups of the lines.
    """
    shape = Shape(log)
    figures = _sorted(log, shape)
    hidden, means = figures.scaled[Kind.HIDDEN], figures.scaled[Kind.MEAN]
    spreads = figures.scaled[Kind.DISTRIBUTION]
    told = persons_told(log, shape) if known is None else persons_known(shape, known, "")
    by_scale = {
        scale: persons_of_scale(log, told, means.get(scale, {}), hidden.get(scale, {}))
        if known is None
        else persons_known(shape, known, scale)
        for scale in log.scales
    }
    return View(log, shape, told, {"": told} | by_scale, figures.one, means, spreads, across)


def _sorted(log: Log, shape: Shape) -> Sorted:
    found = Sorted(
        {kind: {} for kind in (Kind.COUNT, Kind.RATE, Kind.WEIGHT)},
        {kind: {} for kind in (Kind.MEAN, Kind.DISTRIBUTION, Kind.HIDDEN)},
    )
    for figure in log.figures:
        number = shape.place[figure.of]
        if figure.kind is Kind.COMMENTS:
            continue  # a group may have one for each question: attacks/comments.py
        if figure.kind in found.one:
            found.one[figure.kind][number] = figure
        else:
            found.scaled[figure.kind].setdefault(figure.scale, {})[number] = figure
    return found


def families(view: View) -> Iterator[Family]:
    """Give the groups that are told of, the means of each theme, then the distributions."""
    rules = view.log.rules
    yield Family("", "number", view.one[Kind.COUNT], rules.minimum)
    for scale, means in view.means.items():
        yield Family(scale, "mean", means, rules.minimum)
    for scale, spreads in view.spreads.items():
        yield Family(scale, "distribution", spreads, rules.distribution_minimum)


def rests(shape: Shape, told: Mapping[int, Figure] | set[int]) -> list[Rest]:
    """Give what is left of each told group of a tree, in one walk.

    All that can be had by adding and subtracting the told groups are sums of these.
    """
    size = len(shape.groups)
    holds = [number in told for number in range(size)]
    above = [-1] * size  # the nearest told group that it is part of
    for number in range(size - 1, -1, -1):
        if holds[number] and shape.inside[number] >= 0:
            holds[shape.inside[number]] = True
    without: dict[int, list[int]] = {number: [] for number in told}
    open_ = {number: [] if shape.parts[number] else [number] for number in told}
    for number in range(size):
        inside = shape.inside[number]
        if inside >= 0:
            above[number] = inside if inside in told else above[inside]
        nearest = above[number]
        if nearest < 0:
            continue
        if number in told:
            without[nearest].append(number)
        elif not holds[number] and (inside in told or holds[inside]):
            open_[nearest].append(number)
    return [Rest(n, tuple(without[n]), tuple(open_[n])) for n in sorted(told)]


def may_be_nobody(view: View, rest: Rest) -> bool:
    """Could the rest be empty: do the whole and its parts look alike in every theme?"""
    for scale in view.log.scales:
        for figures in (view.means.get(scale, {}), view.spreads.get(scale, {})):
            if rest.whole not in figures or not all(part in figures for part in rest.without):
                continue
            whole = _intervals(figures[rest.whole])
            parts = [_intervals(figures[part]) for part in rest.without]
            if not all(map(_touch, whole, zip(*parts, strict=True))):
                return False
    return bool(rest.without)


def _intervals(figure: Figure) -> list[tuple[float, float]]:
    if figure.kind is Kind.MEAN:
        return [(figure.low, figure.high)]
    return [(share - figure.step, share + figure.step) for share in figure.shares]


def _touch(whole: tuple[float, float], parts: Sequence[tuple[float, float]]) -> bool:
    """Can the whole be a mean of the parts?"""
    least, most = min(low for low, _ in parts), max(high for _, high in parts)
    return whole[0] <= most and whole[1] >= least
