"""A stamped ballot in a browser: fetched, answered, sealed, handed in; from tap to receipt."""

import re

import pytest
from playwright.sync_api import expect

import make_ballots
from browsing import LAPTOP, NARROWEST, PHONE, axe, nothing_slides_out
from pages import voting
from pages.voting import (
    FETCH,
    Issuer,
    answer,
    choose,
    envelopes,
    fetch,
    is_thanked,
    kept,
    press,
    send,
    stored,
)
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.sixwords import six_words


def test_a_ballot_is_fetched_answered_and_counted(page, box, issuer):
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    send(page)

    receipt = page.locator("[data-receipt]").inner_text()
    assert [receipt] == [str(Receipt.of(one)) for one in envelopes()]
    assert kept(page, box)["receipt"] == receipt
    assert stored(box) == {"c1": [bytes([4, 1, 5])]}
    assert len(issuer.seen) == 1


def test_by_touch_on_a_phone(chromium, live_server, box):
    context = chromium.new_context(base_url=live_server.url, viewport=PHONE, has_touch=True)
    Issuer(context, box)
    page = context.new_page()
    page.goto(FETCH)
    page.get_by_role("button", name="Hent min stemmeseddel").tap()
    page.get_by_role("button", name="Begynd").tap()
    page.locator("fieldset:visible").get_by_text("Altid", exact=True).tap()
    for name in ["Næste", "Spring over", "Spring over", "Send mine svar"]:
        page.get_by_role("button", name=name).tap()

    is_thanked(page)
    assert stored(box) == {"c1": [bytes([5, 0, 0])]}
    context.close()


def test_by_keyboard_on_a_laptop(page, box, issuer):
    page.set_viewport_size(LAPTOP)
    page.goto(FETCH)
    page.get_by_role("button", name="Hent min stemmeseddel").press("Enter")
    page.get_by_role("button", name="Begynd").press("Enter")
    expect(page.locator("legend:visible")).to_be_focused()
    for key in ["4", "Enter", "ArrowDown", "ArrowDown", "Enter", "Enter"]:
        page.keyboard.press(key)
    page.get_by_role("button", name="Send mine svar").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    is_thanked(page)
    assert stored(box) == {"c1": [bytes([4, 2, 0])]}


def test_in_english_from_the_first_page_to_the_receipt(page, box):
    Issuer(page.context, box, language="en")
    page.goto(FETCH)
    press(page, "Fetch my ballot")
    expect(page.get_by_role("heading", name="Your ballot is ready")).to_be_visible()
    press(page, "Begin")
    choose(page, "Often")
    for _ in range(3):
        page.keyboard.press("Enter")
    press(page, "Send my answers")

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Thank you. Your answer is stored."
    )
    assert stored(box) == {"c1": [bytes([4, 0, 0])]}


def test_the_other_language_takes_the_answers_along_and_sends_them_there(page, box, issuer):
    fetch(page)
    press(page, "Begynd")
    choose(page, "Ofte")
    page.get_by_role("link", name="In English").click()
    expect(page.get_by_label("Often").locator("visible=true")).to_be_checked()
    for _ in range(3):
        page.keyboard.press("Enter")
    with page.expect_request(f"**/en/svar/{box.code}/stemme/"):
        press(page, "Send my answers")

    expect(page.get_by_role("heading", name="Your receipt")).to_be_visible()
    assert stored(box) == {"c1": [bytes([4, 0, 0])]}


def test_an_answer_can_be_changed_on_the_same_device_and_counts_once(page, box, issuer):
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    send(page)
    first = kept(page, box)["receipt"]

    page.get_by_role("link", name="Svar om").click()
    expect(page.get_by_role("heading", name=re.compile("du har svaret"))).to_be_visible()
    expect(page.locator("[data-receipt]")).to_have_text(first)
    answer(page, "Aldrig", "Aldrig", "Aldrig")
    send(page)

    assert kept(page, box)["receipt"] != first
    assert stored(box) == {"c1": [bytes([1, 1, 1])]}


