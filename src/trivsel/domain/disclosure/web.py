"""What can be worked out from the numbers told, and what to hold back so that it cannot.

Rows of a table add up: a unit is its parts and a rest. Where a row's number is told
exactly, whoever reads the table can subtract. A *top* is an exact row, or one with nothing
exact above it; its *block* is what is left of it without the nearest exact rows below.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

_TRIES: Final = 20  # rows tried one by one as the single one to hold back

type Range = tuple[float, float]


@dataclass(slots=True)
class Web:
    """Rows and rests as numbers 0...

    Attributes:
        parents: -1 where nothing stands above.
        values: The true number of each.
        exact: Is it told? Changed by `withhold`.
        boxes: What is said of a number that is not told to the point. Changed too.
        loose: What is known of a number of which nothing is said.
        sizes: The smallest is held back first.
        keys: Decide between equal sizes.
        dropped: Those of which `withhold` found that nothing may be said.
    """

    parents: Sequence[int]
    values: Sequence[float]
    exact: list[bool]
    boxes: list[Range]
    loose: Sequence[Range]
    sizes: Sequence[int]
    keys: Sequence[str]
    dropped: set[int] = field(default_factory=set)
    children: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Link each to its parts."""
        self.children = [[] for _ in self.parents]
        for node, parent in enumerate(self.parents):
            if parent >= 0:
                self.children[parent].append(node)

    def is_top(self, node: int) -> bool:
        return self.exact[node] or self.parents[node] < 0

    def region(self, top: int) -> tuple[list[int], list[int]]:
        """Give the nodes of a top's block, the top first, and the exact rows it ends at."""
        inside: list[int] = []
        border: list[int] = []
        todo = [top]
        while todo:
            node = todo.pop()
            inside.append(node)
            for child in self.children[node]:
                (border if self.exact[child] else todo).append(child)
        return inside, border

    def squeeze(self, top: int) -> dict[int, Range]:
        """Work out the narrowest range of every number in a block.

        Bounds are carried up (a sum lies between the sums of its parts' bounds) and down
        again (a part is the sum without its siblings). In a tree that is all there is.
        """
        inside, border = self.region(top)
        known: dict[int, Range] = {
            node: (self.values[node], self.values[node]) for node in border
        }
        for node in reversed(inside):
            low, high = self.boxes[node]
            if node == top and self.exact[node]:
                low = high = self.values[node]
            if self.children[node]:
                low = max(low, sum(known[child][0] for child in self.children[node]))
                high = min(high, sum(known[child][1] for child in self.children[node]))
            known[node] = (low, high)
        for node in inside:
            below = self.children[node]
            low, high = known[node]
            least = sum(known[child][0] for child in below)
            most = sum(known[child][1] for child in below)
            for child in below:
                if not self.exact[child]:
                    bottom, ceiling = known[child]
                    known[child] = (
                        max(bottom, low - (most - ceiling)),
                        min(ceiling, high - (least - bottom)),
                    )
        return {node: known[node] for node in inside}


def withhold(web: Web, tells_too_much: Callable[[int], bool]) -> None:
    """Hold numbers back until no block tells too much.

    In a block that tells too much, one of the nearest exact rows inside is held back as
    well: the smallest that mends it alone, else the smallest, and again; only when
    none is left, the top itself. Greedy: the result is safe, not always the least.

    Args:
        web: Changed: `exact` and `boxes` shrink to what may be told.
        tells_too_much: Judges the block of one top.
    """
    todo = [node for node in range(len(web.parents)) if web.is_top(node)]
    while todo:
        top = todo.pop()
        while web.is_top(top) and tells_too_much(top):
            inside, border = web.region(top)
            if border:
                web.exact[_one_to_hold_back(web, top, border, tells_too_much)] = False
            elif web.exact[top]:
                web.exact[top] = False
                todo.append(_top_above(web, top))
            elif banded := [node for node in inside if web.boxes[node] != web.loose[node]]:
                web.boxes[banded[0]] = web.loose[banded[0]]
                web.dropped.add(banded[0])
            else:
                break


def _one_to_hold_back(
    web: Web, top: int, border: list[int], tells_too_much: Callable[[int], bool]
) -> int:
    border.sort(key=lambda node: (web.sizes[node], web.keys[node]))
    for node in border[:_TRIES]:
        web.exact[node] = False
        mended = not tells_too_much(top)
        web.exact[node] = True
        if mended:
            return node
    return border[0]


def _top_above(web: Web, node: int) -> int:
    while not web.is_top(node):
        node = web.parents[node]
    return node
