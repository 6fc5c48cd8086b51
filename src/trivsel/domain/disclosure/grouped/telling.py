"""What one theme tells by group, beside what it tells by unit."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trivsel.domain.disclosure.crossing.cuts import GROUND
from trivsel.domain.disclosure.figures import (
    NOISE,
    Told,
    alike,
    at_an_end,
    band_at,
    box_of,
    ends_of,
)
from trivsel.domain.disclosure.grouped.atoms import Atoms, Key, safe_lines
from trivsel.domain.disclosure.grouped.bounds import bounds
from trivsel.domain.disclosure.grouped.declared import Groups
from trivsel.domain.disclosure.grouped.unions import differences
from trivsel.domain.disclosure.sums import Sums
from trivsel.domain.disclosure.web import Range

_NARROW: Final = 10  # points: a mean of few that is known so closely is known
_WHO_TALK: Final = 2


@dataclass(frozen=True, slots=True)
class Crossed:
    """Persons by cell and group, and where each cell stands in the tree.

    Attributes:
        parents: The row that each row of the tree is part of, -1 at the top.
        parts: Row of a cell, and group -> its persons.
    """

    parents: Sequence[int]
    parts: Mapping[Key, Sums]

    def atoms(self, told: Collection[int], lines: Sequence[frozenset[int]]) -> Atoms:
        """Put cells together that stand in the same told rows of the tree."""
        block: list[int] = []
        for row, parent in enumerate(self.parents):
            above = block[parent] if parent >= 0 else GROUND
            block.append(row if row in told else above)
        found: dict[Key, Sums] = {}
        for (row, group), part in self.parts.items():
            key = (block[row], group)
            found[key] = found[key] + part if key in found else part
        return Atoms(found, lines)


def crossed_of(
    rows: Mapping[str, int], parents: Sequence[int], groups: Groups, sums: Sequence[Sums]
) -> Crossed:
    """Give the persons of each cell, group by group.

    Args:
        rows: Cell key -> its row in the tree.
        parents: Of the rows.
        groups: Who chose what.
        sums: Of each of its atoms.
    """
    where = [(rows[cell], group) for cell, group in groups.atoms]
    return Crossed(parents, dict(zip(where, sums, strict=True)))


def tell_groups(  # noqa: PLR0913 - the tree, the lines and two minimums
    crossed: Crossed,
    tree: Told,
    lines: Sequence[frozenset[int]],
    lows: Sequence[int],
    *,
    minimum: int,
    distribution_minimum: int,
) -> Told:
    """Choose what one theme tells of the lines that are shown; the tree's figures stand.

    Args:
        crossed: One theme.
        tree: What the theme tells of rows of the tree, by their numbers in it.
        lines: The groups of each shown line.
        lows: How many, at least, the release says stand behind it.
        minimum: The least group for a mean.
        distribution_minimum: The least group for a distribution.

    Returns:
        Numbers of lines.
    """
    # A band is a figure too: what it is of may not be fewer than the minimum either.
    atoms = crossed.atoms(tree.exact | tree.banded.keys(), lines)
    parts = [atoms.of_line(line) for line in range(len(lines))]
    bands = {
        line: band
        for line, part in enumerate(parts)
        if part.n >= minimum and (band := band_at(part)) is not None
    }
    wanted = [
        line
        for line, part in enumerate(parts)
        if line in bands or (part.n >= minimum and not at_an_end(part))
    ]
    kept = safe_lines(atoms, wanted, minimum=minimum)
    exact = [line for line in kept if line not in bands]
    banded = {line: bands[line] for line in kept if line in bands}
    atoms = crossed.atoms(tree.exact, lines)
    while (gone := _means_tell(atoms, parts, exact, list(banded), minimum)) is not None:
        exact = [line for line in exact if line != gone]
        banded.pop(gone, None)
    atoms = crossed.atoms(tree.spread, lines)
    spread = [
        line
        for line in exact
        if min(parts[line].n, lows[line]) >= distribution_minimum and not alike(parts[line])
    ]
    spread = safe_lines(atoms, spread, minimum=distribution_minimum)
    while (gone := _spreads_tell(atoms, spread)) is not None:
        spread = [line for line in spread if line != gone]
    return Told(frozenset(exact), banded, frozenset(spread))


def _means_tell(
    atoms: Atoms,
    parts: Sequence[Sums],
    exact: Sequence[int],
    banded: Sequence[int],
    minimum: int,
) -> int | None:
    """Give a line that tells of an end, or of few to within ten points; None if none does."""
    for left, some in differences(atoms.classes(exact), exact):
        if at_an_end(left):
            return _smallest(parts, some)
    told = [*exact, *banded]
    if not told:
        return None
    classes = atoms.classes(told)
    sums = {line: (parts[line].total, parts[line].total) for line in exact}
    boxes = {line: box_of(parts[line]) for line in banded}
    found = bounds(
        {key: part.n for key, part in classes.items() if part.n},
        _sums_of_blocks(classes, lambda part: part.total),
        sums | boxes,
        most=100.0,
    )
    for key, range_ in found.items():
        if _is_known(range_, classes[key].n, minimum):
            return _near(parts, classes, key, told)
    return None


def _is_known(range_: Range, n: int, minimum: int) -> bool:
    low, high = ends_of(n)
    narrow = n < minimum and range_[1] - range_[0] < _NARROW * n
    return narrow or range_[0] > high + NOISE * n or range_[1] < low - NOISE * n


def _spreads_tell(atoms: Atoms, kept: Sequence[int]) -> int | None:
    """Give a line that tells of few that all, or all but two, are in one band."""
    if not kept:
        return None
    parts = {line: atoms.of_line(line) for line in kept}
    classes = atoms.classes(kept)
    for left, some in differences(classes, kept):
        if alike(left):
            return _smallest(parts, some)
    sizes = {key: part.n for key, part in classes.items() if part.n}
    for band in range(4):
        lines = {line: (part.bands[band],) * 2 for line, part in parts.items()}
        blocks = _sums_of_blocks(classes, _in_band(band))
        for key, (least, _) in bounds(sizes, blocks, lines, most=1.0).items():
            if least > NOISE and least > sizes[key] - _WHO_TALK - NOISE:
                return _near(parts, classes, key, kept)
    return None


def _in_band(band: int) -> Callable[[Sums], float]:
    return lambda part: part.bands[band]


def _sums_of_blocks(
    classes: Mapping[Key, Sums], of: Callable[[Sums], float]
) -> dict[int, Range]:
    total: dict[int, float] = {}
    for (block, _), part in classes.items():
        total[block] = total.get(block, 0.0) + of(part)
    return {block: (value, value) for block, value in total.items() if block != GROUND}


def _near(
    parts: "Mapping[int, Sums] | Sequence[Sums]",
    classes: Mapping[Key, Sums],
    key: Key,
    told: Sequence[int],
) -> int:
    """Give the smallest line in the same block as a class found out, or its own."""
    near = {line for block, line in classes if block == key[0] or line == key[1]}
    return _smallest(parts, [line for line in told if line in near] or list(told))


def _smallest(parts: "Mapping[int, Sums] | Sequence[Sums]", lines: Sequence[int]) -> int:
    return min(lines, key=lambda line: (parts[line].n, line))
