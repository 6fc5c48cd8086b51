"""A person's way with a stamped ballot in a browser, and the part of the server that stamps."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from trivsel.ballots import issuers, queries, services
from trivsel.ballots.models import Ballot
from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.blindsign.receipt import SIGNS
from trivsel.organisation.models import Person
from trivsel.surveys import box as surveys_box
from trivsel.surveys import links
from trivsel.surveys.models import Eligible, Round

FETCH, STAMP = "/hent/", "/stempel/"
PAGE = """{% extends "ui/page.html" %}{% block title %}x{% endblock title %}
{% block main %}<h1>Efteråret 2026</h1>
<div data-fetch="/stempel/" data-answer="/LANGUAGE/svar/BOX/"
 data-manifest="/LANGUAGE/svar/BOX/manifest.json" data-digest="DIGEST" data-round="BOX"
 data-cell="CELL" data-csrf="token">{% include "ballots/fetching.html" %}</div>
{% endblock main %}"""
CARRIED = ("digest", "signature", "prepared")  # what a ballot takes along to another device
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
KEPT = """async () => {
  const { ballotOf } = await import("/static/ballots/ballot/store.js");
  const kept = await ballotOf(%s);
  if (!kept) return null;
  const hex = (it) => it instanceof Uint8Array ? "0x" + it.toHex() : it;
  return Object.fromEntries(Object.entries(kept).map(([name, it]) => [name, hex(it)]));
}"""


class Issuer:
    """The page that a ballot is fetched from, and the address that stamps, once a person.

    ``mood``: "stamp"; "hold" leaves whoever asks waiting; "lose" stamps, and the stamp is lost.
    """

    def __init__(self, context: BrowserContext, box: Any, *, language: str = "da") -> None:
        self.box, self.language = box, language
        self.cell, self.mood = "c1", "stamp"
        self.digest = Manifest.from_json(bytes(box.manifest)).digest.hex()
        self.stamp_with = self.cell  # the cell whose key it stamps with
        self.seen: list[bytes] = []
        self.asked: list[Request] = []
        context.route(f"**{FETCH}", self.show)
        context.route(f"**{STAMP}", self.stamp)

    def show(self, route: Route) -> None:
        text = PAGE.replace("BOX", self.box.code).replace("LANGUAGE", self.language)
        text = text.replace("DIGEST", self.digest).replace("CELL", self.cell)
        request = RequestFactory().get("/da/")
        request.user = AnonymousUser()
        with override(self.language):
            body = engines["django"].from_string(text).render({}, request)
        policy = f"{POLICY}font-src 'self'; connect-src 'self'"
        route.fulfill(
            body=body,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": policy},
        )

    def stamp(self, route: Route) -> None:
        blinded = b64decode(json.loads(route.request.post_data or "")["blinded"])
        self.asked.append(route.request)
        self.seen.append(blinded)
        if self.mood == "hold":
            return
        if blinded != self.seen[0]:
            body = {"reason": "fetched", "message": "Du har allerede hentet en stemmeseddel."}
            route.fulfill(status=422, json=body)
            return
        stamped = issuers.stamp(self.box.code, self.stamp_with, blinded)
        if self.mood == "lose":
            route.abort()
        else:
            route.fulfill(json={"signature": b64encode(stamped).decode()})


def link_of(round_: Round, person: Person, language: str = "da") -> str:
    """The personal link that somebody got to their ballot."""
    place = Eligible.objects.get(round=round_, person=person)
    key = surveys_box.make_link_key(round_.box_code)
    secret = links.secret_of(key, round_.box_code, place.pk)
    return f"/{language}/stemme/{round_.box_code}/#{secret}"


def is_asked(page: Page) -> None:
    expect(page.locator("fieldset:visible")).to_have_count(1)


def kept(page: Page, box: Any) -> dict[str, str] | None:
    """The round's record in this browser; bytes as hex."""
    found: dict[str, str] | None = page.evaluate(KEPT % json.dumps(box.code))
    return found


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, label: str) -> None:
    page.locator("fieldset:visible").get_by_text(label, exact=True).click()


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("alert")).to_contain_text(words)


def is_ready(page: Page) -> None:
    expect(page.get_by_role("heading", name="Din stemmeseddel er klar")).to_be_visible()


def is_thanked(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er gemt.")


def fetch(page: Page) -> None:
    page.goto(FETCH)
    press(page, "Hent min stemmeseddel")
    is_ready(page)


def answer(page: Page, *labels: str) -> None:
    """From the welcome to the review of a round with three questions."""
    press(page, "Begynd")
    for label in labels:
        choose(page, label)
        press(page, "Næste")
    expect(page.get_by_role("heading", name="Klar til at sende?")).to_be_visible()


def send(page: Page) -> None:
    press(page, "Send mine svar")
    is_thanked(page)


def envelopes() -> list[bytes]:
    """What lies in the ballots store, waiting for the count."""
    return [bytes(one) for one in Ballot.objects.values_list("envelope", flat=True)]


def stored(box: Any) -> dict[str, list[bytes]]:
    services.close_box(box.code)
    services.count_box(box.code)
    return queries.answers(box.code)


def on_paper(kept: Mapping[str, Any]) -> str:
    """A ballot as a link carries it, written by another hand; ``kept`` as kept() has it."""
    parts = [bytes.fromhex(kept[name].removeprefix("0x")) for name in CARRIED]
    body = b"\1" + b"".join(parts)
    whole = body + sha256(b"trivsel carried 1\0" + body).digest()[:4]
    bits = "".join(f"{byte:08b}" for byte in whole)
    bits += "0" * (-len(bits) % 5)
    return "".join(SIGNS[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))
