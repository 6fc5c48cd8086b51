"""Marks from 1 to 10: by keys, by thumb, day by day, undone, kept and printed."""

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

DIARY = ("mit-barometer", "today")
LIST = ("psykologisk-tryghed", "guideposts")


def mark(scale):
    return scale.locator("input:checked").evaluate_all(
        "all => all.map((it) => it.value).join()"
    )


def days(scale):
    return scale.locator("[data-days] [data-text]").all_inner_texts()


def test_a_mark_and_a_day_by_keys_alone_are_undone_and_kept(step):
    scale = step(*DIARY)
    keys = scale.page.keyboard
    scale.locator("[value='5']").focus()

    keys.press("Space")
    keys.press("ArrowRight")
    scale.get_by_role("textbox").fill("God morgen")

    assert mark(scale) == "6"
    assert days(scale) == ["22. november 2026: 6 af 10"]
    scale.get_by_role("button", name="Fjern").click()
    assert days(scale) == []
    undo(scale)
    again(scale, '"diary":[{"day":"2026-11-22","mark":6}]')
    assert (mark(scale), days(scale)) == ("6", ["22. november 2026: 6 af 10"])
    expect(scale.page.locator("[data-summary=today]")).to_have_text("6 af 10")


def test_a_day_has_one_mark_and_two_days_a_line_of_words(step):
    scale = step(*DIARY)
    for mark_, day in ((3, "2026-11-22"), (4, "2026-11-22"), (8, "2026-11-23")):
        scale.page.clock.set_fixed_time(f"{day}T12:00:00Z")
        scale.locator(f"[value='{mark_}']").check()

    assert days(scale) == ["23. november 2026: 8 af 10", "22. november 2026: 4 af 10"]
    expect(scale.get_by_role("img", name="Dine tal")).to_be_visible()
    assert scale.locator("[data-line] circle").count() == 2


def test_a_new_day_begins_without_yesterdays_mark(step):
    scale = step(*DIARY)
    scale.locator("[value='4']").check()
    scale.page.clock.set_fixed_time("2026-11-25T12:00:00Z")

    again(scale, '"diary":[{"day":"2026-11-22","mark":4}]')

    assert scale.locator("input:checked").count() == 0
    assert days(scale) == ["22. november 2026: 4 af 10"]
    expect(scale.page.locator("[data-summary=today]")).to_have_text("")


def test_a_thumb_sets_a_mark_on_a_phone(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    scale = step(*LIST)

    tap(scale.locator("[data-item=own-mistakes] [value='9']"))

    assert mark(scale) == "9"
    expect(scale.page.locator("[data-summary=guideposts]")).to_have_text(
        ""
    )  # no sum, no average
    fits_a_phone(scale, accessible)


def test_anything_may_stand_in_a_file(step):
    scale = step(*DIARY)

    refuses_what_is_strange(scale)
    good = {
        "marks": {"mark": 7},
        "notes": {"mark": "x"},
        "diary": [{"day": "2026-11-20", "mark": 3}],
    }
    assert cleaned(scale, json.dumps(good)) == (good, 0)
    for strange in ("11", "-1", "5.5", '"5"', "true", "[5]"):
        value, troubles = cleaned(scale, f'{{"marks": {{"mark": {strange}}}}}')
        assert (value["marks"], troubles) == ({"mark": 0}, 1)
    day = '{"diary": [{"day": "2026-99-99", "mark": 3}, {"day": "2026-11-20", "mark": 0}, 7]}'
    assert cleaned(scale, day) == ({"marks": {}, "notes": {}, "diary": []}, 3)
    draws_words_as_words(scale, json.dumps({"notes": {"mark": HURT}}), times=2)


def test_paper_has_each_row_once_with_its_marks_beside_it(step):
    scale = step(*LIST)
    scale.locator("[data-item=own-mistakes] [value='9']").check()

    paper(scale)
    assert mark(scale) == "9"
    assert scale.locator(".ends:visible").count() == 1
    beside = """it => it.querySelector(".line").getBoundingClientRect().left
        >= it.querySelector("legend").getBoundingClientRect().right"""
    assert scale.locator("[data-item=own-mistakes]").evaluate(beside)
    screen(scale)

    paper(scale, empty=True)
    assert mark(scale) == ""
