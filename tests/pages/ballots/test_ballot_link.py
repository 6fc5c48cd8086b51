"""From a personal link to a stored answer, on a phone, with no sign-in and one tap."""

import re

import pytest
from playwright.sync_api import expect

import make
import make_ballots
import make_rounds
from browsing import LAPTOP, NARROWEST, PHONE, axe, nothing_slides_out
from pages.voting import (
    choose,
    envelopes,
    is_asked,
    is_thanked,
    kept,
    link_of,
    press,
    says,
)
from trivsel.ballots.models import Box
from trivsel.surveys.models import Eligible


@pytest.fixture(autouse=True)
def stock(keys):
    make_ballots.stock(4)


@pytest.fixture
def works(chromium):
    return make.organisation()


@pytest.fixture
def anna(works):
    return make.person(make.unit(works, "Pakkeri"), "Anna Lund")


@pytest.fixture
def round_(works, anna):
    return make_rounds.round_(works, "open", answered_by="ballots")


@pytest.fixture
def page(browser_page):
    browser_page.set_viewport_size(PHONE)
    return browser_page


def answer_all(page, round_):
    choose(page, "Ofte")
    press(page, "Næste")
    while page.get_by_role("button", name="Spring over").is_visible():
        press(page, "Spring over")
    press(page, "Send mine svar")
    is_thanked(page)


def box_of(round_):
    return Box.objects.get(pk=round_.box_code)


def test_one_tap_from_the_link_to_the_first_question_and_on_to_the_receipt(page, round_, anna):
    sent = []

    def see(asked):
        sent.append(asked)

    page.on("request", see)
    link = link_of(round_, anna)
    secret = link.split("#")[1]
    page.goto(link)
    press(page, "Begynd")
    is_asked(page)
    answer_all(page, round_)

    assert len(envelopes()) == 1
    assert "signature" in kept(page, box_of(round_))
    assert Eligible.objects.get(person=anna).issued_on
    assert page.context.cookies() == []
    with_secret = [asked for asked in sent if secret in (asked.post_data or "")]
    assert [re.sub(r".*/", "", asked.url.rstrip("/")) for asked in with_secret] == [
        "gruppe",
        "stempel",
    ]
    for asked in sent:
        assert secret not in asked.url
        assert secret not in str(asked.headers)


def test_the_secret_leaves_the_address_once_the_ballot_is_here(page, round_, anna):
    page.goto(link_of(round_, anna))
    press(page, "Begynd")
    is_asked(page)
    page.go_back()
    page.go_back()

    expect(page.get_by_role("link", name="Gå til spørgsmålene")).to_be_visible()
    assert "#" not in page.url


def test_the_page_is_loaded_again_before_and_after_fetching(page, round_, anna):
    page.goto(link_of(round_, anna))
    page.reload()
    press(page, "Begynd")
    is_asked(page)
    before = kept(page, box_of(round_))
    page.reload()
    press(page, "Begynd")
    is_asked(page)
    assert kept(page, box_of(round_)) == before

    page.goto(link_of(round_, anna))
    page.reload()
    page.get_by_role("link", name="Gå til spørgsmålene").click()
    press(page, "Begynd")
    is_asked(page)
    answer_all(page, round_)
    assert len(envelopes()) == 1


def test_the_stamp_is_lost_on_the_way_and_comes_when_one_tries_again(page, round_, anna):
    page.route("**/stempel/", lambda route: (route.fetch(), route.fulfill(status=502)))
    page.goto(link_of(round_, anna))
    press(page, "Begynd")
    says(page, "Det, der er lavet af din stemmeseddel, ligger på denne enhed")
    page.unroute("**/stempel/")

    page.reload()
    press(page, "Begynd")

    is_asked(page)


def test_on_a_second_device_the_same_link_is_refused_and_says_why(
    page, chromium, live_server, round_, anna
):
    page.goto(link_of(round_, anna))
    press(page, "Begynd")
    is_asked(page)
    other = chromium.new_context(base_url=live_server.url, viewport=PHONE)
    second = other.new_page()

    second.goto(link_of(round_, anna))
    press(second, "Begynd")

    says(second, "Din stemmeseddel er hentet før, i en anden browser eller på en anden enhed")
    axe(second)
    expect(second.locator("fieldset:visible")).to_have_count(0)
    assert "signature" not in (kept(second, box_of(round_)) or {})
    other.close()


@pytest.mark.parametrize("broken", ["", "#", "#AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", "#x"])
def test_without_a_good_secret_it_says_so_and_nothing_is_made(page, round_, broken):
    page.goto(f"/da/stemme/{round_.box_code}/{broken}")
    press(page, "Begynd")

    says(page, "Linket åbner ingen stemmeseddel")
    assert kept(page, box_of(round_)) is None
    assert not Eligible.objects.filter(issued_on__isnull=False).exists()


def test_the_other_language_takes_the_secret_along(page, round_, anna):
    page.goto(link_of(round_, anna))
    page.get_by_role("link", name="EN, English").first.click()
    press(page, "Begin")

    is_asked(page)
    assert Eligible.objects.get(person=anna).issued_on


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(PHONE, "light"), (PHONE, "dark"), (LAPTOP, "light"), (NARROWEST, "dark")],
)
def test_the_page_is_accessible_on_every_screen(page, round_, anna, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    page.goto(link_of(round_, anna))
    expect(page.get_by_role("button", name="Begynd")).to_be_visible()
    page.locator("summary", has_text="Hvad denne runde lover").click()
    axe(page)
    nothing_slides_out(page)
