"""One line in the organisation's chain of events for each change."""

from datetime import datetime

from django.db.models import Model

from trivsel.accounts.events import What, record_event
from trivsel.organisation.models import Organisation, Person


def record(
    what: What, thing: Model, *, at_place: Organisation, by: Person | None, at: datetime
) -> None:
    """Record what was done to a unit, a person or the organisation: its id, nothing else."""
    record_event(
        what,
        organisation=at_place.slug,
        actor=by.user_id if by else None,
        at=at,
        kind=thing._meta.model_name or "",  # noqa: SLF001 - Django's public name for it
        key=str(thing.pk),
    )
