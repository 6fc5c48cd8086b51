"""Rounds of people who come, go and move; and an attacker that shares no code with us."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from random import Random

from hypothesis import strategies as st

from trivsel.domain.disclosure import Node
from trivsel.domain.disclosure.rounds import Asked

MINIMUM = 5


@dataclass(frozen=True)
class Wave:
    """One round before anything is told: the tree, who could answer where, how many did."""

    nodes: tuple[Node, ...]
    roster: dict[str, list[str]]
    answered: dict[str, int]

    @property
    def asked(self) -> Asked:
        return Asked(self.nodes, self.answered, self.roster)

    def people(self, key: str) -> frozenset[str]:
        """Everybody of a row; also of rows shown together."""
        if key.startswith("m:"):
            return frozenset().union(*(self.people(part) for part in key[2:].split("+")))
        below = [node.key for node in self.nodes if node.parent == key]
        if not below:
            return frozenset(self.roster.get(key, ()))
        return frozenset().union(*(self.people(child) for child in below))


def wave(parents: Sequence[int], roster: dict[str, list[str]], rng: Random) -> Wave:
    inner = set(parents)
    name = [f"{'u' if node in inner else 'c'}:{node}" for node in range(len(parents))]
    children: dict[int, list[int]] = {}
    for node, parent in enumerate(parents):
        children.setdefault(parent, []).append(node)
    order, todo = [], [0]
    while todo:
        order.append(todo.pop())
        todo += reversed(children.get(order[-1], []))
    nodes = tuple(
        Node(
            name[n],
            None if parents[n] < 0 else name[parents[n]],
            0 if n in inner else len(roster[name[n]]),
        )
        for n in order
    )
    answered = {
        key: max(0, len(people) - rng.choice([0, 0, 1, 3])) for key, people in roster.items()
    }
    return Wave(nodes, {key: list(people) for key, people in roster.items()}, answered)


def history(rng: Random, *, rounds: int, most: int = 5, size: int = 11) -> list[Wave]:
    """Make rounds, each with a few changes from the one before, sometimes with many."""
    many = rng.randint(1, most)
    parents = [-1] + [rng.randint(max(0, n - 3), n - 1) for n in range(1, many)]
    inner = set(parents)
    leaves = [f"c:{n}" for n in range(many) if n not in inner]
    roster = {leaf: [f"{leaf}.{n}" for n in range(rng.randint(5, size))] for leaf in leaves}
    waves = [wave(parents, roster, rng)]
    for number in range(1, rounds):
        for step in range(rng.choice([0, 1, 1, 2, 3, 7])):
            leaf, other = rng.choice(leaves), rng.choice(leaves)
            what = rng.choice(["join", "leave", "move"])
            if what == "join":
                roster[leaf].append(f"new{number}.{step}")
            elif len(roster[leaf]) > MINIMUM:
                person = roster[leaf].pop(rng.randrange(len(roster[leaf])))
                if what == "move":
                    roster[other].append(person)
        waves.append(wave(parents, roster, rng))
    return waves


def histories(**how: int) -> st.SearchStrategy[list[Wave]]:
    return st.builds(
        lambda seed, rounds: history(Random(seed), rounds=rounds, **how),
        st.integers(0, 2**32),
        st.integers(2, 4),
    )


def told_of_few(rows: Sequence[frozenset[str]], minimum: int = MINIMUM) -> set[str] | None:
    """Try every set of persons below the minimum: does a combination tell of them alone?

    Exact, by the rank of whole numbers, with persons of one kind taken together.
    """
    people = sorted(frozenset().union(*rows)) if rows else []
    kinds = Counter(tuple(int(who in row) for row in rows) for who in people)
    columns, sizes = list(kinds), list(kinds.values())
    full = rank([list(row) for row in zip(*columns, strict=True)]) if columns else 0
    light = [place for place, size in enumerate(sizes) if size < minimum]
    for count in range(1, minimum):
        for some in combinations(light, count):
            if sum(sizes[place] for place in some) >= minimum:
                continue
            left = [column for place, column in enumerate(columns) if place not in some]
            if rank([list(row) for row in zip(*left, strict=True)] if left else []) < full:
                told = {columns[place] for place in some}
                return {who for who in people if tuple(int(who in r) for r in rows) in told}
    return None


def rank(rows: list[list[int]]) -> int:
    left = [[Fraction(value) for value in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        place = next((n for n in range(found, len(left)) if left[n][column]), None)
        if place is None:
            continue
        left[found], left[place] = left[place], left[found]
        for n in range(found + 1, len(left)):
            if factor := left[n][column] / left[found][column]:
                left[n] = [x - factor * y for x, y in zip(left[n], left[found], strict=True)]
        found += 1
    return found
