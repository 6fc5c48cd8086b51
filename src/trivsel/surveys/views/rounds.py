"""Rounds: the list, the plan, one round's page and its steps."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trivsel.domain.refusal import Refused
from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import policies, queries, services, tasks
from trivsel.surveys.forms import PlanForm, initial_of
from trivsel.surveys.rounds.naming import explain
from trivsel.surveys.rounds.page import round_page
from trivsel.surveys.views.following import followed
from trivsel.surveys.views.told import told


@member
def rounds(request: MemberRequest) -> HttpResponse:
    context = {
        "rounds": queries.rounds_listed(request.person),
        "why_not_plan": policies.why_not_plan(request.person),
    }
    return render(request, "surveys/rounds.html", context)


@member
def plan(request: MemberRequest) -> HttpResponse:
    form = PlanForm(request.POST or None, organisation=request.organisation)
    why_not = policies.why_not_plan(request.person)
    if request.method == "POST" and form.is_valid():
        try:
            round_ = services.plan_round(
                request.organisation, form.plan, by=request.person, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("surveys:cells", request.organisation.slug, round_.pk)
    return render(request, "surveys/round_plan.html", {"form": form, "why_not": why_not})


@member
def change(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    form = PlanForm(
        request.POST or None, organisation=request.organisation, initial=initial_of(round_)
    )
    why_not = policies.why_not_change(round_, by=request.person)
    if request.method == "POST" and form.is_valid():
        try:
            with followed(round_):
                services.change_round(round_, form.plan, by=request.person, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(round_)
    context = {"form": form, "why_not": why_not, "round": round_}
    return render(request, "surveys/round_plan.html", context)


@member
def round_(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.round_in_full(request.person), pk=pk)
    problem = explain(queries.cell_plan(found)) if queries.is_planned(found) else ""
    page = round_page(found, reader=request.person, on=timezone.localdate(), problem=problem)
    return render(request, "surveys/round.html", {"round": found, "page": page})


@require_POST
@member
def submit(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    with told(request, _("The plan is frozen and waits for two signatures.")):
        services.submit_round(found, by=request.person, at=timezone.now())
    return redirect(found)


@require_POST
@member
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    with (
        told(request, _("The round is planned again. Both sides must sign again.")),
        followed(found),
    ):
        services.withdraw_round(found, by=request.person, at=timezone.now())
    return redirect(found)


@require_POST
@member
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    reason = request.POST.get("reason", "")[:300]
    with told(request, _("The round is cancelled. Nobody had answered.")), followed(found):
        services.cancel_round(found, by=request.person, at=timezone.now(), reason=reason)
    return redirect(found)


@require_POST
@member
def open_(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    with told(request, _("The round is open. People can answer now.")), followed(found):
        services.open_round(found, by=request.person, at=timezone.now())
    return redirect(found)


@require_POST
@member
def close(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    reason = request.POST.get("reason", "")[:300]
    with told(request, _("The round is closed. All answers are kept and are being counted.")):
        services.close_round(found, by=request.person, at=timezone.now(), reason=reason)
        tasks.count_and_release.enqueue(found.pk)
    return redirect(found)
