"""Which unit of an earlier round is the same as one of this round. Protection never asks."""

from collections.abc import Collection, Mapping
from typing import Final

NEW: Final = ""  # a link that says: this unit continues none


def continued(
    now: Mapping[str, Collection[str]],
    then: Mapping[str, Collection[str]],
    links: Mapping[str, str],
) -> dict[str, str]:
    """Say for each unit which earlier one it continues; a unit that is new is left out.

    What somebody has said decides. Where nobody has said anything, a unit continues the one of
    the same key, as long as fewer than half of its people have changed: so many of the larger
    of the two are not in the other.

    Args:
        now: Unit -> opaque keys of all in it, units below included.
        then: The same of the earlier round.
        links: Unit -> the earlier unit that it continues, or `NEW`.

    >>> continued({"A": "abc", "B": "xyz"}, {"A": "abd", "B": "xvw"}, {})
    {'A': 'A'}
    >>> continued({"A": "abc", "B": "xyz"}, {"A": "abd", "B": "xvw"}, {"A": "", "B": "B"})
    {'B': 'B'}
    """
    found: dict[str, str] = {}
    for unit, people in now.items():
        if unit in links:
            if links[unit] in then:
                found[unit] = links[unit]
        elif unit in then and _same(set(people), set(then[unit])):
            found[unit] = unit
    return found


def _same(now: set[str], then: set[str]) -> bool:
    larger = max(len(now), len(then))
    return 2 * (larger - len(now & then)) < larger
