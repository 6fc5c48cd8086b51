from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trivsel.organisation import queries
from trivsel.organisation.gates import MemberRequest, member
from trivsel.organisation.views.answers import only_if


@member
@require_GET
def events(request: MemberRequest) -> HttpResponseBase:
    """What has been done here, newest first; the whole chain is checked when asked."""
    only_if(queries.may_see_events(request.person))
    checked = bool(request.GET.get("check"))
    return render(
        request,
        "organisation/events.html",
        {
            "lines": queries.event_lines(request.organisation),
            "checked": checked,
            "broken": queries.broken_chain(request.organisation) if checked else None,
        },
    )
