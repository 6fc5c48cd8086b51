"""What will be done: cards by keys and thumb, taken away and brought back, four to a sheet."""

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
    sheets,
    tap,
    undo,
)  # fmt: skip

SLUG, KEY = "kulturbaerer", "next"


def add(action, *cards):
    for what in cards:
        action.get_by_role("button", name="Tilføj en handling").click()
        action.locator("[name=what]").last.fill(what)


def written(action):
    return [box.input_value() for box in action.locator("[name=what]").all()]


def test_a_card_is_written_with_the_keys_and_kept(step):
    action = step(SLUG, KEY)
    keys = action.page.keyboard
    action.get_by_role("button", name="Tilføj en handling").press("Enter")

    keys.type("Spis frokost sammen")
    keys.press("Tab")
    keys.type("G")
    keys.press("Tab")
    keys.type("Spørg køkkenet")

    expect(action.page.locator(f"[data-summary={KEY}]")).to_have_text("Spis frokost sammen")
    expect(action.get_by_role("button", name="Kopiér som tekst")).to_be_visible()
    again(action, "Spørg køkkenet")
    assert written(action) == ["Spis frokost sammen"]
    expect(action.locator("[name=level]")).to_have_value("group")
    expect(action.locator("[name=first]")).to_have_value("Spørg køkkenet")


def test_only_the_card_taken_away_is_gone_and_it_comes_back(step):
    action = step(SLUG, KEY)
    add(action, "en", "to", "tre")

    action.get_by_role("button", name="Fjern").nth(1).click()

    assert written(action) == ["en", "tre"]
    undo(action)
    assert written(action) == ["en", "to", "tre"]


def test_a_thumb_writes_on_a_phone(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    action = step(SLUG, KEY)

    tap(action.get_by_role("button", name="Tilføj en handling"))

    expect(action.locator("[name=what]")).to_be_focused()
    assert action.locator("article").evaluate(
        "it => [...it.querySelectorAll('input')].every((one) =>"
        " one.getBoundingClientRect().right < it.getBoundingClientRect().right)"
    )
    fits_a_phone(action, accessible)


def test_anything_may_stand_in_a_file(step):
    action = step(SLUG, KEY)

    refuses_what_is_strange(action)
    one = {
        "what": "x",
        "level": "leader",
        "first": "",
        "who": "",
        "by": "2026-12-01",
        "look": "",
    }
    assert cleaned(action, json.dumps({"actions": [one]})) == ({"actions": [one]}, 0)
    bad = {"what": 7, "level": "boss", "who": "y" * 201, "by": "2026-02-31T", "look": "<b>"}
    value, troubles = cleaned(action, json.dumps({"actions": [bad]}))
    kept = {"what": "", "level": "", "first": "", "who": "y" * 200, "by": "", "look": ""}
    assert value == {"actions": [kept]}
    assert troubles == 6  # the long day is cut, and then it is no day
    draws_words_as_words(
        action, json.dumps({"actions": [{"what": HURT, "who": HURT}]}), times=4
    )


def test_four_cards_fill_a_sheet(step):
    action = step(SLUG, KEY)
    heights = """all => all.map(
        (it) => Math.round(it.getBoundingClientRect().height / 96 * 25.4))"""

    paper(action, "cards")
    assert action.locator(".card:visible").evaluate_all(heights) == [140] * 4
    assert sheets(action) == 1
    screen(action)

    for cards, more, expected in ((1, 1, 1), (4, 3, 1), (5, 1, 2)):
        add(action, *["Tal om det på tavlemødet, og skriv det op."] * more)
        paper(action, "cards")
        assert action.locator(".card:visible").evaluate_all(heights) == [140] * cards
        assert sheets(action) == expected
        screen(action)


def test_paper_says_days_in_words_and_has_empty_cards_when_nothing_is_written(step):
    action = step(SLUG, KEY)
    add(action, "Frokost sammen")
    action.locator("[name=by]").fill("2026-12-01")
    action.locator("[name=first]").fill("Spørg køkkenet, om der er plads til os alle. " * 8)

    paper(action)
    expect(action.locator("[data-day]").first).to_have_text("1. december 2026")
    expect(action.locator("[name=first] + [data-written]")).to_contain_text("Spørg køkkenet")
    assert not action.locator(".paper-cards").is_visible()
    screen(action)

    paper(action, empty=True)
    assert action.locator(".blank:visible").count() == 4
    screen(action)
    assert written(action) == ["Frokost sammen"]
