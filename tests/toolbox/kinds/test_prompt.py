"""Open questions: written by keyboard or by thumb, undone, kept and printed on lines."""

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

SLUG, KEY = "samtalen-i-tide", "before"


def answers(prompt):
    return [box.input_value() for box in prompt.get_by_role("textbox").all()]


def test_an_answer_is_typed_undone_in_one_and_there_next_time(step):
    prompt = step(SLUG, KEY)
    first, second = prompt.get_by_role("textbox").all()[:2]
    keys = prompt.page.keyboard

    first.focus()
    keys.type("Hun går tidligt")
    keys.press("Tab")
    expect(second).to_be_focused()
    keys.type("På en gåtur")
    keys.press("Tab")
    undo(prompt)

    assert answers(prompt) == ["Hun går tidligt", "", ""]
    again(prompt, '{"seen":"Hun går tidligt"}')
    assert answers(prompt) == ["Hun går tidligt", "", ""]
    expect(prompt.page.locator(f"[data-summary={KEY}]")).to_have_text("Hun går tidligt")


def test_on_a_phone_a_thumb_finds_every_field(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    prompt = step(SLUG, KEY)

    tap(prompt.get_by_role("textbox").nth(1))

    expect(prompt.get_by_role("textbox").nth(1)).to_be_focused()
    fits_a_phone(prompt, accessible)


def test_anything_may_stand_in_a_file(step):
    prompt = step(SLUG, KEY)

    refuses_what_is_strange(prompt, "seen invitation")
    good = {"seen": "a", "invitation": ""}
    assert cleaned(prompt, json.dumps(good)) == (good, 0)
    assert cleaned(prompt, '{"seen": 7, "gone": "x"}') == ({"seen": ""}, 2)
    draws_words_as_words(prompt, json.dumps({"seen": HURT, "invitation": HURT}), times=4)


def test_paper_has_all_that_was_written_or_lines_to_write_on(step):
    prompt = step(SLUG, KEY)
    long = "Vi har for få hænder. " * 40
    prompt.get_by_role("textbox").first.fill(long)
    written = prompt.locator("[data-written]")

    paper(prompt)
    expect(written.first).to_have_text(long.strip())
    expect(written.first).to_be_visible()
    assert written.first.evaluate("it => it.scrollHeight <= it.clientHeight")
    assert written.nth(1).evaluate("it => getComputedStyle(it).backgroundImage") != "none"
    screen(prompt)

    paper(prompt, empty=True)
    assert written.all_text_contents() == ["", "", ""]
    screen(prompt)
    assert answers(prompt)[0] == long
