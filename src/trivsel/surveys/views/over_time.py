"""A unit over all released rounds. Figures come from the frozen releases alone."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import queries, releases
from trivsel.surveys.readings.over_time import MOST_ROUNDS, over_time
from trivsel.surveys.releases import Altered


@require_safe
@member
def unit_over_time(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    try:
        reading = releases.release_for(request.person, round_)
    except Altered:
        return render(request, "surveys/results_withheld.html", {"round": round_}, status=503)
    if reading is None or code not in reading.published.places:
        raise Http404
    before = releases.readings_before(request.person, reading, most=MOST_ROUNDS - 1)
    page = over_time([*reversed(before), reading], code)
    return render(request, "surveys/over_time.html", {"round": round_, "page": page})
