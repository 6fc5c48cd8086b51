"""What is not as it was agreed is refused in words, and nothing is handed in."""

import json
from base64 import b64encode
from hashlib import sha256

import pytest
from playwright.sync_api import expect

import make_ballots
from ballots.crypto.bridge import STATIC
from browsing import axe
from pages.voting import (
    FETCH,
    STAMP,
    answer,
    envelopes,
    fetch,
    is_ready,
    is_thanked,
    kept,
    press,
    says,
)
from trivsel.ballots import issuers, services
from trivsel.domain.blindsign.receipt import Receipt

MANIFEST, HAND_IN = "**/manifest.json", "**/stemme/"
NEVER = "async () => { throw new DOMException('as an old browser says', 'NotSupportedError'); }"
OLD = f"crypto.subtle.generateKey = {NEVER}"
NO_STORE = "Object.defineProperty(window, 'indexedDB', { value: undefined })"


@pytest.fixture
def box():
    return make_ballots.box(cells={"c1": 8, "c2": 8})


def posts(page) -> list[str]:
    """The addresses that anything is sent to from now on."""
    sent: list[str] = []
    page.on("request", lambda asked: asked.method == "POST" and sent.append(asked.url))
    return sent


def with_key_of(box, cell: str, **changed: str) -> bytes:
    """The box's manifest with a key that one person alone would get in its first cell."""
    body = json.loads(bytes(box.manifest))
    der = issuers._read(box.code, cell).public.der
    body["cells"][0] |= {
        "key": b64encode(der).decode(),
        "key_id": sha256(der).hexdigest(),
    }
    body |= changed
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def serve(page, manifest: bytes) -> None:
    page.route(MANIFEST, lambda route: route.fulfill(body=manifest))


# --- a server that hands one person another key ---------------------------------------------
def test_a_manifest_made_for_one_person_is_refused_before_anything_is_sent(page, box, issuer):
    sent = posts(page)
    serve(page, with_key_of(box, "c2"))
    issuer.stamp_with = "c2"
    page.goto(FETCH)
    press(page, "Hent min stemmeseddel")

    says(page, "Rundens offentlige plan er ikke den, begge parter har skrevet under på")
    assert sent == []
    assert kept(page, box) is None
    axe(page)


def test_without_the_digest_that_person_would_get_a_ballot_of_their_own(page, box, issuer):
    """The control: such a manifest and such a stamp fit each other."""
    swapped = with_key_of(box, "c2")
    serve(page, swapped)
    issuer.stamp_with, issuer.digest = "c2", sha256(swapped).hexdigest()

    fetch(page)

    assert "signature" in kept(page, box)


def test_a_stamp_with_another_key_is_refused_and_the_ballot_waits(page, box, issuer):
    sent = posts(page)
    issuer.stamp_with = "c2"
    page.goto(FETCH)
    press(page, "Hent min stemmeseddel")

    says(page, "Stemplet er ikke lavet med den nøgle, alle i din gruppe har")
    assert "signature" not in kept(page, box)
    assert not [url for url in sent if "stemme" in url]

    issuer.stamp_with = "c1"
    press(page, "Prøv igen")
    is_ready(page)
    assert issuer.seen[0] == issuer.seen[1]


def test_another_key_to_seal_with_is_refused_before_the_first_question(page, box, issuer):
    fetch(page)
    sent = posts(page)
    other = b64encode(bytes(range(32))).decode()
    serve(page, with_key_of(box, "c1", seal_key=other))
    press(page, "Begynd")

    says(page, "Rundens offentlige plan er ikke den, din stemmeseddel er lavet efter")
    expect(page.locator("fieldset:visible")).to_have_count(0)
    assert sent == []


def test_the_manifest_of_another_round_is_refused(page, box, issuer):
    other = make_ballots.box()
    serve(page, bytes(other.manifest))
    issuer.digest = sha256(bytes(other.manifest)).hexdigest()
    page.goto(FETCH)
    press(page, "Hent min stemmeseddel")

    says(page, "Rundens offentlige plan er ikke den")
    assert issuer.seen == []


def test_a_ballot_begun_under_another_digest_is_not_used_with_a_new_one(page, box, issuer):
    fetch(page)
    issuer.digest = "0" * 64
    page.goto(FETCH)
    press(page, "Hent min stemmeseddel")

    says(page, "Rundens offentlige plan er ikke den")


