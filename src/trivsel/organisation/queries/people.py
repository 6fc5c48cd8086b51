"""People: found, named, and who of them speaks for whom."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from trivsel.organisation.models import Organisation, Person, Role, Unit
from trivsel.organisation.queries.kinds import (
    MANAGEMENT_SIDE,
    SEES_PEOPLE_OF_SUBTREE,
    may_manage_people,
)
from trivsel.organisation.queries.units import below_roles

Kind = Role.Kind


def people_for(person: Person) -> QuerySet[Person]:
    """People the person may open: all, those below a leader, and always oneself."""
    people = Person.objects.filter(organisation=person.organisation_id, left_on__isnull=True)
    people = people.select_related("unit", "organisation").prefetch_related("roles__unit")
    if may_manage_people(person):
        return people
    below = below_roles(person, SEES_PEOPLE_OF_SUBTREE, path="unit__")
    return people.filter(below | Q(pk=person.pk))


def find_people(
    person: Person, *, words: str = "", unit: Unit | None = None
) -> QuerySet[Person]:
    """People the person may open, by parts of name, number, e-mail or job, in a subtree."""
    people = people_for(person)
    for word in words.split()[:5]:
        people = people.filter(
            _spelled(word, "icontains", "name", "number", "email", "job_title")
        )
    if unit is not None:
        people = people.filter(unit__first__range=(unit.first, unit.last))
    return people.order_by("name", "number")


def people_of(unit: Unit) -> QuerySet[Person]:
    """Those who work in the unit itself. Ask may_see_people_of first."""
    people = Person.objects.filter(unit=unit, left_on__isnull=True)
    return people.select_related("organisation").order_by("name", "number")


def leaders_of(unit: Unit) -> list[Person]:
    """Those who lead the unit; where nobody does, those of the nearest unit above."""
    return _nearest(unit, Kind.LEADER)


def safety_reps_of(unit: Unit) -> list[Person]:
    """The unit's health and safety representatives, or those of the nearest unit above."""
    return _nearest(unit, Kind.SAFETY_REP)


def has_safety_rep(organisation: Organisation) -> bool:
    return current_roles(organisation).filter(kind=Kind.SAFETY_REP).exists()


def employee_reps(organisation: Organisation) -> Sequence[Role]:
    """Whom the employees chose, for where there is no safety representative."""
    roles = current_roles(organisation).filter(kind=Kind.EMPLOYEE_REP)
    return list(roles.select_related("person", "appointed_by"))


def chosen_by_employees(organisation: Organisation) -> list[Person]:
    return [role.person for role in employee_reps(organisation)]


def may_be_chosen(organisation: Organisation) -> QuerySet[Person]:
    """People who can stand for the employees: those who do not act for management."""
    return (
        Person.objects.filter(organisation=organisation, left_on__isnull=True)
        .exclude(roles__kind__in=MANAGEMENT_SIDE)
        .order_by("name", "number")
    )


def administrators(organisation: Organisation) -> QuerySet[Person]:
    return Person.objects.filter(
        organisation=organisation, left_on__isnull=True, roles__kind=Kind.ADMINISTRATOR
    )


def named(organisation: Organisation, words: str) -> list[Person]:
    """Those who can be chosen and have this number, this e-mail or this full name."""
    words = words.strip()
    people = may_be_chosen(organisation)
    for exactly in (Q(number=words), Q(email=words.lower()), _spelled(words, "iexact", "name")):
        if found := list(people.filter(exactly)[:2]):
            return found
    return []


def code_is_taken(organisation: Organisation, code: str) -> bool:
    return Unit.objects.filter(organisation=organisation, code=code).exists()


def number_is_taken(organisation: Organisation, number: str, *, besides: Person | None) -> bool:
    people = Person.objects.filter(organisation=organisation, number=number)
    return _besides(people, besides).exists()


def address_is_taken(organisation: Organisation, email: str, *, besides: Person | None) -> bool:
    people = Person.objects.filter(
        organisation=organisation, email__iexact=email, left_on__isnull=True
    )
    return bool(email) and _besides(people, besides).exists()


def _spelled(word: str, how: str, *fields: str) -> Q:
    """One of the fields fits, in small or capital letters: SQLite knows only those of ASCII."""
    spellings = {word, word.lower(), word.upper(), word.capitalize(), word.title()}
    fits = Q(pk__in=[])
    for field in fields:
        for spelling in spellings if not word.isascii() else {word}:
            fits |= Q(**{f"{field}__{how}": spelling})
    return fits


def _besides(people: QuerySet[Person], person: Person | None) -> QuerySet[Person]:
    return people.exclude(pk=person.pk) if person else people


def current_roles(organisation: Organisation) -> QuerySet[Role]:
    return Role.objects.filter(
        person__organisation=organisation, person__left_on__isnull=True
    ).select_related("person", "unit")


def _nearest(unit: Unit, kind: str) -> list[Person]:
    roles = Role.objects.filter(
        kind=kind,
        person__left_on__isnull=True,
        unit__organisation=unit.organisation_id,
        unit__first__lte=unit.first,
        unit__last__gte=unit.first,
    )
    found = list(
        roles.select_related("person", "unit").order_by("-unit__depth", "person__name")
    )
    return [role.person for role in found if role.unit_id == found[0].unit_id]
