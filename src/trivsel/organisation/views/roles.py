from functools import partial

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trivsel.organisation import forms, queries, services
from trivsel.organisation.gates import MemberRequest, member
from trivsel.organisation.views.answers import do_and_say, only_managers


@member
@require_POST
def give(request: MemberRequest, pk: int) -> HttpResponseBase:
    only_managers(request)
    person = get_object_or_404(queries.people_for(request.person), pk=pk)
    form = forms.RoleForm(request.POST, organisation=request.organisation)
    if not form.is_valid():
        messages.error(request, _("Choose a role and the unit it is for. Nothing is changed."))
        return redirect(person)
    kind, unit = form.cleaned_data["kind"], form.cleaned_data["unit"]
    do = partial(
        services.give_role, kind, to=person, unit=unit, by=request.person, at=timezone.now()
    )
    do_and_say(request, do, done=_("The role is given."))
    return redirect(person)


@member
@require_POST
def take(request: MemberRequest, pk: int, role: int) -> HttpResponseBase:
    only_managers(request)
    person = get_object_or_404(queries.people_for(request.person), pk=pk)
    held = get_object_or_404(person.roles.select_related("person__organisation"), pk=role)
    do = partial(services.take_role, held, by=request.person, at=timezone.now())
    do_and_say(request, do, done=_("The role has ended."))
    return redirect(person)
