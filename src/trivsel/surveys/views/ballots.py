"""A person's ballot: the page that fetches it, and the stamp it gets."""

import json
from base64 import b64decode, b64encode
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from trivsel.domain.refusal import Refused
from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import policies, queries, services
from trivsel.surveys.rounds.ballots import answer_page, digest_of, words_of
from trivsel.surveys.rounds.promise import promise

LARGEST = 10_000  # bytes; a blinded ballot has 512 in base64


@require_safe
@member
def ballot(request: MemberRequest, pk: int) -> HttpResponse:
    """Where a person fetches the ballot: one press, and the questions open."""
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    place = queries.place_of(round_, request.person)
    today = timezone.localdate()
    context = {
        "round": round_,
        "cell": place and place.cell.code,
        "digest": digest_of(round_).hex(),
        "words": words_of(round_),
        "answer_page": answer_page(round_),
        "over": policies.is_over(round_),
        "promise": promise(round_),
        "why_not": policies.why_not_issue(round_, place, blinded=None, on=today),
    }
    return render(request, "surveys/ballot.html", context)


@require_POST
@member
def issue(request: MemberRequest, pk: int) -> HttpResponse:
    """Stamp the person's blinded ballot; what it says, nobody here can see."""
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    if not round_.ballot_manifest:
        raise Http404
    try:
        signature = services.issue_ballot(
            round_, blinded(request), by=request.person, at=timezone.now()
        )
    except Refused as refusal:
        body = {"reason": "refused", "message": str(refusal)}
        return JsonResponse(body, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse({"signature": b64encode(signature).decode()})


def said(request: HttpRequest) -> Any:
    """What came, read as JSON; what is longer than a ballot is cut, and then it is no JSON."""
    return json.loads(request.body[:LARGEST])


def blinded(request: HttpRequest) -> bytes:
    """Read the blinded ballot.

    Raises:
        Refused: There is none.
    """
    try:
        return b64decode(said(request)["blinded"], validate=True)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused(
            _("No ballot could be read, so nothing was stamped. Load the page again.")
        ) from error
