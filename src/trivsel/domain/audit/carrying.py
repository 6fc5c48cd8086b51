"""What is known of each class where blocks and lines cross: carried to and fro."""

from collections.abc import Mapping
from typing import Final

from trivsel.domain.audit.log import Rules
from trivsel.domain.audit.programs import Interval

_MOST_TURNS: Final = 40
_STILL: Final = 1e-6


def carried(
    persons: Mapping[tuple[int, int], int],
    sums: tuple[Mapping[int, Interval], Mapping[int, Interval]],
    rules: Rules,
) -> dict[tuple[int, int], Interval]:
    """Bound the sum of each class by those of its block and of its line, until nothing moves.

    Where blocks and lines make no ring there is no more to be had. Where they do, a linear
    program could narrow some further; it is not asked.

    Args:
        persons: Block and line -> persons; -1 is the ground, of which nothing is told.
        sums: What is known of the sum of each block, and of each line.
        rules: The ends of the scale.

    >>> carried({(0, 0): 3, (0, 1): 20}, ({0: (2000, 2000)}, {1: (1990, 1990)}), Rules(5, 10))
    {(0, 0): (10.0, 10.0), (0, 1): (1990.0, 1990.0)}
    """
    known = {class_: (rules.low * n, rules.high * n) for class_, n in persons.items()}
    members: list[tuple[Interval, list[tuple[int, int]]]] = []
    for side, told in enumerate(sums):
        of: dict[int, list[tuple[int, int]]] = {}
        for class_ in persons:
            of.setdefault(class_[side], []).append(class_)
        members += [(told[number], of[number]) for number in told if number in of]
    for _ in range(_MOST_TURNS):
        moved = 0.0
        for (least, most), classes in members:
            lows = sum(known[class_][0] for class_ in classes)
            highs = sum(known[class_][1] for class_ in classes)
            for class_ in classes:
                low, high = known[class_]
                new = (
                    float(max(low, least - (highs - high))),
                    float(min(high, most - (lows - low))),
                )
                moved = max(moved, new[0] - low, high - new[1])
                known[class_] = new
        if moved < _STILL:
            break
    return known
