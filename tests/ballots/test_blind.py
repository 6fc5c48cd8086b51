"""The answer pages do not know who is there, cost little, and keep no diary."""

import gzip
import logging
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connections
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

import make
import make_ballots
from trivsel.ballots.blind import TELLING, Blind, Innermost

# Only the ballots store: a page that asked the people's store for anything would fail here.
pytestmark = pytest.mark.django_db(databases=["ballots"])
SIGNED_IN = {"sessionid": "a" * 32, "csrftoken": "b" * 32, "django_language": "en"}
NOSY = {"User-Agent": "Canary/1.0", "Referer": "https://intranet.example/anna"}


def somebody():
    client = Client(enforce_csrf_checks=True, headers=NOSY)
    client.cookies.load(SIGNED_IN)
    return client


def send(client, box, code):
    names = [f"item-{item['key']}" for item in box.paper["items"]]
    return client.post(f"/da/svar/{box.code}/", {"code": code} | dict.fromkeys(names, "2"))


def test_somebody_signed_in_gets_the_same_bytes_as_a_stranger_and_no_cookie():
    box = make.box()

    known, stranger = (client.get(f"/da/svar/{box.code}/") for client in (somebody(), Client()))

    assert known.content == stranger.content
    assert not known.cookies
    assert known["Cache-Control"] == "no-store"
    assert known["Referrer-Policy"] == "no-referrer"
    assert known["Vary"] == "Accept-Encoding"
    assert "unsafe" not in known["Content-Security-Policy"]


def test_a_cookie_on_another_page_does_reach_the_peoples_store():
    with pytest.raises(AssertionError, match="not allowed"):
        somebody().get("/da/konto/login/")


def test_an_answer_needs_no_cookie_and_sets_none():
    box = make.box()

    response = send(somebody(), box, box.codes["c1"][0])

    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize(
    ("path", "seen"), [("/da/svar/box1/", False), ("/da/vaerktoej/", True)]
)
def test_what_tells_browsers_apart_is_dropped_on_answer_pages_only(path, seen):
    passed = {}
    request = RequestFactory().get(path, **dict.fromkeys(TELLING, "canary"))

    def view(request):
        passed.update(request.META)
        return HttpResponse()

    Blind(Innermost(view))(request)

    assert ("canary" in passed.values()) is seen


@pytest.mark.parametrize(("path", "ran"), [("/da/svar/box1/", False), ("/da/vaerktoej/", True)])
def test_no_code_that_knows_who_is_signed_in_runs_for_an_answer_page(path, ran):
    known = []
    behind = Innermost(lambda _request: HttpResponse())

    def sessions(request):
        known.append(request.path_info)
        return behind(request)

    Blind(sessions)(RequestFactory().get(path))

    assert bool(known) is ran


def test_an_answer_page_is_behind_the_same_walls_as_any_other():
    box = make.box()
    page, other = Client().get(f"/da/svar/{box.code}/"), Client().get("/da/vaerktoej/")

    for wall in ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options"):
        assert page[wall]
        assert page[wall] == other[wall]
    assert page["Content-Language"] == "da"


def test_an_address_typed_without_its_last_stroke_finds_the_page():
    box = make.box()

    response = Client().get(f"/da/svar/{box.code}")

    assert response.status_code == 301
    assert response["Location"] == f"/da/svar/{box.code}/"


def test_no_line_is_logged_for_an_answer_accepted_or_refused(caplog):
    caplog.set_level(logging.INFO)
    box = make.box()
    client = Client()

    for code in (box.codes["c1"][0], box.codes["c1"][0], "nonsense"):
        send(client, box, code)
        client.post(f"/da/svar/{box.code}/kode/", {"code": code})

    assert [record.getMessage() for record in caplog.records] == []


def test_an_ordinary_refusal_would_be_logged(caplog):
    Client().post("/da/svar/nobox/", {"code": "nonsense"})

    assert "Not Found: /da/svar/nobox/" in caplog.text


# --- what it costs --------------------------------------------------------------------------


@pytest.mark.parametrize("items", [5, 40])
def test_a_whole_submission_takes_three_statements_whatever_the_number_of_items(items):
    box = make.box(items=items)
    client = Client()

    with CaptureQueriesContext(connections["ballots"]) as page:
        client.get(f"/da/svar/{box.code}/")
    with CaptureQueriesContext(connections["ballots"]) as sent:
        assert send(client, box, box.codes["c1"][0]).status_code == 200

    assert [query["sql"].split()[0] for query in page] == ["SELECT"]
    assert [query["sql"].split()[0] for query in sent] == ["SELECT", "INSERT"]


def test_the_next_who_opens_the_page_and_checks_a_code_costs_one_statement():
    box = make.box()
    client = Client()
    client.get(f"/da/svar/{box.code}/")

    with CaptureQueriesContext(connections["ballots"]) as asked:
        client.get(f"/da/svar/{box.code}/")
        client.post(f"/da/svar/{box.code}/kode/", {"code": box.codes["c1"][0]})

    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def test_the_page_is_four_requests_and_far_below_thirty_kilobytes():
    box = make.box(items=24)
    response = Client().get(f"/da/svar/{box.code}/", headers={"Accept-Encoding": "gzip, br"})
    page = gzip.decompress(response.content).decode()

    linked = re.findall(r'(?:src|href)="/static/([^"]+)"', page)
    files = [gzip.compress(Path(finders.find(name)).read_bytes()) for name in linked]

    assert len(linked) == 3
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert len(response.content) + sum(map(len, files)) < 15_000


def test_with_ballots_the_first_view_is_eight_requests_and_below_thirty_kilobytes_too():
    box = make_ballots.box()
    response = Client().get(f"/da/svar/{box.code}/", headers={"Accept-Encoding": "gzip, br"})
    page = gzip.decompress(response.content).decode()

    linked = re.findall(r'(?:src|href)="/static/([^"]+)"', page)
    files = {name: Path(finders.find(name)).read_bytes() for name in linked}

    # Each module that these ask for at once is among them: nothing comes behind.
    asked = {
        f"{folder}/{name}.js"
        for folder in ("ballots", "ballots/ballot")
        for name in re.findall(
            r'^import .* from "\./(\w[\w-]*)\.js"', text(files, folder), re.MULTILINE
        )
    }
    assert asked < set(linked)
    assert len(linked) == 7
    assert (
        len(response.content) + sum(len(gzip.compress(one)) for one in files.values()) < 20_000
    )


def text(files, folder):
    there = [one for name, one in files.items() if name.rpartition("/")[0] == folder]
    return b"\n".join(there).decode()


def test_a_browser_that_cannot_unpack_gets_the_page_plain():
    box = make.box()

    response = Client().get(f"/da/svar/{box.code}/")

    assert "Content-Encoding" not in response
    assert b"<!doctype html>" in response.content
