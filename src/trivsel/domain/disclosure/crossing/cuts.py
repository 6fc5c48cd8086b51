"""Two families of cells: what could be worked out is a cut through a graph.

Within one family, shown cells leave blocks: a cell less the shown cells inside it. Each atom
lies in one block of either family, or in none, which is the ground. Let it be an edge between
its two blocks. Every combination of shown figures is a way of lifting blocks off the ground,
and tells of the atoms whose two ends are lifted unequally: of a cut. So the figures are safe
exactly if each cut through a connected part weighs the minimum or more.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import Final

from trivsel.domain.disclosure.crossing.instance import Instance

GROUND: Final = -1

type Graph = dict[int, dict[int, int]]  # block -> block -> respondents


def unsafe_sets(
    instance: Instance, shown: Iterable[int], *, minimum: int
) -> list[frozenset[int]]:
    """Give sets of shown cells from which fewer than the minimum can be worked out.

    Args:
        instance: With one attribute at most.
        shown: Numbers of the shown cells.
        minimum: The least group to tell of.

    Returns:
        At least one set if there is any, each once; none if the shown cells are safe. Any
        cells beside them do not matter: what a set tells, it tells alone.

    Raises:
        ValueError: There are two attributes or more.
    """
    if len(instance.places) > 2:  # noqa: PLR2004 - totals and one attribute
        raise ValueError("cuts are for one attribute; several cross in more than two families")
    visible = set(shown)
    above = _above(instance, visible)
    graph = _graph(instance, visible, above)
    found = {
        _lifted(side, above): None
        for part in _parts(graph)
        for side in _light_cuts(graph, part, minimum)
    }
    return list(found)


def _above(instance: Instance, visible: set[int]) -> dict[int, int]:
    """Link each shown cell to the nearest shown cell around it in its family."""
    return {cell: _nearest(instance, visible, instance.cells[cell].parent) for cell in visible}


def _nearest(instance: Instance, visible: set[int], cell: int) -> int:
    while cell >= 0 and cell not in visible:
        cell = instance.cells[cell].parent
    return cell


def _graph(instance: Instance, visible: set[int], above: dict[int, int]) -> Graph:
    graph: Graph = {cell: {} for cell in above}
    graph[GROUND] = {}
    nearest: dict[int, int] = {-1: GROUND}
    for atom, ends in zip(instance.atoms, zip(*instance.places, strict=True), strict=True):
        blocks = []
        for cell in ends:
            if cell not in nearest:
                nearest[cell] = _nearest(instance, visible, cell)
            blocks.append(nearest[cell])
        one, other = blocks if len(blocks) == 2 else (blocks[0], GROUND)  # noqa: PLR2004
        if one != other:
            graph[one][other] = graph[one].get(other, 0) + atom.n
            graph[other][one] = graph[one][other]
    return graph


def light_cuts(graph: Graph, *, minimum: int) -> Iterator[frozenset[int]]:
    """Give blocks that a combination telling of fewer than the minimum lifts off the ground.

    Args:
        graph: Block -> block -> respondents, both ways; GROUND is a block too.
        minimum: The least group to tell of.

    Returns:
        At least one set if there is any; none if the graph is safe.

    >>> [sorted(blocks) for blocks in light_cuts({0: {GROUND: 3}, GROUND: {0: 3}}, minimum=5)]
    [[0]]
    """
    for part in _parts(graph):
        yield from _light_cuts(graph, part, minimum)


def _parts(graph: Graph) -> Iterator[list[int]]:
    """Give the connected parts of more than one block."""
    seen: set[int] = set()
    for start in graph:
        if start in seen:
            continue
        part, todo = [], [start]
        seen.add(start)
        while todo:
            block = todo.pop()
            part.append(block)
            fresh = [other for other in graph[block] if other not in seen]
            seen.update(fresh)
            todo += fresh
        if len(part) > 1:
            yield part


def _light_cuts(graph: Graph, part: Sequence[int], minimum: int) -> Iterator[frozenset[int]]:
    """Give sides of cuts below the minimum: all that are met, and one if there is any."""
    merged, groups = _contracted(graph, part, minimum)
    everything = frozenset(part)
    yielded: set[frozenset[int]] = set()
    for side in _phases(merged, minimum):
        blocks = frozenset(block for group in side for block in groups[group])
        blocks = everything - blocks if GROUND in blocks else blocks
        if blocks not in yielded:
            yielded.add(blocks)
            yield blocks


def _contracted(
    graph: Graph, part: Sequence[int], minimum: int
) -> tuple[Graph, dict[int, list[int]]]:
    """Let blocks grow together that no light cut can part."""
    heads = {block: block for block in part}

    def head(block: int) -> int:
        while heads[block] != block:
            heads[block] = heads[heads[block]]
            block = heads[block]
        return block

    merged: Graph = {block: dict(graph[block]) for block in part}
    groups = {block: [block] for block in part}
    todo = [(one, other) for one in part for other in graph[one] if one < other]
    while todo:
        one, other = (head(block) for block in todo.pop())
        if one == other or merged[one].get(other, 0) < minimum:
            continue
        if len(merged[one]) < len(merged[other]):
            one, other = other, one
        heads[other] = one
        groups[one] += groups.pop(other)
        for near, weight in merged.pop(other).items():
            merged[near].pop(other, None)
            if near != one:
                merged[one][near] = merged[one].get(near, 0) + weight
                merged[near][one] = merged[one][near]
                todo.append((one, near))
    return merged, groups


def _phases(graph: Graph, minimum: int) -> Iterator[list[int]]:
    """Stoer and Wagner (1997): each phase ends at a cut, and one phase at the least of all.

    Blocks that a phase finds held together by the minimum or more grow together too: no light
    cut parts them. So a few phases are enough where the plain algorithm needs one a block.

    Source:
        Stoer, M. and Wagner, F. (1997). A simple min-cut algorithm. Journal of the ACM 44(4),
        585-591. Nagamochi, H. and Ibaraki, T. (1992). Computing edge-connectivity in
        multigraphs and capacitated graphs. SIAM J. Discrete Math. 5(1), 54-66.
    """
    left = {block: dict(near) for block, near in graph.items()}
    groups = {block: [block] for block in left}
    while len(left) > 1:
        before, last, weight, tight = _phase(left, minimum)
        if weight < minimum:
            yield list(groups[last])
        names = {block: block for block in left}
        for one, other in [(before, last), *tight]:
            _join(left, groups, _head(names, one), _head(names, other), names)


def _head(names: dict[int, int], block: int) -> int:
    while names[block] != block:
        names[block] = names[names[block]]
        block = names[block]
    return block


def _join(
    left: Graph, groups: dict[int, list[int]], one: int, other: int, names: dict[int, int]
) -> None:
    """Let the second block become a part of the first."""
    if one == other:
        return
    if len(left[one]) < len(left[other]):
        one, other = other, one
    names[other] = one
    groups[one] += groups.pop(other)
    for near, edge in left.pop(other).items():
        left[near].pop(other)
        if near != one:
            left[one][near] = left[one].get(near, 0) + edge
            left[near][one] = left[one][near]


def _phase(graph: Graph, minimum: int) -> tuple[int, int, int, list[tuple[int, int]]]:
    """Take in blocks, the most tightly held first.

    Returns:
        The last two, the last's hold, and pairs that no cut below the minimum can part.
    """
    start = next(iter(graph))
    hold = dict.fromkeys(graph, 0)
    queue = [(0, start)]
    taken: set[int] = set()
    tight: list[tuple[int, int]] = []
    before = last = start
    while queue:
        weight, block = heappop(queue)
        if block in taken or -weight != hold[block]:
            continue
        taken.add(block)
        before, last = last, block
        for near, edge in graph[block].items():
            if near not in taken:
                hold[near] += edge
                if hold[near] >= minimum:
                    tight.append((block, near))
                heappush(queue, (-hold[near], near))
    return before, last, hold[last], tight


def _lifted(side: frozenset[int], above: dict[int, int]) -> frozenset[int]:
    """Give the cells that a combination lifting these blocks is made of."""
    return frozenset(
        cell for cell, around in above.items() if (cell in side) != (around in side)
    )
