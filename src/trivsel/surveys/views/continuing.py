"""Which unit continues which."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import policies, queries, services
from trivsel.surveys.rounds.continuing import RULE, continuing_page, said
from trivsel.surveys.views.following import followed
from trivsel.surveys.views.told import told


@member
def continuing(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    why_not = policies.why_not_change(round_, by=request.person)
    if not policies.follows_from_the_start(request.person):
        raise Http404
    if request.method == "POST":
        with told(request, _("What continues what is kept.")), followed(round_):
            services.choose_continues(
                round_, said(request.POST), by=request.person, at=timezone.now()
            )
        return redirect("surveys:continuing", request.organisation.slug, pk)
    context = {
        "round": round_,
        "page": continuing_page(round_),
        "why_not": why_not,
        "rule": RULE,
    }
    return render(request, "surveys/continuing.html", context)
