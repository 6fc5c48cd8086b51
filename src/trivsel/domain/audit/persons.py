"""How many may stand behind each group: the least and the most that fit all that is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trivsel.domain.audit.log import Figure, Kind, Log, Range, Said
from trivsel.domain.audit.programs import count_bounds
from trivsel.domain.audit.shape import Shape

type Known = Mapping[str, Mapping[str, int]]  # leaf -> scale ('' for answers) -> persons
# Leaf -> group of a line ('' for none) -> scale ('' for answers) -> persons.
type KnownAcross = Mapping[str, Mapping[str, Mapping[str, int]]]


@dataclass(frozen=True, slots=True)
class Persons:
    """What is known of the numbers of persons, per group and for any union of leaves.

    Attributes:
        shape: The groups.
        ranges: Of each group.
        exact: Are all numbers known to the person?
        fits: Is there any way at all to fit everything that is told?
    """

    shape: Shape
    ranges: Sequence[Range]
    exact: bool
    fits: bool = True

    def of_leaves(self, leaves: Iterable[int]) -> Range:
        """Give the range of a union of leaves from the leaves alone."""
        both = [self.ranges[leaf] for leaf in leaves]
        return sum(low for low, _ in both), sum(high for _, high in both)

    def of_rest(self, whole: int, without: Sequence[int], open_: Sequence[int]) -> Range:
        """Give the range of a group without some others: as `open_` adds up, and as is left.

        Where the two contradict each other (not everybody has answered every theme), what is
        said of the open groups themselves is believed.
        """
        low = sum(self.ranges[part][0] for part in open_)
        high = sum(self.ranges[part][1] for part in open_)
        left_low = self.ranges[whole][0] - sum(self.ranges[part][1] for part in without)
        left_high = self.ranges[whole][1] - sum(self.ranges[part][0] for part in without)
        if max(low, left_low) > min(high, left_high):
            return low, high
        return max(low, left_low), min(high, left_high)


def persons_told(log: Log, shape: Shape, *, counts: bool = True) -> Persons:
    """Work out from counts and reasons alone how many have answered in each group.

    Args:
        log: The release.
        shape: Its groups.
        counts: Reckon with the counts, or only with there being one: that takes the minimum.
    """
    ranges = [_of_reason(log, shape, number) for number in range(len(shape.groups))]
    for figure in log.figures:
        if figure.kind is Kind.COUNT:
            number = shape.place[figure.of]
            low, high = ranges[number]
            least, most = int(figure.low), int(figure.high)
            if not counts:
                least, most = min(log.rules.minimum, least), high
            ranges[number] = (max(low, least), min(high, most))
    ranges = [
        found if group.answered is None else (group.answered, group.answered)
        for found, group in zip(ranges, shape.groups, strict=True)
    ]
    squeezed = squeeze(shape, ranges) if shape.is_tree else count_bounds(shape.leaves, ranges)
    if squeezed is None:
        return Persons(shape, ranges, exact=False, fits=False)
    return Persons(shape, squeezed, exact=False)


def persons_known(shape: Shape, known: Known, scale: str) -> Persons:
    """Take the numbers as whoever counted them knows them."""
    own = [
        0 if shape.parts[number] else known.get(group.key, {}).get(scale, 0)
        for number, group in enumerate(shape.groups)
    ]
    return Persons(shape, [(n, n) for n in shape.add_up(own)], exact=True)


def persons_of_scale(
    log: Log, told: Persons, figures: Mapping[int, Figure], hidden: Mapping[int, Figure]
) -> Persons:
    """Suppose that all who answered have answered this theme too, where nothing says otherwise.

    It is what a reader supposes. A figure held back for being of few says otherwise, and so
    does a figure that tells its own number of persons.
    """
    ranges = list(told.ranges)
    for number, figure in hidden.items():
        low, high = ranges[number]
        if figure.said is Said.FEW:
            ranges[number] = (0, min(high, log.rules.minimum - 1))
        elif figure.said is Said.ENOUGH:
            ranges[number] = (max(low, min(high, log.rules.minimum)), high)
    for number, figure in figures.items():
        if figure.persons is not None:
            low, high = ranges[number]
            least, most = figure.persons
            fits = max(low, least) <= min(high, most)
            ranges[number] = (max(low, least), min(high, most)) if fits else figure.persons
    return Persons(told.shape, ranges, exact=False)


def squeeze(shape: Shape, ranges: Sequence[Range]) -> list[Range] | None:
    """Carry ranges up and down a tree: exact there, also for whole numbers.

    Returns:
        The narrowest ranges, or None where no numbers fit.
    """
    known = list(ranges)
    for number in range(len(known) - 1, -1, -1):
        if below := shape.parts[number]:
            low = sum(known[part][0] for part in below)
            high = sum(known[part][1] for part in below)
            known[number] = (max(known[number][0], low), min(known[number][1], high))
        if known[number][0] > known[number][1]:
            return None
    for number, below in enumerate(shape.parts):
        low, high = known[number]
        least = sum(known[part][0] for part in below)
        most = sum(known[part][1] for part in below)
        for part in below:
            bottom, top = known[part]
            known[part] = (max(bottom, low - (most - top)), min(top, high - (least - bottom)))
    return known


def _of_reason(log: Log, shape: Shape, number: int) -> Range:
    eligible = shape.eligible[number]
    return {
        Said.NOTHING: (0, eligible),
        Said.FEW: (0, min(log.rules.minimum - 1, eligible)),
        Said.ENOUGH: (min(log.rules.minimum, eligible), eligible),
        Said.SOME: (min(1, eligible), eligible),
        Said.NONE: (0, 0),
    }[shape.groups[number].said]
