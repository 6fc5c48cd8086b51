"""What a browser keeps of a ballot, and what goes along when it asks: nothing that tells."""

import pytest
from playwright.sync_api import expect

from browsing import axe
from pages import voting
from pages.voting import FETCH, answer, fetch, is_ready, is_thanked, kept, press, send
from trivsel.ballots import services
from trivsel.domain.blindsign.receipt import Receipt

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
    assert len(asked) == 8  # the page, its style sheet, the script and five small modules
    assert not [url for url in asked if "/crypto/" in url or "/vendor/" in url]

    press(page, "Begynd")
    expect(page.locator("legend:visible")).to_be_visible()
    assert [url for url in asked if "/vendor/hpke" in url]


def test_once_the_round_is_over_only_the_receipt_is_left_and_found_in_the_list(
    page, box, issuer
):
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    send(page)
    receipt = kept(page, box)["receipt"]
    services.close_box(box.code)
    services.count_box(box.code)

    page.goto(f"/da/svar/{box.code}/")

    expect(page.locator("[data-receipt]")).to_have_text(receipt)
    assert kept(page, box) == {"round": box.code, "receipt": receipt}
    axe(page)
    page.get_by_role("link", name="Se alle kvitteringer").click()
    assert page.locator("pre").inner_text().split() == [receipt]


def test_an_answer_whose_receipt_was_lost_can_still_be_found_in_the_list(page, box, issuer):
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    page.route("**/stemme/", lambda route: (route.fetch(), route.fulfill(status=502)))
    press(page, "Send mine svar")
    voting.says(page, "Dit svar er forseglet")
    [envelope] = voting.envelopes()
    services.close_box(box.code)

    page.goto(f"/da/svar/{box.code}/")

    expect(page.locator("[data-receipt]")).to_have_text(str(Receipt.of(envelope)))


def test_a_ballot_that_was_never_used_is_forgotten_when_the_round_is_over(page, box, issuer):
    fetch(page)
    services.close_box(box.code)

    page.goto(f"/da/svar/{box.code}/")

    page.evaluate(f"navigator.locks.request('trivsel ballot {box.code}', () => {{}})")
    assert kept(page, box) is None
    expect(page.get_by_role("heading", name="Din kvittering")).to_be_hidden()
