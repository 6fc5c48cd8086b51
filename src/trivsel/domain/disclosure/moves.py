"""What can become of a unit's next child while they are taken in turn: tables for the planner.

Worked out once for a minimum, because the planner asks millions of times.
"""

from functools import cache
from typing import NamedTuple

NONE = -1  # no such move, no group being filled, nothing to end with


class State(NamedTuple):
    """What the children so far have left."""

    left: int  # respondents open to those above, at most the minimum
    fill: int  # respondents open in the group being filled, or NONE
    many: bool  # the group has two members or more
    whole: bool  # all children so far are in this group: then it may not end as it is


class Moves:
    """States as numbers 0.., in the order they are met, and where each move leads.

    Attributes:
        show: By state: the next child is shown by itself.
        hide: By the respondents the child leaves open, up to the minimum, and by state.
        join: The same, where the child goes into the group; NONE where it cannot.
        start: The same, where the child begins a new group; NONE where it cannot.
        ends: By state: what is left open if there are no more children; NONE if it may not end.
    """

    def __init__(self, minimum: int, *, merging: bool) -> None:
        self._minimum = minimum
        self._merging = merging
        self._number: dict[State, int] = {}
        self._states: list[State] = []
        self.show: list[int] = []
        self.hide: list[list[int]] = [[] for _ in range(minimum + 1)]
        self.join: list[list[int]] = [[] for _ in range(minimum + 1)]
        self.start: list[list[int]] = [[] for _ in range(minimum + 1)]
        self.ends: list[int] = []
        for left in range(minimum + 1):
            for whole in (False, True):
                self.first(left, whole=whole)
        while len(self.show) < len(self._states):
            self._work_out(self._states[len(self.show)])

    def first(self, left: int, *, whole: bool) -> int:
        """Give the state before the first child, of a unit with so many of its own."""
        return self._of(State(left, NONE, many=False, whole=whole))

    def _of(self, state: State) -> int:
        if state not in self._number:
            self._number[state] = len(self._states)
            self._states.append(state)
        return self._number[state]

    def _work_out(self, state: State) -> None:
        left, fill, many, whole = state
        full = many and fill in (0, self._minimum)
        alone = whole and fill < 0
        self.show.append(self._of(State(left, fill, many, whole=False)))
        for more in range(self._minimum + 1):
            hidden = State(self._add(left, more), fill, many, whole=False)
            joined = State(left, self._add(fill, more), many=True, whole=whole)
            begun = State(left, more, many=False, whole=alone)
            may_join = self._merging and fill >= 0
            may_begin = self._merging and (fill < 0 or full)
            self.hide[more].append(self._of(hidden))
            self.join[more].append(self._of(joined) if may_join else NONE)
            self.start[more].append(self._of(begun) if may_begin else NONE)
        self.ends.append(left if fill < 0 or (full and not whole) else NONE)

    def _add(self, left: int, more: int) -> int:
        return min(left + more, self._minimum)


@cache
def moves_of(minimum: int, *, merging: bool) -> Moves:
    """Give the tables of a minimum, the same ones each time."""
    return Moves(minimum, merging=merging)
