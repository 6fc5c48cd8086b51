"""Which rows of a new round may be told beside what earlier rounds have told.

Earlier figures are frozen: only what is new can be held back. What is held back is looked for
as in crossing/choosing.py: hide the least of what is known to be unsafe, attack the rest, add
what the attack finds, until it finds nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Final

from trivsel.domain.disclosure.crossing.hitting import cheapest
from trivsel.domain.disclosure.outline import Outline, draw
from trivsel.domain.disclosure.plan import best_plan
from trivsel.domain.disclosure.rounds.grid import WIDE, width
from trivsel.domain.disclosure.rounds.told import Line, Told, persons_of
from trivsel.domain.disclosure.rounds.unsafe import (
    Places,
    classes_of,
    told_already,
    too_narrow,
    unsafe_sets,
)
from trivsel.domain.disclosure.settled import Settled
from trivsel.domain.disclosure.table import Reason
from trivsel.domain.disclosure.tree import Node, Tree, answers_per_node, grow

MOST_TURNS: Final = 40  # after them, what was once held back stays held back

type Group = frozenset[str]  # keys of nodes


class Policy(StrEnum):
    """What a later answer of the same person is taken to be."""

    PERSISTENT = "persistent"  # the same answer over again
    INDEPENDENT = "independent"  # another answer, of which the first tells nothing


@dataclass(frozen=True, slots=True)
class Asked:
    """A new round before anything of it is told.

    Attributes:
        nodes: Its reporting tree, in preorder; leaves are cells.
        answered: Cell -> how many have answered.
        roster: Cell -> opaque keys of all who could have, the same from round to round.
        own: Cells that are no row of their own, as the staff of a unit that has units below.
    """

    nodes: Sequence[Node]
    answered: Mapping[str, int]
    roster: Mapping[str, Collection[str]]
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """What is taken to be known, the least groups, and the grid rule.

    With a grid the means of the new round are told in steps of so many points, and few who
    changed may be told of as long as that leaves them open wide enough: grid.py. Without one
    nothing is told of few.
    """

    policy: Policy = Policy.PERSISTENT
    minimum: int = 5
    distribution_minimum: int = 10
    grid: float | None = None


def settle(asked: Asked, earlier: Sequence[Told], rules: Rules | None = None) -> Settled:
    """Say which rows of a new round may not be told, given what earlier rounds have told.

    Under `Policy.PERSISTENT` each person has one answer that stays: rows of two rounds can be
    subtracted, and what is left are those who came or went. No combination of rows of all
    rounds may then depend on 1 to `minimum` - 1 persons, of distributions on 1 to
    `distribution_minimum` - 1. Under `Policy.INDEPENDENT` rounds do not meet, and nothing is
    held back.

    Args:
        asked: The new round.
        earlier: What earlier rounds have told, in any order.
        rules: By default the strictest policy and the least groups there are.

    Returns:
        Keys for `protect`. With them its table is safe beside the earlier ones. What cannot be
        decided within the bounds is held back.

    Raises:
        ValueError: A tree that is none, or a person in two cells.

    >>> firm = [Node("u:F", None, 0), Node("c:A", "u:F", 9), Node("c:B", "u:F", 20)]
    >>> others = [f"b{n}" for n in range(20)]
    >>> spring = Asked(firm, {"c:A": 8, "c:B": 20}, {"c:A": [*"abcdefgh"], "c:B": others})
    >>> told = told_of(spring, settle(spring, []), name="spring")
    >>> autumn = Asked(firm, {"c:A": 9, "c:B": 20}, {"c:A": [*"abcdefghi"], "c:B": others})
    >>> sorted(settle(autumn, [told]).barred)  # one has joined A
    ['c:A', 'u:F']
    """
    rules = rules or Rules()
    new = _New(asked, rules.minimum)
    if rules.policy == Policy.INDEPENDENT or not earlier:
        return Settled()
    means = _Settling(new, earlier, rules.minimum, rules.grid)
    barred = means.run()
    outline = new.outline(barred)
    spread = [told.only(lambda line: line.spread) for told in earlier]
    plain = _Settling(new, spread, rules.distribution_minimum).plain(outline)
    return Settled(
        {new.tree.keys[node]: means.why(node) for node in sorted(barred)},
        frozenset(outline.keys[row] for row in plain),
    )


def told_of(
    asked: Asked, settled: Settled, *, name: str, minimum: int = 5, grid: float = 1.0
) -> Told:
    """Give what a round tells once its rows are settled, for the rounds after it."""
    new = _New(asked, minimum)
    outline = new.outline({new.node_of[key] for key in settled.barred})
    lines, place = new.lines(outline)
    return Told(
        name,
        tuple(
            Line(
                outline.keys[row],
                inside,
                outline.answered[row],
                grid,
                spread=outline.keys[row] not in settled.plain,
            )
            for row, inside in lines
        ),
        {who: place[leaf] for who, leaf in new.leaf_of.items() if place[leaf] >= 0},
    )


def outline_of(asked: Asked, settled: Settled, *, minimum: int = 5) -> Outline:
    """Give the rows of a round as they are told once it is settled."""
    new = _New(asked, minimum)
    return new.outline({new.node_of[key] for key in settled.barred}, settled.barred)


def _leaf_of(tree: Tree, roster: Mapping[str, Collection[str]]) -> dict[str, int]:
    place = {key: node for node, key in enumerate(tree.keys)}
    found: dict[str, int] = {}
    for key, persons in roster.items():
        if key not in place or tree.children[place[key]]:
            raise ValueError(f"a roster for {key!r}, which is no cell")
        for person in persons:
            if found.setdefault(person, place[key]) != place[key]:
                raise ValueError(f"{person!r} stands in two cells")
    return found


class _New:
    """The new round: its tree, its answers, and which rows it would tell."""

    def __init__(self, asked: Asked, minimum: int) -> None:
        self.tree = grow(asked.nodes)
        self.answered = answers_per_node(self.tree, dict(asked.answered))
        self.leaf_of = _leaf_of(self.tree, asked.roster)
        self.minimum = minimum
        self.node_of = {key: node for node, key in enumerate(self.tree.keys)}
        self.never = [self.node_of[key] for key in asked.own]
        inner = self.tree.children
        self.own = [0 if inner[n] else answered for n, answered in enumerate(self.answered)]

    def outline(
        self, barred: Collection[int], why: Mapping[str, Reason] | None = None
    ) -> Outline:
        plan = best_plan(
            self.tree.parents,
            self.own,
            self.tree.keys,
            minimum=self.minimum,
            merging=True,
            barred={*barred, *self.never},
        )
        return draw(self.tree, self.answered, plan, self.minimum, why)

    def lines(self, outline: Outline) -> tuple[list[tuple[int, int]], list[int]]:
        """Give told rows with the line around each, and each node's innermost line."""
        lines: list[tuple[int, int]] = []
        number: dict[int, int] = {-1: -1}
        place = [-1] * len(self.tree.keys)
        for row, told in enumerate(outline.told):
            inside = number[outline.told_above(row)]
            if told:
                number[row] = len(lines)
                lines.append((row, inside))
            if outline.keys[row] in self.node_of:
                place[self.node_of[outline.keys[row]]] = number[row] if told else inside
        return lines, place

    def nodes_of(self, outline: Outline, row: int) -> list[int]:
        keys = outline.members[row] or (outline.keys[row],)
        return [self.node_of[key] for key in keys]


