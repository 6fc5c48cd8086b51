"""The two signatures."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import policies, queries, services
from trivsel.surveys.rounds.ballots import words_of
from trivsel.surveys.rounds.page import reminders_of, sides
from trivsel.surveys.rounds.preview import declared
from trivsel.surveys.views.following import followed
from trivsel.surveys.views.told import told


@member
def sign(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.round_in_full(request.person), pk=pk)
    if request.method == "POST":
        digest = request.POST.get("digest", "")
        with told(request, _("Thank you. You have signed.")), followed(round_):
            services.sign_round(round_, by=request.person, at=timezone.now(), digest=digest)
        return redirect(round_)
    context = {
        "round": round_,
        "plan": declared(round_),
        "sides": sides(round_),
        "words": words_of(round_),
        "reminders": reminders_of(round_),
        "without_address": queries.without_address(round_),
        "side": policies.side_of(request.person),
        "why_not": policies.why_not_sign(round_, by=request.person, on=timezone.localdate()),
    }
    return render(request, "surveys/round_sign.html", context)
