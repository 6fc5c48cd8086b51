"""What goes into a plan of cells, and what comes out."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class UnitStaff:
    """A unit and how many persons belong to it and to no unit below it."""

    code: str
    parent: str | None
    name: str
    staff: int


class CellReason(StrEnum):
    """Why these persons are counted together."""

    UNIT = "unit"  # a unit large enough by itself
    OWN_STAFF = "own staff"  # those of an inner unit who belong to no unit below it
    TOGETHER = "together"  # small units with their siblings
    MANAGEMENT = "management"  # management and staff of a unit and of units below it


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """Persons counted together: the smallest group that anything is ever told of.

    Attributes:
        code: 'c1', 'c2' ... in the order of the tree.
        anchor: The lowest unit that all members lie under; the cell hangs there.
        units: Units whose own staff it holds, in the order of the tree.
        eligible: How many persons.
        reason: Why they are counted together.
    """

    code: str
    anchor: str
    units: tuple[str, ...]
    eligible: int
    reason: CellReason


@dataclass(frozen=True, slots=True)
class SmallUnit:
    """A unit whose own staff is too small for a cell, and what can be chosen for it.

    Attributes:
        unit: Its code.
        staff: Its own staff, 1 or more.
        options: What may be chosen: 'with:<unit code>' or 'up'.
        chosen: The choice in force, or None: counted by the rule.
        cell: The code of the cell its staff is counted in.
    """

    unit: str
    staff: int
    options: tuple[str, ...]
    chosen: str | None
    cell: str


class ChoiceProblem(StrEnum):
    """Why a choice was not followed."""

    UNKNOWN_UNIT = "no such unit"
    NOT_SMALL = "the unit needs no choice"  # it has enough staff, or none
    NOT_UNDERSTOOD = "neither 'up' nor 'with:<unit code>'"
    UNKNOWN_TARGET = "no such unit to go with"
    EMPTY_TARGET = "nobody to go with"
    FAR_TARGET = "not a sibling, nor under one"
    NOTHING_ABOVE = "nothing above"


@dataclass(frozen=True, slots=True)
class RefusedChoice:
    """A choice that was not followed; the rule decided instead."""

    unit: str
    choice: str
    problem: ChoiceProblem


class PlanProblem(StrEnum):
    """Why no round is possible."""

    TOO_FEW = "too few"


@dataclass(frozen=True, slots=True)
class CellPlan:
    """All persons in exactly one cell, or the reason why that cannot be.

    Attributes:
        cells: In the order of the tree; empty if there is a problem.
        options: The units too small by themselves, in the order of the tree.
        refused: Choices not followed.
        problem: None when a round is possible.
    """

    cells: tuple[PlannedCell, ...]
    options: tuple[SmallUnit, ...]
    refused: tuple[RefusedChoice, ...]
    problem: PlanProblem | None
