"""Which told rows of several rounds, put together, tell of fewer than the minimum.

Two rounds are two families of rows, neither crossing within itself: what can be worked out are
cuts of a graph. For three and more, see circuits.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from trivsel.domain.disclosure.crossing import cuts
from trivsel.domain.disclosure.crossing.instance import Atom, Cell, Instance
from trivsel.domain.disclosure.rounds.circuits import AT_ONCE, PRIME, heights, light_sets
from trivsel.domain.disclosure.rounds.grid import Rows, narrow, unions
from trivsel.domain.disclosure.rounds.told import Told

_TWO: Final = 2

type Places = tuple[int, ...]  # of one class: the innermost line in each round, -1 for none


@dataclass(slots=True)
class Unsafe:
    """What must not be told together.

    Attributes:
        sets: Sets of lines, each as (round, line), that tell of fewer than the minimum.
        undecided: Sets of lines of which it could not be decided within the bound.
    """

    sets: list[frozenset[tuple[int, int]]] = field(default_factory=list)
    undecided: list[frozenset[tuple[int, int]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Is there anything?"""
        return bool(self.sets or self.undecided)


def classes_of(rounds: Sequence[Told]) -> dict[Places, int]:
    """Count persons that nobody can tell apart by where they stood.

    >>> spring, autumn = Told("1", (), {"a": 0, "b": 0}), Told("2", (), {"a": 0, "c": 0})
    >>> classes_of([spring, autumn])
    {(0, 0): 1, (0, -1): 1, (-1, 0): 1}
    """
    found: dict[Places, int] = {}
    for person in {who: None for told in rounds for who in told.places}:
        places = tuple(told.places.get(person, -1) for told in rounds)
        found[places] = found.get(places, 0) + 1
    return found


def unsafe_sets(
    insides: Sequence[Sequence[int]], classes: Mapping[Places, int], *, minimum: int
) -> Unsafe:
    """Give sets of lines from which fewer than the minimum can be worked out.

    Args:
        insides: For each round and line, the line around it, -1 for none.
        classes: Persons of each class, by the innermost line in each round.
        minimum: The least group to tell of.

    Returns:
        Nothing exactly if the lines are safe together.
    """
    known = {places: n for places, n in classes.items() if n and max(places, default=-1) >= 0}
    if len(insides) <= _TWO:
        return Unsafe(_by_cuts(insides, known, range(len(insides)), minimum))
    last = len(insides) - 1
    pairs = [
        found
        for early in range(last)
        for found in _by_cuts(insides, _seen_by(known, (early, last)), (early, last), minimum)
    ]
    if pairs:
        return Unsafe(list(dict.fromkeys(pairs)))
    return by_circuits(insides, known, minimum=minimum)


def _seen_by(classes: Mapping[Places, int], rounds: Sequence[int]) -> dict[Places, int]:
    found: dict[Places, int] = {}
    for places, n in classes.items():
        seen = tuple(places[number] for number in rounds)
        found[seen] = found.get(seen, 0) + n
    return found


def _by_cuts(
    insides: Sequence[Sequence[int]],
    classes: Mapping[Places, int],
    rounds: Sequence[int],
    minimum: int,
) -> list[frozenset[tuple[int, int]]]:
    """Lay one or two rounds out as a graph. The later round stands for the totals."""
    names = [(number, line) for number in rounds for line in range(len(insides[number]))]
    place = {name: cell for cell, name in enumerate(names)} | {(n, -1): -1 for n in rounds}
    cells = tuple(
        Cell("", 0, "", 0, place[number, insides[number][line]]) for number, line in names
    )
    # A person in no line of any of these rounds is told nothing of.
    seen = {places: n for places, n in classes.items() if max(places) >= 0}
    atoms = tuple(Atom("", (), n) for n in seen.values())
    families = tuple(
        tuple(place[number, places[family]] for places in seen)
        for family, number in enumerate(rounds)
    )
    instance = Instance(("",) * (len(rounds) - 1), cells, atoms, families)
    found = cuts.unsafe_sets(instance, range(len(cells)), minimum=minimum)
    return [frozenset(names[cell] for cell in group) for group in found]


