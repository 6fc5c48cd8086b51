"""Yes, partly or no, with a comment: by keys, by thumb, undone, kept and printed."""

import json

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

SLUG, KEY = "ledelsesskift", "habits"


def answer(checklist, item):
    return checklist.locator(f"[data-item={item}] input:checked").evaluate_all(
        "all => all.map((it) => it.value).join()"
    )


def test_answers_and_comments_by_keys_alone_are_undone_and_kept(step):
    checklist = step(SLUG, KEY)
    keys = checklist.page.keyboard
    first = checklist.locator("[data-item=one-to-one]")
    first.locator("[value=yes]").focus()

    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.type("Hver uge")

    assert answer(checklist, "one-to-one") == "partly"
    expect(checklist.page.locator(f"[data-summary={KEY}]")).to_have_text("1 af 7 besvaret")
    undo(checklist)
    expect(first.get_by_role("textbox")).to_have_value("")
    undo(checklist)
    assert answer(checklist, "one-to-one") == "yes"
    again(checklist, '"answer":"yes"')
    assert answer(checklist, "one-to-one") == "yes"


def test_a_thumb_answers_on_a_phone(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    checklist = step(SLUG, KEY)

    tap(checklist.locator("[data-item=follow-up] [value=no]"))

    assert answer(checklist, "follow-up") == "no"
    fits_a_phone(checklist, accessible)


def test_anything_may_stand_in_a_file(step):
    checklist = step(SLUG, KEY)

    refuses_what_is_strange(checklist, "one-to-one follow-up")
    good = {"one-to-one": {"answer": "partly", "comment": "x"}}
    assert cleaned(checklist, json.dumps(good)) == (good, 0)
    bad = '{"one-to-one": {"answer": "maybe", "comment": ["x"]}, "follow-up": 3}'
    none = {"answer": "", "comment": ""}
    assert cleaned(checklist, bad) == ({"one-to-one": none, "follow-up": none}, 3)
    raw = {"one-to-one": {"answer": HURT, "comment": HURT}}
    draws_words_as_words(checklist, json.dumps(raw), times=2)


def test_paper_has_the_answers_and_a_line_for_each_comment(step):
    checklist = step(SLUG, KEY)
    item = checklist.locator("[data-item=one-to-one]")
    item.locator("[value=no]").check()
    item.get_by_role("textbox").fill("Ikke endnu")
    written = item.locator("[data-written]")

    paper(checklist)
    expect(written).to_have_text("Ikke endnu")
    assert answer(checklist, "one-to-one") == "no"
    screen(checklist)

    paper(checklist, empty=True)
    assert answer(checklist, "one-to-one") == ""
    expect(written).to_have_text("")
    assert written.evaluate("it => getComputedStyle(it).borderBlockEndStyle") == "solid"
    screen(checklist)
    assert answer(checklist, "one-to-one") == "no"


def test_a_poster_has_two_columns(step):
    checklist = step("fjern-stenene-i-skoen", "test")
    places = "all => new Set(all.map((it) => Math.round(it.getBoundingClientRect().x))).size"

    paper(checklist, "a3")
    assert checklist.locator(".answers > li").evaluate_all(places) == 2
    screen(checklist)
    paper(checklist)
    assert checklist.locator(".answers > li").evaluate_all(places) == 1
