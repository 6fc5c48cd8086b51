"""Who is counted with whom, before anybody answers: see docs/method/cells.md."""

from trivsel.domain.cells.plan import plan_cells
from trivsel.domain.cells.values import (
    CellPlan,
    CellReason,
    ChoiceProblem,
    PlannedCell,
    PlanProblem,
    RefusedChoice,
    SmallUnit,
    UnitStaff,
)

__all__ = [
    "CellPlan",
    "CellReason",
    "ChoiceProblem",
    "PlanProblem",
    "PlannedCell",
    "RefusedChoice",
    "SmallUnit",
    "UnitStaff",
    "plan_cells",
]
