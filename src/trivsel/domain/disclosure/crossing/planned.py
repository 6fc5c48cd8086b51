"""The answer to a file: what may be shown, merged or hidden, and what it costs."""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any, Final

from trivsel.domain.disclosure.crossing.choosing import choose
from trivsel.domain.disclosure.crossing.instance import TOTALS, Instance, instance_of
from trivsel.domain.disclosure.crossing.planfile import PlanFile
from trivsel.domain.disclosure.plan import best_plan

FORMAT: Final = "trivsel-planned 1"
_DECIMALS: Final = 6


def planned(asked: PlanFile) -> dict[str, Any]:
    """Say what may be shown, as a dict that JSON can carry.

    Of a tree alone siblings may be shown together, and the answer is always the best. Where
    attributes cross, see :func:`choose`.

    Raises:
        TooMany: With several attributes: safety could not be decided within the bound.
    """
    instance = instance_of(
        asked.units, asked.attributes, asked.atoms, crossed=dict(asked.crossed)
    )
    merged: list[tuple[int, ...]] = []
    if asked.attributes:
        chosen = choose(instance, minimum=asked.minimum, loss=asked.loss)
        shown, is_best = chosen.shown, chosen.is_best
    else:
        plan = best_plan(
            [cell.parent for cell in instance.cells],
            _own(instance),
            [cell.unit for cell in instance.cells],
            minimum=asked.minimum,
            merging=asked.merging,
        )
        shown, is_best, merged = plan.shown, True, list(plan.groups)
    means = _means(instance, asked.sums)
    in_rows = {cell for group in merged for cell in group}
    hidden = [c for c in range(len(instance.cells)) if c not in shown and c not in in_rows]
    return {
        "format": FORMAT,
        "minimum": asked.minimum,
        "loss": asked.loss.value,
        "is_best": is_best,
        "cost": {
            "hidden_respondents": sum(instance.cells[cell].n for cell in hidden),
            "hidden_cells": len(hidden),
            "lost_by_merging": sum(len(group) - 1 for group in merged),
        },
        "shown": [_named(instance, cell, means) for cell in sorted(shown)],
        "merged": [_row(instance, group, means) for group in merged],
        "hidden": [
            _named(instance, cell, {})
            | {
                "why": "too few"
                if instance.cells[cell].n < asked.minimum
                else "protects others"
            }
            for cell in hidden
        ],
    }


def _own(instance: Instance) -> list[int]:
    own = [0] * len(instance.cells)
    for atom, cell in zip(instance.atoms, instance.places[TOTALS], strict=True):
        own[cell] += atom.n
    return own


def _means(
    instance: Instance, sums: Mapping[tuple[str, tuple[str, ...]], float] | None
) -> dict[int, float]:
    """Give each cell's mean, where there are sums."""
    if sums is None:
        return {}
    parts: dict[int, list[float]] = {}
    for atom, ends in zip(instance.atoms, zip(*instance.places, strict=True), strict=True):
        for start in ends:
            cell = start
            while cell >= 0:
                parts.setdefault(cell, []).append(sums[atom.unit, atom.values])
                cell = instance.cells[cell].parent
    return {cell: fsum(of) / instance.cells[cell].n for cell, of in parts.items()}


def _named(instance: Instance, cell: int, means: Mapping[int, float]) -> dict[str, Any]:
    found = instance.cells[cell]
    named: dict[str, Any] = {"unit": found.unit}
    if found.family != TOTALS:
        named |= {"attribute": instance.attributes[found.family], "value": found.value}
    named["respondents"] = found.n
    return named | ({"mean": round(means[cell], _DECIMALS)} if cell in means else {})


def _row(
    instance: Instance, group: Sequence[int], means: Mapping[int, float]
) -> dict[str, Any]:
    n = sum(instance.cells[cell].n for cell in group)
    row: dict[str, Any] = {
        "units": [instance.cells[cell].unit for cell in group],
        "respondents": n,
    }
    if means:
        total = fsum(means[cell] * instance.cells[cell].n for cell in group)
        row["mean"] = round(total / n, _DECIMALS)
    return row
