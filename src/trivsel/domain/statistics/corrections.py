"""Many looks, one truth: what is left of small p-values when many were looked at."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

type Correction = Callable[[Sequence[float]], list[float]]


def holm(values: Sequence[float]) -> list[float]:
    """Adjust p-values so that even one false mark among all is as rare as asked for.

    For the few key figures that were named before the round.

    Args:
        values: p-values, each 0-1, in any order.

    Returns:
        The adjusted ones in the same order; mark those at or below the level.

    Raises:
        ValueError: A value is not between 0 and 1.

    Source:
        Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian
        Journal of Statistics 6(2), 65-70.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order, adjusted, highest = _ascending(values), [0.0] * len(values), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, (len(values) - rank) * values[place])
        adjusted[place] = min(highest, 1.0)
    return adjusted


def benjamini_hochberg(values: Sequence[float]) -> list[float]:
    """Adjust p-values so that of the marks, as few as asked for are false on average.

    For all that was not named beforehand, within one report.

    Args:
        values: p-values, each 0-1, in any order.

    Returns:
        The adjusted ones in the same order; mark those at or below the rate.

    Raises:
        ValueError: A value is not between 0 and 1.

    Source:
        Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of
        the Royal Statistical Society B 57(1), 289-300.

    >>> benjamini_hochberg([0.01, 0.04, 0.03])
    [0.03, 0.04, 0.04]
    """
    order, adjusted, lowest = _ascending(values), [0.0] * len(values), 1.0
    for rank in range(len(values), 0, -1):
        place = order[rank - 1]
        lowest = min(lowest, len(values) / rank * values[place])
        adjusted[place] = lowest
    return adjusted


def parents_first(
    values: Mapping[str, float],
    parents: Mapping[str, str | None],
    *,
    level: float,
    correction: Correction,
) -> set[str]:
    """Say which units are marked when a unit is only looked at if the one above is marked.

    Siblings are corrected together. A unit without a value (hidden, or not there before) lets
    those below be looked at as though they hung under the next above. So a team's chance mark
    is not raised where its department shows nothing, and fewer looks cost less.

    Args:
        values: p-value of each unit that has one.
        parents: The unit above each unit, None at the top; holds all units of `values`.
        level: At or below which an adjusted value is marked.
        correction: :func:`holm` or :func:`benjamini_hochberg`.

    Returns:
        The marked units.

    Raises:
        ValueError: A value is not between 0 and 1.
        KeyError: A unit is not in the tree.

    Source:
        Yekutieli, D. (2008). Hierarchical false discovery rate-controlling methodology. Journal
        of the American Statistical Association 103(481), 309-316.

    >>> tree = {"firm": None, "hall": "firm", "shop": "firm", "day": "hall", "till": "shop"}
    >>> looks = {"firm": 0.01, "hall": 0.02, "shop": 0.6, "day": 0.03, "till": 0.0001}
    >>> sorted(parents_first(looks, tree, level=0.05, correction=holm))
    ['day', 'firm', 'hall']
    """
    families: dict[str | None, list[str]] = defaultdict(list)
    for unit in sorted(values):
        families[_next_above(unit, values, parents)].append(unit)
    marked: set[str] = set()
    waiting = [families[None]]
    while waiting:
        family = waiting.pop()
        adjusted = correction([values[unit] for unit in family])
        found = [unit for unit, p in zip(family, adjusted, strict=True) if p <= level]
        marked.update(found)
        waiting += [families[unit] for unit in found if unit in families]
    return marked


def _next_above(
    unit: str, values: Mapping[str, float], parents: Mapping[str, str | None]
) -> str | None:
    above = parents[unit]
    while above is not None and above not in values:
        above = parents[above]
    return above


def _ascending(values: Iterable[float]) -> list[int]:
    known = list(values)
    if not all(0 <= value <= 1 for value in known):
        raise ValueError("a p-value lies between 0 and 1")
    return sorted(range(len(known)), key=known.__getitem__)
