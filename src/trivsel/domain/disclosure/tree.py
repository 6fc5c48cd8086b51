"""The reporting tree: units with cells as leaves, checked once, then only read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """One unit or cell of the reporting tree.

    Attributes:
        key: Unique; by custom 'u:<unit code>' or 'c:<cell code>'.
        parent: Key of the unit above; None for the one at the top.
        eligible: How many may answer that are counted at this very node: more than
            0 only for cells, which are leaves.
    """

    key: str
    parent: str | None
    eligible: int


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes as numbers 0.., each parent before its children; 0 is the top."""

    keys: tuple[str, ...]
    parents: tuple[int, ...]  # the top has -1
    children: tuple[tuple[int, ...], ...]
    eligible: tuple[int, ...]  # in the whole subtree

    def add_up(self, own: Sequence[int]) -> list[int]:
        """Give each node the sum of its subtree."""
        total = list(own)
        for node in range(len(total) - 1, 0, -1):
            total[self.parents[node]] += total[node]
        return total


def grow(nodes: Sequence[Node]) -> Tree:
    """Check the nodes and link them.

    Args:
        nodes: In preorder: each parent before its children, the top first.

    Raises:
        ValueError: No node, a key twice, a parent that does not stand before its child,
            two tops, or eligible persons at a node that is not a leaf.

    >>> grow([Node("u:A", None, 0), Node("c:1", "u:A", 9), Node("c:2", "u:A", 8)]).eligible
    (17, 9, 8)
    """
    place: dict[str, int] = {}
    parents: list[int] = []
    children: list[list[int]] = []
    for number, node in enumerate(nodes):
        if node.key in place:
            raise ValueError(f"the key {node.key!r} stands twice in the tree")
        if (node.parent is None) != (number == 0):
            raise ValueError(f"{node.key!r}: the first node, and no other, is the top")
        if node.parent is not None and node.parent not in place:
            raise ValueError(f"{node.key!r} stands before its parent {node.parent!r}")
        if node.eligible < 0:
            raise ValueError(f"{node.key!r} has {node.eligible} eligible")
        place[node.key] = number
        children.append([])
        parents.append(-1 if node.parent is None else place[node.parent])
        if node.parent is not None:
            children[place[node.parent]].append(number)
    if not nodes:
        raise ValueError("a tree needs a node")
    for node, below in zip(nodes, children, strict=True):
        if below and node.eligible:
            raise ValueError(f"{node.key!r} has eligible persons of its own and is no leaf")
    tree = Tree(
        tuple(place),
        tuple(parents),
        tuple(map(tuple, children)),
        tuple(n.eligible for n in nodes),
    )
    return Tree(tree.keys, tree.parents, tree.children, tuple(tree.add_up(tree.eligible)))


def answers_per_node(tree: Tree, answered: Mapping[str, int]) -> list[int]:
    """Give each node the answers of its whole subtree.

    Raises:
        ValueError: Answers at a key that is unknown or no leaf, or more than eligible.
    """
    own = [answered.get(key, 0) for key in tree.keys]
    if unknown := answered.keys() - set(tree.keys):
        raise ValueError(f"answers for unknown cells: {sorted(unknown)}")
    for node, count in enumerate(own):
        if count and tree.children[node]:
            raise ValueError(f"answers at {tree.keys[node]!r}, which is no leaf")
        if count > tree.eligible[node]:
            raise ValueError(
                f"{count} answers at {tree.keys[node]!r}, of {tree.eligible[node]} who may"
            )
    return tree.add_up(own)
