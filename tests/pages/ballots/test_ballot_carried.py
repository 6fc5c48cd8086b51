"""A ballot kept for later or taken to another device: whole, checked, told to no server."""

import json
from base64 import b64encode

import pytest
from playwright.sync_api import expect

import make_ballots
from browsing import LAPTOP, NARROWEST, PHONE, axe, nothing_slides_out
from pages.voting import (
    Issuer,
    answer,
    choose,
    envelopes,
    fetch,
    is_ready,
    is_thanked,
    kept,
    on_paper,
    press,
    says,
    send,
    stored,
)
from scanning import scanned
from trivsel.ballots import services, sheets
from trivsel.domain.blindsign.receipt import Receipt

LATER = "Svar senere eller på en anden enhed"
ARRIVED = "Stemmesedlen ligger på denne enhed nu"
OTHER = "Der ligger allerede en anden stemmeseddel"
PUT = """async (record) => {
  const { keep } = await import("/static/ballots/ballot/store.js");
  const bytes = (it) => it.startsWith?.("0x") ? Uint8Array.fromHex(it.slice(2)) : it;
  await keep(Object.fromEntries(Object.entries(record).map(([name, it]) => [name, bytes(it)])));
}"""


@pytest.fixture
def laptop(browser_page, box):
    """The device with the ballot."""
    browser_page.set_viewport_size(LAPTOP)
    Issuer(browser_page.context, box)
    fetch(browser_page)
    return browser_page


@pytest.fixture
def context(chromium, live_server):
    made = chromium.new_context(base_url=live_server.url, viewport=PHONE, has_touch=True)
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def phone(context):
    """The device without."""
    return context.new_page()


def page_of(box):
    return f"/da/svar/{box.code}/"


def opened(page):
    page.get_by_text(LATER, exact=True).click()


def shown(page):
    opened(page)
    press(page, "Vis koden")
    code = page.get_by_role("img", name="QR-kode, der tager din stemmeseddel med")
    expect(code).to_be_visible()
    [link] = scanned(page, code.screenshot())
    return link


def link_with(record, box):
    return f"{page_of(box)}#BALLOT.{on_paper(record)}"


def told(page, words):
    expect(page.get_by_role("status")).to_contain_text(words)


def arrives(page, link):
    page.goto(link)
    told(page, ARRIVED)
    is_ready(page)


def another_ballot(page, box):
    """Lay a ballot on the device that was there before, somebody else's perhaps."""
    record = make_ballots.Voter(box).fetch()
    page.goto("/da/svar/")
    page.evaluate(
        PUT,
        {
            "round": box.code,
            "cell": "c1",
            "digest": make_ballots.Manifest.from_json(bytes(box.manifest)).digest.hex(),
            "nonce": f"0x{record.nonce.hex()}",
            "prepared": f"0x{record.prepared.hex()}",
            "signature": f"0x{record.signature.hex()}",
        },
    )
    return kept(page, box)


def test_scanned_from_the_screen_it_is_answered_on_the_other_device(
    laptop, phone, box, live_server
):
    link = shown(laptop)
    assert link.startswith(f"{live_server.url}{page_of(box)}#BALLOT.")

    arrives(phone, link)
    assert phone.url == f"{live_server.url}{page_of(box)}"
    assert kept(phone, box) == kept(laptop, box)
    answer(phone, "Ofte", "Aldrig", "Altid")
    send(phone)

    assert kept(phone, box)["receipt"] == str(Receipt.of(envelopes()[0]))
    assert stored(box) == {"c1": [bytes([4, 1, 5])]}


def test_both_may_answer_and_the_last_one_counts_once(laptop, phone, box):
    arrives(phone, shown(laptop))
    answer(phone, "Ofte", "Aldrig", "Altid")
    send(phone)
    answer(laptop, "Aldrig", "Aldrig", "Aldrig")
    send(laptop)

    assert stored(box) == {"c1": [bytes([1, 1, 1])]}


def traces(record):
    """What a server could know the ballot by, in every spelling that it has here."""
    raw = [bytes.fromhex(record[name][2:]) for name in ("nonce", "prepared", "signature")]
    spelled = [spell for one in raw for spell in (one.hex(), b64encode(one).decode())]
    return [on_paper(record), *spelled]


