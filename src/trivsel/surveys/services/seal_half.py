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
        Refused: The policy says no, the box is not made yet, or its key is lost.
    """
    with transaction.atomic():
        round_ = held(round_, by=by)
        if reason := policies.why_not_print_half(round_, by=by):
            raise Refused(reason)
        if not box.is_prepared(round_):
            raise Refused(
                _(
                    "The ballot box is still being made, which takes a moment. Try again in a"
                    " minute."
                )
            )
        half = box.seal_half(round_, str(policies.side_of(by)))
        if half is None:
            raise Refused(
                _(
                    "The key of this round is missing or damaged, so no half can be printed."
                    " Nothing was written. Halves printed before are still good: keep them,"
                    " and tell those who run Trivsel."
                )
            )
        record(What.SEAL_HALF_PRINTED, round_, by=by, at=at)
    return half