def by_circuits(
    insides: Sequence[Sequence[int]], classes: Mapping[Places, int], *, minimum: int
) -> Unsafe:
    """Ask any number of rounds at once."""
    starts = _starts(insides)
    columns, weights = _columns(starts, classes)
    looked = light_sets(columns, weights, minimum)
    unsafe = Unsafe()
    everybody = range(len(columns))
    for told in looked.found:
        high = heights(columns, told, everybody)
        unsafe.sets.append(
            frozenset(
                (number, line)
                for number, inside in enumerate(insides)
                for line, around in enumerate(inside)
                if (
                    high.get(starts[number] + line, 0)
                    - (high.get(starts[number] + around, 0) if around >= 0 else 0)
                )
                % PRIME
            )
        )
    for part in looked.undecided:
        blocks = {block for number in part for block in columns[number]}
        unsafe.undecided.append(
            frozenset(
                (number, line)
                for number, inside in enumerate(insides)
                for line in range(len(inside))
                if starts[number] + line in blocks
            )
        )
    unsafe.sets = list(dict.fromkeys(group for group in unsafe.sets if group))
    return unsafe


def too_narrow(
    insides: Sequence[Sequence[int]],
    open_: Sequence[Sequence[float]],
    classes: Mapping[Places, int],
    *,
    minimum: int,
) -> Unsafe:
    """Give sets of lines that tell of few too closely, by the grid rule.

    Args:
        insides: For each round and line, the line around it, -1 for none.
        open_: For each round and line, by how many points its sum is left open.
        classes: Persons of each class, by the innermost line in each round.
        minimum: The least group of which anything may be told.
    """
    known = {places: n for places, n in classes.items() if n and max(places, default=-1) >= 0}
    columns, weights = _columns(_starts(insides), known)
    looked = light_sets(columns, weights, minimum)
    some = unions(looked.found, weights, minimum)
    if looked.undecided or some is None or len(looked.found) >= AT_ONCE * minimum:
        return unsafe_sets(insides, classes, minimum=minimum)
    names = [
        (number, line) for number, inside in enumerate(insides) for line in range(len(inside))
    ]
    rows = _rows(insides, open_, known)
    found = (narrow(rows, each) for each in some)
    return Unsafe(
        list(dict.fromkeys(frozenset(names[row] for row in used) for used in found if used))
    )


def _rows(
    insides: Sequence[Sequence[int]],
    open_: Sequence[Sequence[float]],
    classes: Mapping[Places, int],
) -> Rows:
    starts = _starts(insides)
    stands = [
        [
            starts[number] + line
            for number, place in enumerate(places)
            for line in _outwards(insides[number], place)
        ]
        for places in classes
    ]
    return Rows(stands, list(classes.values()), [points for of in open_ for points in of])


def _outwards(inside: Sequence[int], line: int) -> Iterator[int]:
    while line >= 0:
        yield line
        line = inside[line]


def told_already(
    insides: Sequence[Sequence[int]],
    classes: Mapping[Places, int],
    *,
    minimum: int,
    open_: Sequence[Sequence[float]] | None = None,
) -> list[Places]:
    """Give classes of which earlier rounds tell too much already, or might.

    Whoever protects the next round takes what these persons answered as known. Under the grid
    rule, with ``open_``, that is only who is told of too closely.
    """
    known = {places: n for places, n in classes.items() if n and max(places, default=-1) >= 0}
    columns, weights = _columns(_starts(insides), known)
    looked = light_sets(columns, weights, minimum)
    names = list(known)
    found = looked.found
    if open_ is not None and (some := unions(found, weights, minimum)) is not None:
        rows = _rows(insides, open_, known)
        found = [each for each in some if narrow(rows, each)]
    return [names[number] for each in found + looked.undecided for number in each]


def _starts(insides: Sequence[Sequence[int]]) -> list[int]:
    starts, at = [], 0
    for inside in insides:
        starts.append(at)
        at += len(inside)
    return starts


def _columns(
    starts: Sequence[int], classes: Mapping[Places, int]
) -> tuple[list[list[int]], list[int]]:
    columns = [
        [start + place for start, place in zip(starts, places, strict=True) if place >= 0]
        for places in classes
    ]
    return columns, list(classes.values())
