"""Which nodes of a tree may be shown so that nobody can subtract: the best choice there is.

A dynamic programme from the leaves up. What a node leaves to those above it is only how
many respondents under it stand in no shown row: 'open', counted to the minimum and no further.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from trivsel.domain.disclosure.moves import NONE, moves_of

_FIELD: Final = 1 << 40  # wider than any one part of a cost
_ROW: Final = _FIELD**3  # what one merged row gives back of the figures lost


@dataclass(frozen=True, slots=True)
class Plan:
    """What to show: nodes by themselves, and groups of siblings as one row each."""

    shown: frozenset[int]
    groups: tuple[tuple[int, ...], ...]


# How a state was reached: at what least cost, from which state, by which move of a child that
# leaves how many open.
type _Step = tuple[int, int, str, int]


def best_plan(  # noqa: PLR0913 - what there is to plan
    parents: Sequence[int],
    own: Sequence[int],
    keys: Sequence[str],
    *,
    minimum: int,
    merging: bool,
    barred: Collection[int] = (),
    shown_before: Collection[str] = (),
) -> Plan:
    """Choose what to show, losing as little as can be.

    Safe: for every shown node and group, the respondents in it that stand in no shown node
    or group inside it are 0 or at least `minimum`. Among safe plans the least in this order:
    respondents in hidden nodes, hidden nodes, figures lost by merging (merged nodes minus
    merged rows), respondents in merged nodes, leaves that are hidden or merged, so that
    a team rather keeps its own figure than a unit above teams, nodes hidden or merged that were
    shown before; then the order of keys decides. Hidden is a node with respondents that is
    neither shown nor merged.

    Groups are children of one unit that are not shown themselves. With the children in
    ascending order of respondents (ties by key), groups do not interleave, and no
    group holds all children of a unit, for that would be the unit over again. Nodes without
    respondents take no part. A node that has exactly one child with respondents,
    and none of its own, is treated like that child.

    Args:
        parents: Each node's parent, -1 for a top; parents before children. Length m.
        own: Respondents at the node itself; length m.
        keys: Names, for ties; length m.
        minimum: The least group to show; at least 1.
        merging: May siblings be shown together?
        barred: Nodes that may be shown neither by themselves nor in a group.
        shown_before: Keys that stood in the last release and had rather not vanish.

    Returns:
        The best plan; the same whatever order siblings come in.

    Source:
        Own; the residual rule for nested tables is in docs/method/disclosure.md.

    >>> plan = best_plan([-1, 0, 0, 0], [0, 30, 26, 4], "PABC", minimum=5, merging=True)
    >>> sorted(plan.shown), plan.groups
    ([0, 1], ((2, 3),))
    """
    before = frozenset(shown_before)
    planner = _Planner(
        parents, own, keys, minimum, merging=merging, barred=barred, before=before
    )
    return planner.plan()


class _Planner:
    """The tables of one run."""

    def __init__(  # noqa: PLR0913 - as above
        self,
        parents: Sequence[int],
        own: Sequence[int],
        keys: Sequence[str],
        minimum: int,
        *,
        merging: bool,
        barred: Collection[int],
        before: frozenset[str],
    ) -> None:
        self.minimum = minimum
        self.moves = moves_of(minimum, merging=merging)
        self.own = own
        size = len(parents)
        self.total = list(own)
        for node in range(size - 1, -1, -1):
            if parents[node] >= 0:
                self.total[parents[node]] += self.total[node]
        self.children: list[list[int]] = [[] for _ in range(size)]
        self.tops: list[int] = []
        for node in range(size):
            if self.total[node]:
                (self.children[parents[node]] if parents[node] >= 0 else self.tops).append(node)
        for below in self.children:
            below.sort(key=lambda node: (self.total[node], keys[node]))
        self.base = list(range(size))  # the lowest of the nodes that hold the same answers
        self.same: list[list[int]] = [[] for _ in range(size)]
        for node in range(size - 1, -1, -1):
            if len(self.children[node]) == 1 and not own[node]:
                self.base[node] = self.base[self.children[node][0]]
            self.same[self.base[node]].append(node)
        self.barred = {self.base[node] for node in barred}
        self.before = [sum(keys[node] in before for node in same) for same in self.same]
        self.shown_cost: list[int | None] = [None] * size
        self.open_cost: list[dict[int, int]] = [{} for _ in range(size)]

    def plan(self) -> Plan:
        for node in range(len(self.total) - 1, -1, -1):
            if self.total[node] and self.base[node] == node:
                self._solve(node)
        shown: list[int] = []
        groups: list[tuple[int, ...]] = []
        todo: list[tuple[int, int | None]] = []  # a base and what it leaves open; None: shown
        for top in self.tops:
            base = self.base[top]
            hidden = min(
                (cost + self._hiding(base), left) for left, cost in self.open_cost[base].items()
            )
            as_shown = self.shown_cost[base]
            todo.append(
                (base, None if as_shown is not None and as_shown <= hidden[0] else hidden[1])
            )
        while todo:
            base, left = todo.pop()
            if left is None:
                shown += self.same[base]
            below, filled = self._trace(base, left)
            todo += below
            groups += filled
        return Plan(frozenset(shown), tuple(sorted(groups)))

    def _solve(self, base: int) -> None:
        if not self.children[base]:  # most nodes are leaves
            self.open_cost[base] = {min(self.own[base], self.minimum): 0}
            if self.own[base] >= self.minimum and base not in self.barred:
                self.shown_cost[base] = 0
            return
        ends = self._ends(self._layers(base, keep=False)[-1])
        self.open_cost[base] = {left: cost for left, (cost, _) in sorted(ends.items())}
        safe = [ends[left][0] for left in (0, self.minimum) if left in ends]
        if self.total[base] >= self.minimum and safe and base not in self.barred:
            self.shown_cost[base] = min(safe)

    def _layers(self, base: int, *, keep: bool) -> list[dict[int, _Step]]:
        """Take the children in turn; a layer holds the least cost of each state."""
        first = self.moves.first(min(self.own[base], self.minimum), whole=not self.own[base])
        layers = [{first: (0, NONE, "", 0)}]
        for child in self.children[base]:
            layer = self._next(layers[-1], self.base[child])
            if keep:
                layers.append(layer)
            else:
                layers = [layer]
        return layers

    def _next(self, before: dict[int, _Step], child: int) -> dict[int, _Step]:
        """What can become of the next child: shown, hidden, in the group, in a new group."""
        moves, merging = self.moves, self._merging(child)
        ways: list[tuple[Sequence[int], int, str, int]] = []
        if (cost := self.shown_cost[child]) is not None:
            ways.append((moves.show, cost, "show", 0))
        for open_, below in self.open_cost[child].items():
            ways.append((moves.hide[open_], below + self._hiding(child), "hide", open_))
            if child in self.barred:
                continue
            ways += [
                (moves.join[open_], below + merging, "join", open_),
                (moves.start[open_], below + merging - _ROW, "start", open_),
            ]
        found: dict[int, _Step] = {}
        for state, step in before.items():
            spent = step[0]
            for move, costs, act, open_ in ways:
                after, cost = move[state], spent + costs
                if after >= 0 and (after not in found or cost < found[after][0]):
                    found[after] = (cost, state, act, open_)
        return found

    def _ends(self, layer: dict[int, _Step]) -> dict[int, tuple[int, int]]:
        """The least cost for each number left open, once all children are taken."""
        ends: dict[int, tuple[int, int]] = {}
        for state, step in layer.items():
            left = self.moves.ends[state]
            if left >= 0 and (left not in ends or step[0] < ends[left][0]):
                ends[left] = (step[0], state)
        return ends

    def _trace(
        self, base: int, left: int | None
    ) -> tuple[list[tuple[int, int | None]], list[tuple[int, ...]]]:
        """Walk back along the least cost: what becomes of each child, and the groups."""
        layers = self._layers(base, keep=True)
        ends = self._ends(layers[-1])
        if left is None:
            left = min(
                (0, self.minimum), key=lambda r: (r not in ends, ends.get(r, (0,))[0], r)
            )
        state = ends[left][1]
        below: list[tuple[int, int | None]] = []
        groups: list[list[int]] = []
        gathered: list[int] = []
        for child, layer in zip(reversed(self.children[base]), reversed(layers), strict=False):
            _, state, act, open_ = layer[state]
            below.append((self.base[child], None if act == "show" else open_))
            if act in ("join", "start"):
                gathered.append(child)
            if act == "start":
                groups.append(gathered)
                gathered = []
        return below, [tuple(sorted(group)) for group in groups]

    def _hiding(self, base: int) -> int:
        nodes = len(self.same[base])
        return self._cost(self.total[base] * nodes, nodes, 0, 0, base)

    def _merging(self, base: int) -> int:
        nodes = len(self.same[base])
        return self._cost(0, 0, nodes, self.total[base] * nodes, base)

    def _cost(self, hidden: int, nodes: int, lost: int, merged: int, base: int) -> int:
        """Put what weighs most in front: one number that compares as all of them in turn."""
        cost = 0
        for part in (hidden, nodes, lost, merged, not self.children[base], self.before[base]):
            cost = cost * _FIELD + part
        return cost


def residuals(
    parents: Sequence[int], own: Sequence[int], shown: frozenset[int]
) -> dict[int, int]:
    """Give, for each shown node, its respondents that stand in no shown node inside it.

    The differences anybody can form by subtracting shown figures are sums of these.

    >>> residuals([-1, 0, 0, 0], [0, 30, 26, 4], frozenset({0, 1, 2}))
    {0: 4, 1: 30, 2: 26}
    """
    left = list(own)
    for node in range(len(parents) - 1, -1, -1):
        if node not in shown and parents[node] >= 0:
            left[parents[node]] += left[node]
    return {node: left[node] for node in sorted(shown)}