def test_a_ballot_of_another_group_on_the_device_is_left_alone(page, box, issuer):
    fetch(page)
    before = kept(page, box)
    issuer.cell = "c2"
    page.goto(FETCH)
    press(page, "Hent min stemmeseddel")

    says(page, "men til en anden gruppe")
    assert kept(page, box) == before
    assert len(issuer.seen) == 1


def test_a_receipt_that_does_not_fit_is_refused_and_the_answer_is_kept(page, box, issuer):
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    lie = {"receipt": str(Receipt.of(b"another envelope"))}
    page.route(HAND_IN, lambda route: route.fulfill(json=lie))
    press(page, "Send mine svar")
    says(page, "en kvittering, der ikke passer")
    assert "envelope" in kept(page, box)
    assert envelopes() == []

    page.unroute(HAND_IN)
    press(page, "Prøv igen")
    is_thanked(page)


# --- a server that says no ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ({"status": 302, "headers": {"Location": "/da/konto/"}}, "ikke længere logget ind"),
        ({"status": 403}, "ikke længere logget ind"),
        ({"status": 500}, "Serveren kunne ikke gøre det lige nu"),
        ({"status": 200, "body": "<html>"}, "Serveren kunne ikke gøre det lige nu"),
        ({"status": 200, "json": {"signature": "?"}}, "Serveren kunne ikke gøre det lige nu"),
        (
            {"status": 422, "json": {"reason": "over", "message": "Det er for sent."}},
            "for sent",
        ),
    ],
)
def test_whatever_the_issuer_says_it_is_told_and_the_ballot_waits(
    page, box, issuer, reply, words
):
    page.goto(FETCH)
    page.route(f"**{STAMP}", lambda route: route.fulfill(**reply))
    press(page, "Hent min stemmeseddel")

    says(page, words)
    assert "signature" not in kept(page, box)
    page.unroute(f"**{STAMP}")
    press(page, "Prøv igen")
    is_ready(page)


def test_a_round_that_closes_meanwhile_says_so_and_keeps_the_answers(page, box, issuer):
    fetch(page)
    answer(page, "Ofte", "Aldrig", "Altid")
    services.close_box(box.code)
    press(page, "Send mine svar")

    says(page, "Runden er lukket")
    expect(page.locator("[data-answered]")).to_have_text("3")


# --- a browser that cannot ------------------------------------------------------------------
def test_a_browser_too_old_is_told_before_the_ballot_is_fetched(page, box, issuer):
    page.add_init_script(OLD)
    page.goto(FETCH)
    press(page, "Hent min stemmeseddel")

    says(page, "Denne browser er for gammel")
    assert issuer.seen == []
    assert kept(page, box) is None


def test_a_browser_too_old_to_seal_begins_nothing(page, box, issuer):
    fetch(page)
    page.add_init_script(OLD)
    page.reload()
    press(page, "Begynd")

    says(page, "Denne browser er for gammel")
    expect(page.locator("fieldset:visible")).to_have_count(0)


def test_a_browser_that_keeps_nothing_fetches_nothing(page, box, issuer):
    page.add_init_script(NO_STORE)
    page.goto(FETCH)
    press(page, "Hent min stemmeseddel")
    says(page, "Denne browser vil ikke gemme noget")
    assert issuer.seen == []

    page.goto(f"/da/svar/{box.code}/")
    expect(page.get_by_role("heading", name="Denne browser gemmer ikke noget")).to_be_visible()


def test_over_plain_http_nothing_is_fetched(page, box, issuer):
    """A real insecure page, put into the browser without any network."""
    insecure = page.context.new_page()
    sent = posts(insecure)

    def serve_files(route):
        file = STATIC / route.request.url.partition("/static/")[2]
        kind = "text/javascript" if file.suffix == ".js" else "text/plain"
        route.fulfill(body=file.read_bytes() if file.is_file() else b"", content_type=kind)

    insecure.route("**/*", serve_files)
    insecure.route(f"**{FETCH}", issuer.show)
    insecure.goto(f"http://arbejdsplads.test{FETCH}")
    press(insecure, "Hent min stemmeseddel")

    says(insecure, "Siden er ikke hentet over en sikker forbindelse")
    assert insecure.evaluate("isSecureContext") is False
    assert sent == []
