"""May they? The reason, or None. ``by`` is None for the installation itself (command line)."""

from django.utils.translation import gettext as _

from trivsel.organisation import queries
from trivsel.organisation.models import Person, Role, Unit

Kind = Role.Kind


def why_not_manage(by: Person | None) -> str | None:
    """The reason somebody cannot change units, people, roles and settings."""
    if by is None or queries.may_manage_people(by):
        return None
    return _("Only an administrator or HR can change this.")


def why_not_remove_unit(unit: Unit, *, by: Person | None) -> str | None:
    if reason := why_not_manage(by):
        return reason
    if unit.parent_id is None:
        return _("The top unit is the organisation itself and cannot be removed.")
    if unit.children.exists():
        return _("There are units below this one. Move or remove them first.")
    if unit.people.exists():
        return _("People work here, or have worked here. Move them to another unit first.")
    return None


def why_not_move_unit(unit: Unit, *, under: Unit, by: Person | None) -> str | None:
    if reason := why_not_manage(by):
        return reason
    if unit.parent_id is None:
        return _("The top unit has nothing above it and cannot be moved.")
    if under.organisation_id != unit.organisation_id:
        return _("A unit stays within its own organisation.")
    if unit.first <= under.first <= unit.last:
        return _("A unit cannot be moved to a place below itself.")
    return None


def why_not_give_role(kind: str, *, to: Person, by: Person | None) -> str | None:
    if reason := why_not_manage(by):
        return reason
    if to.left_on is not None:
        return _("The person has left.")
    if kind == Kind.EMPLOYEE_REP:
        return _("The employees choose this one themselves. Write it down on its own page.")
    if kind in queries.MANAGEMENT_SIDE and Kind.EMPLOYEE_REP in queries.kinds_of(to):
        return _(
            "This person speaks for the employees and cannot act for management as well. "
            "Let the employees choose somebody else first."
        )
    return None


def why_not_take_role(role: Role, *, by: Person | None) -> str | None:
    if reason := why_not_manage(by):
        return reason
    if role.kind == Kind.ADMINISTRATOR:
        return _why_not_without_administrator(role.person)
    return None


def why_not_leave(person: Person, *, by: Person | None) -> str | None:
    if reason := why_not_manage(by):
        return reason
    if person.left_on is not None:
        return _("The person has already left.")
    if Kind.ADMINISTRATOR in queries.kinds_of(person):
        return _why_not_without_administrator(person)
    return None


def why_not_choose_rep(*, by: Person) -> str | None:
    """The reason nobody can be written down as the employees' choice, by this person."""
    if queries.has_safety_rep(by.organisation):
        return _(
            "You have a health and safety representative, who speaks for the employees. "
            "Nobody else needs to be chosen."
        )
    kinds = queries.kinds_of(by)
    employee = not kinds & queries.MANAGEMENT_SIDE
    if employee or kinds & queries.MANAGES_PEOPLE:
        return None
    return _("The employees choose this one. Somebody who leads cannot write it down.")


def why_not_chosen(person: Person, *, by: Person) -> str | None:
    """The reason this one cannot stand for the employees."""
    if person.left_on is not None or person.organisation_id != by.organisation_id:
        return _("The person does not work here.")
    if queries.kinds_of(person) & queries.MANAGEMENT_SIDE:
        return _("Somebody who acts for management cannot speak for the employees.")
    return why_not_choose_rep(by=by)


def why_not_minimum(wanted: int, *, now: int) -> str | None:
    if wanted < now:
        return _(
            "The minimum group size can be raised but never lowered: people have answered, "
            "and will answer, trusting the one they were told."
        )
    return None


def _why_not_without_administrator(person: Person) -> str | None:
    others = queries.administrators(person.organisation).exclude(pk=person.pk)
    if others.exists():
        return None
    return _("This is the only administrator. Give the role to somebody else first.")
