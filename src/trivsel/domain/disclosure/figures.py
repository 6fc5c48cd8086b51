"""Means and distributions per scale, each family of them safe by itself."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from trivsel.domain.disclosure.plan import best_plan
from trivsel.domain.disclosure.sums import Sums
from trivsel.domain.disclosure.table import Band
from trivsel.domain.disclosure.web import Finding, Range, Web, loosen, withhold

_HIGH_FROM: Final = 89.5  # rounds to 90
_LOW_BELOW: Final = 10.5  # rounds to 10
NOISE: Final = 1e-6  # per person
_WHO_TALK: Final = 2  # who may tell each other what they answered


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

    def of_rows(self, rows: Sequence[int]) -> "Told":
        """Say the same of rows by other numbers: each by its place among these."""
        return Told(
            frozenset(rows[place] for place in self.exact),
            {rows[place]: band for place, band in self.banded.items()},
            frozenset(rows[place] for place in self.spread),
        )


def tell_scale(  # noqa: PLR0913 - rows, and the rules for them
    parents: Sequence[int],
    sums: Sequence[Sums],
    keys: Sequence[str],
    *,
    minimum: int,
    distribution_minimum: int,
    plain: Collection[int] = (),
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
        plain: Rows of which no distribution may be told.
    """
    safe = _nested(parents, sums, keys, minimum, range(len(parents)))
    exact, banded = _means(parents, sums, keys, safe)
    among = [row for row in exact if row not in plain]
    spread = _nested(parents, sums, keys, distribution_minimum, among)
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
    if all(rest == 0 or rest >= minimum for rest in own):
        return [row for row in among if sums[row].n]
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
        exact=[place < len(safe) and not at_an_end(part) for place, part in enumerate(parts)],
        boxes=[
            box_of(part) if place < len(safe) else (0.0, 100.0 * part.n)
            for place, part in enumerate(parts)
        ],
        loose=[(0.0, 100.0 * part.n) for part in parts],
        sizes=[part.n for part in parts],
        keys=[keys[row] for row in safe] + ["" for _ in holding],
    )
    said = loosen(web, lambda place, found: _says_all(found, parts[place]))
    withhold(web, lambda top: _find(web, parts, said, top))
    bands = {
        row: band
        for place, row in enumerate(safe)
        if web.boxes[place] != web.loose[place] and (band := band_at(parts[place])) is not None
    }
    return [row for place, row in enumerate(safe) if web.exact[place]], bands


def band_at(part: Sums) -> Band | None:
    """Give the band of a mean that lies at an end."""
    if part.mean >= _HIGH_FROM:
        return Band.HIGH
    return Band.LOW if part.mean < _LOW_BELOW else None


def box_of(part: Sums) -> Range:
    """Give what the band of a mean, or being told none, leaves open of its sum."""
    bounds = {None: (0.0, 100.0), Band.HIGH: (_HIGH_FROM, 100.0), Band.LOW: (0.0, _LOW_BELOW)}
    low, high = bounds[band_at(part)]
    return low * part.n, high * part.n


def ends_of(n: int) -> Range:
    """Give the sums of so many persons at which the low band ends and the high one begins."""
    return _LOW_BELOW * n, _HIGH_FROM * n


def at_an_end(part: Sums) -> bool:
    """Does the mean lie at an end, or all answers but two, at most, at the same end?"""
    return band_at(part) is not None or max(part.top, part.bottom) >= part.n - _WHO_TALK


def _says_all(found: Range, part: Sums) -> bool:
    return found[0] > (100 - NOISE) * part.n or found[1] < NOISE * part.n


def _find(web: Web, parts: Sequence[Sums], said: Sequence[Range], top: int) -> list[Finding]:
    """Find means at an end: of what is left of the top, or of any part of it."""
    inside, border = web.region(top)
    if web.exact[top]:
        rest = parts[top] - sum((parts[node] for node in border), Sums())
        if rest.n and at_an_end(rest):
            return [Finding(top, lambda node: not at_an_end(rest + parts[node]))]
    known = web.squeeze(top)
    return [
        Finding(node, lambda _: True)
        for node in inside
        if not web.exact[node] and _is_found_out(known[node], said[node], parts[node].n)
    ]


def _is_found_out(known: Range, said: Range, n: int) -> bool:
    """Do the means tell more of an end than the bands alone?"""
    high, low = max(_HIGH_FROM * n, said[0]), min(_LOW_BELOW * n, said[1])
    return known[0] > high + NOISE * n or known[1] < low - NOISE * n


def _mixed(
    parents: Sequence[int], sums: Sequence[Sums], keys: Sequence[str], among: Sequence[int]
) -> list[int]:
    """Keep the distributions from which nobody learns that all, or all but two, are alike."""
    links = _thinned(parents, among)
    loose = [(0.0, float(sums[row].n)) for row in among]
    web = Web(
        links,
        values=[sums[row].n for row in among],
        exact=[not alike(sums[row]) for row in among],
        boxes=list(loose),
        loose=loose,
        sizes=[sums[row].n for row in among],
        keys=[keys[row] for row in among],
    )

    def find(top: int) -> list[Finding]:
        if not web.exact[top]:
            return []
        _, border = web.region(top)
        rest = sums[among[top]] - sum((sums[among[node]] for node in border), Sums())
        if not alike(rest):
            return []
        return [Finding(top, lambda node: not alike(rest + sums[among[node]]))]

    withhold(web, find)
    return [row for place, row in enumerate(among) if web.exact[place]]


def alike(part: Sums) -> bool:
    """Are all, or all but two at most, in the same band?"""
    return bool(part.n) and max(part.bands) >= part.n - _WHO_TALK
