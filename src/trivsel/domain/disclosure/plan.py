"""Which nodes of a tree may be shown so that nobody can subtract: the best choice there is.

A dynamic programme from the leaves up. What a node leaves to those above it is only how
many respondents under it stand in no shown row: 'open', counted to the minimum and no further.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

_FIELD: Final = 1 << 40  # wider than any one part of a cost


@dataclass(frozen=True, slots=True)
class Plan:
    """What to show: nodes by themselves, and groups of siblings as one row each."""

    shown: frozenset[int]
    groups: tuple[tuple[int, ...], ...]


class _State(NamedTuple):
    """While children are taken in turn: what they have left so far."""

    left: int  # respondents open to those above, at most the minimum
    fill: int  # respondents open in the group being filled; -1: there is none
    many: bool  # the group has two members or more
    whole: bool  # all children so far are in this group: then it may not end as it is


class _Step(NamedTuple):
    """How a state was reached, at what least cost."""

    cost: int
    before: _State | None
    act: str
    open: int


def best_plan(
    parents: Sequence[int],
    own: Sequence[int],
    keys: Sequence[str],
    *,
    minimum: int,
    merging: bool,
) -> Plan:
    """Choose what to show, losing as little as can be.

    Safe: for every shown node and group, the respondents in it that stand in no shown node
    or group inside it are 0 or at least `minimum`. Among safe plans the least in this order:
    respondents in hidden nodes, hidden nodes, figures lost by merging (merged nodes minus
    merged rows), respondents in merged nodes; then the order of keys decides. Hidden
    is a node with respondents that is neither shown nor merged.

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

    Returns:
        The best plan; the same whatever order siblings come in.

    Source:
        Own; the residual rule for nested tables is in docs/method/disclosure.md.

    >>> plan = best_plan([-1, 0, 0, 0], [0, 30, 26, 4], "PABC", minimum=5, merging=True)
    >>> sorted(plan.shown), plan.groups
    ([0, 1], ((2, 3),))
    """
    return _Planner(parents, own, keys, minimum, merging=merging).plan()


class _Planner:
    """The tables of one run."""

    def __init__(
        self,
        parents: Sequence[int],
        own: Sequence[int],
        keys: Sequence[str],
        minimum: int,
        *,
        merging: bool,
    ) -> None:
        self.minimum = minimum
        self.merging = merging
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
        ends = self._ends(self._layers(base, keep=False)[-1])
        self.open_cost[base] = {left: cost for left, (cost, _) in sorted(ends.items())}
        safe = [ends[left][0] for left in (0, self.minimum) if left in ends]
        if self.total[base] >= self.minimum and safe:
            self.shown_cost[base] = min(safe)

    def _layers(self, base: int, *, keep: bool) -> list[dict[_State, _Step]]:
        """Take the children in turn; a layer holds the least cost of each state."""
        first = _State(
            min(self.own[base], self.minimum), -1, many=False, whole=not self.own[base]
        )
        layers = [{first: _Step(0, None, "", 0)}]
        for child in self.children[base]:
            layer: dict[_State, _Step] = {}
            for state, step in layers[-1].items():
                for after, cost, act, left in self._moves(state, self.base[child]):
                    total = step.cost + cost
                    known = layer.get(after)
                    if known is None or total < known.cost:
                        layer[after] = _Step(total, state, act, left)
            if keep:
                layers.append(layer)
            else:
                layers = [layer]
        return layers

    def _moves(self, state: _State, child: int) -> Iterator[tuple[_State, int, str, int]]:
        """What can become of the next child: shown, hidden, in the group, in a new group."""
        left, fill, many, whole = state
        cost = self.shown_cost[child]
        if cost is not None:
            yield _State(left, fill, many, whole=False), cost, "show", 0
        hiding, merging = self._hiding(child), self._merging(child)
        full = many and fill in (0, self.minimum)
        for open_, below in self.open_cost[child].items():
            passed = min(left + open_, self.minimum)
            yield _State(passed, fill, many, whole=False), below + hiding, "hide", open_
            if not self.merging:
                continue
            if fill >= 0:
                filled = min(fill + open_, self.minimum)
                yield (
                    _State(left, filled, many=True, whole=whole),
                    below + merging,
                    "join",
                    open_,
                )
            if fill < 0 or full:
                new = _State(left, open_, many=False, whole=whole and fill < 0)
                yield new, below + merging - _FIELD, "start", open_

    def _ends(self, layer: dict[_State, _Step]) -> dict[int, tuple[int, _State]]:
        """The least cost for each number left open, once all children are taken."""
        ends: dict[int, tuple[int, _State]] = {}
        for state, step in layer.items():
            full = state.many and state.fill in (0, self.minimum)
            if state.fill >= 0 and (state.whole or not full):
                continue
            if state.left not in ends or step.cost < ends[state.left][0]:
                ends[state.left] = (step.cost, state)
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
            step = layer[state]
            below.append((self.base[child], None if step.act == "show" else step.open))
            if step.act in ("join", "start"):
                gathered.append(child)
            if step.act == "start":
                groups.append(gathered)
                gathered = []
            state = step.before if step.before is not None else state
        return below, [tuple(sorted(group)) for group in groups]

    def _hiding(self, base: int) -> int:
        nodes = len(self.same[base])
        return (self.total[base] * nodes * _FIELD + nodes) * _FIELD * _FIELD

    def _merging(self, base: int) -> int:
        nodes = len(self.same[base])
        return nodes * _FIELD + self.total[base] * nodes


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
