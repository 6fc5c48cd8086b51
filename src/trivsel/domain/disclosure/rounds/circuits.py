"""Three rounds and more: what a combination of figures can tell of few persons alone.

A class is everybody who stands in the same blocks in all rounds; a block is a told row less the
told rows inside it, so that the blocks of one round do not overlap. A combination of figures is
a height for each block, and tells of a class the sum of the heights of its blocks. It may not
tell of classes with fewer than the minimum, and of nobody else.

So heavy classes must be told nothing of: each ties the heights of its blocks together. What is
left are light classes, and *circuits* among them: sums of what is told of some, with factors,
that are always 0. A combination that tells of one class of a circuit tells of another one of it
too. That is how we look: from one class to the others of a short circuit, and so on, until the
persons are too many, or no circuit is left that asks for another one.

Reckoned modulo a large prime: by a chance of one in 10^18 too much or too
little is found.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

PRIME: Final = 2**61 - 1
MOST_LOOKS: Final = 100_000  # in each part that hangs together, for a minimum of 5
_FIVE: Final = 5
AT_ONCE: Final = 40  # sets found in one part

type Vector = dict[int, int]


@dataclass(slots=True)
class Looked:
    """What a search has found.

    Attributes:
        found: Sets of classes, each below the minimum, that some combination tells of alone.
        undecided: Sets of light classes that hang together and were too many to look at:
            nothing is known of them.
    """

    found: list[frozenset[int]] = field(default_factory=list)
    undecided: list[frozenset[int]] = field(default_factory=list)


def light_sets(
    columns: Sequence[Sequence[int]],
    weights: Sequence[int],
    minimum: int,
    *,
    most: int | None = None,
) -> Looked:
    """Find classes, together below the minimum, that some combination tells of alone.

    Args:
        columns: For each class the blocks it stands in, one of a round at most.
        weights: Persons of each class, 1 or more.
        minimum: The least group to tell of.
        most: How many steps to look in each part that hangs together. The higher the minimum
            the fewer, for it seldom helps.

    Returns:
        At least one set if there is any and no part is undecided.

    Source:
        Own; docs/method/rounds.md.

    >>> three = [(0, 2, 4), (1, 3, 4), (0, 3, 4), (1,), (3,)]
    >>> sorted(map(sorted, light_sets(three, [9, 9, 1, 2, 1], 5).found))
    [[2], [3], [4]]
    """
    basis = Basis(_often(columns))
    heavy = [number for number, weight in enumerate(weights) if weight >= minimum]
    for number in sorted(heavy, key=lambda number: (len(columns[number]), number)):
        basis.add(vector_of(columns[number]))
    reduced = {
        number: vector
        for number, weight in enumerate(weights)
        if weight < minimum and (vector := basis.reduced(vector_of(columns[number])))
    }
    looked = Looked()
    most = MOST_LOOKS // max(1, minimum - _FIVE + 1) if most is None else most
    for part in _parts(reduced):
        search = _Search(circuits_of(part, reduced, weights), weights, minimum, most)
        alone = [number for number in part if number not in search.index]
        looked.found += [frozenset((number,)) for number in alone]
        try:
            for found in search.run([number for number in part if number in search.index]):
                looked.found.append(found)
                if len(looked.found) >= AT_ONCE * minimum:
                    break
        except _Enough:
            looked.undecided.append(frozenset(part))
    return looked


def heights(
    columns: Sequence[Sequence[int]], told: frozenset[int], near: Sequence[int]
) -> Vector:
    """Give heights of blocks that tell of some classes alone, or nothing if there are none.

    Args:
        columns: As above.
        told: The classes to tell of; none of them could be left out.
        near: Classes that may stand in the way: all others.
    """
    basis = Basis(_often(columns))
    for number in sorted(near, key=lambda number: (len(columns[number]), number)):
        if number not in told:
            basis.add(vector_of(columns[number]))
    for number in sorted(told):
        if left := basis.reduced(vector_of(columns[number])):
            return basis.solved(min(left))
    return {}


def vector_of(blocks: Sequence[int]) -> Vector:
    return dict.fromkeys(blocks, 1)


def _often(columns: Sequence[Sequence[int]]) -> Counter[int]:
    return Counter(block for blocks in columns for block in blocks)


class Basis:
    """Sums of heights that must be 0, each solved for one block: the one least met with."""

    def __init__(self, often: Mapping[int, int]) -> None:
        self.often = often
        self.rows: list[tuple[int, Vector]] = []
        self.place: dict[int, int] = {}

    def reduced(self, vector: Vector) -> Vector:
        """Replace each solved block by what it is solved to."""
        todo = [block for block in vector if block in self.place]
        while todo:
            block = min(todo, key=self.place.__getitem__)
            less(vector, self.rows[self.place[block]][1], vector[block])
            todo = [block for block in vector if block in self.place]
        return vector

    def add(self, vector: Vector) -> None:
        left = self.reduced(vector)
        if not left:
            return
        pivot = min(left, key=lambda block: (self.often[block], block))
        scale = pow(left[pivot], -1, PRIME)
        self.place[pivot] = len(self.rows)
        self.rows.append((pivot, {b: value * scale % PRIME for b, value in left.items()}))

    def solved(self, free: int) -> Vector:
        """Lift one free block by 1, leave the other free ones on the ground."""
        found = {free: 1}
        for pivot, row in reversed(self.rows):
            height = -sum(value * found.get(block, 0) for block, value in row.items()) % PRIME
            if height:
                found[pivot] = height
        return found


def less(vector: Vector, other: Vector, factor: int) -> None:
    """Take away a multiple, in place."""
    for key, value in other.items():
        left = (vector.get(key, 0) - factor * value) % PRIME
        if left:
            vector[key] = left
        else:
            vector.pop(key, None)


def circuits_of(
    part: Sequence[int], reduced: dict[int, Vector], weights: Sequence[int]
) -> list[Vector]:
    """Give sums of classes that are always 0, one for each class that others make up."""
    rows: dict[int, tuple[Vector, Vector]] = {}  # pivot -> what is left, and of which classes
    order: list[int] = []
    place: dict[int, int] = {}
    circuits = []
    for number in sorted(part, key=lambda n: (len(reduced[n]), -weights[n], n)):
        vector, made = dict(reduced[number]), {number: 1}
        while todo := [block for block in vector if block in rows]:
            block = min(todo, key=place.__getitem__)
            factor = vector[block]
            less(vector, rows[block][0], factor)
            less(made, rows[block][1], factor)
        if not vector:
            circuits.append(made)
            continue
        pivot = max(vector)
        scale = pow(vector[pivot], -1, PRIME)
        place[pivot] = len(order)
        order.append(pivot)
        rows[pivot] = (
            {b: value * scale % PRIME for b, value in vector.items()},
            {n: value * scale % PRIME for n, value in made.items()},
        )
    return circuits


def _parts(vectors: dict[int, Vector]) -> list[list[int]]:
    """Put classes together that share a block, directly or through others."""
    heads: dict[int, int] = {}

    def head(block: int) -> int:
        heads.setdefault(block, block)
        while heads[block] != block:
            heads[block] = heads[heads[block]]
            block = heads[block]
        return block

    for vector in vectors.values():
        first, *others = vector
        for other in others:
            heads[head(other)] = head(first)
    parts: dict[int, list[int]] = {}
    for number, vector in vectors.items():
        parts.setdefault(head(next(iter(vector))), []).append(number)
    return list(parts.values())


class _Enough(Exception):
    """The bound is met."""


class _Search:
    """One part: from class to class along short circuits."""

    def __init__(
        self, circuits: Sequence[Vector], weights: Sequence[int], minimum: int, most: int
    ) -> None:
        self.circuits = dict(enumerate(circuits))
        self.weights = weights
        self.minimum = minimum
        self.left = most
        self.done: set[int] = set()
        self.index: dict[int, set[int]] = {}
        for name, circuit in self.circuits.items():
            for number in circuit:
                self.index.setdefault(number, set()).add(name)

    def run(self, part: Sequence[int]) -> Iterator[frozenset[int]]:
        for number in sorted(part, key=lambda n: (len(self.index[n]), n)):
            yield from self._from(number, [number], self.minimum - 1 - self.weights[number])
            self.done.add(number)

    def _from(self, first: int, some: list[int], room: int) -> Iterator[frozenset[int]]:
        """A circuit through the first asks for another class: try those there is room for."""
        self.left -= 1
        if self.left < 0:
            raise _Enough
        through = self.index.get(first)
        if not through:
            yield frozenset(some)
            return
        short = min(through, key=lambda name: (len(self.circuits[name]), name))
        fits = [
            number
            for number in sorted(self.circuits[short])
            if number not in some and number not in self.done and self.weights[number] <= room
        ]
        for tried, number in enumerate(fits):
            undo = self._clear(number)
            self.done.update(fits[:tried])
            yield from self._from(first, [*some, number], room - self.weights[number])
            self.done.difference_update(fits[:tried])
            self._restore(undo)

    def _clear(self, number: int) -> dict[int, Vector]:
        """Let no circuit hold a class: it is told of, and asks for nothing."""
        through = self.index.get(number, set())
        undo = {name: self.circuits[name] for name in through}
        if not through:
            return undo
        pivot = min(through, key=lambda name: (len(self.circuits[name]), name))
        short = self.circuits[pivot]
        scale = pow(short[number], -1, PRIME)
        for name in sorted(undo):
            circuit = dict(self.circuits[name])
            if name == pivot:
                circuit = {}
            else:
                less(circuit, short, circuit[number] * scale % PRIME)
            self._put(name, circuit)
        return undo

    def _restore(self, undo: dict[int, Vector]) -> None:
        for name, circuit in undo.items():
            self._put(name, circuit)

    def _put(self, name: int, circuit: Vector) -> None:
        for number in self.circuits[name].keys() - circuit.keys():
            self.index[number].discard(name)
        for number in circuit.keys() - self.circuits[name].keys():
            self.index.setdefault(number, set()).add(name)
        self.circuits[name] = circuit
