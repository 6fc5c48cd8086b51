"""A tablet on the shop floor that many answer on: it forgets everything between two people."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

import make
from browsing import LAPTOP, PHONE, axe, nothing_slides_out
from trivsel.ballots import queries, services

TABLET = {"width": 820, "height": 1180}
START = "/da/svar/tablet/"
QUIET, ASKED, THANKED = 90_000, 30_000, 20_000
ALIKE = """() => [...document.querySelectorAll("input, textarea")].map((one) => one.value)
  .concat(document.body.innerText, location.href)"""


@pytest.fixture
def box():
    return make.box(items=3)


@pytest.fixture
def tablet(browser_page):
    browser_page.set_viewport_size(TABLET)
    browser_page.clock.install()
    browser_page.goto(START)
    return browser_page


def enter(page: Page, code: str) -> None:
    page.get_by_label("Din kode", exact=True).fill(code)
    page.get_by_role("button", name="Fortsæt").click()
    page.get_by_role("button", name="Begynd").click()
    expect(page.locator("legend:visible")).to_contain_text("1. Jeg ved")


def choose(page: Page, label: str) -> None:
    page.locator("fieldset:visible").get_by_text(label, exact=True).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def answer(page: Page, code: str) -> None:
    enter(page, code)
    choose(page, "Ofte")
    press(page, "Næste")
    press(page, "Spring over")
    press(page, "Spring over")
    press(page, "Send mine svar")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er gemt.")


def ready(page: Page) -> None:
    """It rests at its own page, and nothing is filled in."""
    page.wait_for_url(f"**{START}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Svar her med din kodeseddel")
    expect(page.get_by_label("Din kode", exact=True)).to_have_value("")
    assert page.locator("fieldset").count() == 0


def seen_behind(page: Page) -> list[str]:
    """All that can be leafed back to, one page after the other."""
    seen = []
    for _ in range(6):
        page.go_back()
        page.wait_for_load_state()
        seen += page.evaluate(ALIKE) if page.url != "about:blank" else []
    return seen


def test_two_answer_after_each_other_and_both_count(tablet, box):
    first, second = box.codes["c1"][:2]
    answer(tablet, first)
    tablet.clock.run_for(THANKED)
    ready(tablet)

    answer(tablet, second)
    press(tablet, "Færdig: klar til den næste")
    ready(tablet)

    services.close_box(box.code)
    services.count_box(box.code)
    assert queries.answers(box.code) == {"c1": [bytes([4, 0, 0])] * 2}


def test_nothing_of_the_one_before_can_be_leafed_back_to(tablet, box):
    code = box.codes["c1"][0]
    enter(tablet, code)
    choose(tablet, "Altid")
    press(tablet, "Næste")
    tablet.clock.run_for(QUIET + ASKED)
    ready(tablet)

    seen = seen_behind(tablet)

    assert not [one for one in seen if code in one or "Altid" in one]
    assert tablet.locator(":checked").count() == 0


def test_the_ordinary_page_can_be_leafed_back_in(browser_page, box):
    """The control: there a person owns the device, and Back leads to the question before."""
    code = box.codes["c1"][0]
    browser_page.goto("/da/svar/")
    enter(browser_page, code)
    choose(browser_page, "Altid")
    press(browser_page, "Næste")

    browser_page.go_back()

    expect(browser_page.get_by_label("Altid").locator("visible=true")).to_be_checked()


def test_it_asks_before_it_forgets_and_goes_on_for_whoever_is_there(tablet, box):
    enter(tablet, box.codes["c1"][0])
    choose(tablet, "Ofte")
    tablet.clock.run_for(QUIET)
    still = tablet.get_by_role("alertdialog")
    expect(still).to_contain_text("Der er ikke sendt noget endnu.")
    tablet.clock.run_for(ASKED - 1000)

    press(tablet, "Ja, jeg er i gang")

    tablet.clock.run_for(QUIET - 1000)
    expect(tablet.get_by_label("Ofte").locator("visible=true")).to_be_checked()
    expect(still).to_be_hidden()


def test_a_hand_on_the_screen_is_somebody(tablet, box):
    enter(tablet, box.codes["c1"][0])
    for label in ("Ofte", "Altid", "Aldrig"):
        tablet.clock.run_for(QUIET - 1000)
        choose(tablet, label)

    tablet.clock.run_for(QUIET - 1000)

    expect(tablet.get_by_role("alertdialog")).to_be_hidden()


def test_one_can_stop_and_the_code_is_unused(tablet, box):
    code = box.codes["c1"][0]
    enter(tablet, code)
    choose(tablet, "Ofte")
    press(tablet, "Stop")
    press(tablet, "Nej, svar videre")
    expect(tablet.get_by_label("Ofte").locator("visible=true")).to_be_checked()

    press(tablet, "Stop")
    press(tablet, "Ja, stop og glem")

    ready(tablet)
    answer(tablet, code)


def test_back_leads_a_question_back_and_keeps_the_answer(tablet, box):
    enter(tablet, box.codes["c1"][0])
    choose(tablet, "Ofte")
    press(tablet, "Næste")

    press(tablet, "Tilbage")

    expect(tablet.get_by_label("Ofte").locator("visible=true")).to_be_checked()


def test_a_code_that_was_typed_and_left_is_forgotten_too(tablet, box):
    tablet.get_by_label("Din kode", exact=True).fill("X3JD-5V")

    tablet.clock.run_for(QUIET + ASKED)

    ready(tablet)


def test_it_speaks_danish_again_to_the_next_one(tablet, box):
    tablet.get_by_role("link", name="In English").click()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Answer here with your slip")

    tablet.clock.run_for(QUIET)

    ready(tablet)


def test_the_other_language_keeps_the_answer_and_the_way_to_stop(tablet, box):
    enter(tablet, box.codes["c1"][0])
    choose(tablet, "Ofte")

    tablet.get_by_role("link", name="In English").click()

    expect(tablet.locator("fieldset:visible :checked")).to_have_count(1)
    press(tablet, "Stop")
    press(tablet, "Yes, stop and forget")
    ready(tablet)


def test_without_a_connection_everything_is_forgotten_all_the_same(chromium, live_server, box):
    context = chromium.new_context(base_url=live_server.url, viewport=TABLET, locale="da-DK")
    page = context.new_page()
    page.clock.install()
    page.goto(START)
    enter(page, box.codes["c1"][0])
    choose(page, "Ofte")
    context.set_offline(offline=True)

    press(page, "Stop")
    press(page, "Ja, stop og glem")

    expect(page.get_by_role("status")).to_contain_text("Alt er glemt.")
    assert page.locator("fieldset, input").count() == 0
    context.set_offline(offline=False)
    page.clock.run_for(5_000)
    ready(page)
    context.close()


def test_what_others_will_see_is_closed_with_the_rest(tablet):
    box = make.box(paper=make.paper(items=3) | {"preview_url": reverse("ui:privacy")})
    tablet.get_by_label("Din kode", exact=True).fill(box.codes["c1"][0])
    press(tablet, "Fortsæt")
    link = tablet.get_by_role("link", name="Se præcis, hvad din leder får at se")
    with tablet.expect_popup() as opened:
        link.click()

    tablet.clock.run_for(QUIET + ASKED)

    ready(tablet)
    assert opened.value.is_closed()


def test_a_wrong_code_is_told_and_the_screen_still_forgets(tablet, box):
    tablet.get_by_label("Din kode", exact=True).fill("XXXX-XXXX-XXXX")
    press(tablet, "Fortsæt")
    expect(tablet.get_by_role("alert")).to_contain_text("ikke")

    tablet.clock.run_for(QUIET + ASKED)

    ready(tablet)


def test_the_browser_keeps_the_place_of_the_tablet_and_no_more(tablet, box):
    answer(tablet, box.codes["c1"][0])

    kept = tablet.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")

    assert kept == f'[{{}},{{"trivsel-tablet":"{START}"}},""]'


@pytest.mark.parametrize("size", [PHONE, TABLET, LAPTOP])
def test_it_is_accessible_and_fits(browser_page, box, size):
    browser_page.set_viewport_size(size)
    browser_page.goto(START)
    axe(browser_page)
    nothing_slides_out(browser_page)
    enter(browser_page, box.codes["c1"][0])
    axe(browser_page)
    press(browser_page, "Stop")
    axe(browser_page)
    nothing_slides_out(browser_page)
    press(browser_page, "Nej, svar videre")
    browser_page.emulate_media(color_scheme="dark")
    axe(browser_page)
