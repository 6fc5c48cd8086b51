"""Two sides say yes to exactly the same words, by their digest."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys import box, policies, states
from trivsel.surveys.models import Round, Signature
from trivsel.surveys.services.held import held, record
from trivsel.surveys.states import State, Step


def sign_round(round_: Round, *, by: Person, at: datetime, digest: str) -> Round:
    """Sign the manifest with this digest for the side one can sign for.

    With the second signature the round is signed, and its ballot box prepared: after the
    commit, because no transaction touches both stores. ``tick`` prepares it if we die between.

    Raises:
        Refused: The policy says no, or the plan is no longer the one that was read.
    """
    with transaction.atomic():
        round_ = held(round_, by=by)
        if reason := policies.why_not_sign(round_, by=by, on=timezone.localdate(at)):
            raise Refused(reason)
        if digest != round_.digest:
            raise Refused(
                _(
                    "The plan has been changed since you opened the page. Nothing is signed."
                    " Read it once more, then sign."
                )
            )
        side = policies.side_of(by)
        assert side  # noqa: S101 - why_not_sign has asked
        Signature.objects.create(
            round=round_, side=side, person=by, signed_at=at, digest=round_.digest
        )
        if round_.signatures.count() == len(Signature.Side):
            states.take(round_, Step.SIGN)
            round_.box_code = round_.box_code or box.new_code()
            round_.save(update_fields=["state", "box_code"])
        record(What.ROUND_SIGNED, round_, by=by, at=at)
    if round_.state == State.SIGNED:
        box.prepare(round_)
    return round_
