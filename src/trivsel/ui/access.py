"""Every address says who may come in. A view without a policy fails the house tests."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

type View = Callable[..., HttpResponseBase]


def policy(who: str, *, why: str = "") -> Callable[[View], View]:
    """Mark a view with who may come in; the wrapped check is made by the caller's own gate.

    ``who`` is one of: public, signed-in, member (of the organisation in the address), operator.
    """

    def mark(view: View) -> View:
        view.policy = who  # type: ignore[attr-defined]
        view.policy_why = why  # type: ignore[attr-defined]
        return view

    return mark


def public(*, why: str) -> Callable[[View], View]:
    """Anybody may see this page; the reason is part of the code."""
    return policy("public", why=why)


def policy_of(view: Any) -> str | None:
    """The policy a view carries, or None."""
    return getattr(view, "policy", None)


__all__ = ["HttpRequest", "View", "policy", "policy_of", "public"]
