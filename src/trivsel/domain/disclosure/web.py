"""What can be worked out from the numbers told, and what to hold back so that it cannot.

Rows of a table add up: a unit is its parts and a rest. Where a row's number is told
exactly, whoever reads the table can subtract. A *top* is an exact row, or one with nothing
exact above it; its *block* is what is left of it without the nearest exact rows below.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

type Range = tuple[float, float]


@dataclass(slots=True)
class Web:
    """Rows and rests as numbers 0...

    Attributes:
        parents: -1 where nothing stands above.
        values: The true number of each.
        exact: Is it told? Changed by `withhold`.
        boxes: What is said of a number that is not told to the point. Changed by `loosen`.
        loose: What is known of a number of which nothing is said.
        sizes: The smallest is held back first.
        keys: Decide between equal sizes.
        dropped: Those of which `loosen` found that nothing may be said.
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


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that can be worked out and must not be.

    Attributes:
        node: Whose number it is; the top itself for what is left of it.
        mends: Would holding this exact row back be enough, as far as can be seen at once?
    """

    node: int
    mends: Callable[[int], bool]


def without_numbers(web: Web) -> list[Range]:
    """Work out every range from the boxes alone, as if no number were told."""
    told, web.exact = web.exact, [False] * len(web.exact)
    known: dict[int, Range] = {}
    for top in range(len(web.parents)):
        if web.parents[top] < 0:
            known |= web.squeeze(top)
    web.exact = told
    return [known[node] for node in range(len(web.parents))]


def loosen(web: Web, says_all: Callable[[int, Range], bool]) -> list[Range]:
    """Take boxes away until they alone do not say all of any number.

    Returns:
        The ranges that the boxes give, as `without_numbers`.
    """
    while True:
        known = without_numbers(web)
        boxed = {
            _boxed_near(web, node) for node, found in enumerate(known) if says_all(node, found)
        } - {-1}
        if not boxed:
            return known
        for node in boxed:
            web.boxes[node] = web.loose[node]
            web.exact[node] = False
            web.dropped.add(node)


def _boxed_near(web: Web, node: int) -> int:
    """Give the node above whose box says too much of this one, else the node itself."""
    above = web.parents[node]
    while above >= 0 and web.boxes[above] == web.loose[above]:
        above = web.parents[above]
    if above < 0 and web.boxes[node] != web.loose[node]:
        return node
    return above


def withhold(web: Web, find: Callable[[int], list[Finding]]) -> None:
    """Hold numbers back until nothing is found in any block.

    For each finding one exact row is held back as well: among the node's siblings, or else
    among all at the block's border, the smallest that mends it, else the smallest. Only when
    no row is left at the border, the top itself. Greedy: safe, not always the least.

    Args:
        web: Changed: `exact` shrinks to what may be told.
        find: Judges the block of one top; finds nothing where nothing in it is exact.
    """
    todo = [node for node in range(len(web.parents)) if web.is_top(node)]
    while todo:
        top = todo.pop()
        while web.is_top(top) and (findings := find(top)):
            _, border = web.region(top)
            if border:
                for node in {_to_hold_back(web, top, border, finding) for finding in findings}:
                    web.exact[node] = False
            elif web.exact[top]:
                web.exact[top] = False
                todo.append(_top_above(web, top))
            else:
                break


def _to_hold_back(web: Web, top: int, border: list[int], finding: Finding) -> int:
    near = border
    if finding.node != top:
        siblings = web.children[web.parents[finding.node]]
        near = [node for node in siblings if web.exact[node]] or border
    near.sort(key=lambda node: (web.sizes[node], web.keys[node]))
    return next((node for node in near if finding.mends(node)), near[0])


def _top_above(web: Web, node: int) -> int:
    while not web.is_top(node):
        node = web.parents[node]
    return node
