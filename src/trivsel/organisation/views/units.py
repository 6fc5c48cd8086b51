from functools import partial

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trivsel.organisation import forms, policies, queries, services
from trivsel.organisation.gates import MemberRequest, member
from trivsel.organisation.views.answers import do_and_say, only_managers

ROWS = 150


@member
@require_GET
def units(request: MemberRequest) -> HttpResponseBase:
    """The tree, as far as the person may see it; a large one only from the top."""
    branches = queries.tree_for(request.person)
    at_most = len(branches) if request.GET.get("all") else ROWS
    shown = queries.upper_levels(branches, at_most=at_most)
    return render(
        request,
        "organisation/units.html",
        {
            "branches": shown,
            "hidden": len(branches) - len(shown),
            "manages": queries.may_manage_people(request.person),
        },
    )


@member
@require_GET
def unit(request: MemberRequest, code: str) -> HttpResponseBase:
    unit = get_object_or_404(queries.units_for(request.person), code=code)
    own, below = queries.staff_in(unit)
    choose = not queries.has_safety_rep(request.organisation)
    sees_people = queries.may_see_people_of(request.person, unit)
    people = queries.people_of(unit)[:51] if sees_people else []
    return render(
        request,
        "organisation/unit.html",
        {
            "unit": unit,
            "path": queries.path_to(unit, person=request.person),
            "staff": own,
            "staff_below": below,
            "leaders": queries.leaders_of(unit),
            "safety_reps": queries.safety_reps_of(unit),
            "employees_choose": choose,
            "chosen": queries.chosen_by_employees(request.organisation) if choose else [],
            "branches": queries.branches_below(request.person, unit),
            "sees_people": sees_people,
            "people": people,
            "sees_results": queries.may_see_results_of(request.person, unit),
            "manages": queries.may_manage_people(request.person),
            "why_not_remove": policies.why_not_remove_unit(unit, by=request.person),
        },
    )


@member
@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, code: str) -> HttpResponseBase:
    """A new unit below this one."""
    only_managers(request)
    over = get_object_or_404(queries.units_for(request.person), code=code)
    form = forms.NewUnitForm(request.POST or None, organisation=request.organisation)
    if form.is_valid():
        do = partial(
            services.add_unit, over, **form.cleaned_data, by=request.person, at=timezone.now()
        )
        do_and_say(request, do, done=_("The unit is added."))
        return redirect(over)
    return render(request, "organisation/unit_new.html", {"over": over, "form": form})


@member
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, code: str) -> HttpResponseBase:
    """Another name, another place in the tree."""
    only_managers(request)
    unit = get_object_or_404(queries.units_for(request.person), code=code)
    form = forms.ChangeUnitForm(
        request.POST or None,
        initial={"name": unit.name, "under": unit.parent},
        places=queries.places_for(unit),
    )
    if form.is_valid():
        do = partial(
            services.change_unit,
            unit,
            **form.cleaned_data,
            by=request.person,
            at=timezone.now(),
        )
        do_and_say(request, do, done=_("The unit is changed."))
        return redirect(unit)
    return render(request, "organisation/unit_change.html", {"unit": unit, "form": form})


@member
@require_POST
def remove(request: MemberRequest, code: str) -> HttpResponseBase:
    only_managers(request)
    unit = get_object_or_404(queries.units_for(request.person), code=code)
    do = partial(services.remove_unit, unit, by=request.person, at=timezone.now())
    if do_and_say(request, do, done=_("The unit is removed.")):
        return redirect("organisation:units", request.organisation.slug)
    return redirect(unit)
