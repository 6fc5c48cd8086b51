from datetime import timedelta
from typing import Any, cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.views import LoginView, PasswordChangeView
from allauth.core import ratelimit
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trivsel.accounts import queries, services, tasks
from trivsel.accounts.addresses import address
from trivsel.accounts.doors import SignedIn, signed_in
from trivsel.accounts.factor import came_by_link, remember_link, remember_second_factor
from trivsel.accounts.forms import LinkForm, SetPasswordForm
from trivsel.ui.access import public

FORGOTTEN = timedelta(minutes=15)


class SignIn(LoginView):  # type: ignore[misc]
    """A link by mail first; the password for those who have one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        next_page = self.request.GET.get("next", "")
        link_form = LinkForm(initial={"next": next_page}, auto_id="link_%s")
        return {**super().get_context_data(**kwargs), "link_form": link_form}


@public(why="Whoever is not signed in must be able to ask for a link.")
@require_POST
def send_link(request: HttpRequest) -> HttpResponseBase:
    """Send a link. The answer is the same, and as quick, for an address nobody knows."""
    form = LinkForm(request.POST, auto_id="link_%s")
    if not form.is_valid():
        return render(request, "accounts/send_link.html", {"form": form}, status=422)
    email = address(form.cleaned_data["email"])
    too_many = ratelimit.consume_or_429(request, action="request_login_code", key=email)
    if too_many:
        return cast("HttpResponseBase", too_many)
    tasks.send_sign_in_link.enqueue(email, _safe(request, form.cleaned_data["next"]))
    return redirect("accounts:sent")


@public(why="Says to look in the mail, to whoever asked for a link.")
@require_GET
def sent(request: HttpRequest) -> HttpResponseBase:
    return render(request, "accounts/sent.html")


@public(why="The secret in the address is what lets somebody in.")
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show a button; only pressing it signs in. Mail filters open links before people do."""
    now = timezone.now()
    email = queries.address_of_link(secret, at=now)
    if request.method == "POST" and email:
        user = services.use_link(secret, at=now)
        if user is not None:
            logout(request)
            remember_link(request, user)
            next_page = _safe(request, request.GET.get("next", "")) or None
            login = Login(user=user, redirect_url=next_page, email=user.email)
            return cast("HttpResponseBase", perform_login(request, login))
        email = None
    status = 200 if email else 410
    return render(request, "accounts/link.html", {"email": email}, status=status)


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """Who came by a link a moment ago has proven the address and need not know the old one."""

    def get_form_class(self) -> type[Form]:
        if came_by_link(self.request, within=FORGOTTEN):
            return cast("type[Form]", SetPasswordForm)
        return cast("type[Form]", super().get_form_class())


class ActivateSecondFactor(ActivateTOTPView):  # type: ignore[misc]
    """Setting it up shows it: the session that did it need not give a code again."""

    def form_valid(self, form: Form) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)
        remember_second_factor(self.request, self.request.user)
        return response


@signed_in
@require_GET
def account(request: SignedIn) -> HttpResponseBase:
    """How I come in, and where I belong."""
    return render(
        request,
        "accounts/account.html",
        {
            "has_second_factor": queries.has_second_factor(request.user),
            "workplaces": queries.workplaces(request.user),
        },
    )


@signed_in
@require_GET
def second_factor(request: SignedIn) -> HttpResponseBase:  # noqa: ARG001 - the address decides
    """Where allauth sends people afterwards; its own overview is part of the account page."""
    return redirect("accounts:account")


@signed_in
@require_GET
def organisations(request: SignedIn) -> HttpResponseBase:
    """Straight to the only workplace, or a choice between several."""
    workplaces = queries.workplaces(request.user)
    if len(workplaces) == 1:
        return redirect(workplaces[0].url)
    return render(request, "accounts/organisations.html", {"workplaces": workplaces})


def _safe(request: HttpRequest, page: str) -> str:
    """The page to go on to, if it is one of ours."""
    allowed = url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    )
    return page if allowed else ""
