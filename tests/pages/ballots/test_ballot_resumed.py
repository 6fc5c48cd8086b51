"""A tab closed at any step, a line that breaks, two tabs: nothing is lost or doubled."""

import json
from base64 import b64decode

import pytest
from playwright.sync_api import expect

from browsing import PHONE
from pages.voting import (
    FETCH,
    STAMP,
    Issuer,
    answer,
    envelopes,
    fetch,
    is_ready,
    is_thanked,
    kept,
    press,
    says,
    send,
    stored,
)
from trivsel.ballots import queries
from trivsel.domain.blindsign.receipt import Receipt

ANSWERS = ("Ofte", "Aldrig", "Altid")
PACKED = bytes([4, 1, 5])
HAND_IN = "**/stemme/"
SEALED = "Dit svar er forseglet og ligger"
TAKE_TURNS = "navigator.locks.query().then(({ pending }) => pending.length === 1)"
NO_TURNS = "Object.assign(LockManager.prototype, { request: (name, work) => work() })"


@pytest.fixture
def context(chromium, live_server):
    """A phone on a line that breaks, which the browser itself complains about."""
    made = chromium.new_context(base_url=live_server.url, viewport=PHONE)
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def issuer(context, box):
    return Issuer(context, box)


@pytest.fixture
def page(context):
    return context.new_page()


def closed(page):
    """The tab is closed, and another one opened in the same browser."""
    page.close()
    return page.context.new_page()


def envelope_of(request) -> bytes:
    return b64decode(json.loads(request.post_data)["envelope"])


# --- the tab is closed ------------------------------------------------------------------------
@pytest.mark.parametrize("mood", ["hold", "lose"])
def test_closed_before_the_stamp_came_the_same_blinded_ballot_is_stamped_again(
    page, box, issuer, mood
):
    """It was kept and never sent on ("hold"), or stamped, and the stamp was lost ("lose")."""
    issuer.mood = mood
    page.goto(FETCH)
    with page.expect_request(f"**{STAMP}"):
        press(page, "Hent min stemmeseddel")
    before = kept(page, box)
    page = closed(page)
    assert "signature" not in before
    assert bytes.fromhex(before["blinded"][2:]) == issuer.seen[0]

    issuer.mood = "stamp"
    page.goto(f"/da/svar/{box.code}/")
    expect(page.get_by_role("heading", name="ikke hentet helt")).to_be_visible()
    page.goto(FETCH)
    expect(page.get_by_text("Du er begyndt her før.")).to_be_visible()
    press(page, "Hent min stemmeseddel")
    is_ready(page)

    assert len(issuer.seen) == 2
    assert issuer.seen[0] == issuer.seen[1]
    assert kept(page, box)["nonce"] == before["nonce"]
    answer(page, *ANSWERS)
    send(page)
    assert stored(box) == {"c1": [PACKED]}


def test_a_ballot_made_anew_each_time_would_be_refused(page, box, issuer):
    """The control: what happens to somebody whose token was not kept first."""
    issuer.mood = "lose"
    page.goto(FETCH)
    press(page, "Hent min stemmeseddel")
    says(page, "Der er ingen forbindelse")
    page.evaluate("indexedDB.deleteDatabase('trivsel-ballots')")

    issuer.mood = "stamp"
    press(page, "Prøv igen")

    says(page, "Du har allerede hentet en stemmeseddel.")


IN_WHICH_ORDER = """() => {
  const { transaction } = IDBDatabase.prototype;
  const { fetch } = window;
  window.order = [];
  IDBDatabase.prototype.transaction = function (...given) {
    const step = transaction.apply(this, given);
    if (given[1] === "readwrite") step.addEventListener("complete", () => order.push("kept"));
    return step;
  };
  window.fetch = (where, how) => {
    order.push(how.method === "POST" ? "sent" : "read");
    return fetch(where, how);
  };
}"""


def test_token_and_envelope_are_on_the_disk_before_anything_is_sent(page, box, issuer):
    issuer.mood = "hold"
    page.goto(FETCH)
    page.evaluate(IN_WHICH_ORDER)
    with page.expect_request(f"**{STAMP}"):
        press(page, "Hent min stemmeseddel")
    assert page.evaluate("order") == ["read", "kept", "sent"]

    issuer.mood = "stamp"
    page = closed(page)
    fetch(page)
    page.evaluate(IN_WHICH_ORDER)
    answer(page, *ANSWERS)
    send(page)
    assert page.evaluate("order") == ["read", "kept", "sent", "kept"]


def test_closed_after_the_stamp_it_is_found_ready(page, box, issuer):
    fetch(page)
    page = closed(page)

    page.goto(FETCH)
    page.get_by_role("link", name="Gå til spørgsmålene").click()
    is_ready(page)

    answer(page, *ANSWERS)
    send(page)
    assert len(issuer.seen) == 1
    assert stored(box) == {"c1": [PACKED]}


