"""The page behind a personal link: the same bytes for all. Who it is, only the fragment says.

The fragment is never sent with an address; the page's script posts it when a ballot is fetched.
"""

from base64 import b64encode
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from trivsel.domain.refusal import Refused
from trivsel.surveys import policies, queries, services
from trivsel.surveys.rounds.ballots import answer_page, digest_of, words_of
from trivsel.surveys.rounds.promise import promise
from trivsel.surveys.views.ballots import blinded, said
from trivsel.ui.access import public
from trivsel.ui.languages import same_page

# csrf_exempt: there is no cookie that another site could use; the secret in the body is all.
BY_LINK = "the secret in the link lets its holder fetch one ballot; it opens nothing else"


@public(why="The page is the same for everybody; what a link lets one fetch is asked by POST.")
@require_safe
def page(request: HttpRequest, box: str) -> HttpResponse:
    """Where a personal link leads: one tap, and the questions open."""
    round_ = get_object_or_404(queries.rounds_with_links(), box_code=box)
    context = {
        "round": round_,
        "digest": digest_of(round_).hex(),
        "words": words_of(round_),
        "answer_page": answer_page(round_),
        "over": policies.is_over(round_),
        "promise": promise(round_),
        "why_not": policies.why_not_now(round_, on=timezone.localdate()),
        "alternates": in_each_language(request.path),
    }
    return render(request, "surveys/link.html", context)


def in_each_language(path: str) -> list[dict[str, object]]:
    """Links, not a form: a form would need a cookie, and make the page another for each."""
    return [
        {
            "code": code,
            "name": {"da": "dansk", "en": "English"}[code],
            "path": same_page(path, code),
            "here": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]


@public(why=BY_LINK)
@csrf_exempt
@require_POST
def cell(request: HttpRequest, box: str) -> HttpResponse:
    """The group that the link's holder answers in: their browser needs it for the ballot."""
    round_ = get_object_or_404(queries.rounds_with_links(), box_code=box)
    try:
        code = services.cell_by_link(round_, secret(request), at=timezone.now())
    except Refused as refusal:
        return refused(refusal)
    return JsonResponse({"cell": code})


@public(why=BY_LINK)
@csrf_exempt
@require_POST
def issue(request: HttpRequest, box: str) -> HttpResponse:
    """Stamp the holder's blinded ballot; what it says, nobody here can see."""
    round_ = get_object_or_404(queries.rounds_with_links(), box_code=box)
    try:
        signature = services.issue_by_link(
            round_, secret(request), blinded(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(refusal)
    return JsonResponse({"signature": b64encode(signature).decode()})


def refused(refusal: Refused) -> HttpResponse:
    body = {"reason": "refused", "message": str(refusal)}
    return JsonResponse(body, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def secret(request: HttpRequest) -> str:
    """What stood behind the # of the link; nothing, if it cannot be read."""
    try:
        return str(said(request)["secret"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""
