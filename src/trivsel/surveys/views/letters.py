"""Letters on paper for those without an e-mail address: made when asked for, kept nowhere."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import letters, policies, queries, services
from trivsel.surveys.views.told import told


@never_cache
@member
def paper(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    if request.method == "POST":
        with told(request):
            places = services.print_letters(round_, by=request.person, at=timezone.now())
            context = {"round": round_, "letters": letters.on_paper(round_, places)}
            return render(request, "surveys/paper_letters_sheets.html", context)
        return redirect("surveys:paper-letters", request.organisation.slug, pk)
    context = {
        "round": round_,
        "count": queries.without_address(round_),
        "why_not": policies.why_not_print_letters(
            round_, by=request.person, on=timezone.localdate()
        ),
    }
    return render(request, "surveys/paper_letters.html", context)
