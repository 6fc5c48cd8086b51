"""Writing: one function for each thing somebody does."""

from trivsel.organisation.services.organisations import change_organisation, create_organisation
from trivsel.organisation.services.people import Details, add_person, change_person, let_leave
from trivsel.organisation.services.roles import (
    choose_employee_rep,
    give_role,
    make_administrator,
    take_role,
)
from trivsel.organisation.services.tree import renumber
from trivsel.organisation.services.units import (
    add_unit,
    change_unit,
    move_unit,
    remove_unit,
    rename_unit,
)

__all__ = [
    "Details",
    "add_person",
    "add_unit",
    "change_organisation",
    "change_person",
    "change_unit",
    "choose_employee_rep",
    "create_organisation",
    "give_role",
    "let_leave",
    "make_administrator",
    "move_unit",
    "remove_unit",
    "rename_unit",
    "renumber",
    "take_role",
]
