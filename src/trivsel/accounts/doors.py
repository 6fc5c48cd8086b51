"""The door for pages that belong to whoever is signed in, in any organisation or none."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from trivsel.accounts.models import User
from trivsel.ui.access import View, policy


class SignedIn(HttpRequest):
    """A request with a real user."""

    user: User


def signed_in(view: Callable[..., HttpResponseBase]) -> View:
    """Let in whoever is signed in. The browser keeps nothing: a tablet may be shared."""
    door: Any = never_cache(login_required(view))
    return policy("signed-in")(door)
