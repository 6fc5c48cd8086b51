"""Hold a round's row while its state is changed, and record what was done to it."""

from datetime import datetime

from django.utils.translation import gettext as _

from trivsel.accounts.events import What, record_event
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys.models import Round


def held(round_: Round, *, by: Person | None) -> Round:
    """The round as it is now, locked until the transaction ends.

    Raises:
        Refused: Somebody from another organisation asks. Pages never let them come so far.
    """
    refuse_strangers(round_.organisation_id, by=by)
    return (
        Round.objects.select_for_update(of=("self",))
        .select_related("organisation", "instrument")
        .get(pk=round_.pk)
    )


def refuse_strangers(organisation: int, *, by: Person | None) -> None:
    if by and by.organisation_id != organisation:
        raise Refused(_("That belongs to another organisation."))


def record(what: What, round_: Round, *, by: Person | None, at: datetime) -> None:
    record_event(
        what,
        organisation=round_.organisation.slug,
        actor=by.user_id if by else None,
        at=at,
        kind="round",
        key=str(round_.pk),
    )
