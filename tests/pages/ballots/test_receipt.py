"""The receipt as a QR code, read by a reader of its own, and found again with nobody asked."""

import pytest
from playwright.sync_api import expect

from browsing import LAPTOP, NARROWEST, PHONE, axe, nothing_slides_out
from make_ballots import Voter
from pages.voting import FETCH, answer, fetch, kept, press, send
from scanning import scanned
from trivsel.ballots import services, sheets
from trivsel.domain.blindsign.receipt import Receipt

THERE, MISSING = "Dit svar er talt med", "Denne kvittering står ikke på listen"


@pytest.fixture
def receipt(page, box, issuer):
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    send(page)
    found = kept(page, box)
    assert found is not None
    return found["receipt"]


def count(box):
    services.close_box(box.code)
    services.count_box(box.code)
    sheets.forget(box.code)


def list_of(box):
    return f"/da/svar/{box.code}/kvitteringer/"


def says(page, words):
    expect(page.get_by_role("status")).to_contain_text(words)


def test_shown_as_a_code_it_leads_to_the_list_and_no_server_is_asked(
    page, box, receipt, live_server
):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "Vis som QR-kode")
    code = page.get_by_role("img", name="QR-kode, der fører til din kvittering")
    expect(code).to_be_visible()

    assert scanned(page, code.screenshot()) == [f"{live_server.url}{list_of(box)}#{receipt}"]
    assert [url for url in asked if "/static/" not in url] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_dark_it_is_dark_on_white_all_the_same(page, box, receipt, scheme):
    page.emulate_media(color_scheme=scheme)
    press(page, "Vis som QR-kode")
    axe(page)
    nothing_slides_out(page)

    assert len(scanned(page, page.locator(".qr").screenshot())) == 1


def test_a_picture_without_a_code_reads_as_none(page, box, receipt):
    """The control: the reader does not see codes where there are none."""
    assert scanned(page, page.screenshot()) == []


def test_saved_as_a_picture_it_says_whose_round_it_is_and_the_receipt(page, box, receipt):
    press(page, "Vis som QR-kode")
    with page.expect_download() as download:
        press(page, "Gem som billede")

    assert download.value.suggested_filename == f"kvittering-{box.code}.png"
    [code] = scanned(page, download.value.path().read_bytes())
    assert code.endswith(f"{list_of(box)}#{receipt}")


def test_scanned_after_the_count_the_list_says_that_it_is_there_and_nothing_is_sent(
    page, box, receipt
):
    count(box)
    asked = []
    page.on("request", lambda request: asked.append((request.url, request.post_data)))
    page.goto("about:blank")
    page.goto(f"{list_of(box)}#{receipt}")
    says(page, THERE)

    assert page.url.endswith(list_of(box))
    assert asked
    assert [told for told in asked if receipt.lower() in str(told).split("#")[0].lower()] == []
    assert len([url for url, _ in asked if "/static/" not in url]) == 1
    axe(page)


def test_an_address_with_a_question_mark_would_tell_the_server(page, box, receipt):
    """The control: what is searched for above is found where it is."""
    count(box)
    with page.expect_request(f"**/*?{receipt}") as asked:
        page.goto(f"{list_of(box)}?{receipt}")

    assert receipt in asked.value.url.split("#")[0]


def test_a_receipt_that_is_not_there_is_said_to_be_missing(page, box, issuer):
    Voter(box).fetch().hand_in(1, 2, 3)
    count(box)
    page.goto(f"{list_of(box)}#{Receipt.of(b'another')}")

    says(page, MISSING)


def test_the_one_that_the_device_has_is_looked_up_by_itself(page, box, receipt):
    count(box)
    page.goto(list_of(box))

    says(page, THERE)
    expect(page.get_by_label("Din kvittering")).to_have_value(receipt)


def test_it_can_be_typed_by_keyboard_with_small_slips_of_the_hand(page, box):
    receipt = str(Voter(box).fetch().hand_in(1, 2, 3))
    count(box)
    page.goto(list_of(box))
    page.get_by_label("Din kvittering").press_sequentially(
        receipt.replace("-", " ").lower().replace("0", "o")
    )
    page.keyboard.press("Enter")
    says(page, THERE)

    page.get_by_label("Din kvittering").fill(receipt[:-1])
    page.keyboard.press("Enter")
    says(page, "Det er ikke en hel kvittering")


def test_before_the_count_it_says_when_and_keeps_the_code_to_itself(page, box, receipt):
    page.goto(f"{list_of(box)}#{receipt}")

    says(page, "Gem den, og kom igen")
    expect(page.get_by_text("Runden er ikke talt op endnu")).to_be_visible()
    axe(page)


def test_without_script_the_list_itself_is_there(chromium, live_server, box):
    receipts = sorted(str(Voter(box).fetch().hand_in(1, 2, 3)) for _ in range(3))
    count(box)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(list_of(box))

    assert page.locator("pre").inner_text().split() == receipts
    expect(page.get_by_role("button", name="Slå den op")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (LAPTOP, "dark"), (NARROWEST, "light")]
)
def test_the_list_is_accessible_on_every_screen(page, box, size, scheme):
    for _ in range(3):
        Voter(box).fetch().hand_in(1, 2, 3)
    count(box)
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{list_of(box)}#{Receipt.of(b'another')}")
    says(page, MISSING)

    axe(page)
    nothing_slides_out(page)


def test_a_page_that_cannot_fetch_the_module_says_that_the_receipt_is_as_it_was(
    page, box, receipt
):
    page.route("**/qr*.js", lambda route: route.fulfill(status=502))
    press(page, "Vis som QR-kode")

    says(page, "Din kvittering er uændret")
    expect(page.locator("[data-receipt]")).to_have_text(receipt)
    assert FETCH not in page.url
