"""The tree that a round reports on, as both sides signed it."""

from django.utils.translation import gettext as _

from trivsel.domain.refusal import Refused
from trivsel.surveys.models import Round
from trivsel.surveys.reporting import ReportingTree, reporting_tree


def tree_of(round_: Round) -> ReportingTree:
    """Build it. A unit moved or renamed since changes nothing in the round.

    Raises:
        Refused: Nobody has signed anything.
    """
    signed = round_.manifest
    if signed is None:
        raise Refused(_("The round was never signed, so there is nothing to release."))
    return reporting_tree(
        [(code, parent, name) for code, parent, name in signed["units"]],
        [(c["code"], c["name"], c["anchor"], c["eligible"]) for c in signed["cells"]],
        {unit: cell["code"] for cell in signed["cells"] for unit in cell["units"]},
    )
