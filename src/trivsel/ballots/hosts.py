"""Where answers have a host name of their own, each page keeps to its side.

A browser gives what it keeps for one host name to no other: under a name of their own the
answer pages are never sent a cookie of somebody signed in, and a proxy can keep a diary of one
name and none of the other. Without the setting ``TRIVSEL_ANSWERS_ORIGIN`` there is one name,
and nothing is done here.
"""

import re
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from trivsel.ballots.blind import GetResponse

ANSWERS = re.compile(r"/(?:[a-z]{2}/)?svar(?:/|$)")
# Where a ballot is fetched the manifest is read too, and a page reads from its own side only.
ON_BOTH = re.compile(r"/static/|/[a-z]{2}/svar/[\w-]+/manifest\.json$")


class Hosts:
    """Middleware; stands first, and sends whoever is on the wrong side to the right one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.ANSWERS_ORIGIN or ON_BOTH.match(request.path_info):
            return self.get_response(request)
        answers = urlsplit(settings.ANSWERS_ORIGIN).hostname
        on_answers = name_in(request.META.get("HTTP_HOST", "")) == answers
        if on_answers and request.path_info == "/":
            return HttpResponseRedirect(f"{settings.ANSWERS_ORIGIN}/svar/")
        if on_answers == bool(ANSWERS.match(request.path_info)):
            return self.get_response(request)
        return _to(settings.ORIGIN if on_answers else settings.ANSWERS_ORIGIN, request)


def name_in(host: str) -> str | None:
    """The name in a Host header, without its port; None if there is none to be read."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _to(origin: str, request: HttpRequest) -> HttpResponse:
    # What was posted is not sent along: it belongs to a page that came from the other side.
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=HTTPStatus.MISDIRECTED_REQUEST)
    response = HttpResponseRedirect(f"{origin}{request.get_full_path()}")
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
