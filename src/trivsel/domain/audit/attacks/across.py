"""J: what do figures by group, of the whole, tell together with the figures by unit?

People of the same block (a told group of the tree without the nearest told ones inside it) and
the same line cannot be told apart: they are a class, an edge of a graph. Combinations rest on
its cuts; what the sums leave open of a class is carried from blocks and lines to and fro.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.attacks.counts import learned
from trivsel.domain.audit.attacks.unanimity import END
from trivsel.domain.audit.carrying import carried
from trivsel.domain.audit.cuts import light_cuts
from trivsel.domain.audit.log import Figure, Kind, Line
from trivsel.domain.audit.programs import Interval
from trivsel.domain.audit.view import ByGroup, View

GROUND: Final = -1
_WIDTH: Final = 0.1
_NOISE: Final = 1e-6

type Class = tuple[int, int]  # block and line, each by number, or the ground


@dataclass(slots=True)
class Crossing:
    """The figures of one kind and theme in both tables, and who stands behind them.

    Attributes:
        blocks: Told groups of the tree.
        lines: Told lines, by number.
        persons: How many in each class.
        inside: The nearest told group around each told group, or the ground.
    """

    blocks: Mapping[int, Figure | None]
    lines: Mapping[int, Figure]
    persons: dict[Class, int] = field(default_factory=dict)
    inside: dict[int, int] = field(default_factory=dict)

    def count(self, *, block: int | None = None, line: int | None = None) -> int:
        return sum(
            n
            for (b, m), n in self.persons.items()
            if (block is None or b == block) and (line is None or m == line)
        )


def attack(view: View, tried: Tried) -> None:
    """Ask of the lines what A to E ask of the tree, and of both together."""
    if not view.log.across:
        return
    _counts(view, tried)
    if view.across is None:
        return
    rules = view.log.rules
    scaled = {kind: _of_kind(view, kind) for kind in (Kind.COUNT, Kind.MEAN, Kind.DISTRIBUTION)}
    told = scaled[Kind.COUNT].get("", {})
    _combined(view, tried, "", _crossing(view, "", view.one[Kind.COUNT], told), rules.minimum)
    for scale in view.log.scales:
        means = scaled[Kind.MEAN].get(scale, {})
        crossing = _crossing(view, scale, view.means.get(scale, {}), means)
        _combined(view, tried, scale, crossing, rules.minimum)
        _bounded(view, tried, scale, crossing)
        spreads = scaled[Kind.DISTRIBUTION].get(scale, {})
        crossing = _crossing(view, scale, view.spreads.get(scale, {}), spreads)
        _combined(view, tried, scale, crossing, rules.distribution_minimum)


def _of_kind(view: View, kind: Kind) -> dict[str, dict[int, Figure]]:
    place = {line.key: number for number, line in enumerate(view.log.across)}
    found: dict[str, dict[int, Figure]] = {}
    for figure in view.log.across_figures:
        if figure.kind is kind:
            found.setdefault(figure.scale, {})[place[figure.of]] = figure
    return found


def _counts(view: View, tried: Tried) -> None:
    """Do the lines together tell more of the whole than the whole's own count?"""
    tried.asked += 1
    told = _of_kind(view, Kind.COUNT).get("", {})
    least = sum(int(figure.low) for figure in told.values())
    low, high = view.persons.ranges[0]
    if least > low and (what := learned(view, (least, high), view.shape.eligible[0])):
        keys = [view.log.across[number].key for number in told]
        tried.found(tuple(keys), f"The numbers by group, added up, tell {what}.")


def _crossing(view: View, scale: str, blocks: ByGroup, lines: Mapping[int, Figure]) -> Crossing:
    """Put leaves and groups together as far as the figures do not tell them apart."""
    shape, crossing = view.shape, Crossing(blocks, lines)
    nearest: list[int] = []
    for number in range(len(shape.groups)):
        inside = shape.inside[number]
        above = nearest[inside] if inside >= 0 else GROUND
        nearest.append(number if number in blocks else above)
        if number in blocks:
            crossing.inside[number] = above
    of = {member: number for number in lines for member in view.log.across[number].members}
    for leaf, by_group in (view.across or {}).items():
        for group, numbers in by_group.items():
            if n := numbers.get(scale, 0):
                class_ = (nearest[shape.place[leaf]], of.get(group, GROUND))
                crossing.persons[class_] = crossing.persons.get(class_, 0) + n
    return crossing