def test_an_empty_answer_is_not_sent(page, box, issuer):
    fetch(page)
    press(page, "Begynd")
    for _ in range(3):
        press(page, "Spring over")
    press(page, "Send mine svar")

    voting.says(page, "Du har ikke svaret på noget spørgsmål endnu")
    assert "envelope" not in kept(page, box)


def test_without_a_ballot_it_says_how_to_get_one_and_nothing_can_be_begun(page, box):
    page.goto(f"/da/svar/{box.code}/")

    expect(page.get_by_role("heading", name="Der er ingen stemmeseddel")).to_be_visible()
    expect(page.get_by_role("button", name="Begynd")).to_be_hidden()
    expect(page.get_by_label("Din kode", exact=True)).to_have_count(0)
    expect(page.locator("fieldset:visible")).to_have_count(0)
    axe(page)


def test_the_promise_has_the_six_words_and_the_manifest_behind_them(page, box):
    page.goto(f"/da/svar/{box.code}/")
    manifest = make_ballots.Manifest.from_json(bytes(box.manifest))

    page.get_by_text(" ".join(six_words(manifest.digest))).click()
    link = page.get_by_role("link", name="Rundens offentlige plan")

    expect(link).to_have_attribute("href", f"/da/svar/{box.code}/manifest.json")


def test_the_receipt_is_copied_and_saved(page, box, issuer):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    send(page)
    receipt = kept(page, box)["receipt"]

    press(page, "Kopiér")
    expect(page.get_by_role("status")).to_have_text("Kvitteringen er kopieret.")
    with page.expect_download() as download:
        press(page, "Gem som fil")

    assert page.evaluate("navigator.clipboard.readText()") == receipt
    assert download.value.suggested_filename == f"kvittering-{box.code}.txt"
    text = download.value.path().read_text(encoding="utf-8")
    assert receipt in text
    assert f"/da/svar/{box.code}/kvitteringer/#{receipt}" in text
    assert text.startswith("Værket · Efteråret 2026\n")


def test_a_ballot_is_removed_from_a_device_that_others_use_and_its_answer_stays(
    page, box, issuer
):
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    send(page)
    page.get_by_text("Er der andre, der bruger denne enhed?").click()
    press(page, "Fjern min stemmeseddel fra denne enhed")

    expect(page.get_by_role("status")).to_contain_text("Dit svar står ved magt")
    assert kept(page, box) is None
    page.goto(f"/da/svar/{box.code}/")
    expect(page.get_by_role("heading", name="Der er ingen stemmeseddel")).to_be_visible()
    assert stored(box) == {"c1": [bytes([4, 1, 5])]}


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(PHONE, "light"), (PHONE, "dark"), (LAPTOP, "dark"), (NARROWEST, "light")],
)
def test_every_step_is_accessible_on_every_screen(page, box, issuer, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)

    def whole():
        axe(page)
        nothing_slides_out(page)

    page.goto(FETCH)
    expect(page.get_by_role("button", name="Hent min stemmeseddel")).to_be_visible()
    whole()
    fetch(page)
    whole()
    answer(page, "Ofte", "Aldrig", "Altid")
    whole()
    send(page)
    page.get_by_text("Er der andre, der bruger denne enhed?").click()
    whole()
    page.reload()
    expect(page.get_by_role("heading", name=re.compile("du har svaret"))).to_be_visible()
    whole()
    page.goto(FETCH)
    expect(page.get_by_role("link", name="Gå til spørgsmålene")).to_be_visible()
    whole()


def test_without_script_it_says_why_there_is_no_form(chromium, live_server, box):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    Issuer(context, box)
    page = context.new_page()

    for address in [FETCH, f"/da/svar/{box.code}/"]:
        page.goto(address)
        expect(page.locator("noscript p")).to_be_visible()
        assert "Siden kræver JavaScript" in page.locator("noscript p").inner_text()
        assert page.locator("main button:visible").count() == 0
        assert page.locator("fieldset:visible").count() == 0
    context.close()
