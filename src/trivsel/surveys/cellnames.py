"""A plan of cells in words: what a cell is called, and why no round is possible."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from trivsel.domain.cells import CellPlan, PlannedCell, UnitStaff
from trivsel.surveys.manifest import CellEntry

MOST_NAMES = 4


def entries_of(plan: CellPlan, staff: Sequence[UnitStaff]) -> list[CellEntry]:
    """The planned cells as they will stand in the manifest."""
    units = {unit.code: unit for unit in staff}
    return [
        CellEntry(
            code=cell.code,
            name=cell_name(cell, units),
            anchor=cell.anchor,
            units=tuple(cell.units),
            eligible=cell.eligible,
        )
        for cell in plan.cells
    ]


def cell_name(cell: PlannedCell, units: Mapping[str, UnitStaff]) -> str:
    """The names of the units that people of this cell work in, the largest first.

    Without words, so that a name reads the same in every language.
    """
    staffed = [units[code] for code in cell.units if units[code].staff]
    names = [unit.name for unit in sorted(staffed, key=lambda unit: -unit.staff)]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"… (+{len(names) - MOST_NAMES + 1})"]
    return " + ".join(names)


def explain(plan: CellPlan) -> str:
    """Why no round is possible with these people, or nothing."""
    if plan.problem is None:
        return ""
    return _(
        "With so few people a figure could be traced to one of you, so a survey is not the"
        " right way here. A guided dialogue that is written down counts as your mapping."
    )
