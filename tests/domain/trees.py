"""Random reporting trees, and an attacker who shares no code with the protection."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import nan
from random import Random

import numpy as np
from hypothesis import strategies as st

from trivsel.domain.disclosure import Node


@dataclass(frozen=True)
class Firm:
    """A tree with its answers: what protection gets and the attacker is after."""

    nodes: tuple[Node, ...]
    scores: dict[str, np.ndarray]
    scales: tuple[str, ...]

    def cells_of(self, key: str) -> frozenset[str]:
        if key.startswith("m:"):
            return frozenset().union(*(self.cells_of(k) for k in key[2:].split("+")))
        below = [node.key for node in self.nodes if node.parent == key]
        if not below:
            return frozenset([key])
        return frozenset().union(*(self.cells_of(child) for child in below))

    def answered(self, key: str) -> int:
        return sum(len(self.scores[cell]) for cell in self.cells_of(key) if cell in self.scores)

    def eligible(self, key: str) -> int:
        of = {node.key: node.eligible for node in self.nodes}
        return sum(of[cell] for cell in self.cells_of(key))

    def people(self, key: str, scale: str) -> np.ndarray:
        column = self.scales.index(scale)
        parts = [
            self.scores[cell][:, column] for cell in self.cells_of(key) if cell in self.scores
        ]
        joined = np.concatenate(parts) if parts else np.zeros(0)
        return joined[~np.isnan(joined)]


def shape(parents: Sequence[int]) -> list[str]:
    """Name nodes by their path, and put them in preorder."""
    children: dict[int, list[int]] = {}
    for node, parent in enumerate(parents):
        children.setdefault(parent, []).append(node)
    order: list[int] = []
    todo = [0]
    while todo:
        node = todo.pop()
        order.append(node)
        todo += reversed(children.get(node, []))
    return [f"{'u' if node in children else 'c'}:{node}" for node in order]


SCORES = (0.0, 12.5, 30.0, 50.0, 60.0, 77.5, 90.0, 100.0)
MOST_ANSWERS = 14


def firm(
    rng: Random, *, most_nodes: int, scores: Sequence[float] = SCORES, scales: int = 1
) -> Firm:
    """Make a firm with what is hard: small cells, full and empty cells, teams of one mind."""
    size = rng.randint(1, most_nodes)
    parents = [-1] + [rng.randint(max(0, node - 4), node - 1) for node in range(1, size)]
    inner = set(parents)
    name = {n: f"{'u' if n in inner else 'c'}:{n}" for n in range(size)}
    place = {key: n for n, key in name.items()}
    nodes, answers = [], {}
    for key in shape(parents):
        n = place[key]
        parent = None if parents[n] < 0 else name[parents[n]]
        eligible = 0
        if n not in inner:
            answered = rng.choice([0, rng.randint(1, 6), rng.randint(1, MOST_ANSWERS)])
            eligible = max(8, answered + rng.choice([0, 1, rng.randint(0, 20)]))
            mind = rng.choices(scores, k=rng.randint(1, 3)) * 2 + [nan]
            rows = [[rng.choice(mind) for _ in range(scales)] for _ in range(answered)]
            answers[key] = np.array(rows, dtype=float).reshape(answered, scales)
        nodes.append(Node(key, parent, eligible))
    return Firm(tuple(nodes), answers, tuple("abcdef"[:scales]))


def firms(**how: int) -> st.SearchStrategy[Firm]:
    """Draw a seed and make a firm of it: fuller firms than drawing part by part gives."""
    return st.integers(0, 2**32).map(lambda seed: firm(Random(seed), **how))


def rank(rows: Iterable[Sequence[int]]) -> int:
    """The rank of a matrix, in exact arithmetic."""
    left = [[Fraction(x) for x in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((i for i in range(found, len(left)) if left[i][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        head = left[found]
        for i in range(found + 1, len(left)):
            factor = left[i][column] / head[column]
            if factor:
                left[i] = [x - factor * y for x, y in zip(left[i], head, strict=True)]
        found += 1
    return found


def smallest_support(
    sets: Iterable[frozenset[str]], weight: dict[str, int], below: int
) -> set[str] | None:
    """Find cells with fewer than `below` respondents on which some combination of sums rests.

    A combination that rests on the cells T alone exists exactly if the matrix loses rank
    when the columns of T are taken out. Tries every T; knows nothing of trees.
    """
    cells = sorted(cell for cell, n in weight.items() if n)
    matrix = [[int(cell in members) for cell in cells] for members in sets]
    if not matrix:
        return None
    full = rank(matrix)
    small = [cell for cell in cells if weight[cell] < below]
    for size in range(1, below):
        for some in combinations(small, size):
            if sum(weight[cell] for cell in some) >= below:
                continue
            out = [
                [x for cell, x in zip(cells, row, strict=True) if cell not in some]
                for row in matrix
            ]
            if rank(out) < full:
                return set(some)
    return None


def in_row_space(matrix: Sequence[Sequence[int]], row: Sequence[int]) -> bool:
    return rank(matrix) == rank([*matrix, row]) if matrix else not any(row)
