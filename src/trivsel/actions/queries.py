"""Reading actions: each function takes the person who asks."""

from django.db.models import Q, QuerySet

from trivsel.actions.models import Action
from trivsel.organisation import queries as organisation
from trivsel.organisation.models import Person, Role, Unit

ACTING_ROLES = (
    Role.Kind.LEADER,
    Role.Kind.SAFETY_REP,
    Role.Kind.EMPLOYEE_REP,
    Role.Kind.HR,
    Role.Kind.TOP_MANAGEMENT,
)


def actions_for(person: Person) -> QuerySet[Action]:
    """Those meant for this person: of own unit and above, of own roles, own, everybody's."""
    return (
        Action.objects.filter(organisation=person.organisation_id)
        .filter(
            Q(audience=Action.Audience.ORGANISATION)
            | Q(unit__in=organisation.visible_units(person))
            | Q(owner=person)
            | Q(created_by=person)
        )
        .select_related("organisation", "unit", "owner", "created_by")
    )


def actions_of_unit(person: Person, unit: Unit) -> QuerySet[Action]:
    return actions_for(person).filter(unit=unit)


def units_to_act_in(person: Person) -> QuerySet[Unit]:
    """Units this person may agree actions for: the subtrees of the roles that carry it."""
    covered = Q(pk__in=[])
    for role in person.roles.all():
        if role.kind in ACTING_ROLES:
            covered |= Q(first__gte=role.unit.first, first__lte=role.unit.last)
    return Unit.objects.filter(covered, organisation=person.organisation_id)


def possible_owners(person: Person) -> QuerySet[Person]:
    """People who can carry an action: those of the units one may act in, and oneself."""
    units = units_to_act_in(person)
    return Person.objects.filter(
        Q(unit__in=units)
        | Q(pk__in=Role.objects.filter(unit__in=units).values("person"))
        | Q(pk=person.pk),
        organisation=person.organisation_id,
        left_on__isnull=True,
    )


def likely_owners(person: Person, unit: Unit | None) -> QuerySet[Person]:
    """The few of them worth listing: those with a role, the unit's own people, and oneself."""
    with_role = Role.objects.filter(unit__organisation=person.organisation_id).values("person")
    own_staff = Person.objects.filter(unit=unit).values("pk") if unit else []
    return possible_owners(person).filter(
        Q(pk__in=with_role) | Q(pk__in=own_staff) | Q(pk=person.pk)
    )
