"""Where the tree and the groups cross: blocks of the tree, lines of groups, and the ground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from trivsel.domain.disclosure.crossing.cuts import GROUND, Graph, light_cuts
from trivsel.domain.disclosure.sums import Sums

type Key = tuple[int, int]  # a block of the tree or the ground, and a group; 0 is no group


@dataclass(frozen=True, slots=True)
class Atoms:
    """The finest sets of persons that anybody could tell apart, and lines across them.

    Attributes:
        parts: Block of the tree and group -> its persons.
        lines: What might be shown: each the groups that it tells of, none in two.
    """

    parts: Mapping[Key, Sums]
    lines: Sequence[frozenset[int]]

    def line_of(self, group: int, kept: Sequence[int]) -> int:
        """Give the number of the kept line that a group stands in, or the ground."""
        return next((line for line in kept if group in self.lines[line]), GROUND)

    def of_line(self, line: int) -> Sums:
        """Add up a line."""
        groups = self.lines[line]
        return reduce(add, (p for (_, g), p in self.parts.items() if g in groups), Sums())

    def classes(self, kept: Sequence[int]) -> dict[Key, Sums]:
        """Put together those whom nobody can tell apart: the same block and the same line."""
        of = {group: self.line_of(group, kept) for _, group in self.parts}
        found: dict[Key, Sums] = {}
        for (block, group), part in self.parts.items():
            key = (block, of[group])
            found[key] = found[key] + part if key in found else part
        return found


def safe_lines(atoms: Atoms, wanted: Sequence[int], *, minimum: int) -> list[int]:
    """Keep lines so that no combination with the tree rests on 1 to `minimum` - 1 persons.

    The tree is shown as it is: it is the lines that give way, the smallest first, and then
    come back where they can, the largest first.

    Args:
        atoms: Of the tree as shown.
        wanted: Numbers of lines; a line of a smaller number gives way to an equal one.
        minimum: The least group.
    """
    sizes = {line: atoms.of_line(line).n for line in wanted}
    kept = sorted(wanted)
    dropped: list[int] = []
    while (involved := _involved(atoms, kept, minimum)) is not None:
        gone = min(involved, key=lambda line: (sizes[line], line))
        kept.remove(gone)
        dropped.append(gone)
    for line in sorted(dropped[:-1], key=lambda line: (-sizes[line], line)):
        if is_safe(atoms, [*kept, line], minimum=minimum):
            kept = sorted([*kept, line])
    return kept


def is_safe(atoms: Atoms, kept: Sequence[int], *, minimum: int) -> bool:
    """Does every combination of the tree and these lines rest on the minimum or on nobody?"""
    return _involved(atoms, kept, minimum) is None


def _involved(atoms: Atoms, kept: Sequence[int], minimum: int) -> list[int] | None:
    """Give the lines of one combination that rests on too few; None if there is none."""
    if not kept:
        return None
    graph, names = _graph(atoms, kept)
    light = next(light_cuts(graph, minimum=minimum), None)
    if light is None:
        return None
    return [line for line in kept if names[line] in light] or list(kept)


def _graph(atoms: Atoms, kept: Sequence[int]) -> tuple[Graph, dict[int, int]]:
    above = max((block for block, _ in atoms.parts), default=GROUND) + 1
    names = {line: above + place for place, line in enumerate(kept)}
    graph: Graph = {}
    of = {group: names.get(atoms.line_of(group, kept), GROUND) for _, group in atoms.parts}
    for (block, group), part in atoms.parts.items():
        other = of[group]
        if part.n and block != other:
            near = graph.setdefault(block, {})
            near[other] = near.get(other, 0) + part.n
            graph.setdefault(other, {})[block] = near[other]
    return graph, names
