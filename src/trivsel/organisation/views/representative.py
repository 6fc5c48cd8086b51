from functools import partial

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trivsel.organisation import forms, policies, queries, services
from trivsel.organisation.gates import MemberRequest, member
from trivsel.organisation.views.answers import do_and_say


@member
@require_http_methods(["GET", "POST"])
def representative(request: MemberRequest) -> HttpResponseBase:
    """Whom the employees chose to speak for them, where there is no safety representative."""
    form = forms.RepresentativeForm(request.POST or None, organisation=request.organisation)
    if form.is_valid():
        do = partial(
            services.choose_employee_rep,
            form.cleaned_data["who"],
            chosen_on=form.cleaned_data["chosen_on"],
            chosen_how=form.cleaned_data["chosen_how"],
            by=request.person,
            at=timezone.now(),
        )
        if do_and_say(request, do, done=_("It is written down, with your name.")):
            return redirect("organisation:representative", request.organisation.slug)
    return render(
        request,
        "organisation/representative.html",
        {
            "form": form,
            "chosen": queries.employee_reps(request.organisation),
            "why_not": policies.why_not_choose_rep(by=request.person),
        },
    )