class _Settling:
    """One search, for means or for distributions."""

    def __init__(
        self, new: _New, earlier: Sequence[Told], minimum: int, grid: float | None = None
    ) -> None:
        self.new = new
        self.minimum = minimum
        self.grid = grid
        self.open = [[line.grid * line.answered for line in told.lines] for told in earlier]
        self.insides = [[line.inside for line in told.lines] for told in earlier]
        known = _known(earlier, minimum, None if grid is None else self.open)
        self.earlier = [told.without(known) for told in earlier]
        self.classes = self._classes(known)
        self.unsafe: set[frozenset[Group]] = set()
        self.forced = self._near_alike()

    def _classes(self, known: frozenset[str]) -> dict[Places, int]:
        leaves = {who: leaf for who, leaf in self.new.leaf_of.items() if who not in known}
        return classes_of([*self.earlier, Told("", (), leaves)])

    def _near_alike(self) -> frozenset[int]:
        """Nodes that differ from one earlier row by somebody, and by fewer than the minimum."""
        tree = self.new.tree
        people = [0] * len(tree.keys)
        for (*_, leaf), n in self.classes.items():
            if leaf >= 0:
                people[leaf] += n
        people = tree.add_up(people)
        found: set[int] = set()
        for number, told in enumerate(self.earlier):
            sizes = [len(persons) for persons in persons_of(told)]
            both: dict[tuple[int, int], int] = {}
            for places, n in self.classes.items():
                for line in _upwards(places[number], self.insides[number]):
                    for node in _upwards(places[-1], tree.parents):
                        both[node, line] = both.get((node, line), 0) + n
            found.update(
                node
                for (node, line), n in both.items()
                if 0 < (changed := people[node] + sizes[line] - 2 * n) < self.minimum
                and not self._wide(node, self.earlier[number].lines[line], changed)
            )
        return frozenset(found)

    def _wide(self, node: int, line: Line, changed: int) -> bool:
        if self.grid is None:
            return False
        answered = (self.new.answered[node], line.answered)
        return width((self.grid, line.grid), answered, changed) >= WIDE

    def why(self, node: int) -> Reason:
        return Reason.CHANGED_BY_FEW if node in self.forced else Reason.PROTECTS_OTHERS

    def run(self) -> set[int]:
        """Give nodes that may not be told."""
        forced, barred = set(self.forced), set(self.forced)
        for turn in count():
            outline = self.new.outline(barred)
            sets, undecided = self._attacked(outline)
            if not sets and not undecided:
                break
            for rows in undecided:
                forced.update(node for row in rows for node in self.new.nodes_of(outline, row))
            self.unsafe.update(self._groups(outline, rows) for rows in sets)
            chosen = self._chosen(forced, barred if turn >= MOST_TURNS else frozenset())
            barred = chosen | barred if turn >= MOST_TURNS else chosen
        return barred

    def plain(self, outline: Outline) -> set[int]:
        """Give told rows of which no distribution may be told."""
        weights = [n * (len(outline.keys) + 1) + 1 for n in outline.answered]
        forced: set[int] = set()
        hidden: set[int] = set()
        unsafe: set[frozenset[int]] = set()
        for turn in count():
            sets, undecided = self._attacked(outline, hidden)
            if not sets and not undecided:
                break
            forced.update(row for rows in undecided for row in rows)
            unsafe.update(sets)
            kept = forced | (hidden if turn >= MOST_TURNS else set())
            hidden = kept | _least([rows for rows in unsafe if not rows & kept], weights)
        return hidden

    def _attacked(
        self, outline: Outline, hidden: Collection[int] = ()
    ) -> tuple[list[frozenset[int]], list[frozenset[int]]]:
        """Give sets of rows of the new round that tell too much, and that might."""
        told = list(outline.told)
        for row in hidden:
            outline.told[row] = False
        lines, place = self.new.lines(outline)
        outline.told[:] = told
        classes: dict[Places, int] = {}
        for (*before, leaf), n in self.classes.items():
            places = (*before, place[leaf] if leaf >= 0 else -1)
            classes[places] = classes.get(places, 0) + n
        insides = [*self.insides, [inside for _, inside in lines]]
        if self.grid is None:
            found = unsafe_sets(insides, classes, minimum=self.minimum)
        else:
            own = [self.grid * outline.answered[row] for row, _ in lines]
            found = too_narrow(insides, [*self.open, own], classes, minimum=self.minimum)
        return self._of_new(found.sets, lines), self._of_new(found.undecided, lines)

    def _of_new(
        self, sets: Iterable[frozenset[tuple[int, int]]], lines: Sequence[tuple[int, int]]
    ) -> list[frozenset[int]]:
        new = len(self.insides)
        rows = (frozenset(lines[line][0] for n, line in group if n == new) for group in sets)
        return [group for group in dict.fromkeys(rows) if group]

    def _groups(self, outline: Outline, rows: Iterable[int]) -> frozenset[Group]:
        keys = self.new.tree.keys
        return frozenset(
            frozenset(keys[node] for node in self.new.nodes_of(outline, row)) for row in rows
        )

    def _chosen(self, forced: set[int], kept: Collection[int]) -> set[int]:
        """Hide the least: fewest respondents, then fewest rows."""
        keys = self.new.tree.keys
        node_of = self.new.node_of
        gone = {keys[node] for node in forced | set(kept)}
        open_ = [
            rows for rows in self.unsafe if not any(not gone.isdisjoint(row) for row in rows)
        ]
        names = sorted({row for rows in open_ for row in rows}, key=sorted)
        place = {row: number for number, row in enumerate(names)}
        cells = len(keys) + 1
        weights = [
            sum(self.new.answered[node_of[key]] * cells + 1 for key in row) for row in names
        ]
        sets = [frozenset(place[row] for row in rows) for rows in open_]
        best = _least(sets, weights)
        return forced | {node_of[key] for number in best for key in names[number]}


