"""What your leader will see: from the plan alone, before anybody has answered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import queries
from trivsel.surveys.rounds.preview import declared
from trivsel.ui.access import public


@member
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    context = {"round": round_, "plan": declared(round_)}
    return render(request, "surveys/round_preview.html", context)


@public(
    why="Whoever holds a slip must see what will be shown before answering. No result is here."
)
def preview_public(request: HttpRequest, organisation: str, box: str) -> HttpResponse:
    round_ = queries.signed_round_by_box(organisation, box)
    if round_ is None:
        raise Http404
    context = {"round": round_, "plan": declared(round_), "public": True}
    return render(request, "surveys/round_preview.html", context)
