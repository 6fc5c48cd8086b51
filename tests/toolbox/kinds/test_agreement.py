"""What was agreed: names, points and days of following up, by keys and thumb, and on paper."""

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

SLUG, KEY = "samtalen-i-tide", "plan"
WEEKLY = ["2026-12-28", "2027-01-04", "2027-01-11", "2027-01-18", "2027-01-25", "2027-02-01"]


def dates(agreement):
    return [field.input_value() for field in agreement.locator("[name=date]").all()]


def test_the_first_day_gives_the_others_and_all_is_undone_and_kept(step):
    agreement = step(SLUG, KEY)
    keys = agreement.page.keyboard
    agreement.get_by_role("textbox").first.focus()
    keys.type("Amal")
    keys.press("Tab")
    keys.type("Lone")

    agreement.locator("[data-start]").fill("2026-12-28")

    assert dates(agreement) == WEEKLY
    agreement.locator("[name=turn]").first.select_option("down")
    expect(agreement.page.locator(f"[data-summary={KEY}]")).to_have_text("Amal, Lone")
    undo(agreement)
    undo(agreement)
    assert dates(agreement) == [""] * 6
    agreement.locator("[data-start]").fill("2026-12-28")
    again(agreement, '"start":"2026-12-28"')
    assert dates(agreement) == WEEKLY
    expect(agreement.get_by_role("textbox").nth(1)).to_have_value("Lone")


def test_a_thumb_writes_on_a_phone(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    agreement = step(SLUG, KEY)
    note = agreement.locator("[name=note]").first

    tap(note)

    expect(note).to_be_focused()
    fits_a_phone(agreement, accessible)


def test_anything_may_stand_in_a_file(step):
    agreement = step(SLUG, KEY)

    refuses_what_is_strange(agreement)
    met = [{"date": day, "turn": "keep", "note": "x"} for day in WEEKLY]
    good = {"names": {"leader": "L"}, "points": {}, "start": WEEKLY[0], "meetings": met}
    assert cleaned(agreement, json.dumps(good)) == (good, 0)
    meetings = '[{"date": "x", "turn": "off"}, 7]'
    raw = f'{{"start": "2026-13-45", "meetings": {meetings}, "names": {{"boss": "x"}}}}'
    value, troubles = cleaned(agreement, raw)
    assert (value["start"], value["names"], troubles) == ("", {}, 5)
    assert value["meetings"] == [{"date": "", "turn": "", "note": ""}] * 6
    raw = {"names": {"leader": HURT}, "meetings": [{"note": HURT}]}
    draws_words_as_words(agreement, json.dumps(raw), times=2)


def test_paper_has_days_in_words_or_lines_and_room_to_sign(step):
    agreement = step(SLUG, KEY)
    agreement.locator("[data-start]").fill("2026-12-28")
    day = agreement.locator(".meetings [data-day]").first
    line = (
        "it => [getComputedStyle(it).borderBlockEndStyle, getComputedStyle(it).borderTopStyle]"
    )

    paper(agreement)
    expect(day).to_have_text("28. december 2026")
    assert agreement.locator(".signs span").all_inner_texts() == ["Medarbejder", "Leder"]
    screen(agreement)

    paper(agreement, empty=True)
    expect(day).to_have_text("")
    assert day.evaluate(line) == ["solid", "none"]
    assert not agreement.locator("[name=date]").first.is_visible()
    assert not agreement.locator("[name=turn]").first.is_visible()
    assert agreement.locator(".turns").first.is_visible()


def test_a_finished_agreement_is_said_in_english_too(step):
    agreement = step(SLUG, KEY, "en")
    agreement.locator("[data-start]").fill("2026-12-28")

    paper(agreement)

    expect(agreement.locator(".meetings [data-day]").first).to_have_text("28 December 2026")
