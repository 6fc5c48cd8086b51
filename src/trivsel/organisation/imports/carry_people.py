"""The people of a plan become rows, in sets. Nobody is deleted: who is gone has left."""

from collections.abc import Iterable
from itertools import batched

from django.utils import timezone

from trivsel.accounts.events import What
from trivsel.domain.importfile.plan import ChangedPerson, Plan
from trivsel.domain.importfile.rows import PersonRow
from trivsel.organisation.imports.carry_units import BATCH, Act, Units
from trivsel.organisation.models import Organisation, Person, Role

FIELDS = ("number", "name", "email", "unit", "job_title", "language", "user", "left_on")


def carry_people(act: Act, plan: Plan, units: Units) -> dict[str, Person]:
    """Let go, change and add the people of the plan; who was changed or added, by number."""
    _let_go(act, (person.number for person in plan.gone_people))
    found = _by_number(act.organisation, (c.was.number for c in plan.changed_people))
    changed = [(found[c.was.number], c) for c in plan.changed_people]
    _free_addresses(changed)
    for person, change in changed:
        if _change(person, change.row, units):
            act.record(What.ADDRESS_CHANGED, person)
    Person.objects.bulk_create(
        [person for person, _ in changed],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=FIELDS,
    )
    added = [_person(act.organisation, row, units) for row in plan.new_people]
    Person.objects.bulk_create(added, batch_size=BATCH)
    return {person.number: person for person in (*added, *(p for p, _ in changed))}


def _let_go(act: Act, numbers: Iterable[str]) -> None:
    left_on = timezone.localdate(act.at)
    for chunk in batched(numbers, BATCH):
        gone = Person.objects.filter(organisation=act.organisation, number__in=chunk)
        Role.objects.filter(person__in=gone).delete()
        gone.update(left_on=left_on, user=None)


def _free_addresses(changed: list[tuple[Person, ChangedPerson]]) -> None:
    """Two people may swap addresses: for a moment neither has one."""
    readdressed = [
        person.pk
        for person, change in changed
        if any(one.field in {"email", "active"} for one in change.changes)
    ]
    for chunk in batched(readdressed, BATCH):
        Person.objects.filter(pk__in=chunk).update(email="")


def _change(person: Person, row: PersonRow, units: Units) -> bool:
    """Set what the row says; whether that ended the tie to a login."""
    person.number, person.name = row.number, row.name
    person.unit = units.by_code[row.unit]
    person.left_on = None
    person.language = row.language or person.language
    if row.job_title is not None:
        person.job_title = row.job_title
    if row.email is None or row.email == person.email.lower():
        return False
    person.email = row.email
    # Another address ends the tie to the old login, unless the login is that address.
    tied = person.user is not None and person.user.email.lower() != row.email
    if tied:
        person.user = None
    return tied


def _person(organisation: Organisation, row: PersonRow, units: Units) -> Person:
    return Person(
        organisation=organisation,
        number=row.number,
        name=row.name,
        email=row.email or "",
        unit=units.by_code[row.unit],
        job_title=row.job_title or "",
        language=row.language or "da",
    )


def _by_number(organisation: Organisation, numbers: Iterable[str]) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for chunk in batched(numbers, BATCH):
        people = Person.objects.filter(organisation=organisation, number__in=chunk)
        found |= {person.number: person for person in people.select_related("user")}
    return found
