"""May the box be used so? The reason why not, fit to show, or None."""

from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trivsel.ballots.inbox import Standing
from trivsel.ballots.models import Box


class Reason(Enum):
    """Why an answer is not accepted."""

    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
    USED = "used"
    EARLY = "early"
    OVER = "over"
    EMPTY = "empty"
    NOT_STAMPED = "not-stamped"
    OTHER_ROUND = "other-round"
    UNREADABLE = "unreadable"


def why_not_answer(standing: Standing | None) -> Reason | None:
    """Say why a code cannot answer.

    The round comes before the code: a box that is counted has forgotten its slips, and nobody
    should hear that a good code is unknown.
    """
    if standing is None:
        return Reason.UNKNOWN
    if standing.used:
        return Reason.USED
    if standing.over:
        return Reason.OVER
    if not standing.begun:
        return Reason.EARLY
    return Reason.UNKNOWN if standing.cell is None else None


SENTENCES = {
    Reason.MISTYPED: gettext_lazy(
        "The code is not quite right: it has 12 letters and digits. Nothing has been sent,"
        " and nothing is lost. Compare the code with your slip."
    ),
    Reason.UNKNOWN: gettext_lazy(
        "The code does not belong to this round. Nothing has been sent, and nothing is"
        " lost. Compare the code with your slip, character by character."
    ),
    Reason.USED: gettext_lazy(
        "An answer with this code is already stored. If it was yours, all is well: it counts"
        " once, and you need do nothing more. If it was not, tell your safety representative."
    ),
    Reason.EARLY: gettext_lazy(
        "The round is not open yet. Nothing has been sent, and your code is unused."
    ),
    Reason.OVER: gettext_lazy(
        "The round is closed, so no more answers can be sent. Nothing was stored just now."
    ),
    Reason.EMPTY: gettext_lazy(
        "You have not answered any question yet. Nothing has been sent, and your code is"
        " unused."
    ),
    Reason.NOT_STAMPED: gettext_lazy(
        "The ballot is not stamped for this round and group, so it cannot count. Nothing has"
        " been stored. Fetch your ballot again from the page where you got it."
    ),
    Reason.OTHER_ROUND: gettext_lazy(
        "The ballot belongs to another round. Nothing has been stored, and the ballot is"
        " unused."
    ),
    Reason.UNREADABLE: gettext_lazy(
        "Some of the answers could not be read. Nothing has been stored, and your code is"
        " unused. Please go through the questions again."
    ),
}


def sentence(reason: Reason) -> str:
    """What happened, what is kept, what to do now."""
    return str(SENTENCES[reason])


def why_not_change(box: Box) -> str | None:
    """A box can be changed, and slips printed for it, until it opens."""
    if box.state != Box.State.PREPARED:
        return _(
            "The round has been opened. From then on neither the questions nor the slips"
            " change."
        )
    return None


def why_not_print(box: Box) -> str | None:
    """A round is answered with slips or with ballots, never both: nobody can hold two."""
    if box.manifest:
        return _("This round is answered with ballots, so it has no slips.")
    return why_not_change(box)


def why_not_open(box: Box, *, has_slips: bool) -> str | None:
    if box.state != Box.State.PREPARED:
        return _("The round has been closed and cannot open again.")
    if not has_slips and not box.manifest:
        return _("No slips have been printed, so nobody could answer. Print the slips first.")
    return None


def why_not_close(box: Box) -> str | None:
    if box.state == Box.State.PREPARED:
        return _("The round has not been opened yet.")
    return None


def why_not_count(box: Box) -> str | None:
    if box.state not in {Box.State.CLOSED, Box.State.COUNTED}:
        return _("The round is not closed. The answers stay sealed until it is.")
    return None


def why_not_record(box: Box) -> str | None:
    """A record says what came of the count; a box of slips has no receipts to say it by."""
    if not box.manifest:
        return _("This round is answered with code slips, so it has no record.")
    if box.state != Box.State.COUNTED:
        return _("The answers are not counted yet. The record comes with the results.")
    return None


def why_not_discard(box: Box) -> str | None:
    if box.state == Box.State.COUNTED:
        return _("The answers have been counted, so the round can no longer be called off.")
    return None
