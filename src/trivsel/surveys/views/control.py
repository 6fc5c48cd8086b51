"""For whoever vouches for a round answered with ballots: sign, compare, count, verify."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import policies, queries
from trivsel.surveys.checked import checks_of
from trivsel.surveys.rounds.ballots import digest_of, words_of
from trivsel.surveys.rounds.page import sides
from trivsel.surveys.states import State


@require_safe
@member
def control(request: MemberRequest, pk: int) -> HttpResponse:
    """The round's six words, signatures, counts and checks; nothing of any person."""
    round_ = get_object_or_404(queries.round_in_full(request.person), pk=pk)
    if not round_.ballot_manifest:
        raise Http404
    context = {
        "round": round_,
        "sides": sides(round_),
        "words": words_of(round_),
        "digest": digest_of(round_).hex(),
        "why_not_sign": policies.why_not_sign(
            round_, by=request.person, on=timezone.localdate()
        ),
        "public": round_.state not in {State.SIGNING, State.CANCELLED},
        "found": checks_of(round_),
    }
    return render(request, "surveys/control.html", context)
