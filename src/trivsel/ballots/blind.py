"""The answer pages are blind: what tells one browser from another is dropped at the door.

Somebody may be signed in on the same device, and every browser says who it is. None of it
reaches the code behind, so no page, error or log of ours can hold it. And no code that could
ask is run: requests to the answer pages go past sessions, sign-in and messages.

The pages behind a personal link (``/stemme/``) are blind too: the link alone says whose ballot
is fetched, and whoever is signed in on the same device has no part in it.
"""

import re
from collections.abc import Callable
from typing import ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.middleware.locale import LocaleMiddleware
from django.middleware.security import SecurityMiddleware

type GetResponse = Callable[[HttpRequest], HttpResponseBase]

ANSWER_PAGES = re.compile(r"/[a-z]{2}/(?:svar|stemme)/")
# All that an answer page passes through: what it may load, its language, its address.
PASSED = (
    SecurityMiddleware,
    ContentSecurityPolicyMiddleware,
    LocaleMiddleware,
    CommonMiddleware,
    XFrameOptionsMiddleware,
)
TELLING = (
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "HTTP_USER_AGENT",
    "HTTP_REFERER",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "REMOTE_PORT",
    "REMOTE_USER",
)


class Innermost:
    """Middleware; stands last, and tells ``Blind`` what lies behind all middleware."""

    behind: ClassVar[GetResponse]

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        Innermost.behind = staticmethod(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


class Blind:
    """Middleware; stands before all that looks at who is there."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        straight: GetResponse = Innermost.behind  # Django builds from the last to the first
        for middleware in reversed(PASSED):
            straight = middleware(straight)  # type: ignore[assignment]
        self.straight = straight

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not ANSWER_PAGES.match(request.path_info):
            return self.get_response(request)
        for name in TELLING:
            request.META.pop(name, None)
        response = self.straight(request)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response.cookies.clear()
        return response
