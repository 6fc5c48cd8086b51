"""Answers under a host name of their own: still one link and one tap, and no cookie."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

import make
import make_ballots
import make_rounds
from browsing import PHONE
from pages.conftest import new_context
from pages.voting import choose, envelopes, is_asked, is_thanked, kept, link_of, press
from trivsel.ballots.models import Box
from trivsel.surveys import services
from trivsel.surveys.models import Eligible

STORE = 'await import("/static/ballots/ballot/store.js")'
FORGET = f"async (round) => ({STORE}).forget(round)"
GONE = f"async (round) => !(await ({STORE}).ballotOf(round))"


@pytest.fixture(autouse=True)
def stock(keys):
    make_ballots.stock(4)


@pytest.fixture
def answers(settings, live_server):
    """The same server by another name, which is another host to a browser."""
    settings.ORIGIN = live_server.url
    settings.ANSWERS_ORIGIN = live_server.url.replace("localhost", "127.0.0.1")
    return settings.ANSWERS_ORIGIN


@pytest.fixture
def anna(chromium):
    return make.person(make.unit(make.organisation(), "Pakkeri"), "Anna Lund")


@pytest.fixture
def round_(anna):
    return make_rounds.round_(anna.organisation, "open", answered_by="ballots")


@pytest.fixture
def page(chromium, live_server, answers):
    """A phone on which somebody is signed in."""
    context = new_context(chromium, live_server)
    context.add_cookies([{"name": "sessionid", "value": "canary", "url": live_server.url}])
    page = context.new_page()
    page.set_viewport_size(PHONE)
    yield page
    context.close()


def host_of(address):
    return urlsplit(address).hostname


def box_of(round_):
    return Box.objects.get(pk=round_.box_code)


def answer_all(page):
    choose(page, "Ofte")
    press(page, "Næste")
    while page.get_by_role("button", name="Spring over").is_visible():
        press(page, "Spring over")
    press(page, "Send mine svar")
    is_thanked(page)


def test_one_tap_leads_from_the_link_to_the_first_question_under_the_other_name(
    page, round_, anna
):
    cookies = {"localhost": set(), "127.0.0.1": set()}
    page.on(
        "request",
        lambda asked: cookies[host_of(asked.url)].add(asked.all_headers().get("cookie", "")),
    )
    page.goto(link_of(round_, anna))
    press(page, "Begynd")
    is_asked(page)

    assert host_of(page.url) == "127.0.0.1"
    assert "#" not in page.url
    answer_all(page)
    assert len(envelopes()) == 1
    assert any("canary" in cookie for cookie in cookies["localhost"])
    assert cookies["127.0.0.1"] == {""}


def test_the_ballot_that_went_along_is_gone_from_the_way_back(page, round_, anna):
    page.goto(link_of(round_, anna))
    press(page, "Begynd")
    is_asked(page)

    page.go_back()
    expect(page.get_by_role("button", name="Begynd")).to_be_visible()

    assert "BALLOT" not in page.url


def test_a_tab_closed_before_it_arrived_costs_nothing(page, round_, anna, answers):
    page.context.route(f"{answers}/**", lambda route: route.abort())
    page.goto(link_of(round_, anna))
    with page.expect_event("requestfailed", lambda asked: host_of(asked.url) == "127.0.0.1"):
        press(page, "Begynd")
    page.context.unroute(f"{answers}/**")

    page.goto(link_of(round_, anna))
    page.get_by_role("link", name="Gå til spørgsmålene").click()
    expect(page.get_by_role("heading", name="Din stemmeseddel er klar")).to_be_visible()

    assert host_of(page.url) == "127.0.0.1"
    assert "signature" in kept(page, box_of(round_))


def test_with_somebody_elses_ballot_there_nobody_begins_with_it_unasked(page, round_, anna):
    others = Eligible.objects.filter(round=round_).exclude(person=anna)
    first = begun_as(page, round_, others.first().person)
    page.goto(link_of(round_, anna))
    page.evaluate(FORGET, round_.box_code)
    page.reload()

    press(page, "Begynd")

    expect(page.locator("[data-arriving-said]")).not_to_be_empty()
    expect(page.locator("fieldset:visible")).to_have_count(0)
    assert kept(page, box_of(round_)) == first


def begun_as(page, round_, person):
    page.goto(link_of(round_, person))
    press(page, "Begynd")
    is_asked(page)
    return kept(page, box_of(round_))


def test_when_the_round_is_over_the_ballot_is_cleared_away_where_it_was_fetched(
    page, round_, anna
):
    begun_as(page, round_, anna)
    page.goto(link_of(round_, anna))
    assert "signature" in kept(page, box_of(round_))
    services.close_round(
        round_, by=None, at=make_rounds.noon(round_.closes_on + timedelta(days=1))
    )

    page.reload()

    page.wait_for_function(GONE, arg=round_.box_code)
