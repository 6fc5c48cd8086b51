"""The door to an organisation's pages: who you are there, or 404 as if it did not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from trivsel.accounts.factor import showed_second_factor
from trivsel.accounts.models import User
from trivsel.accounts.queries import has_second_factor
from trivsel.organisation.models import Organisation, Person, Role
from trivsel.ui.access import policy

SECOND_FACTOR_ROLES = frozenset(
    {
        Role.Kind.LEADER,
        Role.Kind.SAFETY_REP,
        Role.Kind.EMPLOYEE_REP,
        Role.Kind.UNION_REP,
        Role.Kind.HR,
        Role.Kind.TOP_MANAGEMENT,
        Role.Kind.ADMINISTRATOR,
    }
)


class MemberRequest(HttpRequest):
    """A request by a signed-in person of the organisation in the address."""

    user: User
    organisation: Organisation
    person: Person


type MemberView[**P] = Callable[Concatenate[MemberRequest, P], HttpResponseBase]


def member(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in people of the organisation; a stranger gets the same 404 as for a missing one.

    Takes ``organisation`` (a slug) from the address, sets request.organisation and
    request.person (roles prefetched), and asks people with a role for their second factor
    first. The browser is told to keep nothing: on a shared tablet the next one presses Back.
    """

    @never_cache
    @login_required
    @wraps(view)
    def inner(request: Any, *args: Any, organisation: str, **kwargs: Any) -> HttpResponseBase:
        person = (
            Person.objects.select_related("organisation", "unit")
            .prefetch_related("roles__unit")
            .filter(organisation__slug=organisation, user=request.user, left_on__isnull=True)
            .first()
        )
        if person is None:
            raise Http404
        if needs_second_factor(person) and (door := _second_door(request)):
            return door
        request.person = person
        request.organisation = person.organisation
        return view(request, *args, **kwargs)

    return policy("member")(inner)


def needs_second_factor(person: Person) -> bool:
    return any(role.kind in SECOND_FACTOR_ROLES for role in person.roles.all())


def _second_door(request: Any) -> HttpResponseBase | None:
    """To where the second factor is set up or given; None when this session has shown it.

    The account's having one is not enough: a session may be older than the factor.
    """
    if not has_second_factor(request.user):
        return redirect("mfa_activate_totp")
    if showed_second_factor(request):
        return None
    page = request.get_full_path() if request.method == "GET" else ""
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': page})}")
