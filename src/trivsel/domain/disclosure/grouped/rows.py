"""Which groups get a line of their own, which one together, and which none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trivsel.domain.disclosure.grouped.atoms import Atoms, is_safe, safe_lines
from trivsel.domain.disclosure.table import Count, Reason

_AT_LEAST: Final[tuple[int, ...]] = (
    5,
    *(step * power for power in (1, 10, 100, 1000, 10_000) for step in (10, 20, 50)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table by group.

    Attributes:
        groups: Places of the groups that it tells of, 1.. as offered.
        reason: SHOWN, or why not.
        low: Of a line that is shown, the least that anybody is told stands behind it.
    """

    groups: tuple[int, ...]
    reason: Reason
    low: int = 0


def lines_of(atoms: Atoms, groups: int, everybody: Count | None, *, minimum: int) -> list[Line]:
    """Choose the lines by how many answered, in the order in which the groups are offered.

    The tree is shown as it is. Of the groups those that have the minimum and are safe get a
    line; all others together get one, if that is safe; else they and the smallest line.

    Args:
        atoms: Who answered, by blocks of the tree as shown; its lines are the single groups.
        groups: How many were offered.
        everybody: What is told of the number of all.
        minimum: The least group.
    """
    sizes = {group: atoms.of_line(group - 1).n for group in range(1, groups + 1)}
    wanted = [group - 1 for group in sizes if sizes[group] >= minimum]
    kept = [line + 1 for line in safe_lines(atoms, wanted, minimum=minimum)]
    kept, merged = _merged(atoms, kept, sizes, minimum)
    lines = []
    for group, n in sizes.items():
        if group in kept:
            lines.append(Line((group,), Reason.SHOWN, _floor(n, minimum)))
        elif group in merged:
            if group == merged[0]:
                together = _floor(sum(sizes[member] for member in merged), minimum)
                lines.append(Line(merged, Reason.SHOWN, together))
            lines.append(Line((group,), Reason.MERGED))
        else:
            few = Reason.TOO_FEW if n < minimum else Reason.PROTECTS_OTHERS
            lines.append(Line((group,), few if any(sizes.values()) else Reason.NO_ANSWERS))
    return _no_more_than(lines, 0 if everybody is None else everybody.low, minimum)


def _merged(
    atoms: Atoms, kept: Sequence[int], sizes: dict[int, int], minimum: int
) -> tuple[list[int], tuple[int, ...]]:
    """Put the others together, if need be with the smallest line."""
    others = [group for group in sizes if group not in kept and sizes[group]]
    by_size = sorted(kept, key=lambda group: (sizes[group], group))
    for more in ([], by_size[:1]):
        together = tuple(sorted([*others, *more]))
        alone = [group for group in kept if group not in more]
        enough = sum(sizes[group] for group in together) >= minimum
        if others and len(together) > 1 and alone and enough:
            lines = [*(frozenset((group,)) for group in alone), frozenset(together)]
            if is_safe(Atoms(atoms.parts, lines), range(len(lines)), minimum=minimum):
                return alone, together
    return list(kept), ()


def _floor(n: int, minimum: int) -> int:
    """Say 'at least' so many, in steps so wide that nobody learns the number.

    >>> [_floor(n, 5) for n in (5, 9, 12, 49, 340)]
    [5, 5, 10, 20, 200]
    """
    return max(minimum, *(step for step in _AT_LEAST if step <= max(n, minimum)))


def _no_more_than(lines: Sequence[Line], low: int, minimum: int) -> list[Line]:
    """Say less until the lines together say no more of everybody than is told of everybody."""
    lows = [line.low for line in lines]
    spoken = minimum * sum(line.reason == Reason.PROTECTS_OTHERS for line in lines)
    while sum(lows) + spoken > low and max(lows, default=0) > minimum:
        place = lows.index(max(lows))
        lows[place] = _floor(lows[place] - 1, minimum)
    return [
        Line(line.groups, line.reason, said) for line, said in zip(lines, lows, strict=True)
    ]
