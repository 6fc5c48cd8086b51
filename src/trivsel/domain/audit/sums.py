"""What is known of the sum of scores of each class of people who cannot be told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trivsel.domain.audit.log import Figure, Range
from trivsel.domain.audit.programs import Interval, Sums, classes_of, count_bounds
from trivsel.domain.audit.view import ByGroup, Rest, View, rests


@dataclass(frozen=True, slots=True)
class Tree:
    """The told groups of a tree by number, each with the nearest told groups inside it."""

    inside: Sequence[Sequence[int]]
    means: Sequence[Interval]
    persons: Sequence[Range]
    sizes: Sequence[Range]
    ends: Interval

    def near(self, group: int) -> Sums:
        """Give the program of a group, its rest (class 0) and the groups inside it."""
        of = [group, *self.inside[group]]
        classes = range(len(of))
        return Sums(
            [classes, *([n] for n in classes[1:])],
            [self.means[n] for n in of],
            [self.persons[n] for n in of],
            [self.sizes[group], *(self.persons[n] for n in of[1:])],
            self.ends,
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """The classes of one theme, and what is known of each.

    Attributes:
        classes: The groups, or leaves, that each class is made of.
        sizes: The range of persons of each.
        around: The told groups to name when a class is found out.
        sums: The range of each class's sum where all sizes are known and the groups are a
            tree: carried up and down, which is all there is. Empty else: programs are asked.
        program: Asked where `sums` is empty: of all, or in a tree of what is near a class.
    """

    classes: Sequence[Sequence[int]]
    sizes: Sequence[Range]
    around: Sequence[Sequence[int]]
    program: Sums | Tree
    sums: Sequence[Interval] = field(default=())

    def of_class(self, class_: int, persons: int) -> Interval | None:
        """Bound the sum of a class if it is so many persons; None where it cannot be."""
        if self.sums:
            return self.sums[class_]
        if isinstance(self.program, Tree):
            return self.program.near(class_).bound([0], persons=persons)
        return self.program.bound([class_], persons=persons)


def bounds_of(view: View, scale: str, figures: ByGroup, *, bands_only: bool = False) -> Bounds:
    """Lay out the means of one theme.

    Args:
        view: The reader's.
        scale: The theme.
        figures: Its means.
        bands_only: Forget all that is told more closely than a band.

    Raises:
        TooLarge: More classes than can be asked.
    """
    rules = view.log.rules
    room = 0.1 * (rules.high - rules.low)
    means = [
        (rules.low, rules.high)
        if bands_only and figure.high - figure.low < room
        else (max(figure.low, rules.low), min(figure.high, rules.high))
        for figure in figures.values()
    ]
    persons = [_persons(view, scale, number, figure) for number, figure in figures.items()]
    ends = (rules.low, rules.high)
    if view.shape.is_tree:
        both = zip(means, persons, strict=True)
        return _of_tree(view, scale, dict(zip(figures, both, strict=True)))
    leaves = [view.shape.leaves[number] for number in figures]
    of, classes = classes_of(leaves)
    sizes = _sizes(view, scale, figures, persons, classes)
    groups = [sorted({of[leaf] for leaf in members}) for members in leaves]
    told = list(figures)
    around: list[list[int]] = [[] for _ in classes]
    for number, members in zip(told, groups, strict=True):
        for class_ in members:
            around[class_].append(number)
    return Bounds(classes, sizes, around, Sums(groups, means, persons, sizes, ends))


def _of_tree(view: View, scale: str, told: Mapping[int, tuple[Interval, Range]]) -> Bounds:
    all_rests = rests(view.shape, set(told))
    place = {rest.whole: class_ for class_, rest in enumerate(all_rests)}
    means = [told[rest.whole][0] for rest in all_rests]
    persons = [told[rest.whole][1] for rest in all_rests]
    ends = (view.log.rules.low, view.log.rules.high)
    inside = [[place[part] for part in rest.without] for rest in all_rests]
    sizes = [
        _left(view, scale, rest, persons[n], [persons[m] for m in inside[n]])
        for n, rest in enumerate(all_rests)
    ]
    classes = [rest.open or (rest.whole,) for rest in all_rests]
    around = [(rest.whole, *rest.without) for rest in all_rests]
    program = Tree(inside, means, persons, sizes, ends)
    sums: Sequence[Interval] = ()
    if _exact(sizes) and _exact(persons):
        sums = _carried(inside, means, [n for n, _ in persons], [n for n, _ in sizes], ends)
    return Bounds(classes, sizes, around, program, sums)


def _carried(
    inside: Sequence[Sequence[int]],
    means: Sequence[Interval],
    persons: Sequence[int],
    sizes: Sequence[int],
    ends: Interval,
) -> list[Interval]:
    """Carry the bounds of sums up and down a tree of told groups, and give those of rests."""
    rest = [(ends[0] * n, ends[1] * n) for n in sizes]
    told = [(low * n, high * n) for (low, high), n in zip(means, persons, strict=True)]
    for n in range(len(told) - 1, -1, -1):
        low = rest[n][0] + sum(told[m][0] for m in inside[n])
        high = rest[n][1] + sum(told[m][1] for m in inside[n])
        told[n] = (max(told[n][0], low), min(told[n][1], high))
    for n, below in enumerate(inside):
        least = rest[n][0] + sum(told[m][0] for m in below)
        most = rest[n][1] + sum(told[m][1] for m in below)
        low, high = told[n]
        for m in below:
            bottom, top = told[m]
            told[m] = (max(bottom, low - (most - top)), min(top, high - (least - bottom)))
        bottom, top = rest[n]
        rest[n] = (max(bottom, low - (most - top)), min(top, high - (least - bottom)))
    return rest


def _persons(view: View, scale: str, number: int, figure: Figure) -> Range:
    """Say how many may stand behind a figure, and suppose nothing."""
    if view.by_scale[scale].exact or figure.persons is None:
        return view.by_scale[scale].ranges[number]
    return figure.persons


def _left(view: View, scale: str, rest: Rest, whole: Range, parts: Sequence[Range]) -> Range:
    known = view.by_scale[scale]
    if known.exact:
        return known.of_rest(rest.whole, rest.without, rest.open)
    few = max(0, whole[0] - sum(many for _, many in parts))
    many = whole[1] - sum(few for few, _ in parts)
    if rest.open:
        many = min(many, sum(known.ranges[part][1] for part in rest.open))
    return few, max(few, many)


def _sizes(
    view: View,
    scale: str,
    figures: ByGroup,
    persons: Sequence[Range],
    classes: Sequence[Sequence[int]],
) -> list[Range]:
    known = view.by_scale[scale]
    alone = [known.of_leaves(leaves) for leaves in classes]
    if known.exact:
        return alone
    supposed = all(figure.persons is None for figure in figures.values())
    ranges = [(few if supposed else 0, many) for few, many in alone]
    leaves = [view.shape.leaves[number] for number in figures]
    found = count_bounds([*leaves, *classes], [*persons, *ranges])
    return ranges if found is None else found[len(leaves) :]


def _exact(ranges: Sequence[Range]) -> bool:
    return all(few == many for few, many in ranges)
