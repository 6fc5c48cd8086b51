"""Personal letters on paper, for those who have no e-mail address and for nobody else."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys import policies
from trivsel.surveys.models import Eligible, Round
from trivsel.surveys.services.held import held, record


@transaction.atomic
def print_letters(round_: Round, *, by: Person, at: datetime) -> list[Eligible]:
    """Who gets a letter on paper: everybody without an address, fetched or not.

    That it was printed is recorded, and by whom. Printed again, the links are the same.

    Raises:
        Refused: The policy says no.
    """
    round_ = held(round_, by=by)
    if reason := policies.why_not_print_letters(round_, by=by, on=timezone.localdate(at)):
        raise Refused(reason)
    record(What.LETTERS_PRINTED, round_, by=by, at=at)
    return list(
        round_.roster.filter(person__email="", person__left_on__isnull=True)
        .select_related("person__user", "person__unit")
        .order_by("person__unit__first", "person__name", "person__pk")
    )
