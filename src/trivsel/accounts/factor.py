"""Which proofs this session has given. An account may have a factor it never showed."""

import time
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from trivsel.accounts.models import User


def showed_second_factor(request: HttpRequest) -> bool:
    """Whether the second factor was given in this very session."""
    return _last(request, "mfa") is not None


def came_by_link(request: HttpRequest, *, within: timedelta) -> bool:
    """Whether the session began with a link, which proves the address, a short while ago."""
    at = _last(request, "link")
    return at is not None and time.time() - at < within.total_seconds()


def came_lately(request: HttpRequest, *, within: timedelta) -> bool:
    """Whether any proof was given a short while ago."""
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < within.total_seconds() for record in records)


def remember_second_factor(request: HttpRequest, user: User) -> None:
    record_authentication(request, user, method="mfa", type="totp", reauthenticated=True)


def remember_link(request: HttpRequest, user: User) -> None:
    record_authentication(request, user, method="link")


def _last(request: HttpRequest, method: str) -> float | None:
    records = get_authentication_records(request, request.user)
    times = [record["at"] for record in records if record.get("method") == method]
    return max(times, default=None)
