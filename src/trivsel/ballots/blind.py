"""The answer pages are blind: what tells one browser from another is dropped at the door.

Somebody may be signed in on the same device, and every browser says who it is. None of it
reaches the code behind, so no page, error or log of ours can hold it.

The pages behind a personal link (``/stemme/``) are blind too: the link alone says whose ballot
is fetched, and whoever is signed in on the same device has no part in it.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

ANSWER_PAGES = re.compile(r"/[a-z]{2}/(?:svar|stemme)/")
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


class Blind:
    """Middleware; stands first, so that nothing before the answer pages has seen either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not ANSWER_PAGES.match(request.path_info):
            return self.get_response(request)
        for name in TELLING:
            request.META.pop(name, None)
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response.cookies.clear()
        return response
