"""Which requests count: somebody who opens a page, not a program that looks."""

import pytest
from django.test import RequestFactory
from django.utils import timezone

from trivsel.figures import counting
from trivsel.figures.models import Opening

pytestmark = pytest.mark.django_db
BROWSER = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def ask(method: str = "get", **headers: str):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(RequestFactory(), method)("/da/vaerktoej/b02/", headers=named)


def test_a_page_and_a_pdf_are_counted_today():
    counting.opened(ask(), "B02")
    counting.fetched(ask(), "B02")

    rows = Opening.objects.order_by("what").values_list("day", "tool", "what", "count")
    today = timezone.localdate()
    assert list(rows) == [(today, "B02", "page", 1), (today, "B02", "pdf", 1)]


@pytest.mark.parametrize("headers", [{}, BROWSER], ids=["an old browser", "a browser"])
def test_somebody_who_opens_a_page_counts(headers):
    counting.opened(ask(**headers), "B02")

    assert Opening.objects.get().count == 1


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", {}),
        ("options", {}),
        ("post", BROWSER),
        ("get", {**BROWSER, "Sec-Purpose": "prefetch"}),
        ("get", {**BROWSER, "Sec-Purpose": "prefetch;prerender"}),
        ("get", {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}),
        ("get", {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "serviceworker"}),
    ],
)
def test_what_nobody_opened_does_not_count(method, headers):
    counting.opened(ask(method, **headers), "B02")
    counting.fetched(ask(method, **headers), "B02")

    assert not Opening.objects.exists()


def test_two_people_leave_the_same_trace_as_one_who_comes_twice():
    same = {"HTTP_COOKIE": "sessionid=abc", "REMOTE_ADDR": "192.0.2.7"}
    other = {"HTTP_ACCEPT_LANGUAGE": "en", "REMOTE_ADDR": "192.0.2.8", "HTTP_USER_AGENT": "X"}

    for who in (same, same):
        counting.opened(RequestFactory().get("/da/", **who), "B02")
    for who in (same, other):
        counting.opened(RequestFactory().get("/en/", **who), "B05")

    columns = Opening.objects.order_by("tool").values("day", "what", "count")
    assert columns[0] == columns[1]
