"""Which cells of crossing tables may be shown, losing as little as can be."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from trivsel.domain.disclosure.crossing import cuts, nullspace
from trivsel.domain.disclosure.crossing.hitting import cheapest
from trivsel.domain.disclosure.crossing.instance import TOTALS, Instance

MOST_EXACT: Final = 2_000  # cells; beyond it the best choice would mostly take minutes
MOST_ROUNDS: Final = 300
MOST_TO_SHRINK: Final = 40
_BY_CUTS: Final = 1  # attributes

type Audit = Callable[[Iterable[int]], list[frozenset[int]]]


class Loss(StrEnum):
    """What it costs to hide a cell, in the order of what weighs most."""

    RESPONDENTS = "respondents"  # fewest respondents hidden, then fewest cells
    CELLS = "cells"  # fewest cells, then fewest respondents
    TOTALS_FIRST = "totals first"  # units before attributes, then as respondents


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown of an instance.

    Attributes:
        shown: Numbers of the shown cells.
        hidden_cells: How many cells with respondents are not shown.
        hidden_respondents: Their respondents, summed over the cells.
        is_best: No safe choice loses less; else one was found by greedy search, and no single
            cell can be shown in addition.
    """

    shown: frozenset[int]
    hidden_cells: int
    hidden_respondents: int
    is_best: bool


def choose(
    instance: Instance,
    *,
    minimum: int,
    loss: Loss = Loss.RESPONDENTS,
    most_exact: int = MOST_EXACT,
) -> Choice:
    """Choose the cells to show so that nobody can work out fewer than the minimum.

    Safe: no linear combination of shown sums depends on 1 to `minimum` - 1 respondents. Up to
    `most_exact` cells the choice is proven best, unless the search grows beyond its bounds:
    cells to hide are chosen by an integer program over the unsafe sets known so far, the result
    is attacked, and what the attack finds is added, until it finds nothing. Else the cheapest
    cell of each unsafe set is hidden, then whatever can be is shown again, also in exchange for
    cheaper ones.

    Args:
        instance: All that might be shown.
        minimum: The least group; 1 or more.
        loss: What weighs most.
        most_exact: Up to how many cells the best choice is looked for.

    Raises:
        TooMany: With several attributes: the safety of a choice could not be decided within
            the bound. Cross fewer attributes, or in fewer units.

    Source:
        Own; docs/method/crossing.md. Cuts: Stoer and Wagner (1997).
    """
    audit = _audit_of(instance, minimum)
    weights = _weights(instance, loss)
    candidates = [place for place, cell in enumerate(instance.cells) if cell.n >= minimum]
    hidden: frozenset[int] | None = None
    if len(candidates) <= most_exact:
        shrinks = len(instance.attributes) <= _BY_CUTS  # else no cell can be left out already
        hidden = _exactly(candidates, weights, audit, shrinks=shrinks)
    best = hidden is not None
    if hidden is None:
        hidden = _greedily(candidates, weights, audit)
    shown = frozenset(candidates) - hidden
    dark = [cell for place, cell in enumerate(instance.cells) if place not in shown]
    return Choice(shown, len(dark), sum(cell.n for cell in dark), best)


def _audit_of(instance: Instance, minimum: int) -> Audit:
    crossing = cuts if len(instance.attributes) <= _BY_CUTS else nullspace
    return partial(crossing.unsafe_sets, instance, minimum=minimum)


def _weights(instance: Instance, loss: Loss) -> list[int]:
    cells, people = len(instance.cells) + 1, sum(cell.n for cell in instance.cells) + 1
    if loss == Loss.CELLS:
        return [people + cell.n for cell in instance.cells]
    plain = [cell.n * cells + 1 for cell in instance.cells]
    if loss == Loss.RESPONDENTS:
        return plain
    attributes = 1 + sum(
        weight
        for weight, cell in zip(plain, instance.cells, strict=True)
        if cell.family != TOTALS
    )
    return [
        weight * (attributes if cell.family == TOTALS else 1)
        for weight, cell in zip(plain, instance.cells, strict=True)
    ]


def _exactly(
    candidates: Collection[int], weights: list[int], audit: Audit, *, shrinks: bool
) -> frozenset[int] | None:
    """Hide the cheapest, attack, add what was found; None when it takes too many rounds."""
    unsafe: set[frozenset[int]] = set()
    hidden: frozenset[int] = frozenset()
    for _round in range(MOST_ROUNDS):
        found = audit(set(candidates) - hidden)
        if not found:
            return hidden
        unsafe.update(_shrunk(group, weights, audit) if shrinks else group for group in found)
        chosen = cheapest(unsafe, weights)
        if chosen is None:
            return None
        hidden = chosen
    return None


def _shrunk(group: frozenset[int], weights: list[int], audit: Audit) -> frozenset[int]:
    """Leave out cells, the dearest first, as long as what is left is unsafe by itself."""
    if len(group) > MOST_TO_SHRINK:
        return group
    for cell in sorted(group, key=lambda cell: (-weights[cell], cell)):
        if cell in group and (smaller := audit(group - {cell})):
            group = min(smaller, key=lambda found: (len(found), sorted(found)))
    return group


def _greedily(candidates: Collection[int], weights: list[int], audit: Audit) -> frozenset[int]:
    shown = set(candidates)
    while found := audit(shown):
        for group in sorted(found, key=lambda group: (len(group), sorted(group))):
            if group <= shown:
                shown.remove(min(group, key=lambda cell: (weights[cell], cell)))
    hidden = set(candidates) - shown
    for cell in sorted(hidden, key=lambda cell: (-weights[cell], cell)):
        _try_to_show(cell, shown, weights, audit)
    for cell in sorted(set(candidates) - shown, key=lambda cell: (-weights[cell], cell)):
        if not audit(shown | {cell}):
            shown.add(cell)
    return frozenset(candidates) - shown


def _try_to_show(cell: int, shown: set[int], weights: list[int], audit: Audit) -> None:
    """Show a cell, for nothing or in exchange for cheaper ones."""
    trial, given = shown | {cell}, 0
    while found := audit(trial):
        near = min(found, key=lambda group: (len(group), sorted(group)))
        others = [other for other in near if other != cell]
        if not others:
            return
        least = min(others, key=lambda other: (weights[other], other))
        given += weights[least]
        if given >= weights[cell]:
            return
        trial.discard(least)
    shown.clear()
    shown.update(trial)