def asked_of(page):
    """All that leaves the page, as it leaves: the address without what is behind its #."""
    asked = []

    def note(request):
        headers = json.dumps(request.all_headers())
        asked.append(f"{request.url.split('#')[0]} {headers} {request.post_data}")

    page.on("requestfinished", note)
    return asked


def test_no_server_is_told_of_it_before_it_is_handed_in(laptop, phone, box):
    from_laptop = asked_of(laptop)
    link = shown(laptop)
    record = kept(laptop, box)
    from_phone = asked_of(phone)
    arrives(phone, link)
    answer(phone, "Ofte", "Aldrig", "Altid")
    before = [*from_laptop, *from_phone]
    send(phone)

    assert [one for one in before if "manifest.json" in one]
    assert [one for one in before if any(trace in one for trace in traces(record))] == []
    # The control: handed in it is told, as it must be, and then it is found.
    assert [one for one in from_phone if any(trace in one for trace in traces(record))]


def test_a_link_with_a_question_mark_would_tell_it(laptop, phone, box):
    """The control for the link itself."""
    asked = asked_of(phone)
    phone.goto(shown(laptop).replace("#", "?"))

    assert [one for one in asked if on_paper(kept(laptop, box)) in one]
    expect(phone.get_by_role("heading", name="Der er ingen stemmeseddel")).to_be_visible()


def test_loaded_anew_at_each_step_it_goes_on(laptop, phone, box):
    link = shown(laptop)
    laptop.reload()
    is_ready(laptop)
    assert shown(laptop) == link

    arrives(phone, link)
    phone.reload()
    is_ready(phone)
    press(phone, "Begynd")
    expect(phone.locator("legend:visible")).to_be_visible()
    phone.reload()
    is_ready(phone)
    answer(phone, "Ofte", "Aldrig", "Altid")
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.reload()
    is_ready(phone)
    answer(phone, "Altid", "Aldrig", "Altid")
    send(phone)
    phone.goto(page_of(box))
    expect(phone.get_by_role("heading", name="du har svaret")).to_be_visible()

    assert stored(box) == {"c1": [bytes([5, 1, 5])]}


def test_the_link_is_not_in_the_way_back(laptop, phone, box):
    phone.goto("/da/svar/")
    arrives(phone, shown(laptop))
    phone.reload()
    is_ready(phone)
    phone.go_back()
    phone.go_forward()

    is_ready(phone)
    assert "BALLOT" not in phone.url


def test_by_keyboard_from_one_device_to_the_other(laptop, phone, box):
    laptop.get_by_text(LATER, exact=True).focus()
    laptop.keyboard.press("Enter")
    laptop.get_by_role("button", name="Vis koden").press("Enter")
    expect(laptop.get_by_role("button", name="Skjul koden")).to_be_focused()
    [link] = scanned(laptop, laptop.locator(".later .qr").screenshot())
    laptop.keyboard.press("Enter")
    expect(laptop.get_by_role("button", name="Vis koden")).to_be_focused()
    expect(laptop.locator(".later .qr")).to_have_count(0)

    arrives(phone, link)
    phone.get_by_role("button", name="Begynd").press("Enter")
    expect(phone.locator("legend:visible")).to_be_focused()
    for key in ["4", "Enter", "Enter", "Enter"]:
        phone.keyboard.press(key)
    phone.get_by_role("button", name="Send mine svar").press("Enter")
    is_thanked(phone)

    assert stored(box) == {"c1": [bytes([4, 0, 0])]}


def test_copied_as_a_link_it_is_the_same_as_in_the_code(laptop, box):
    laptop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = shown(laptop)
    press(laptop, "Kopiér linket")
    told(laptop, "Linket med din stemmeseddel er kopieret")

    assert laptop.evaluate("navigator.clipboard.readText()") == link


