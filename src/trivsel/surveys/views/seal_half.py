"""One side's half of a round's key, for paper: shown when asked for, kept nowhere."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import policies, queries, services
from trivsel.surveys.views.told import told


@never_cache
@member
def seal_half(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.round_in_full(request.person), pk=pk)
    context = {
        "round": round_,
        "side": policies.side_of(request.person),
        "why_not": policies.why_not_print_half(round_, by=request.person),
    }
    if request.method == "POST":
        with told(request):
            half = services.print_half(round_, by=request.person, at=timezone.now())
            return render(
                request, "surveys/seal_half.html", context | {"half": half.split("-")}
            )
        return redirect("surveys:seal-half", request.organisation.slug, pk)
    return render(request, "surveys/seal_half.html", context)
