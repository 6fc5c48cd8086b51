"""A ballot is stamped for somebody who may answer: once, and blind.

What is kept is that it was fetched, on which day, and the hash of what was stamped. No clock
time, and nothing that tells the ballot from another when it comes back.
"""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys import box, policies
from trivsel.surveys.models import Eligible, Round


@transaction.atomic
def issue_ballot(round_: Round, blinded: bytes, *, by: Person, at: datetime) -> bytes:
    """Stamp the person's blinded ballot. The same one again gets the same stamp.

    The stamp leaves this function only when it is certain that the ballot counts as fetched.

    Raises:
        Refused: The policy says no, or it is no blinded ballot; then nothing is spent.
    """
    today, known = timezone.localdate(at), sha256(blinded).digest()
    others = Eligible.objects.filter(round=round_, blinded=known).exclude(person=by)
    place = (
        Eligible.objects.select_for_update(of=("self",))
        .select_related("cell", "round")
        .filter(round=round_, person=by)
        .first()
    )
    round_ = place.round if place else round_
    if reason := policies.why_not_issue(round_, place, blinded=known, on=today):
        raise Refused(reason)
    if others.exists():
        raise Refused(
            _(
                "The ballot on this device was made by somebody else, so it is not stamped for"
                " you, and yours is still to be fetched. Fetch it in another browser or on"
                " another device."
            )
        )
    assert place  # noqa: S101 - why_not_issue has asked
    try:
        signature = box.stamp(round_, place.cell, blinded)
    except box.BadRequest as error:
        raise Refused(
            _(
                "What came is no ballot, so nothing was stamped, and yours is still to be"
                " fetched. Load the page again."
            )
        ) from error
    if place.issued_on is None:
        place.issued_on, place.blinded = today, known
        place.save(update_fields=["issued_on", "blinded"])
    return signature
