from functools import partial

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trivsel.organisation import forms, policies, queries, services
from trivsel.organisation.gates import MemberRequest, member
from trivsel.organisation.views.answers import do_and_say, only_if, only_managers

PAGE = 50


@member
@require_GET
def people(request: MemberRequest) -> HttpResponseBase:
    """Those the person answers for, found by words and by unit."""
    only_if(queries.may_see_people(request.person))
    asked = forms.PeopleFilter(request.GET)
    wanted = asked.cleaned_data if asked.is_valid() else {"q": "", "unit": ""}
    unit = queries.units_for(request.person).filter(code=wanted["unit"]).first()
    found = queries.find_people(request.person, words=wanted["q"], unit=unit)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "organisation/people.html",
        {
            "page": page,
            "words": wanted["q"],
            "unit": unit,
            "units": queries.units_for(request.person).order_by("first"),
            "manages": queries.may_manage_people(request.person),
        },
    )


@member
@require_GET
def person(request: MemberRequest, pk: int) -> HttpResponseBase:
    person = get_object_or_404(queries.people_for(request.person), pk=pk)
    return render(
        request,
        "organisation/person.html",
        {
            "somebody": person,
            "roles": person.roles.all(),
            "manages": queries.may_manage_people(request.person),
            "sees_list": queries.may_see_people(request.person),
            "role_form": forms.RoleForm(
                initial={"unit": person.unit}, organisation=request.organisation
            ),
            "why_not_leave": policies.why_not_leave(person, by=request.person),
        },
    )


@member
@require_http_methods(["GET", "POST"])
def add(request: MemberRequest) -> HttpResponseBase:
    only_managers(request)
    unit = queries.units_for(request.person).filter(code=request.GET.get("unit", "")).first()
    form = forms.PersonForm(
        request.POST or None, initial={"unit": unit}, organisation=request.organisation
    )
    if form.is_valid():
        number = form.cleaned_data["number"]
        do = partial(
            services.add_person, number, form.details(), by=request.person, at=timezone.now()
        )
        do_and_say(request, do, done=_("The person is added. Nothing has been sent."))
        return redirect("organisation:people", request.organisation.slug)
    return render(request, "organisation/person_new.html", {"form": form})


@member
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponseBase:
    only_managers(request)
    person = get_object_or_404(queries.people_for(request.person), pk=pk)
    known = {name: getattr(person, name) for name in forms.PersonForm.base_fields}
    form = forms.PersonForm(
        request.POST or None, initial=known, organisation=request.organisation, person=person
    )
    if form.is_valid():
        do = partial(
            services.change_person, person, form.details(), by=request.person, at=timezone.now()
        )
        do_and_say(request, do, done=_("The changes are saved."))
        return redirect(person)
    return render(
        request, "organisation/person_change.html", {"somebody": person, "form": form}
    )


@member
@require_POST
def leave(request: MemberRequest, pk: int) -> HttpResponseBase:
    only_managers(request)
    person = get_object_or_404(queries.people_for(request.person), pk=pk)
    do = partial(
        services.let_leave,
        person,
        left_on=timezone.localdate(),
        by=request.person,
        at=timezone.now(),
    )
    done = _("The person has left: their roles have ended and they can no longer sign in here.")
    if do_and_say(request, do, done=done):
        return redirect("organisation:people", request.organisation.slug)
    return redirect(person)
