"""Two careless programs that the sweep must catch."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

from trivsel.proof import browser
from trivsel.proof.canaries.flow import Flow

TABLE = "careless_ballot"


class Logging:
    """Middleware as it is found in many programs: what came, from whom, in full."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        who = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_USER_AGENT", "")
        logging.getLogger("careless").info("%s %s %r", request.path, who, request.body)
        return self.get_response(request)


@contextmanager
def logging_all() -> Iterator[None]:
    """The program with that middleware at its front."""
    before = settings.MIDDLEWARE
    settings.MIDDLEWARE = [f"{__name__}.Logging", *before]
    browser.program.cache_clear()
    try:
        yield
    finally:
        settings.MIDDLEWARE = before
        browser.program.cache_clear()


def person_beside_ballot(flow: Flow) -> None:
    """A table in the ballots store that says who handed in which ballot."""
    with connections["ballots"].cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (person text, mark text)")
        for one in flow.people:
            if one.voter:
                cursor.execute(
                    f"INSERT INTO {TABLE} VALUES (%s, %s)",  # noqa: S608 - our own name
                    [one.email, one.voter.nullifier.hex()],
                )


def cleared() -> None:
    with connections["ballots"].cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")