def test_saved_as_a_file_it_is_taken_in_from_the_file(laptop, phone, box, tmp_path):
    opened(laptop)
    with laptop.expect_download() as download:
        press(laptop, "Gem stemmesedlen som fil")
    assert download.value.suggested_filename == f"stemmeseddel-{box.code}.txt"
    file = tmp_path / "ballot.txt"
    download.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert "kan svare i dit sted" in text
    assert "31. december" in text

    phone.goto(page_of(box))
    phone.get_by_label("Har du gemt stemmesedlen som fil?").set_input_files(file)
    told(phone, ARRIVED)

    assert kept(phone, box) == kept(laptop, box)


def test_a_file_without_a_ballot_is_said_to_be_none(phone, box, tmp_path):
    file = tmp_path / "shopping.txt"
    file.write_text("2 l mælk", encoding="utf-8")
    phone.goto(page_of(box))
    phone.get_by_label("Har du gemt stemmesedlen som fil?").set_input_files(file)

    says(phone.locator("[data-arriving]"), "Det er ikke en hel stemmeseddel")
    assert kept(phone, box) is None


def test_two_tabs_that_open_it_have_one_ballot(laptop, context, box):
    link = shown(laptop)
    first, second = context.new_page(), context.new_page()
    arrives(first, link)
    second.goto(link)
    told(second, "Denne stemmeseddel ligger her allerede")
    answer(first, "Ofte", "Aldrig", "Altid")
    send(first)
    answer(second, "Aldrig", "Aldrig", "Aldrig")
    send(second)

    assert stored(box) == {"c1": [bytes([1, 1, 1])]}


def test_opened_on_a_page_that_is_there_already_it_is_taken_in_at_once(laptop, phone, box):
    link = shown(laptop)
    phone.goto(page_of(box))
    expect(phone.get_by_role("heading", name="Der er ingen stemmeseddel")).to_be_visible()
    phone.evaluate("link => { location.href = link; }", link)

    told(phone, ARRIVED)
    assert "BALLOT" not in phone.url


# --- what is no good ------------------------------------------------------------------------


def refused(phone, box, link, words):
    phone.goto(link)
    says(phone.locator("[data-arriving]"), words)
    assert "#" not in phone.url
    assert kept(phone, box) is None
    expect(phone.get_by_role("button", name="Begynd")).to_be_hidden()


def test_a_torn_link_and_one_with_a_changed_sign_are_told_and_nothing_is_kept(
    laptop, phone, box
):
    link = shown(laptop)
    words = "Det er ikke en hel stemmeseddel"
    middle = len(link) - 300
    other = "Z" if link[middle] != "Z" else "Y"

    refused(phone, box, link[:-40], words)
    refused(phone, box, link[:middle] + other + link[middle + 1 :], words)
    refused(phone, box, f"{page_of(box)}#BALLOT.", words)
    arrives(phone, link)  # the control


def test_a_byte_of_the_stamp_changed_on_purpose_is_found_by_the_key(laptop, phone, box):
    record = kept(laptop, box)
    stamp = record["signature"]
    forged = {**record, "signature": stamp[:-2] + f"{int(stamp[-2:], 16) ^ 1:02x}"}

    refused(phone, box, link_with(forged, box), "ikke lavet med gruppens nøgle")
    arrives(phone, link_with(record, box))  # the control


def test_another_manifest_than_the_ballot_was_made_under_is_told(laptop, phone, box):
    forged = {**kept(laptop, box), "digest": "00" * 32}

    refused(phone, box, link_with(forged, box), "Rundens offentlige plan er ikke den")


def test_a_ballot_of_another_round_is_not_kept(laptop, phone, box):
    other = make_ballots.box()
    link = shown(laptop).replace(box.code, other.code)
    assert other.code in link

    refused(phone, other, link, "hører til en anden runde")
    assert kept(phone, box) is None


def test_a_link_of_a_round_that_is_over_does_nothing_and_leaves_the_address(laptop, phone, box):
    link = shown(laptop)
    services.close_box(box.code)
    sheets.forget(box.code)
    phone.goto(link)

    expect(phone.get_by_role("heading", level=1)).to_have_text("Runden er lukket")
    phone.wait_for_function("!location.hash")
    assert kept(phone, box) is None


