from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trivsel.accounts.addresses import address
from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation import policies
from trivsel.organisation.models import Person, Unit
from trivsel.organisation.services.log import record


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of somebody besides their number."""

    name: str
    unit: Unit
    email: str = ""
    job_title: str = ""
    language: str = "da"


@transaction.atomic
def add_person(number: str, details: Details, *, by: Person | None, at: datetime) -> Person:
    """Add somebody who works here. Nothing is sent; with an e-mail they can ask for a link.

    Raises:
        Refused: The person who asks may not.
        ValidationError: The number or the e-mail is in use.
    """
    organisation = details.unit.organisation
    if reason := policies.why_not_manage(by):
        raise Refused(reason)
    person = Person(organisation=organisation, number=number)
    _describe(person, details)
    person.full_clean()
    person.save(force_insert=True)
    record(What.PERSON_ADDED, person, at_place=organisation, by=by, at=at)
    return person


@transaction.atomic
def change_person(
    person: Person, details: Details, *, by: Person | None, at: datetime
) -> Person:
    """Change what is known of somebody. Another e-mail ends the tie to the old login.

    Raises:
        Refused: The person who asks may not, or the unit is another organisation's.
        ValidationError: The e-mail is in use.
    """
    if reason := policies.why_not_manage(by):
        raise Refused(reason)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if details.unit.organisation_id != person.organisation_id:
        raise Refused(_("The unit belongs to another organisation."))
    if address(details.email) != person.email:
        person.user = None
        record(What.ADDRESS_CHANGED, person, at_place=person.organisation, by=by, at=at)
    _describe(person, details)
    person.full_clean()
    person.save()
    record(What.PERSON_CHANGED, person, at_place=person.organisation, by=by, at=at)
    return person


@transaction.atomic
def let_leave(person: Person, *, left_on: date, by: Person | None, at: datetime) -> Person:
    """Somebody has stopped. Their roles end and they can no longer come in.

    Raises:
        Refused: The person who asks may not, or it is the only administrator.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if reason := policies.why_not_leave(person, by=by):
        raise Refused(reason)
    person.left_on = left_on
    person.user = None
    person.save(update_fields=["left_on", "user"])
    person.roles.all().delete()
    record(What.PERSON_LEFT, person, at_place=person.organisation, by=by, at=at)
    return person


def _describe(person: Person, details: Details) -> None:
    person.name, person.unit = details.name, details.unit
    person.email = address(details.email)
    person.job_title, person.language = details.job_title, details.language
