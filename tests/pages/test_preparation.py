"""A leader's notes: in this browser, back after a reload, gone when forgotten, never sent."""

import pytest
from django.test import Client

import make
from browsing import sign_in
from make_changes import answers


@pytest.fixture
def preparation(browser_page, live_server):
    organisation = make.organisation("Nordværk A/S", slug="nord")
    hall = make.unit(organisation, "Hal", code="H")
    round_ = make.released_round(
        organisation, {hall: answers(20, "", demands=30, wellbeing=40)}
    )
    client = Client()
    make.sign_in(client, make.person(hall, "Karen", "leader"))
    sign_in(browser_page, client, live_server.url)
    browser_page.goto(f"/da/o/nord/runder/{round_.pk}/resultat/H/forbered/")
    return browser_page


def test_notes_come_back_are_never_sent_and_can_be_forgotten(preparation):
    sent = []
    preparation.on("request", lambda request: sent.append((request.method, request.post_data)))
    note = preparation.locator("[data-note]").first
    note.fill("Det gør ondt at læse")

    preparation.reload()
    assert preparation.locator("[data-note]").first.input_value() == "Det gør ondt at læse"
    assert all(method == "GET" and data is None for method, data in sent)

    preparation.locator("[data-forget]").click()
    preparation.reload()
    assert preparation.locator("[data-note]").first.input_value() == ""


def test_a_note_that_was_damaged_in_the_store_does_not_stop_the_page(preparation):
    key = preparation.locator("[data-kept]").get_attribute("data-kept")
    preparation.evaluate("key => localStorage.setItem(key, '{\"read\": [1], broken')", key)

    preparation.reload()

    assert preparation.locator("[data-note]").first.input_value() == ""
    assert preparation.locator("[data-forget]").is_visible()