def _combined(view: View, tried: Tried, scale: str, crossing: Crossing, minimum: int) -> None:
    """Look for light cuts, and lines of few."""
    if not crossing.lines:
        return
    classes = list(crossing.persons)
    tried.asked += len(classes)
    members: dict[int, set[int]] = {number: set() for number in crossing.blocks}
    for place, (block, _) in enumerate(classes):
        around = block
        while around != GROUND:
            members[around].add(place)
            around = crossing.inside[around]
    tree = list(members)
    groups = [frozenset(members[number]) for number in tree]
    groups += [
        frozenset(place for place, (_, m) in enumerate(classes) if m == line)
        for line in crossing.lines
    ]
    families = (range(len(tree)), range(len(tree), len(groups)))
    weights = [crossing.persons[class_] for class_ in classes]
    for support in light_cuts(groups, families, weights, minimum):
        some = [classes[place] for place in sorted(support.classes)]
        _tell(
            view,
            tried,
            scale,
            some,
            f"added and subtracted, tell of {support.weight} persons alone",
        )


def _tell(view: View, tried: Tried, scale: str, some: Sequence[Class], what: str) -> None:
    blocks = sorted({block for block, _ in some if block != GROUND})
    lines: list[Line] = [
        view.log.across[m] for m in sorted({m for _, m in some if m != GROUND})
    ]
    names = ", ".join([view.shape.names(blocks), *(f"'{line.name}'" for line in lines[:4])])
    keys = (*view.shape.keys(blocks), *(line.key for line in lines))
    of = f" in '{scale}'" if scale else ""
    tried.found(keys, f"The figures of {names}{of}, by unit and by group, {what}.", scale)


def _bounded(view: View, tried: Tried, scale: str, crossing: Crossing) -> None:
    """Is a class known to lie at an end, or a few to within a tenth of the scale?"""
    if not crossing.lines:
        return
    rules = view.log.rules
    span = rules.high - rules.low
    known = carried(crossing.persons, _sums(view, crossing, bands=False), view.log.rules)
    bands = carried(crossing.persons, _sums(view, crossing, bands=True), view.log.rules)
    for class_, n in crossing.persons.items():
        tried.asked += 1
        (low, high), said = known[class_], bands[class_]
        narrow = n < rules.minimum and high - low < _WIDTH * span * n - _NOISE * n
        top = max((rules.high - END * span) * n, said[0]) + _NOISE * n
        bottom = min((rules.low + END * span) * n, said[1]) - _NOISE * n
        if low > top or high < bottom or (narrow and (low, high) != said):
            text = f"tell that {n} persons have a mean of {low / n:.1f} to {high / n:.1f}"
            _tell(view, tried, scale, [class_], text)


def _sums(
    view: View, crossing: Crossing, *, bands: bool
) -> tuple[dict[int, Interval], dict[int, Interval]]:
    """Give what is known of the sum of each block and of each line."""
    around = dict.fromkeys(crossing.blocks, 0)
    for (block, _), n in crossing.persons.items():
        outer = block
        while outer != GROUND:
            around[outer] += n
            outer = crossing.inside[outer]
    whole = {
        number: _interval(view, figure, around[number], bands=bands)
        for number, figure in crossing.blocks.items()
        if figure is not None
    }
    blocks = dict(whole)
    for number, above in crossing.inside.items():
        if above != GROUND:
            low, high = blocks[above]
            blocks[above] = (low - whole[number][1], high - whole[number][0])
    lines = {
        line: _interval(view, figure, crossing.count(line=line), bands=bands)
        for line, figure in crossing.lines.items()
    }
    return blocks, lines


def _interval(view: View, figure: Figure, n: int, *, bands: bool) -> Interval:
    rules = view.log.rules
    if bands and figure.high - figure.low < _WIDTH * (rules.high - rules.low):
        return rules.low * n, rules.high * n
    return max(figure.low, rules.low) * n, min(figure.high, rules.high) * n
