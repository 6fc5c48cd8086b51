from functools import partial

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trivsel.organisation import forms, queries, services
from trivsel.organisation.gates import MemberRequest, member
from trivsel.organisation.views.answers import do_and_say, only_managers


@member
@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest) -> HttpResponseBase:
    """The organisation's name, and how small a group may be and still have figures."""
    only_managers(request)
    now = request.organisation
    known = {"name": now.name, "minimum_group": now.minimum_group}
    form = forms.SettingsForm(request.POST or None, initial=known)
    if form.is_valid():
        do = partial(
            services.change_organisation,
            now,
            **form.cleaned_data,
            by=request.person,
            at=timezone.now(),
        )
        if do_and_say(request, do, done=_("The settings are saved.")):
            return redirect("organisation:settings", now.slug)
    context = {"form": form, "sees_events": queries.may_see_events(request.person)}
    return render(request, "organisation/settings.html", context)
