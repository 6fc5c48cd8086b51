"""The release as files for other programs: find, cut to the reader, hand out."""

from collections.abc import Callable, Iterator

from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import csv_files, exports, queries, releases
from trivsel.surveys.releases import Altered, Published

CSV = "text/csv; charset=utf-8"


@member
def results_csv(request: MemberRequest, pk: int) -> HttpResponseBase:
    return _stream(request, pk, csv_files.release_csv, "csv")


@member
def codebook_csv(request: MemberRequest, pk: int) -> HttpResponseBase:
    return _stream(request, pk, csv_files.codebook_csv, "codebook.csv")


def _stream(
    request: MemberRequest, pk: int, write: Callable[[Published], Iterator[bytes]], ending: str
) -> HttpResponseBase:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    try:
        reading = releases.release_for(request.person, round_)
    except Altered:
        return render(request, "surveys/results_withheld.html", {"round": round_}, status=503)
    if reading is None:
        raise Http404
    response = StreamingHttpResponse(write(reading.published), content_type=CSV)
    name = exports.file_name(reading, ending=ending)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
