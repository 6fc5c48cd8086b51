"""What allauth asks of us: nobody signs up alone, and who comes in is tied to their work."""

from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from trivsel.accounts import queries, services, tasks
from trivsel.accounts.factor import came_lately
from trivsel.accounts.models import User

FRESH = timedelta(minutes=5)
TOO_MANY = _("There have been too many attempts. Wait a few minutes, then try again.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "E-mail and password do not match. Try again, or get a link instead."
        ),
        "enter_current_password": _("That is not the password you have now."),
        "incorrect_password": _("That is not the password."),
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's form
        return False

    def is_reauthentication_required(self, *, app: str, **given: Any) -> bool:
        """Who came in a moment ago and has no second factor yet is not asked twice."""
        request = context.request
        if not queries.has_second_factor(request.user) and came_lately(request, within=FRESH):
            return False
        return bool(super().is_reauthentication_required(app=app, **given))

    def post_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponseBase:
        services.arrive(user)
        response: HttpResponseBase = super().post_login(request, user, **given)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's form
        return reverse("accounts:account")

    def add_message(self, request: HttpRequest, level: int, *given: Any, **named: Any) -> None:
        """Say what changed; that somebody is now signed in or out, the page shows by itself."""
        template = given[0] if given else named.get("message_template")
        if template not in {
            "account/messages/logged_in.txt",
            "account/messages/logged_out.txt",
        }:
            super().add_message(request, level, *given, **named)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand the mail to the job process: a mail server that is down stops nobody here."""
        message = self.render_mail(template_prefix, email, {**context, "email": email})
        tasks.send_notice.enqueue(message.subject, message.body, email)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the authenticators' secrets unreadable in a copy of the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Use the one your app shows now."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [
        sha256(b"trivsel second factor" + force_bytes(secret)).digest() for secret in secrets
    ]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