def _least(sets: Collection[frozenset[int]], weights: Sequence[int]) -> frozenset[int]:
    best = cheapest(sets, weights)
    return _one_by_one(sets, weights) if best is None else best


def _one_by_one(sets: Iterable[frozenset[int]], weights: Sequence[int]) -> frozenset[int]:
    chosen: set[int] = set()
    for group in sorted(sets, key=lambda group: (len(group), sorted(group))):
        if not group & chosen:
            chosen.add(min(group, key=lambda number: (weights[number], number)))
    return frozenset(chosen)


def _known(
    earlier: Sequence[Told], minimum: int, open_: Sequence[Sequence[float]] | None
) -> frozenset[str]:
    """Give persons of whom earlier rounds tell too much already: their answers are known."""
    insides = [[line.inside for line in told.lines] for told in earlier]
    known: set[str] = set()
    while True:
        left = [told.without(frozenset(known)) for told in earlier]
        found = set(told_already(insides, classes_of(left), minimum=minimum, open_=open_))
        if not found:
            return frozenset(known)
        everybody = {who for told in left for who in told.places}
        known.update(
            who
            for who in everybody
            if tuple(told.places.get(who, -1) for told in left) in found
        )


def _upwards(at: int, insides: Sequence[int]) -> Iterable[int]:
    while at >= 0:
        yield at
        at = insides[at]
