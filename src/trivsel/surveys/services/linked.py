"""What a personal link lets its holder do: fetch one ballot, without signing in. Nothing else.

A link that does not work says one thing, whatever is wrong with it: made up, of another round,
of an earlier key, or of somebody who has left.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from trivsel.domain.refusal import Refused
from trivsel.surveys import box, links, policies
from trivsel.surveys.models import Eligible, Round
from trivsel.surveys.services.issuing import issue_ballot


def cell_by_link(round_: Round, secret: str, *, at: datetime) -> str:
    """The code of the cell that the link's holder answers in; it is part of their token.

    Raises:
        Refused: The link does not work, or no ballots are handed out now.
    """
    place = _place(round_, secret)
    today = timezone.localdate(at)
    if reason := policies.why_not_issue(round_, place, blinded=None, on=today):
        raise Refused(reason)
    return place.cell.code


def issue_by_link(round_: Round, secret: str, blinded: bytes, *, at: datetime) -> bytes:
    """Stamp the blinded ballot of the link's holder, as if they had signed in.

    Raises:
        Refused: The link does not work, or as in ``issue_ballot``.
    """
    return issue_ballot(round_, blinded, by=_place(round_, secret).person, at=at)


def _place(round_: Round, secret: str) -> Eligible:
    found = links.place_in(box.link_key(round_.box_code), round_.box_code, secret)
    place = found and (
        Eligible.objects.select_related("cell", "person")
        .filter(pk=found, round=round_, person__left_on__isnull=True)
        .first()
    )
    if not place:
        raise Refused(
            _(
                "This link opens no ballot, so nothing has been fetched. Use the link in the"
                " newest letter you got, and the whole of it; or ask your safety"
                " representative."
            )
        )
    return place
