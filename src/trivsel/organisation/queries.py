"""Reading: who is where, filtered by who asks."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from trivsel.accounts import events
from trivsel.accounts import queries as accounts
from trivsel.accounts.models import Event
from trivsel.accounts.words import words_for
from trivsel.organisation.models import Organisation, Person, Role, Unit

Kind = Role.Kind
EVERYWHERE = frozenset({Kind.HR, Kind.TOP_MANAGEMENT, Kind.ADMINISTRATOR})
SEES_ALL_RESULTS = frozenset({Kind.HR, Kind.TOP_MANAGEMENT})
SEES_RESULTS_OF_SUBTREE = frozenset(
    {Kind.LEADER, Kind.SAFETY_REP, Kind.UNION_REP, Kind.EMPLOYEE_REP}
)
MANAGES_PEOPLE = frozenset({Kind.ADMINISTRATOR, Kind.HR})
SEES_PEOPLE_OF_SUBTREE = frozenset({Kind.LEADER, Kind.TOP_MANAGEMENT})
MANAGEMENT_SIDE = frozenset({Kind.LEADER, Kind.HR, Kind.TOP_MANAGEMENT})


# --- what somebody is -------------------------------------------------------------------------
def kinds_of(person: Person) -> set[str]:
    return {role.kind for role in person.roles.all()}


def may_manage_people(person: Person) -> bool:
    return bool(kinds_of(person) & MANAGES_PEOPLE)


def may_see_people(person: Person) -> bool:
    """The list of people is for those who run it and for leaders, for their own."""
    return bool(kinds_of(person) & (MANAGES_PEOPLE | SEES_PEOPLE_OF_SUBTREE))


def may_see_people_of(person: Person, unit: Unit) -> bool:
    if may_manage_people(person):
        return True
    return any(
        role.unit.first <= unit.first <= role.unit.last
        for role in person.roles.all()
        if role.kind in SEES_PEOPLE_OF_SUBTREE
    )


def may_see_events(person: Person) -> bool:
    return Kind.ADMINISTRATOR in kinds_of(person)


# --- units ---------------------------------------------------------------------------------
def role_units(person: Person) -> QuerySet[Unit]:
    """Units the person answers for by a role that sees results; none for an employee."""
    return _units(person).filter(_below_roles(person, SEES_RESULTS_OF_SUBTREE))


def visible_units(person: Person) -> QuerySet[Unit]:
    """Units whose results the person may see: own unit, all above it, and those of a role."""
    own = Q(first__lte=person.unit.first, last__gte=person.unit.first)
    return _units(person).filter(own | _below_roles(person, SEES_RESULTS_OF_SUBTREE))


def units_for(person: Person) -> QuerySet[Unit]:
    """Units whose page the person may open. An administrator runs them all, without results."""
    if may_manage_people(person):
        return _units(person)
    return visible_units(person)


def units_of(organisation: Organisation) -> QuerySet[Unit]:
    """All units, in the order of the tree. For those who manage them; others: units_for."""
    return Unit.objects.filter(organisation=organisation).order_by("first")


def places_for(unit: Unit) -> QuerySet[Unit]:
    """Where the unit can be moved: anywhere but below itself; nowhere for the top unit."""
    if unit.parent_id is None:
        return Unit.objects.none()
    return units_of(unit.organisation).exclude(first__range=(unit.first, unit.last))


def unit_and_above(unit: Unit) -> QuerySet[Unit]:
    """The way from the root to the unit."""
    return Unit.objects.filter(
        organisation=unit.organisation_id, first__lte=unit.first, last__gte=unit.first
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One unit on the way down to another; open to this person or only named."""

    unit: Unit
    is_open: bool


def path_to(unit: Unit, *, person: Person) -> list[Step]:
    """The units above, from the top."""
    above = unit_and_above(unit).exclude(pk=unit.pk).select_related("organisation")
    opens = set(units_for(person).filter(pk__in=above).values_list("pk", flat=True))
    return [Step(step, step.pk in opens) for step in above.order_by("first")]