@pytest.mark.parametrize("arrived", [False, True])
def test_closed_while_sending_the_very_same_envelope_is_sent_again(page, box, issuer, arrived):
    def never_reply(route):
        if arrived:
            route.fetch()

    fetch(page)
    answer(page, *ANSWERS)
    page.route(HAND_IN, never_reply)
    with page.expect_request(HAND_IN) as first:
        press(page, "Send mine svar")
    while arrived and not envelopes():
        page.evaluate("0")  # the server is at it
    page = closed(page)

    page.goto(f"/da/svar/{box.code}/")
    expect(page.get_by_role("heading", name="det er ikke sendt endnu")).to_be_visible()
    with page.expect_request(HAND_IN) as second:
        press(page, "Send det nu")
    is_thanked(page)

    assert envelope_of(first.value) == envelope_of(second.value) == envelopes()[0]
    assert kept(page, box)["receipt"] == str(Receipt.of(envelope_of(first.value)))
    assert "envelope" not in kept(page, box)
    assert stored(box) == {"c1": [PACKED]}


def test_closed_after_sending_it_says_so_and_has_the_receipt(page, box, issuer):
    fetch(page)
    answer(page, *ANSWERS)
    send(page)
    page = closed(page)

    page.goto(f"/da/svar/{box.code}/")

    expect(page.get_by_role("heading", name="du har svaret")).to_be_visible()
    expect(page.locator("[data-receipt]")).to_have_text(str(Receipt.of(envelopes()[0])))
    assert queries.accepted(box.code) == 1


# --- no connection ----------------------------------------------------------------------------
def test_without_a_connection_fetching_says_what_is_kept_and_goes_on_when_asked(
    page, box, issuer
):
    page.goto(FETCH)
    page.context.set_offline(True)
    press(page, "Hent min stemmeseddel")
    says(page, "Der er ingen forbindelse lige nu.")
    assert issuer.seen == []

    page.context.set_offline(False)
    press(page, "Prøv igen")

    is_ready(page)


def test_without_a_connection_nobody_begins_what_could_not_be_sealed(page, box, issuer):
    fetch(page)
    page.context.set_offline(True)
    press(page, "Begynd")
    says(page, "Der er ingen forbindelse lige nu.")
    expect(page.locator("fieldset:visible")).to_have_count(0)


def test_a_connection_lost_while_answering_costs_a_sentence(page, box, issuer):
    fetch(page)
    answer(page, *ANSWERS)
    page.context.set_offline(True)
    press(page, "Send mine svar")
    says(page, SEALED)
    waiting = kept(page, box)["envelope"]

    page.context.set_offline(False)
    press(page, "Prøv igen")

    is_thanked(page)
    assert [f"0x{one.hex()}" for one in envelopes()] == [waiting]
    assert stored(box) == {"c1": [PACKED]}


def test_an_answer_changed_before_it_could_be_sent_is_the_one_that_counts(page, box, issuer):
    fetch(page)
    answer(page, *ANSWERS)
    page.context.set_offline(True)
    press(page, "Send mine svar")
    says(page, SEALED)
    page.get_by_role("button", name="3. Jeg ved").click()
    page.locator("fieldset:visible").get_by_text("Aldrig", exact=True).click()
    press(page, "Til oversigten")

    page.context.set_offline(False)
    press(page, "Prøv igen")

    is_thanked(page)
    assert stored(box) == {"c1": [bytes([4, 1, 1])]}


# --- two tabs ---------------------------------------------------------------------------------
def fetch_in_two_tabs(context, *, turns):
    """Both press at once; what each reads first, the manifest, is held until both are there."""
    held = []
    context.route("**/manifest.json", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    tabs = [context.new_page(), context.new_page()]
    first = tabs[0]
    for tab in tabs:
        tab.goto(FETCH)
        if not turns:
            tab.evaluate(NO_TURNS)
        press(tab, "Hent min stemmeseddel")
    if turns:
        first.wait_for_function(TAKE_TURNS)
    while len(held) < (1 if turns else 2):
        first.evaluate("0")
    context.unroute("**/manifest.json")
    asked = len(held)
    for route in held:
        route.continue_()
    return tabs, asked


def test_two_tabs_make_one_ballot(context, box, issuer):
    (first, second), asked = fetch_in_two_tabs(context, turns=True)

    is_ready(first)
    is_ready(second)
    assert asked == 1
    assert len(issuer.seen) == 1


def test_without_taking_turns_two_tabs_would_make_two(context, box, issuer):
    """The control: the second is refused, and the first's secrets may be gone."""
    fetch_in_two_tabs(context, turns=False)

    third = context.new_page()
    while len(issuer.seen) < 2:
        third.evaluate("0")
    assert len(set(issuer.seen)) == 2


def test_two_tabs_that_answer_leave_one_answer_and_its_receipt(context, page, box, issuer):
    fetch(page)
    other = context.new_page()
    other.goto(f"/da/svar/{box.code}/")
    answer(page, *ANSWERS)
    answer(other, "Aldrig", "Aldrig", "Aldrig")
    send(page)
    send(other)

    assert kept(page, box)["receipt"] == str(Receipt.of(envelopes()[0]))
    assert stored(box) == {"c1": [bytes([1, 1, 1])]}
