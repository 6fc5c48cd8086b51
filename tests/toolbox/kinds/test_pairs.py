"""Two sides of the same: uncovered by keys and thumb, own ones, undone, kept and printed."""

import json

import pytest
from playwright.sync_api import expect

from browsing import PHONE
from toolbox.kinds.words import (
    HURT,
    again,
    cleaned,
    draws_words_as_words,
    fits_a_phone,
    paper,
    refuses_what_is_strange,
    screen,
    tap,
    undo,
)  # fmt: skip

SLUG, KEY = "samtalen-i-tide", "assumptions"


def covered(pairs):
    return pairs.locator(".cover:visible").count()


def own(pairs):
    return [box.input_value() for box in pairs.locator(".own textarea").all()]


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_side_is_uncovered_and_an_own_pair_written_with_the_keys(step, motion):
    step(SLUG, KEY).page.emulate_media(reduced_motion=motion)
    pairs = step(SLUG, KEY)
    keys = pairs.page.keyboard
    hidden = pairs.locator("[data-pair=private] [data-right]")
    expect(hidden).not_to_be_visible()

    pairs.get_by_role("button", name="Vis").first.press("Enter")

    expect(hidden).to_be_visible()
    expect(hidden).to_be_focused()
    pairs.get_by_role("button", name="Tilføj et par").press("Enter")
    keys.type("Det går nok")
    keys.press("Tab")
    keys.type("Og hvis ikke?")
    pairs.get_by_role("button", name="Fjern").click()
    assert own(pairs) == []
    undo(pairs)
    assert own(pairs) == ["Det går nok", "Og hvis ikke?"]
    again(pairs, "Og hvis ikke?")
    assert own(pairs) == ["Det går nok", "Og hvis ikke?"]
    assert covered(pairs) == 2


def test_only_the_row_taken_away_is_gone(step):
    pairs = step(SLUG, KEY)
    for words in ("en", "to", "tre"):
        pairs.get_by_role("button", name="Tilføj et par").click()
        pairs.locator(".own textarea[name=left]").last.fill(words)

    pairs.get_by_role("button", name="Fjern").nth(1).click()

    assert own(pairs)[::2] == ["en", "tre"]
    undo(pairs)
    assert own(pairs)[::2] == ["en", "to", "tre"]


def test_on_a_phone_each_side_says_which_it_is(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    pairs = step(SLUG, KEY)

    tap(pairs.get_by_role("button", name="Vis").first)

    assert covered(pairs) == 2
    which = pairs.locator("[data-pair=private] .which").first
    assert which.bounding_box()["height"] > 10
    pairs.get_by_role("button", name="Tilføj et par").click()
    fits_a_phone(pairs, accessible)


def test_anything_may_stand_in_a_file(step):
    pairs = step(SLUG, KEY)

    refuses_what_is_strange(pairs)
    good = {"open": ["private"], "own": [{"left": "a", "right": "b"}]}
    assert cleaned(pairs, json.dumps(good)) == (good, 0)
    raw = '{"open": ["gone", {}, "private", "private"], "own": [[], {"left": 7}]}'
    none = {"left": "", "right": ""}
    assert cleaned(pairs, raw) == ({"open": ["private"], "own": [none, none]}, 5)
    draws_words_as_words(pairs, json.dumps({"own": [{"left": HURT, "right": HURT}]}), times=4)


def test_paper_covers_nothing_and_leaves_room(step):
    pairs = step(SLUG, KEY)
    lines = pairs.locator(".lines")
    pairs.get_by_role("button", name="Tilføj et par").click()
    pairs.locator(".own textarea").first.fill("Det går nok")

    paper(pairs)
    assert covered(pairs) == 0
    expect(pairs.locator("[data-pair=private] [data-right]")).to_be_visible()
    expect(pairs.locator(".own [data-written]").first).to_have_text("Det går nok")
    expect(lines).not_to_be_visible()
    screen(pairs)

    paper(pairs, empty=True)
    assert own(pairs) == []
    expect(lines).to_be_visible()
