"""Which unit continues which: said by whoever plans the round, signed with it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys import policies
from trivsel.surveys.models import Round
from trivsel.surveys.services.held import held
from trivsel.surveys.services.plan import thaw


@transaction.atomic
def choose_continues(
    round_: Round, links: Mapping[str, str], *, by: Person, at: datetime
) -> Round:
    """Keep what the planner says of units. A frozen round is planned again.

    Protection never depends on it: it goes by people. Comparisons and trends do.

    Raises:
        Refused: The policy says no, a unit is unknown, or two units would continue one.
    """
    round_ = held(round_, by=by)
    if reason := policies.why_not_change(round_, by=by):
        raise Refused(reason)
    known = set(round_.organisation.units.values_list("code", flat=True))
    if unknown := sorted(links.keys() - known):
        raise Refused(_("There is no unit %(code)s.") % {"code": unknown[0]})
    continued = [code for code in links.values() if code]
    if len(set(continued)) < len(continued):
        raise Refused(_("Two units cannot continue the same one. Nothing is changed."))
    thaw(round_, by=by, at=at)
    round_.continues = dict(links)
    round_.save()
    return round_
