"""The results: find, cut to the reader, show. Figures come from the frozen release alone."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from trivsel.actions.policies import why_not_agree
from trivsel.organisation.gates import MemberRequest, member
from trivsel.organisation.queries import visible_units
from trivsel.surveys import comment_policies, exports, policies, queries, releases
from trivsel.surveys.readings import ResultPage, result_page, waiting_for
from trivsel.surveys.readings.checking import check_of
from trivsel.surveys.readings.comments import comment_part
from trivsel.surveys.readings.moving import moved
from trivsel.surveys.readings.page import row_for
from trivsel.surveys.readings.preparing import may_prepare
from trivsel.surveys.releases import Altered, Reading
from trivsel.surveys.releases.logged import release_log
from trivsel.surveys.suggestions import tools_for

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@member
def latest_results(request: MemberRequest) -> HttpResponse:
    """Lead to the newest results, of a unit if one is named, or say when there will be some."""
    newest = releases.latest_released_round(request.person)
    if newest is not None:
        return redirect(_address(request, newest, request.GET.get("unit", "")))
    waiting = waiting_for(queries.rounds_for(request.person).first())
    return render(request, "surveys/results_waiting.html", {"waiting": waiting})


@member
def results(request: MemberRequest, pk: int) -> HttpResponse:
    return _show(request, pk, None)


@member
def unit_results(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    return _show(request, pk, code)


@member
def results_xlsx(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    try:
        reading = releases.release_for(request.person, round_)
    except Altered:
        return render(request, "surveys/results_withheld.html", {"round": round_}, status=503)
    if reading is None:
        raise Http404
    response = HttpResponse(exports.workbook(reading), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{exports.file_name(reading)}"'
    return response


@member
def release_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The release, cut to the reader, as the file that `trivsel audit` reads."""
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    if policies.why_not_get_log(request.person):
        raise Http404
    try:
        reading = releases.release_for(request.person, round_)
    except Altered:
        return render(request, "surveys/results_withheld.html", {"round": round_}, status=503)
    if reading is None:
        raise Http404
    response = JsonResponse(
        release_log(reading.published.freeze()), json_dumps_params={"ensure_ascii": False}
    )
    name = exports.file_name(reading).removesuffix(".xlsx")
    response["Content-Disposition"] = f'attachment; filename="{name}.release.json"'
    return response


def _show(request: MemberRequest, pk: int, code: str | None) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    try:
        reading = releases.release_for(request.person, round_)
    except Altered:
        return render(request, "surveys/results_withheld.html", {"round": round_}, status=503)
    if reading is None:
        return render(request, "surveys/results_waiting.html", {"waiting": waiting_for(round_)})
    code = reading.published.root if code is None else code
    if code not in reading.published.places:
        raise Http404
    before = next(iter(releases.readings_before(request.person, reading, most=1)), None)
    change, found = moved(reading, before, code)
    page = result_page(
        reading.published, code, released_at=reading.release.released_at, changes=found
    )
    comments = comment_part(
        reading.published, row_for(reading.published, code), releases.comments_for(reading)
    )
    unit = visible_units(request.person).filter(code=code).first()
    context = {
        "round": round_,
        "page": page,
        "change": change,
        "prepare": may_prepare(request.person, reading.published, code),
        "tools": tools_for(page.talk.key) if page.talk else (),
        "comments": comments,
        "looks_through": comments is not None
        and comments.waiting
        and comment_policies.side_of(request.person) is not None,
        "check": check_of(reading.published),
        "gets_log": policies.why_not_get_log(request.person) is None,
        "mine": _mine(reading, code),
        "agree": _agree_address(request, pk, str(round_), page),
        "why_not_agree": why_not_agree(request.person, unit),
        "unit": unit,
    }
    return render(request, "surveys/results.html", context)


def _address(request: MemberRequest, pk: int, unit: str) -> str:
    slug = request.organisation.slug
    if unit and _has(request, unit):
        return reverse("surveys:unit-results", args=[slug, pk, unit])
    return reverse("surveys:results", args=[slug, pk])


def _has(request: MemberRequest, unit: str) -> bool:
    """Whether the newest results know the unit; it may be newer than they are."""
    try:
        reading = releases.latest_release(request.person)
    except Altered:
        return False
    return reading is not None and unit in reading.published.places


def _mine(reading: Reading, code: str) -> str:
    """The reader's own unit, where the page shows another."""
    return reading.own if reading.own != code else ""


def _agree_address(request: MemberRequest, pk: int, name: str, page: ResultPage) -> str:
    label = page.talk.label if page.talk else page.name
    origin = {
        "unit": page.code,
        "origin_kind": "result",
        "origin_key": f"{pk}:{page.code}:{page.talk.key if page.talk else ''}",
        "origin_label": f"{name}: {label}"[:300],
    }
    return f"{reverse('actions:new', args=[request.organisation.slug])}?{urlencode(origin)}"
