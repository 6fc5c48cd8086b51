"""A distribution in per cent, fine enough to read and too coarse to count heads with."""

from collections.abc import Sequence
from typing import Final

_STEPS: Final = (1, 5, 10, 20)  # per cent


def shares(bands: Sequence[int], low: int, high: int) -> tuple[int, ...]:
    """Give per cent that add up to 100 and are possible for any number from `low` to `high`.

    42, 33, 25 and 0 per cent are 5, 4, 3 and 0 of 12, and cannot be of 11. Where the
    number of persons is told as a range only, such shares would tell it. They are then
    rounded to the finest of 1, 5, 10 and 20 per cent that has no more steps to 100 than there
    are persons at least: any shares in such steps are possible for any number in the range.

    Args:
        bands: Persons in each band; not all 0.
        low: The least number of persons that anybody knows of; at least 5.
        high: The most; equal to `low` where the number is told.

    Returns:
        A whole number a band: the largest remainders are rounded up, the first of equals.

    >>> shares([5, 4, 3, 0], 12, 12), shares([5, 4, 3, 0], 11, 12)
    ((42, 33, 25, 0), (40, 30, 30, 0))
    """
    step = 1
    if low < high:
        step = next((step for step in _STEPS if 100 // step <= low), _STEPS[-1])
    parts, n = 100 // step, sum(bands)
    whole = [parts * count // n for count in bands]
    by_rest = sorted(range(len(bands)), key=lambda band: (-(parts * bands[band] % n), band))
    for band in by_rest[: parts - sum(whole)]:
        whole[band] += 1
    return tuple(step * part for part in whole)
