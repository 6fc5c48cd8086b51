"""Tables that cross: units by an attribute, and several attributes. docs/method/crossing.md."""

from trivsel.domain.disclosure.crossing.choosing import Choice, Loss, choose
from trivsel.domain.disclosure.crossing.instance import Atom, Cell, Instance, instance_of
from trivsel.domain.disclosure.crossing.nullspace import TooMany
from trivsel.domain.disclosure.crossing.planfile import (
    BadPlanFile,
    PlanFile,
    object_of,
    read_plan_file,
)
from trivsel.domain.disclosure.crossing.planned import planned

__all__ = [
    "Atom",
    "BadPlanFile",
    "Cell",
    "Choice",
    "Instance",
    "Loss",
    "PlanFile",
    "TooMany",
    "choose",
    "instance_of",
    "object_of",
    "planned",
    "read_plan_file",
]
