"""A round's pages in a browser: every size, both languages, by keyboard; the slips on paper."""

import re

import pytest
from django.test import Client

import make
import make_rounds
from browsing import SIZES, axe, nothing_slides_out, sign_in
from trivsel.surveys.models import Round

AT_200_PERCENT = {"width": 640, "height": 400}
LONG = "Den fælles trivselsmåling for hele koncernen, efteråret 2026 og begyndelsen af 2027"


@pytest.fixture
def house(browser_page, live_server):
    """A house with a small unit to choose for; HR signed in."""
    house = make.organisation("Nordværk A/S", slug="nord")
    production = make.unit(house, "Produktion", code="P")
    make.people(make.unit(production, "Støberi, formning og efterbehandling", code="S"), 12)
    make.people(make.unit(production, "Vedligehold", code="V"), 4)
    make.people(make.unit(house, "Administration", code="A"), 9)
    enter(browser_page, live_server, make_rounds.signers(house)[0])
    return house


def enter(page, live_server, person):
    client = Client()
    make.sign_in(client, person)
    page.context.clear_cookies()
    sign_in(page, client, live_server.url)


def looks_right(page, address):
    for language in ("da", "en"):
        page.goto(f"/{language}/{address}")
        for opened in page.locator("main details:not([open]) > summary").all():
            opened.click()
        for size in (*SIZES, AT_200_PERCENT):
            page.set_viewport_size(size)
            nothing_slides_out(page)
        axe(page)


@pytest.mark.parametrize(
    "state", ["planned", "signing", "signed", "open", "closed", "cancelled"]
)
def test_the_page_of_a_round_fits_every_screen(browser_page, house, state):
    round_ = make_rounds.round_(house, state)

    looks_right(browser_page, f"o/nord/runder/{round_.pk}/")


@pytest.mark.parametrize(
    ("state", "page"),
    [
        ("planned", "celler/"),
        ("signing", "plan/"),
        ("signing", "underskrift/"),
        ("signing", "celler/"),
        ("signed", "det-ser-din-leder/"),
        ("signed", "sedler/"),
    ],
)
def test_the_other_pages_fit_every_screen(browser_page, house, state, page):
    round_ = make_rounds.round_(house, state)

    looks_right(browser_page, f"o/nord/runder/{round_.pk}/{page}")


def test_the_list_fits_every_screen_also_while_it_is_empty(browser_page, house):
    looks_right(browser_page, "o/nord/runder/")
    looks_right(browser_page, "o/nord/runder/ny/")

    make_rounds.round_(house, "open", name=LONG)
    looks_right(browser_page, "o/nord/runder/")


def test_what_the_leader_will_see_is_there_for_whoever_holds_a_slip(browser_page, house):
    round_ = make_rounds.round_(house, "open")
    browser_page.context.clear_cookies()

    looks_right(browser_page, f"o/nord/svar/{round_.box_code}/det-ser-din-leder/")

    assert not browser_page.context.cookies()


def test_it_can_be_read_in_the_dark(browser_page, house):
    round_ = make_rounds.round_(house, "signed")
    browser_page.emulate_media(color_scheme="dark")

    for page in ("", "det-ser-din-leder/", "sedler/"):
        browser_page.goto(f"/da/o/nord/runder/{round_.pk}/{page}")
        axe(browser_page)


def test_a_round_is_planned_signed_and_opened_by_keyboard(browser_page, house, live_server):
    page = browser_page
    make_rounds.instrument()
    page.goto("/da/o/nord/runder/")
    page.get_by_role("link", name="Planlæg den første runde").press("Enter")
    page.get_by_label("Navn").fill("Trivsel i foråret")
    today = page.evaluate(
        "new Date().toLocaleDateString('sv', {timeZone: 'Europe/Copenhagen'})"
    )
    page.get_by_label("Første dag").fill(today)
    page.get_by_label("Sidste dag").fill(today)
    page.get_by_role("button", name="Videre til grupperne").press("Enter")

    page.get_by_role("radio", name=re.compile("Sammen med Støberi")).first.press("Space")
    page.get_by_role("button", name="Gem og tæl igen").press("Enter")
    page.get_by_role("link", name="Grupperne er, som de skal være").press("Enter")
    page.get_by_role("button", name="Send til underskrift").press("Enter")

    for side, person in zip(
        ("ledelsen", "medarbejderne"), make_rounds.signers(house), strict=True
    ):
        enter(page, live_server, person)
        page.goto(f"/da/o/nord/runder/{Round.objects.get().pk}/")
        page.get_by_role("link", name="Læs og skriv under").press("Enter")
        page.get_by_role("button", name=f"Skriv under for {side}").press("Enter")

    page.get_by_role("link", name="Kodesedler").press("Enter")
    page.get_by_role("button", name="Lav kodesedler til alle").press("Enter")
    page.get_by_role("link", name="Tilbage til kodesedlerne").press("Enter")
    enter(page, live_server, make_rounds.signers(house)[0])
    page.goto(f"/da/o/nord/runder/{Round.objects.get().pk}/")
    page.get_by_role("button", name="Åbn nu").press("Enter")

    page.get_by_text("Runden er åben").wait_for()
    assert Round.objects.get().state == "open"


@pytest.mark.parametrize("name", ["Trivsel", LONG])
def test_the_slips_print_eight_to_a_sheet_and_nothing_is_cut_off(browser_page, house, name):
    house.name = f"{LONG} A/S" if name == LONG else house.name
    house.save()
    round_ = make_rounds.round_(house, "signed", name=name)
    browser_page.goto(f"/da/o/nord/runder/{round_.pk}/sedler/")
    with browser_page.expect_navigation():
        browser_page.get_by_role("button", name=re.compile("alle grupper")).click()
    browser_page.locator(".slip").first.wait_for()
    browser_page.emulate_media(media="print")

    cut = browser_page.locator(".slip").evaluate_all(
        "slips => slips.filter(slip => slip.scrollHeight > slip.clientHeight + 1"
        " || slip.scrollWidth > slip.clientWidth + 1).length"
    )
    paper = browser_page.pdf(prefer_css_page_size=True)

    cells = list(round_.cells.all())
    sheets = sum(1 + -(-cell.eligible // 8) for cell in cells)
    assert len(cells) > 1
    assert cut == 0
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == sheets


def test_the_page_of_slips_has_no_trace_in_the_address_or_the_history(browser_page, house):
    round_ = make_rounds.round_(house, "signed")
    browser_page.goto(f"/da/o/nord/runder/{round_.pk}/sedler/")
    browser_page.get_by_role("button", name=re.compile("alle|Lav")).first.click()

    code = browser_page.locator(".code").first.inner_text()

    assert code not in browser_page.url
    assert browser_page.evaluate("localStorage.length + sessionStorage.length") == 0
    axe(browser_page)
