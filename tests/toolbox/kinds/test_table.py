"""Rows to fill in: by keys and thumb, hours added up, rows brought back, printed."""

import json

import pytest
from playwright.sync_api import expect

from browsing import LAPTOP, PHONE
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

TASKS = ("skab-overblik", "tasks")
NAMED = ("aarsager-hos-os", "in-our-day")
BLANK = {"named": {}, "rows": [{}] * 6, "budget": ""}


def names(table):
    return [box.input_value() for box in table.locator("[name=task]").all()]


def test_rows_are_added_written_taken_away_and_brought_back(step):
    table = step(*TASKS)
    keys = table.page.keyboard
    table.locator("[name=task]").first.fill("Lageroptælling")

    table.get_by_role("button", name="Tilføj en række").press("Enter")
    keys.type("Vagtplan")
    keys.press("Tab")
    keys.type("2,5")

    assert names(table) == ["Lageroptælling", "", "", "", "", "", "Vagtplan"]
    table.get_by_role("button", name="Fjern række 1").press("Enter")
    assert names(table) == ["", "", "", "", "", "Vagtplan"]
    expect(table.get_by_role("button", name="Tilføj en række")).to_be_focused()
    undo(table)
    assert names(table)[0] == "Lageroptælling"
    again(table, '"hours":"2,5"')
    assert names(table) == ["Lageroptælling", "", "", "", "", "", "Vagtplan"]
    expect(table.locator("[name=hours]").last).to_have_value("2,5")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "da",
            {
                "": "Timer i alt: 6,5.",
                "5": "Timer i alt: 6,5. Det er 1,5 mere, end der er.",
                "6,5 t": "Timer i alt: 6,5. Det er præcis",
            },
        ),
        ("en", {"10": "Hours in all: 6.5. That leaves 3.5."}),
    ],
)
def test_hours_are_held_against_the_hours_there_are(step, language, told):
    table = step(*TASKS, language)
    hours = table.locator("[name=hours]").all()
    for box, words in zip(hours, ("2,5", "4 t", "mange"), strict=False):
        box.fill(words)

    for budget, sentence in told.items():
        table.locator("[data-budget]").fill(budget)
        expect(table.locator("[data-sum]")).to_contain_text(sentence)


def test_a_thumb_fills_in_a_row_on_a_phone(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    table = step(*NAMED)
    first = table.locator("[name=what-happens]").first

    tap(first)

    expect(first).to_be_focused()
    assert table.locator("tr:visible .label:visible").count() == 7 * 3
    fits_a_phone(table, accessible)


def test_many_columns_make_a_card_of_each_row_on_a_laptop(step, browser_page):
    browser_page.set_viewport_size(LAPTOP)
    table = step(*TASKS)

    narrowest = table.locator("td.text textarea").evaluate_all(
        "all => Math.min(...all.map((it) => it.getBoundingClientRect().width))"
    )

    assert narrowest > 200
    assert table.locator(".hinted:visible").count() == 2  # said once, in the first row


def test_anything_may_stand_in_a_file(step):
    table = step(*TASKS)

    refuses_what_is_strange(table)
    good = {
        "named": {},
        "rows": [{"task": "x", "hours": "2", "status": "done"}],
        "budget": "30",
    }
    assert cleaned(table, json.dumps(good)) == (good, 0)
    row = '{"status": "gone", "deadline": "soon", "hours": 3, "y": 1}'
    raw = f'{{"named": {{"x": {{}}}}, "rows": [{row}]}}'
    kept = {"status": "", "deadline": "", "hours": ""}
    assert cleaned(table, raw) == ({"named": {}, "rows": [kept], "budget": ""}, 5)
    assert cleaned(table, '{"rows": []}') == (BLANK, 0)
    draws_words_as_words(table, json.dumps({"rows": [{"task": HURT}]}), times=2)


def test_paper_says_days_in_the_language_of_the_page_and_nothing_where_nothing_is(step):
    table = step(*TASKS)
    table.page.set_viewport_size({"width": 673, "height": 987})
    table.locator("[name=task]").first.fill("Lageroptælling før jul, alle reoler. " * 9)
    table.locator("[name=deadline]").first.fill("2026-12-01")
    day = table.locator("[data-day]")

    paper(table)
    expect(day.first).to_have_text("1. december 2026")
    expect(day.nth(1)).to_have_text("")
    assert not table.locator("[name=deadline]").first.is_visible()
    widths = table.locator("thead .text").evaluate_all(
        "all => all.map((it) => Math.round(it.getBoundingClientRect().width))"
    )
    assert max(widths) - min(widths) <= 1
    screen(table)

    paper(table, empty=True)
    assert set(table.locator("[data-written]").all_text_contents()) == {""}
    screen(table)
    assert names(table)[0].startswith("Lageroptælling")