def subtree(unit: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(
        organisation=unit.organisation_id, first__range=(unit.first, unit.last)
    )


def root(organisation: Organisation) -> Unit:
    return Unit.objects.get(organisation=organisation, parent__isnull=True)


def _units(person: Person) -> QuerySet[Unit]:
    return Unit.objects.filter(organisation=person.organisation_id).select_related(
        "organisation"
    )


def _below_roles(person: Person, kinds: Iterable[str], *, path: str = "") -> Q:
    """Units in the subtree of one of these roles; everything for who sees everything."""
    below = Q(pk__in=[])
    for role in person.roles.all():
        if role.kind in kinds or role.kind in SEES_ALL_RESULTS:
            below |= Q(**{f"{path}first__range": (role.unit.first, role.unit.last)})
    return below


# --- the tree --------------------------------------------------------------------------------
@dataclass(slots=True)
class Branch:
    """A unit with how many work in it, alone and with everything below."""

    unit: Unit
    staff: int
    staff_below: int = 0
    leaders: list[Person] = dataclasses.field(default_factory=list)
    safety_reps: list[Person] = dataclasses.field(default_factory=list)


def tree(organisation: Organisation) -> list[Branch]:
    """All units depth first with their staff, in one query."""
    units = Unit.objects.filter(organisation=organisation).annotate(
        staff=Count("people", filter=Q(people__left_on__isnull=True))
    )
    return _branches(units.order_by("first"))


def tree_for(person: Person) -> list[Branch]:
    """The units the person may open, with staff, leader and safety representative."""
    visible = set(units_for(person).values_list("pk", flat=True))
    branches = [branch for branch in tree(person.organisation) if branch.unit.pk in visible]
    by_unit = {branch.unit.pk: branch for branch in branches}
    roles = _current_roles(person.organisation).filter(
        kind__in=[Kind.LEADER, Kind.SAFETY_REP], unit__in=visible
    )
    for role in roles:
        branch = by_unit[role.unit_id]
        people = branch.leaders if role.kind == Kind.LEADER else branch.safety_reps
        people.append(role.person)
    return branches


def upper_levels(branches: list[Branch], *, at_most: int) -> list[Branch]:
    """As many whole levels from the top as fit; always the first two."""
    top = min((branch.unit.depth for branch in branches), default=0)
    depths = sorted(branch.unit.depth for branch in branches)
    deepest = depths[at_most] - 1 if len(depths) > at_most else max(depths, default=0)
    return [branch for branch in branches if branch.unit.depth <= max(deepest, top + 1)]


def staff_in(unit: Unit) -> tuple[int, int]:
    """How many work in the unit itself, and with everything below it."""
    people = Person.objects.filter(
        unit__organisation=unit.organisation_id,
        unit__first__range=(unit.first, unit.last),
        left_on__isnull=True,
    )
    counted = people.aggregate(own=Count("pk", filter=Q(unit=unit)), below=Count("pk"))
    return counted["own"], counted["below"]


def branches_below(person: Person, unit: Unit) -> list[Branch]:
    """The unit's own children, with their staff, as far as the person may open them."""
    return [branch for branch in tree_for(person) if branch.unit.parent_id == unit.pk]


def _branches(units: Iterable[Unit]) -> list[Branch]:
    branches = [Branch(unit, staff=unit.staff) for unit in units]  # type: ignore[attr-defined]
    running = [0]
    for branch in branches:
        running.append(running[-1] + branch.staff)
    for branch in branches:
        branch.staff_below = running[branch.unit.last + 1] - running[branch.unit.first]
    return branches


# --- people --------------------------------------------------------------------------------
def people_for(person: Person) -> QuerySet[Person]:
    """People the person may open: all, those below a leader, and always oneself."""
    people = Person.objects.filter(organisation=person.organisation_id, left_on__isnull=True)
    people = people.select_related("unit", "organisation").prefetch_related("roles__unit")
    if may_manage_people(person):
        return people
    below = _below_roles(person, SEES_PEOPLE_OF_SUBTREE - SEES_ALL_RESULTS, path="unit__")
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


def leaders_of(unit: Unit) -> list[Person]:
    """Those who lead the unit; where nobody does, those of the nearest unit above."""
    return _nearest(unit, Kind.LEADER)


def safety_reps_of(unit: Unit) -> list[Person]:
    """The unit's health and safety representatives, or those of the nearest unit above."""
    return _nearest(unit, Kind.SAFETY_REP)


def has_safety_rep(organisation: Organisation) -> bool:
    return _current_roles(organisation).filter(kind=Kind.SAFETY_REP).exists()


def employee_reps(organisation: Organisation) -> Sequence[Role]:
    """Whom the employees chose, for where there is no safety representative."""
    roles = _current_roles(organisation).filter(kind=Kind.EMPLOYEE_REP)
    return list(roles.select_related("person", "appointed_by"))


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


def _current_roles(organisation: Organisation) -> QuerySet[Role]:
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


# --- what was done -----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class EventLine:
    event: Event
    words: str
    actor: str


def event_lines(organisation: Organisation) -> list[EventLine]:
    """The newest events with the name of whoever did it; the events keep only ids."""
    newest = accounts.events_of(organisation.slug)
    names = accounts.names_of({event.actor for event in newest if event.actor})
    return [
        EventLine(event, words_for(event.what), names.get(event.actor or 0, ""))
        for event in newest
    ]


def broken_chain(organisation: Organisation) -> events.Break | None:
    return events.verify(organisation.slug)
