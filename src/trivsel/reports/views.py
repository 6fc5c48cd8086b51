"""The report: find, cut to the reader, have it set, hand it out. Nothing of it is kept."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from trivsel.organisation.gates import MemberRequest, member
from trivsel.reports import process
from trivsel.reports.facts import facts_of
from trivsel.surveys import exports, queries, releases
from trivsel.surveys.releases import Altered
from trivsel.surveys.words import in_language


@member
def report(request: MemberRequest, pk: int) -> HttpResponse:
    return _hand_out(request, pk, None)


@member
def unit_report(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    return _hand_out(request, pk, code)


def _hand_out(request: MemberRequest, pk: int, code: str | None) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    try:
        reading = releases.release_for(request.person, round_)
    except Altered:
        return render(request, "surveys/results_withheld.html", {"round": round_}, status=503)
    if reading is None:
        raise Http404
    code = reading.published.root if code is None else code
    if code not in reading.published.places:
        raise Http404
    try:
        asked = in_language(round_.instrument.title)
        before = next(iter(releases.readings_before(request.person, reading, most=1)), None)
        made = process.pdf_of(facts_of(reading, code, asked=asked, before=before))
    except process.NotSet:
        return render(request, "reports/not_set.html", {"round": round_}, status=503)
    response = HttpResponse(made, content_type="application/pdf")
    name = exports.file_name(reading, reading.published.places[code].name, ending="pdf")
    # As a file: the policy against foreign content also keeps a browser's own viewer out.
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
