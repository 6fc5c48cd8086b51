"""Means and distributions per scale, each family of them safe by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trivsel.domain.disclosure.plan import best_plan
from trivsel.domain.disclosure.sums import Sums
from trivsel.domain.disclosure.table import Band
from trivsel.domain.disclosure.web import Range, Web, withhold

_HIGH_FROM: Final = 89.5  # rounds to 90
_LOW_BELOW: Final = 10.5  # rounds to 10
_NOISE: Final = 1e-6  # per person


@dataclass(frozen=True, slots=True)
class Told:
    """What one scale may tell, as numbers of rows.

    Attributes:
        exact: Rows whose mean is told.
        banded: Rows whose mean is told as a band.
        spread: Rows whose distribution is told; all of them in `exact`.
    """

    exact: frozenset[int]
    banded: dict[int, Band]
    spread: frozenset[int]


def tell_scale(
    parents: Sequence[int],
    sums: Sequence[Sums],
    keys: Sequence[str],
    *,
    minimum: int,
    distribution_minimum: int,
) -> Told:
    """Choose what one scale tells of the rows that are shown.

    Not everybody has a score on every scale, so the plan of the rows does not cover
    it: the choice is made again with the scale's own counts, then what tells of
    unanimity is held back, then distributions are chosen among the exact means.

    Args:
        parents: The shown row each shown row is part of, or -1; parents first. Length m.
        sums: The scale in each row; length m.
        keys: Names, for ties; length m.
        minimum: The least group for a mean.
        distribution_minimum: The least group for a distribution.
    """
    safe = _nested(parents, sums, keys, minimum, range(len(parents)))
    exact, banded = _means(parents, sums, keys, safe)
    spread = _nested(parents, sums, keys, distribution_minimum, exact)
    return Told(frozenset(exact), banded, frozenset(_mixed(parents, sums, keys, spread)))


def _nested(
    parents: Sequence[int],
    sums: Sequence[Sums],
    keys: Sequence[str],
    minimum: int,
    among: Sequence[int],
) -> list[int]:
    """Choose the best safe set among some rows, with nothing merged."""
    above = _thinned(parents, among)
    own = [sums[row].n for row in among]
    for place, parent in enumerate(above):
        if parent >= 0:
            own[parent] -= sums[among[place]].n
    plan = best_plan(above, own, [keys[row] for row in among], minimum=minimum, merging=False)
    return [among[place] for place in sorted(plan.shown)]


def _thinned(parents: Sequence[int], kept: Sequence[int]) -> list[int]:
    """Link each kept row to the nearest kept row it is part of."""
    place = {row: number for number, row in enumerate(kept)}
    links = []
    for row in kept:
        above = parents[row]
        while above >= 0 and above not in place:
            above = parents[above]
        links.append(place.get(above, -1))
    return links


def _means(
    parents: Sequence[int], sums: Sequence[Sums], keys: Sequence[str], safe: Sequence[int]
) -> tuple[list[int], dict[int, Band]]:
    """Band what lies at an end, and hold back what would let anybody work it out."""
    above = _thinned(parents, safe)
    parts = [sums[row] for row in safe]
    rests = list(parts)
    for place, parent in enumerate(above):
        if parent >= 0:
            rests[parent] -= parts[place]
    holding = [place for place, rest in enumerate(rests) if rest.n and rest.n < parts[place].n]
    parts += [rests[place] for place in holding]
    web = Web(
        above + holding,
        values=[part.total for part in parts],
        exact=[place < len(safe) and not _at_an_end(part) for place, part in enumerate(parts)],
        boxes=[
            _box(part) if place < len(safe) else (0.0, 100.0 * part.n)
            for place, part in enumerate(parts)
        ],
        loose=[(0.0, 100.0 * part.n) for part in parts],
        sizes=[part.n for part in parts],
        keys=[keys[row] for row in safe] + ["" for _ in holding],
    )
    withhold(web, lambda top: _mean_tells_too_much(web, parts, top))
    bands = {
        row: band
        for place, row in enumerate(safe)
        if web.boxes[place] != web.loose[place] and (band := _band(parts[place])) is not None
    }
    return [row for place, row in enumerate(safe) if web.exact[place]], bands


def _band(part: Sums) -> Band | None:
    if part.mean >= _HIGH_FROM:
        return Band.HIGH
    return Band.LOW if part.mean < _LOW_BELOW else None


def _box(part: Sums) -> Range:
    bounds = {None: (0.0, 100.0), Band.HIGH: (_HIGH_FROM, 100.0), Band.LOW: (0.0, _LOW_BELOW)}
    low, high = bounds[_band(part)]
    return low * part.n, high * part.n


def _at_an_end(part: Sums) -> bool:
    """Does the mean lie at an end, or all answers but one, at most, at the same end?"""
    return _band(part) is not None or max(part.top, part.bottom) >= part.n - 1


def _mean_tells_too_much(web: Web, parts: Sequence[Sums], top: int) -> bool:
    inside, border = web.region(top)
    if web.exact[top]:
        block = sum((parts[node] for node in border), Sums())
        block = parts[top] - block
        if block.n and _at_an_end(block):
            return True
    known = web.squeeze(top)
    return any(
        known[node][0]
        > max(_HIGH_FROM * parts[node].n, web.boxes[node][0]) + _NOISE * parts[node].n
        or known[node][1]
        < min(_LOW_BELOW * parts[node].n, web.boxes[node][1]) - _NOISE * parts[node].n
        for node in inside
        if not web.exact[node]
    )


def _mixed(
    parents: Sequence[int], sums: Sequence[Sums], keys: Sequence[str], among: Sequence[int]
) -> list[int]:
    """Keep the distributions from which nobody learns that all, or all but one, are alike."""
    links = _thinned(parents, among)
    loose = [(0.0, float(sums[row].n)) for row in among]
    web = Web(
        links,
        values=[sums[row].n for row in among],
        exact=[not _alike(sums[row]) for row in among],
        boxes=list(loose),
        loose=loose,
        sizes=[sums[row].n for row in among],
        keys=[keys[row] for row in among],
    )

    def tells_too_much(top: int) -> bool:
        if not web.exact[top]:
            return False
        _, border = web.region(top)
        return _alike(sums[among[top]] - sum((sums[among[node]] for node in border), Sums()))

    withhold(web, tells_too_much)
    return [row for place, row in enumerate(among) if web.exact[place]]


def _alike(part: Sums) -> bool:
    return bool(part.n) and max(part.bands) >= part.n - 1
