from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trivsel.accounts.addresses import address
from trivsel.accounts.events import What
from trivsel.accounts.queries import user_with
from trivsel.accounts.services import create_user
from trivsel.domain.refusal import Refused
from trivsel.organisation import policies, queries
from trivsel.organisation.models import Organisation, Person, Role, Unit
from trivsel.organisation.services.log import record
from trivsel.organisation.services.people import Details, add_person


@transaction.atomic
def give_role(
    kind: str, *, to: Person, unit: Unit | None = None, by: Person | None, at: datetime
) -> Role:
    """Make somebody leader, representative, HR, top management or administrator.

    Args:
        kind: One of Role.Kind, but for the employees' own choice.
        to: Who gets it.
        unit: The unit whose subtree the role covers. The root for HR, top management and
            administrator, whatever is given; the person's own unit where nothing is.
        by: Who gives it.
        at: When.

    Raises:
        Refused: The person who asks may not, or the two roles cannot be joined.
    """
    organisation = Organisation.objects.select_for_update().get(pk=to.organisation_id)
    if reason := policies.why_not_give_role(kind, to=to, by=by):
        raise Refused(reason)
    if kind in queries.EVERYWHERE:
        unit = queries.root(organisation)
    unit = unit or to.unit
    if unit.organisation_id != organisation.pk:
        raise Refused(_("A role is for a unit of the person's own organisation."))
    role, made = Role.objects.get_or_create(
        person=to, kind=kind, unit=unit, defaults={"appointed_by": by}
    )
    if made:
        record(What.ROLE_GIVEN, to, at_place=organisation, by=by, at=at)
    return role


@transaction.atomic
def take_role(role: Role, *, by: Person | None, at: datetime) -> None:
    """End a role.

    Raises:
        Refused: The person who asks may not, or it is the only administrator.
    """
    organisation = Organisation.objects.select_for_update().get(pk=role.person.organisation_id)
    if reason := policies.why_not_take_role(role, by=by):
        raise Refused(reason)
    record(What.ROLE_TAKEN, role.person, at_place=organisation, by=by, at=at)
    role.delete()


@transaction.atomic
def choose_employee_rep(
    person: Person, *, chosen_on: date, chosen_how: str, by: Person, at: datetime
) -> Role:
    """Write down whom the employees chose to speak for them. One at a time.

    Who wrote it down is kept: the same person cannot sign a round for management.

    Raises:
        Refused: There is a safety representative, or the chosen one acts for management.
    """
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    if reason := policies.why_not_chosen(person, by=by):
        raise Refused(reason)
    if not chosen_how.strip():
        raise Refused(_("Write in a few words how the employees chose."))
    if chosen_on > at.date():
        raise Refused(_("The day they chose lies in the future."))
    Role.objects.filter(kind=Role.Kind.EMPLOYEE_REP, person__organisation=organisation).delete()
    role = Role.objects.create(
        person=person,
        kind=Role.Kind.EMPLOYEE_REP,
        unit=queries.root(organisation),
        appointed_by=by,
        chosen_on=chosen_on,
        chosen_how=chosen_how.strip(),
    )
    record(What.REP_CHOSEN, person, at_place=organisation, by=by, at=at)
    return role


@transaction.atomic
def make_administrator(
    *, slug: str, email: str, name: str = "", at: datetime | None = None
) -> Person:
    """Let somebody run an organisation. Only from the command line, so without ``by``.

    Makes the person and the user where there is none; they sign in by a link.

    Raises:
        Refused: There is no such organisation, or nobody to be made.
    """
    at = at or timezone.now()
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise Refused(_("There is no organisation at the address %(slug)s.") % {"slug": slug})
    person = Person.objects.filter(
        organisation=organisation, email=address(email), left_on__isnull=True
    ).first()
    user = user_with(email)
    if user is None:
        user = create_user(email, name or (person.name if person else email))
    if person is None:
        root = queries.root(organisation)
        details = Details(name=name or user.name, unit=root, email=email)
        person = add_person(f"admin-{user.pk}", details, by=None, at=at)
    person.user = user
    person.save(update_fields=["user"])
    give_role(Role.Kind.ADMINISTRATOR, to=person, by=None, at=at)
    return person
