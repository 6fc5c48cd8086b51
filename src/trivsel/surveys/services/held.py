"""Hold a round's row while its state is changed, and record what was done to it."""

from datetime import datetime

from trivsel.accounts.events import What, record_event
from trivsel.organisation.models import Person
from trivsel.surveys.models import Round


def held(round_: Round) -> Round:
    """The round as it is now, locked until the transaction ends."""
    return (
        Round.objects.select_for_update(of=("self",))
        .select_related("organisation", "instrument")
        .get(pk=round_.pk)
    )


def record(what: What, round_: Round, *, by: Person | None, at: datetime) -> None:
    record_event(
        what,
        organisation=round_.organisation.slug,
        actor=by.user_id if by else None,
        at=at,
        kind="round",
        key=str(round_.pk),
    )