def test_without_a_connection_it_waits_in_the_page_and_is_taken_in_when_asked(
    laptop, phone, box
):
    phone.route("**/manifest.json", lambda route: route.abort())
    refused(phone, box, shown(laptop), "kunne ikke ses efter lige nu")
    phone.unroute("**/manifest.json")
    press(phone, "Prøv igen")

    told(phone, ARRIVED)
    assert kept(phone, box) == kept(laptop, box)


def test_a_browser_that_keeps_nothing_says_where_the_ballot_is(laptop, phone, box):
    phone.add_init_script("IDBFactory.prototype.open = () => { throw new Error('private'); };")
    phone.goto(shown(laptop))

    says(phone.locator("[data-arriving]"), "Denne browser gemmer intet")


# --- a device that has another one ----------------------------------------------------------


def test_another_ballot_is_never_overwritten_unasked(laptop, phone, box):
    before = another_ballot(phone, box)
    phone.goto(shown(laptop))
    says(phone.locator("[data-arriving]"), OTHER)
    assert kept(phone, box) == before

    press(phone, "Lad den ligge")
    told(phone, "Intet er ændret")
    expect(phone.locator("[data-arriving]")).to_be_hidden()
    assert kept(phone, box) == before
    phone.reload()
    is_ready(phone)
    assert kept(phone, box) == before


def test_asked_for_the_new_one_takes_its_place(laptop, phone, box):
    """The control too: the one above would see a ballot that was overwritten."""
    before = another_ballot(phone, box)
    phone.goto(shown(laptop))
    press(phone, "Læg den nye i stedet")
    told(phone, ARRIVED)

    assert kept(phone, box) != before
    assert kept(phone, box) == kept(laptop, box)


def test_an_answered_ballot_keeps_its_receipt_when_its_own_link_comes_again(laptop, phone, box):
    link = shown(laptop)
    arrives(phone, link)
    answer(phone, "Ofte", "Aldrig", "Altid")
    send(phone)
    before = kept(phone, box)
    phone.goto(link)

    told(phone, "Denne stemmeseddel ligger her allerede")
    assert kept(phone, box) == before


# --- later -----------------------------------------------------------------------------------


def test_later_is_offered_with_the_day_and_with_what_a_browser_may_clear(laptop, box):
    expect(
        laptop.get_by_text("gem den og svar senere: Runden er åben til og med")
    ).to_be_visible()
    opened(laptop)

    expect(laptop.get_by_text("ikke har været brugt i en uge")).to_be_visible()
    expect(laptop.get_by_text("det svar, der bliver afleveret sidst, tæller")).to_be_visible()


def test_when_the_other_device_has_it_it_is_removed_here(laptop, phone, box):
    arrives(phone, shown(laptop))
    laptop.get_by_text("Fjern den fra denne enhed", exact=True).click()
    press(laptop, "Fjern stemmesedlen her")
    told(laptop, "Stemmesedlen er fjernet fra denne enhed")

    assert kept(laptop, box) is None
    expect(laptop.get_by_role("heading", name="Der er ingen stemmeseddel")).to_be_visible()
    answer(phone, "Ofte", "Aldrig", "Altid")
    send(phone)
    assert stored(box) == {"c1": [bytes([4, 1, 5])]}


def test_answering_on_the_first_device_is_as_it_was(laptop, box):
    shown(laptop)
    press(laptop, "Begynd")
    choose(laptop, "Ofte")
    expect(laptop.locator(".later .qr")).to_be_hidden()


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (LAPTOP, "dark"), (NARROWEST, "light")]
)
def test_every_step_of_it_is_accessible_on_every_screen(laptop, phone, box, size, scheme):
    for page in (laptop, phone):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
    another_ballot(phone, box)
    phone.goto(shown(laptop))
    says(phone.locator("[data-arriving]"), OTHER)
    laptop.get_by_text("Fjern den fra denne enhed", exact=True).click()

    for page in (laptop, phone):
        axe(page)
        nothing_slides_out(page)


def test_in_the_dark_on_the_narrowest_screen_it_can_still_be_scanned(laptop, box):
    laptop.set_viewport_size({"width": 320, "height": 700})
    laptop.emulate_media(color_scheme="dark")

    assert "#BALLOT." in shown(laptop)
