"""A stamped ballot in a browser: fetched, answered, sealed, handed in; from tap to receipt."""

import json
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
    is_ready,
    is_thanked,
    kept,
    press,
    send,
    stored,
)
from trivsel.ballots import sheets
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.sixwords import six_words

TOKEN = {"round", "cell", "digest", "nonce", "prepared"}
# All that a browser keeps of a page's: each text and each row of bytes, as hex.
SWEEP = """async () => {
  const found = [];
  const hex = (bytes) => found.push(bytes.toHex());
  const text = (it) => hex(new TextEncoder().encode(it));
  const sweep = (it) => {
    if (it instanceof Uint8Array) return hex(it);
    if (it === null || typeof it !== "object") return text(String(it));
    if (Array.isArray(it)) text(it.join());
    for (const [name, one] of Object.entries(it)) { text(name); sweep(one); }
  };
  for (const { name } of await indexedDB.databases()) {
    const asked = (it) => new Promise((done) => { it.onsuccess = () => done(it.result); });
    const db = await asked(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      sweep(await asked(db.transaction(store).objectStore(store).getAll()));
    }
    db.close();
  }
  for (const place of [localStorage, sessionStorage]) sweep({ ...place });
  sweep([document.cookie, history.state, await caches.keys()]);
  return found;
}"""


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    sheets._kept.clear()
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def box():
    return make_ballots.box()


@pytest.fixture
def page(browser_page):
    browser_page.set_viewport_size(PHONE)
    return browser_page


@pytest.fixture
def issuer(page, box):
    return Issuer(page.context, box)


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
    assert f"/da/svar/{box.code}/kvitteringer.txt" in text
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


# --- what is kept, and what goes along ------------------------------------------------------
def traces(page) -> list[str]:
    """The ways in which the answer 4, 1, 5 could lie in what the browser keeps."""
    whole = [bytes.fromhex(one) for one in page.evaluate(SWEEP)]
    assert whole
    needles = {
        "packed": bytes([4, 1, 5]),
        "framed": bytes([1, 0, 3, 4, 1, 5]),
        "listed": b"4,1,5",
        "spelled": b'"i1":4',
        "named": b"item-",
        **{word: word.encode() for word in ("Ofte", "Aldrig", "Altid")},
    }
    short = {"packed"}  # three bytes turn up by chance in long random rows: whole values only
    return [
        name
        for name, needle in needles.items()
        if any(needle == one if name in short else needle in one for one in whole)
    ]


def test_no_answer_is_kept_in_clear(page, box, issuer):
    fetch(page)
    assert set(kept(page, box)) == TOKEN | {"signature"}
    answer(page, "Ofte", "Aldrig", "Altid")
    page.route("**/stemme/", lambda route: route.fulfill(status=503))
    press(page, "Send mine svar")
    voting.says(page, "Dit svar er forseglet og ligger på denne enhed")

    assert set(kept(page, box)) == TOKEN | {"signature", "envelope"}
    assert traces(page) == []
    page.unroute("**/stemme/")
    press(page, "Prøv igen")
    is_thanked(page)
    assert set(kept(page, box)) == TOKEN | {"signature", "receipt"}
    assert traces(page) == []


@pytest.mark.parametrize(
    ("kept_as", "name"),
    [
        ("new Uint8Array([4, 1, 5])", "packed"),
        ("new Uint8Array([1, 0, 3, 4, 1, 5, 0, 0])", "framed"),
        ("[4, 1, 5]", "listed"),
        ("'{\"i1\":4}'", "spelled"),
        ("{ 'item-i1': 4 }", "named"),
        ("['Ofte']", "Ofte"),
    ],
)
def test_an_answer_kept_in_clear_would_be_found(page, box, kept_as, name):
    """The control."""
    page.goto(f"/da/svar/{box.code}/")
    page.evaluate(
        "async () => { const { keep } = await import('/static/ballots/ballot/store.js');"
        f" await keep({{ round: 'leaky', answers: {kept_as} }}); }}"
    )

    assert name in traces(page)


def test_what_is_asked_on_the_answer_page_tells_nothing_of_who_asks(
    page, box, issuer, live_server
):
    page.context.add_cookies([{"name": "who", "value": "me", "url": live_server.url}])
    asked = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks what it is given
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    send(page)

    answering = [one for one in asked if "/svar/" in one.url]
    headers = {one.url: one.all_headers() for one in answering}
    fetched = [one.url for one in answering if one.resource_type == "fetch"]
    assert [url.rsplit("/svar/")[1] for url in fetched] == [
        f"{box.code}/manifest.json",  # on the way to the stamp
        f"{box.code}/manifest.json",
        f"{box.code}/stemme/",
    ]
    assert not [url for url in fetched if "cookie" in headers[url]]
    assert not [url for url, sent in headers.items() if "referer" in sent]
    # The control: there was a cookie to send, and a referrer where one is allowed.
    assert headers[f"{live_server.url}/da/svar/{box.code}/"]["cookie"] == "who=me"
    assert issuer.asked[0].all_headers()["referer"].endswith(FETCH)


def test_the_arithmetic_is_not_loaded_before_somebody_begins(page, box, issuer):
    fetch(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    is_ready(page)
    page.wait_for_load_state("networkidle")
    assert len(asked) == 8  # the page, two sheets, the script and four small modules
    assert not [url for url in asked if "/crypto/" in url or "/vendor/" in url]

    press(page, "Begynd")
    expect(page.locator("legend:visible")).to_be_visible()
    assert [url for url in asked if "/vendor/hpke" in url]


@pytest.mark.parametrize("size", [PHONE, LAPTOP, NARROWEST])
@pytest.mark.parametrize("scheme", ["light", "dark"])
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


def test_the_record_is_what_it_says_to_be(page, box, issuer):
    fetch(page)

    record = kept(page, box)

    assert (record["round"], record["cell"]) == (box.code, "c1")
    assert record["digest"] == issuer.digest
    assert len(bytes.fromhex(record["nonce"][2:])) == 32
    assert json.dumps(record)
