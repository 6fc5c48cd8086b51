"""Cards turned one at a time: alone first, by keys and thumb, undone, kept and printed."""

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

SLUG, KEY = "individuel-eller-kollektiv-kultur", "statements"


def up(reveal):
    return reveal.locator("[data-card]:visible").evaluate_all(
        "all => all.map((it) => it.dataset.card)"
    )


def test_it_is_ticked_alone_and_turned_card_by_card_with_the_keys(step):
    reveal = step(SLUG, KEY)
    keys = reveal.page.keyboard
    reveal.locator("[data-item=cope-alone] [value=fits]").focus()
    keys.press("Space")
    turn = reveal.locator("[data-do=turn]")
    assert up(reveal) == []

    turn.press("Enter")
    assert up(reveal) == ["rarely-speak-of-challenges"]
    expect(reveal.locator("[data-card]:visible").get_by_role("heading")).to_be_focused()
    turn.press("Enter")

    assert up(reveal) == ["cope-alone"]
    expect(reveal.locator("[data-place]")).to_have_text("Kort 2 af 10")
    expect(reveal.locator("[data-card]:visible [data-own]")).to_have_text(
        "Du satte kryds ved: passer på os"
    )
    reveal.locator("[data-card]:visible textarea").first.fill("Vi bliver tit hjemme")
    undo(reveal)
    undo(reveal)
    assert up(reveal) == ["rarely-speak-of-challenges"]
    again(reveal, '"at":1')
    assert up(reveal) == ["rarely-speak-of-challenges"]
    expect(reveal.locator("[data-item=cope-alone] [value=fits]")).to_be_checked()


def test_the_last_card_is_the_last_and_the_first_the_first(step):
    reveal = step("paa-tvaers-af-afdelinger", "signs")
    turn, earlier = reveal.locator("[data-do=turn]"), reveal.locator("[data-do=earlier]")
    expect(earlier).to_be_hidden()

    for _ in range(7):
        turn.click()

    expect(turn).to_be_hidden()
    expect(reveal.locator("[data-place]")).to_have_text("Kort 7 af 7")
    earlier.click()
    expect(turn).to_be_visible()


def test_a_thumb_ticks_and_turns_on_a_phone(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    reveal = step(SLUG, KEY)

    tap(reveal.locator("[data-item=cope-alone] [value=not]"))
    tap(reveal.locator("[data-do=turn]"))

    expect(reveal.locator("[data-item=cope-alone] [value=not]")).to_be_checked()
    assert len(up(reveal)) == 1
    fits_a_phone(reveal, accessible)


def test_anything_may_stand_in_a_file(step):
    reveal = step(SLUG, KEY)

    refuses_what_is_strange(reveal)
    good = {"ticks": {"cope-alone": "not"}, "answers": {"cope-alone": {"how": "x"}}, "at": 3}
    assert cleaned(reveal, json.dumps(good)) == (good, 0)
    assert cleaned(reveal, '{"at": 1e9, "ticks": {"cope-alone": "maybe", "gone": "fits"}}') == (
        {"ticks": {"cope-alone": ""}, "answers": {}, "at": 10},
        2,
    )
    raw = {"answers": {"cope-alone": {"how": HURT}}}
    draws_words_as_words(reveal, json.dumps(raw), times=2)


def test_paper_has_every_card_and_few_sheets(step):
    reveal = step(SLUG, KEY)
    reveal.locator("[data-do=turn]").click()
    reveal.locator("[data-card]:visible textarea").first.fill("Vi bliver tit hjemme")

    paper(reveal)
    assert len(up(reveal)) == 10
    expect(reveal.locator("[data-written]").first).to_have_text("Vi bliver tit hjemme")
    screen(reveal)

    paper(reveal, empty=True)
    assert len(up(reveal)) == 10
    expect(reveal.locator("[data-written]").first).to_have_text("")
    assert 4 <= sheets(reveal) <= 8
