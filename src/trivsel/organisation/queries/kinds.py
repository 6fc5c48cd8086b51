"""What a role lets somebody see and do."""

from trivsel.organisation.models import Person, Role, Unit

Kind = Role.Kind
EVERYWHERE = frozenset({Kind.HR, Kind.TOP_MANAGEMENT, Kind.ADMINISTRATOR})
SEES_ALL_RESULTS = frozenset({Kind.HR, Kind.TOP_MANAGEMENT})
SEES_RESULTS_OF_SUBTREE = frozenset(
    {Kind.LEADER, Kind.SAFETY_REP, Kind.UNION_REP, Kind.EMPLOYEE_REP}
)
MANAGES_PEOPLE = frozenset({Kind.ADMINISTRATOR, Kind.HR})
SEES_PEOPLE_OF_SUBTREE = frozenset({Kind.LEADER, Kind.TOP_MANAGEMENT})
MANAGEMENT_SIDE = frozenset({Kind.LEADER, Kind.HR, Kind.TOP_MANAGEMENT})


def kinds_of(person: Person) -> set[str]:
    return {role.kind for role in person.roles.all()}


def may_manage_people(person: Person) -> bool:
    return bool(kinds_of(person) & MANAGES_PEOPLE)


def may_see_people(person: Person) -> bool:
    """The list of people is for those who run it and for leaders, for their own."""
    return bool(kinds_of(person) & (MANAGES_PEOPLE | SEES_PEOPLE_OF_SUBTREE))


def may_see_people_of(person: Person, unit: Unit) -> bool:
    if unit.organisation_id != person.organisation_id:
        return False
    return may_manage_people(person) or _reaches(person, unit, SEES_PEOPLE_OF_SUBTREE)


def may_see_results_of(person: Person, unit: Unit) -> bool:
    """The same as visible_units, for one unit at hand."""
    if unit.organisation_id != person.organisation_id:
        return False
    own = unit.first <= person.unit.first <= unit.last
    return own or _reaches(person, unit, SEES_RESULTS_OF_SUBTREE | SEES_ALL_RESULTS)


def may_open(person: Person, unit: Unit) -> bool:
    """The same as units_for, for one unit at hand."""
    if unit.organisation_id != person.organisation_id:
        return False
    return may_manage_people(person) or may_see_results_of(person, unit)


def may_see_events(person: Person) -> bool:
    return Kind.ADMINISTRATOR in kinds_of(person)


def _reaches(person: Person, unit: Unit, kinds: frozenset[Kind]) -> bool:
    return any(
        role.unit.first <= unit.first <= role.unit.last
        for role in person.roles.all()
        if role.kind in kinds
    )
