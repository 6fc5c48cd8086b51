"""A plan of cells in words: what a cell is called, and why no round is possible."""

from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from trivsel.domain.cells import CellPlan, PlannedCell, UnitStaff
from trivsel.surveys.rounds.manifest import CellEntry

MOST_NAMES = 4


def entries_of(plan: CellPlan, staff: Sequence[UnitStaff]) -> list[CellEntry]:
    """The planned cells as they will stand in the manifest."""
    names = _Names(staff)
    return [
        CellEntry(
            code=cell.code,
            name=names.of(cell),
            anchor=cell.anchor,
            units=cell.units,
            eligible=cell.eligible,
        )
        for cell in plan.cells
    ]


class _Names:
    """Names of cells. They are signed, so they are the same whoever looks, in one language."""

    def __init__(self, staff: Sequence[UnitStaff]) -> None:
        self.units = {unit.code: unit for unit in staff}
        self.inner = {unit.parent for unit in staff}
        self.under: Counter[str] = Counter()
        for unit in staff:
            above: str | None = unit.code
            while above is not None:
                self.under[above] += unit.staff
                above = self.units[above].parent

    def of(self, cell: PlannedCell) -> str:
        """The unit that it is all of; else the units people come from, the largest first.

        An inner unit's bare name would say that everybody below it is counted too. Where it has
        too few people of its own for a cell, they are mostly those who lead.
        """
        if self.under[cell.anchor] == cell.eligible:
            return self.units[cell.anchor].name
        units = sorted((self.units[code] for code in cell.units), key=lambda unit: -unit.staff)
        whole = [unit for unit in units if unit.code not in self.inner]
        inner = [unit for unit in units if unit.code in self.inner]
        if not inner:
            return _together(units)
        if not whole and cell.anchor in cell.units:
            inner = [self.units[cell.anchor]]
        with override(settings.LANGUAGE_CODE):
            if len(units) == 1:
                return _("%(unit)s, the unit itself") % {"unit": units[0].name}
            leaders = _("Leaders and staff, %(unit)s") % {"unit": _together(inner)}
        return f"{_together(whole)} + {leaders}" if whole else leaders


def _together(units: Sequence[UnitStaff]) -> str:
    names = [unit.name for unit in units]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"… (+{len(names) - MOST_NAMES + 1})"]
    return " + ".join(names)[:190]


def explain(plan: CellPlan) -> str:
    """Why no round is possible with these people, or nothing."""
    if plan.problem is None:
        return ""
    return _(
        "With so few people a figure could be traced to one of you, so a survey is not the"
        " right way here. A guided dialogue that is written down counts as your mapping."
    )
