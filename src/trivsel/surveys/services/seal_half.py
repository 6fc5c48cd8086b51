"""Print one side's half of a round's key. It is given back once, and kept nowhere in clear."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys import box, policies
from trivsel.surveys.models import Round
from trivsel.surveys.services.held import held, record


def print_half(round_: Round, *, by: Person, at: datetime) -> str:
    """Give the half of the side that the person signs for, and write down that it was printed.

    Raises:
        Refused: The policy says no, or the box is not made yet.
    """
    with transaction.atomic():
        round_ = held(round_, by=by)
        if reason := policies.why_not_print_half(round_, by=by):
            raise Refused(reason)
        record(What.SEAL_HALF_PRINTED, round_, by=by, at=at)
    if not box.is_prepared(round_):
        raise Refused(
            _(
                "The ballot box is still being made, which takes a moment. Try again in a"
                " minute."
            )
        )
    return box.seal_half(round_, str(policies.side_of(by)))
