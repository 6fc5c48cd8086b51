"""Rows by columns, or questions in each row: by keys and thumb, undone, kept and printed."""

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

CELLS = ("tre-slags-forebyggelse", "now-and-more")
COLUMNS = ("spoergsmaal-til-balance", "side-by-side")
WIDTHS = "all => all.map((it) => Math.round(it.getBoundingClientRect().width))"
A4 = {"width": 673, "height": 987}  # what there is inside the margins


def test_cells_are_written_in_with_the_keys_undone_and_kept(step):
    grid = step(*CELLS)
    keys = grid.page.keyboard
    grid.get_by_role("textbox").first.focus()

    keys.type("Vagtplan i god tid")
    keys.press("Tab")
    keys.type("Flere faste folk")
    grid.get_by_role("heading").first.focus()

    expect(grid.page.locator("[data-summary=now-and-more]")).to_have_text("2 af 8 udfyldt")
    undo(grid)
    expect(grid.locator("[name='primary.more']")).to_have_value("")
    again(grid, '{"primary.now":"Vagtplan i god tid"}')
    expect(grid.locator("[name='primary.now']")).to_have_value("Vagtplan i god tid")


def test_a_cell_is_named_by_its_column_and_its_row(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    grid = step(*CELLS)
    row, column = grid.locator("tbody th").first, grid.locator("thead th").first
    first = grid.get_by_role("textbox").first

    tap(first)

    expect(first).to_be_focused()
    name = first.evaluate("it => it.labels[0].textContent")
    assert column.evaluate("it => it.firstChild.textContent") in name
    assert name.split()[-1] in row.text_content()
    fits_a_phone(grid, accessible)


def test_anything_may_stand_in_a_file(step):
    grid = step(*CELLS)

    refuses_what_is_strange(grid, "primary.now learning.more")
    good = {"primary.now": "x"}
    assert cleaned(grid, json.dumps(good)) == (good, 0)
    assert cleaned(grid, '{"primary.never": "x", "primary": {"now": "x"}}') == ({}, 2)
    draws_words_as_words(grid, json.dumps({"primary.now": HURT}), times=2)


def test_paper_has_even_columns_and_cells_to_write_in(step):
    grid = step(*CELLS)
    grid.page.set_viewport_size(A4)
    grid.get_by_role("textbox").first.fill("Vagtplan i god tid. " * 20)

    paper(grid)
    even = grid.locator("thead th").evaluate_all(WIDTHS)
    assert max(even) - min(even) <= 1
    expect(grid.locator("[data-written]").first).to_contain_text("Vagtplan")
    screen(grid)

    paper(grid, empty=True)
    heights = grid.locator("tbody td").evaluate_all(
        "all => all.map((it) => it.getBoundingClientRect().height)"
    )
    assert min(heights) > 113  # 30 mm
    assert len(heights) == 8


def test_on_a_poster_the_levels_stand_beside_each_other(step):
    grid = step(*COLUMNS)
    grid.page.set_viewport_size({"width": 1480, "height": 1016})
    places = "all => new Set(all.map((it) => Math.round(it.getBoundingClientRect().x))).size"
    assert grid.get_by_role("textbox").count() == 20

    paper(grid, "a3", empty=True)

    assert grid.locator(".columns > *").evaluate_all(places) == 4
    assert grid.evaluate("it => getComputedStyle(it).breakBefore") == "page"
