from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation import policies
from trivsel.organisation.models import Organisation, Person, Unit
from trivsel.organisation.services.log import record


@transaction.atomic
def create_organisation(
    name: str,
    *,
    slug: str,
    root_code: str = "0",
    root_name: str = "",
    at: datetime | None = None,
) -> Organisation:
    """Make an organisation with its top unit. Only from the command line, so without ``by``.

    Raises:
        Refused: The address is in use, or cannot be one.
    """
    at = at or timezone.now()
    organisation = Organisation(name=name, slug=slug)
    try:
        organisation.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    organisation.save(force_insert=True)
    root = Unit(organisation=organisation, code=root_code, name=root_name or name)
    root.full_clean()
    root.save(force_insert=True)
    record(What.ORGANISATION_CREATED, organisation, at_place=organisation, by=None, at=at)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, name: str, minimum_group: int, by: Person, at: datetime
) -> Organisation:
    """Change the name; raise the minimum group size.

    Raises:
        Refused: The person may not, or the minimum would sink.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    reason = policies.why_not_manage(by) or policies.why_not_minimum(
        minimum_group, now=organisation.minimum_group
    )
    if reason:
        raise Refused(reason)
    if minimum_group != organisation.minimum_group:
        record(What.MINIMUM_RAISED, organisation, at_place=organisation, by=by, at=at)
    if name != organisation.name:
        record(What.ORGANISATION_CHANGED, organisation, at_place=organisation, by=by, at=at)
    organisation.name, organisation.minimum_group = name, minimum_group
    organisation.save(update_fields=["name", "minimum_group"])
    return organisation
