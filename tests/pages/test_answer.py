"""Answering on a phone, one question at a time; by finger, by keyboard, and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

import make
from browsing import LAPTOP, NARROWEST, PHONE, axe, nothing_slides_out, tabs
from trivsel.ballots import queries, services


@pytest.fixture
def box():
    return make.box(items=4)


@pytest.fixture
def code(box):
    return box.codes["c1"][0]


@pytest.fixture
def page(browser_page):
    browser_page.set_viewport_size(PHONE)
    return browser_page


@pytest.fixture
def rough_page(chromium, live_server):
    """A phone on a line that breaks, which the browser itself complains about."""
    context = chromium.new_context(base_url=live_server.url, viewport=PHONE)
    yield context.new_page()
    context.close()


def open_with_qr(page: Page, box, code: str) -> None:
    page.goto(f"/da/svar/{box.code}/#{code}")


def begin(page: Page, box, code: str) -> None:
    open_with_qr(page, box, code)
    page.get_by_role("button", name="Begynd").click()
    expect(page.locator("legend:visible")).to_contain_text("1. Jeg ved")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, label: str) -> None:
    page.locator("fieldset:visible").get_by_text(label, exact=True).click()


def stored(box) -> dict[str, list[bytes]]:
    services.close_box(box.code)
    services.count_box(box.code)
    return queries.answers(box.code)


def test_the_code_is_taken_out_of_the_address_at_once(page, box, code):
    open_with_qr(page, box, code)

    expect(page.get_by_label("Din kode", exact=True)).to_have_value(code)
    assert page.url.endswith(f"/da/svar/{box.code}/")


def test_the_promise_stands_before_the_first_question(page, box, code):
    open_with_qr(page, box, code)

    expect(page.get_by_text("Ingen ser tal for færre end 5 personer.")).to_be_visible()
    expect(page.locator("fieldset").first).to_be_hidden()


def test_answers_are_given_looked_through_changed_and_sent(page, box, code):
    begin(page, box, code)
    choose(page, "Ofte")
    press(page, "Næste")
    expect(page.locator("[data-count]").first).to_have_text("2 af 4")
    press(page, "Spring over")
    choose(page, "Aldrig")
    press(page, "Tilbage")
    choose(page, "Altid")
    press(page, "Næste")
    expect(page.get_by_label("Aldrig").locator("visible=true")).to_be_checked()
    press(page, "Næste")
    press(page, "Spring over")
    expect(page.locator("[data-answered]")).to_have_text("3")

    page.get_by_role("button", name="4. Jeg ved").click()
    choose(page, "Sjældent")
    press(page, "Til oversigten")
    press(page, "Send mine svar")

    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er gemt.")
    assert stored(box) == {"c1": [bytes([4, 5, 1, 2])]}


def test_an_answer_can_be_taken_back(page, box, code):
    begin(page, box, code)
    choose(page, "Ofte")
    press(page, "Slet svar")

    expect(page.get_by_label("Ofte").locator("visible=true")).not_to_be_checked()
    expect(page.get_by_role("button", name="Spring over")).to_be_visible()


def test_the_browsers_own_back_and_forward_go_a_question_back_and_forth(page, box, code):
    begin(page, box, code)
    choose(page, "Ofte")
    press(page, "Næste")

    page.go_back()
    expect(page.locator("legend:visible")).to_contain_text("1. Jeg ved")
    expect(page.get_by_label("Ofte").locator("visible=true")).to_be_checked()
    page.go_forward()

    expect(page.locator("legend:visible")).to_contain_text("2. Jeg ved")


def test_the_whole_way_by_keyboard(page, box, code):
    open_with_qr(page, box, code)
    page.get_by_label("Din kode", exact=True).press("Enter")
    expect(page.locator("legend:visible")).to_be_focused()

    page.keyboard.press("4")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Klar til at sende?")).to_be_focused()
    page.get_by_role("button", name="Send mine svar").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert stored(box) == {"c1": [bytes([4, 2, 0, 5])]}


def test_each_thing_the_keyboard_reaches_shows_it(page, box, code):
    begin(page, box, code)

    page.keyboard.press("Tab")
    option = page.locator("label:has(:focus-visible)")
    assert option.evaluate("label => getComputedStyle(label).outlineStyle") == "solid"
    assert tabs(page, 2) == ["Tilbage", "Spring over"]


def test_a_used_code_is_told_before_the_first_question(page, box, code):
    make.answer(box, code)

    open_with_qr(page, box, code)
    press(page, "Begynd")

    expect(page.get_by_role("alert")).to_contain_text("Der er allerede gemt et svar")
    expect(page.get_by_label("Din kode", exact=True)).to_be_focused()
    axe(page)


def test_a_lost_connection_keeps_the_answers_and_sending_again_stores_them_once(
    rough_page, box, code
):
    page = rough_page
    begin(page, box, code)
    choose(page, "Ofte")
    for _ in range(4):
        page.keyboard.press("Enter")
    page.context.set_offline(True)
    press(page, "Send mine svar")
    expect(page.get_by_role("alert")).to_contain_text("Dine svar står stadig her")

    page.context.set_offline(False)
    press(page, "Prøv igen")

    expect(page.get_by_text("Tak. Dit svar er gemt.")).to_be_visible()
    assert stored(box) == {"c1": [bytes([4, 0, 0, 0])]}


def test_an_answer_that_arrived_though_the_reply_was_lost_is_said_to_be_stored(
    rough_page, box, code
):
    page = rough_page
    begin(page, box, code)
    choose(page, "Ofte")
    for _ in range(4):
        page.keyboard.press("Enter")

    def deliver_and_lose(route):
        route.fetch()
        route.abort()

    page.route(f"**/svar/{box.code}/", deliver_and_lose, times=1)
    press(page, "Send mine svar")
    expect(page.get_by_role("alert")).to_contain_text("Dine svar står stadig her")
    press(page, "Prøv igen")

    expect(page.get_by_role("alert")).to_contain_text("Det tæller én gang")
    assert queries.accepted(box.code) == 1


def test_a_round_that_closes_meanwhile_keeps_the_answers_on_the_page(page, box, code):
    begin(page, box, code)
    choose(page, "Ofte")
    for _ in range(4):
        page.keyboard.press("Enter")
    services.close_box(box.code)
    press(page, "Send mine svar")

    expect(page.get_by_role("alert")).to_contain_text("Runden er lukket")
    expect(page.locator("[data-answered]")).to_have_text("1")


def test_the_other_language_takes_code_and_answers_along(page, box, code):
    begin(page, box, code)
    choose(page, "Ofte")
    page.get_by_role("link", name="In English").click()

    expect(page.locator("legend:visible")).to_contain_text("1. I know in good time")
    expect(page.get_by_label("Often").locator("visible=true")).to_be_checked()
    assert page.url.endswith(f"/en/svar/{box.code}/")
    for _ in range(4):
        page.keyboard.press("Enter")
    press(page, "Send my answers")
    expect(page.get_by_text("Thank you. Your answer is stored.")).to_be_visible()
    assert stored(box) == {"c1": [bytes([4, 0, 0, 0])]}


def test_the_next_slip_scanned_on_the_same_tablet_begins_afresh(page, box, code):
    other = box.codes["c1"][1]
    begin(page, box, code)
    choose(page, "Ofte")
    page.on("dialog", lambda dialog: dialog.accept())
    page.evaluate("code => { location.hash = code }", other)

    expect(page.get_by_label("Din kode", exact=True)).to_have_value(other)
    press(page, "Begynd")
    expect(page.get_by_label("Ofte").locator("visible=true")).not_to_be_checked()
    assert page.url.endswith(f"/da/svar/{box.code}/")


def test_leaving_with_answers_not_sent_is_asked_about_first(page, box, code):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    begin(page, box, code)
    page.goto("about:blank")
    assert asked == []

    begin(page, box, code)
    choose(page, "Ofte")
    page.goto("about:blank")

    assert asked == ["beforeunload"]


def test_a_code_typed_on_the_front_leads_on_to_the_questions(page, box, code):
    page.goto("/da/svar/")
    axe(page)
    page.get_by_label("Din kode", exact=True).fill(f" {code.lower()} ")
    press(page, "Fortsæt")

    press(page, "Begynd")
    expect(page).to_have_url(re.compile(f"/da/svar/{box.code}/$"))
    expect(page.locator("legend:visible")).to_contain_text("1. Jeg ved")


def test_nothing_is_kept_in_the_browser(page, box, code):
    begin(page, box, code)
    choose(page, "Ofte")
    for _ in range(4):
        page.keyboard.press("Enter")
    press(page, "Send mine svar")
    expect(page.get_by_text("Tak. Dit svar er gemt.")).to_be_visible()

    kept = page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]")

    assert kept == [0, 0, ""]
    assert page.context.cookies() == []


def test_the_page_takes_four_requests_and_few_bytes(page, box, code):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    open_with_qr(page, box, code)
    page.wait_for_load_state("networkidle")

    assert len([url for url in asked if not url.startswith("data:")]) <= 4


@pytest.mark.parametrize("size", [PHONE, LAPTOP, NARROWEST])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_is_accessible_on_every_screen(page, box, code, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)

    def whole():
        axe(page)
        nothing_slides_out(page)

    open_with_qr(page, box, code)
    whole()
    press(page, "Begynd")
    choose(page, "Ofte")
    whole()
    for _ in range(4):
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Send mine svar")).to_be_visible()
    whole()
    press(page, "Send mine svar")
    expect(page.get_by_text("Tak. Dit svar er gemt.")).to_be_visible()
    whole()


def test_without_script_it_is_one_plain_form(chromium, live_server, box, code):
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport=PHONE
    )
    page = context.new_page()
    page.goto(f"/da/svar/{box.code}/#{code}")

    assert page.locator("fieldset:visible").count() == 4
    assert page.get_by_role("button").all_inner_texts() == ["Send mine svar"]
    page.get_by_label("Din kode", exact=True).fill(code)
    page.get_by_text("Ofte", exact=True).first.click()
    page.get_by_role("button").click()

    expect(page.get_by_text("Tak. Dit svar er gemt.")).to_be_visible()
    assert stored(box) == {"c1": [bytes([4, 0, 0, 0])]}
    context.close()
