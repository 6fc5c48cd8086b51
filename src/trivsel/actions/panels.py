"""What the actions room shows on pages of rooms below."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest
from django.utils import timezone

from trivsel.actions import policies, queries
from trivsel.organisation.models import Unit

if TYPE_CHECKING:
    from trivsel.organisation.gates import MemberRequest

MOST = 10


def of_unit(request: HttpRequest, unit: Unit) -> Mapping[str, Any]:
    """The unit's own actions as far as the person may see them, open ones first."""
    person = cast("MemberRequest", request).person
    actions = queries.actions_of_unit(person, unit)
    return {
        "unit": unit,
        "actions": actions.filter(status__in=("agreed", "started"))[:MOST],
        "ended": actions.filter(status__in=("done", "stopped")).count(),
        "why_not_agree": policies.why_not_agree(person, unit),
        "offer": True,
        "today": timezone.localdate(),
    }


def on_result(request: HttpRequest, unit: Unit) -> Mapping[str, Any]:
    """The same beside a result, which has a button of its own that knows the origin."""
    return {**of_unit(request, unit), "offer": False}
