"""Find, do, say, go."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trivsel.actions import origins, policies, queries, services
from trivsel.actions.forms import AgreementForm, MoveForm, NewActionForm
from trivsel.domain.refusal import Refused
from trivsel.organisation.gates import MemberRequest, member

PREFILLED = (
    "what",
    "why",
    "level",
    "prevention",
    "origin_kind",
    "origin_key",
    "origin_label",
    "unit",
)


@member
def actions(request: MemberRequest) -> HttpResponse:
    found = queries.actions_for(request.person)
    unit = found.filter(unit__code=request.GET.get("unit", "")).first()
    if unit:
        found = found.filter(unit=unit.unit)
    context = {
        "open_actions": found.filter(status__in=("agreed", "started")),
        "ended_actions": found.filter(status__in=("done", "stopped")).order_by("-due_on"),
        "unit": unit.unit if unit else None,
        "why_not_agree": policies.why_not_agree(request.person),
        "today": timezone.localdate(),
    }
    return render(request, "actions/actions.html", context)


@member
def new(request: MemberRequest) -> HttpResponse:
    if reason := policies.why_not_agree(request.person):
        messages.warning(request, reason)
        return redirect("actions:actions", request.organisation.slug)
    given = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    chosen = request.POST.get("unit") or given.get("unit", "")
    unit = queries.units_to_act_in(request.person).filter(code=chosen).first()
    form = NewActionForm(request.POST or None, initial=given, person=request.person, unit=unit)
    if form.is_valid():
        try:
            action = services.agree_action(
                form.cleaned_data["unit"],
                form.agreement(),
                by=request.person,
                at=timezone.now(),
                origin=form.origin(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The action is agreed. You find it on the unit's page.")
            )
            return redirect(action)
    context = {"form": form, "origin_label": form["origin_label"].value()}
    return render(request, "actions/new.html", context)


@member
def action(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.actions_for(request.person), pk=pk)
    origin = origins.Origin(found.origin_kind, found.origin_key, found.origin_label)
    context = {
        "action": found,
        "origin_link": origins.link(origin, organisation=request.organisation.slug),
        "why_not_change": policies.why_not_change(found, by=request.person),
        "next_statuses": policies.NEXT[found.Status(found.status)],
        "today": timezone.localdate(),
    }
    return render(request, "actions/action.html", context)


@member
def change(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.actions_for(request.person), pk=pk)
    if reason := policies.why_not_change(found, by=request.person):
        messages.warning(request, reason)
        return redirect(found)
    now = {name: getattr(found, name) for name in services.Agreement.__dataclass_fields__}
    form = AgreementForm(
        request.POST or None, initial=now, person=request.person, unit=found.unit
    )
    if form.is_valid():
        try:
            services.change_action(
                found, form.agreement(), by=request.person, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The action is changed."))
            return redirect(found)
    return render(request, "actions/change.html", {"form": form, "action": found})


@require_POST
@member
def move(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.actions_for(request.person), pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("The text is too long: at most 2,000 characters. Nothing was changed.")
        )
        return redirect(found)
    try:
        services.move_action(
            found,
            form.cleaned_data["status"],
            outcome=form.cleaned_data["outcome"],
            by=request.person,
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The status is changed."))
    return redirect(found)
