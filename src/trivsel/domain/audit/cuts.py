"""The least number of persons that a combination of figures can rest on, where a graph tells.

Two families of groups that do not cross within themselves (a tree, or a tree and the same tree
by men and women) are a graph: each class of leaves is an edge between the innermost group it
stands in of the one family and of the other. Combinations of figures rest on cuts of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_GROUND: Final = -1


@dataclass(frozen=True, slots=True)
class Support:
    """A combination of figures: the classes of leaves it rests on, and who many they are."""

    classes: frozenset[int]
    weight: int


def two_families(groups: Sequence[frozenset[int]]) -> tuple[list[int], list[int]] | None:
    """Part the groups into two families, none crossing within its own.

    Returns:
        The numbers of either family, or None where that cannot be done.

    >>> two_families([frozenset({1, 2, 3, 4}), frozenset({1, 2}), frozenset({2, 3})])
    ([0, 1], [2])
    """
    crossing: list[list[int]] = [[] for _ in groups]
    for one, first in enumerate(groups):
        for other in range(one):
            second = groups[other]
            if first & second and not (first <= second or second <= first):
                crossing[one].append(other)
                crossing[other].append(one)
    side: dict[int, int] = {}
    for start in range(len(groups)):
        if start in side:
            continue
        side[start] = 0
        todo = [start]
        while todo:
            one = todo.pop()
            for other in crossing[one]:
                if other not in side:
                    side[other] = 1 - side[one]
                    todo.append(other)
                elif side[other] == side[one]:
                    return None
    return [n for n in side if not side[n]], [n for n in side if side[n]]


def light_cuts(
    groups: Sequence[frozenset[int]],
    families: tuple[Sequence[int], Sequence[int]],
    weights: Sequence[int],
    minimum: int,
) -> list[Support]:
    """Give the lightest combination of every connected part that weighs less than the minimum.

    Args:
        groups: The classes that each told group is made of.
        families: As `two_families` gives them.
        weights: Persons of each class; classes of nobody rest on nobody.
        minimum: The least that a combination may rest on.

    Source:
        Stoer, M. and Wagner, F. (1997). A simple min-cut algorithm. J. ACM 44(4), 585-591.

    >>> ab, bc = frozenset({0, 1}), frozenset({1, 2})
    >>> [cut.classes for cut in light_cuts([ab, bc], ([0], [1]), [2, 9, 2], 5)]
    [frozenset({0, 2})]
    """
    blocks = [_innermost(groups, family, len(weights)) for family in families]
    edges: dict[frozenset[tuple[int, int]], list[int]] = {}
    for class_, weight in enumerate(weights):
        ends = frozenset(
            (-1, _GROUND) if block[class_] == _GROUND else (side, block[class_])
            for side, block in enumerate(blocks)
        )
        if weight and len(ends) == 2:  # noqa: PLR2004 - the two ends of an edge
            edges.setdefault(ends, []).append(class_)
    graph: dict[tuple[int, int], dict[tuple[int, int], int]] = {}
    for ends, members in edges.items():
        one, other = sorted(ends)
        weight = sum(weights[class_] for class_ in members)
        graph.setdefault(one, {})[other] = weight
        graph.setdefault(other, {})[one] = weight
    found = []
    for part in _connected(graph):
        weight, side_ = _least_cut({node: graph[node] for node in part}, minimum)
        if weight < minimum:
            across = [m for ends, m in edges.items() if ends & part and len(ends & side_) == 1]
            found.append(Support(frozenset(c for members in across for c in members), weight))
    return found


def _innermost(
    groups: Sequence[frozenset[int]], family: Sequence[int], classes: int
) -> list[int]:
    block = [_GROUND] * classes
    for number in sorted(family, key=lambda n: -len(groups[n])):
        for class_ in groups[number]:
            block[class_] = number
    return block


def _connected[Node](graph: dict[Node, dict[Node, int]]) -> list[set[Node]]:
    parts: list[set[Node]] = []
    seen: set[Node] = set()
    for start in graph:
        if start in seen:
            continue
        part, todo = {start}, [start]
        while todo:
            for other in graph[todo.pop()]:
                if other not in part:
                    part.add(other)
                    todo.append(other)
        seen |= part
        parts.append(part)
    return parts


class _Graph[Node]:
    """Nodes that can be put together."""

    def __init__(self, near: dict[Node, dict[Node, int]]) -> None:
        self.near = {node: dict(others) for node, others in near.items()}
        self.members = {node: frozenset((node,)) for node in near}
        self.names = {node: node for node in near}

    def now(self, node: Node) -> Node:
        """Give the node that this one has become a part of."""
        while self.names[node] != node:
            self.names[node] = self.names[self.names[node]]
            node = self.names[node]
        return node

    def join(self, one: Node, other: Node) -> None:
        self.names[other] = one
        self.members[one] |= self.members.pop(other)
        for third, weight in self.near.pop(other).items():
            del self.near[third][other]
            if third != one:
                self.near[one][third] = self.near[one].get(third, 0) + weight
                self.near[third][one] = self.near[one][third]

    def phase(self) -> tuple[Node, Node, int]:
        """Take in one node after the other, the closest first.

        Returns:
            The last but one, the last, and how much holds the last.
        """
        before = last = next(iter(self.near))
        seen, tied, weight = {last}, dict(self.near[last]), 0
        while tied:
            before, last = last, max(tied, key=lambda node: tied[node])
            weight = tied.pop(last)
            seen.add(last)
            for other, more in self.near[last].items():
                if other not in seen:
                    tied[other] = tied.get(other, 0) + more
        return before, last, weight


def _least_cut[Node](
    near: dict[Node, dict[Node, int]], minimum: int
) -> tuple[int, frozenset[Node]]:
    """Stoer and Wagner, after putting together what no light cut can part."""
    graph = _Graph(near)
    todo = [(node, other) for node, others in near.items() for other in others]
    while todo:
        one, other = (graph.now(node) for node in todo.pop())
        if one != other and graph.near[one].get(other, 0) >= minimum:
            if len(graph.near[one]) < len(graph.near[other]):
                one, other = other, one
            beside = list(graph.near[other])
            graph.join(one, other)
            todo += [(one, third) for third in beside if third != one]
    best: tuple[int, frozenset[Node]] = (minimum, frozenset())
    while len(graph.near) > 1:
        before, last, weight = graph.phase()
        if weight < best[0]:
            best = (weight, graph.members[last])
        graph.join(before, last)
    return best
