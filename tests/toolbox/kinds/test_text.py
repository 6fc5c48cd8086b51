"""Something to read: parts that stand beside each other, and nothing to fill in."""

import pytest

from browsing import BOARD, LAPTOP, PHONE
from toolbox.kinds.words import (
    draws_words_as_words,
    fits_a_phone,
    paper,
    refuses_what_is_strange,
)

COLUMNS = """it => new Set([...it.children].map(
    (one) => Math.round(one.getBoundingClientRect().x))).size"""


def columns(step):
    return step.locator(".sections").evaluate(COLUMNS)


@pytest.mark.parametrize(
    ("slug", "key", "expected"),
    [("tre-stressforloeb", "three-ways", 3), ("haandtering-af-pres", "four-ways", 2)],
)
def test_parts_stand_in_even_rows_on_every_screen_and_sheet(step, slug, key, expected):
    text = step(slug, key)

    for size in (LAPTOP, BOARD):
        text.page.set_viewport_size(size)
        assert columns(text) in {1, expected}  # one below the other beside a drawing
    text.page.set_viewport_size(PHONE)
    assert columns(text) == 1
    text.page.set_viewport_size({"width": 673, "height": 987})  # what A4 has inside its margins
    paper(text)
    assert columns(text) == expected


def test_it_is_read_on_a_phone_in_the_dark_and_in_english(step, accessible, browser_page):
    browser_page.set_viewport_size(PHONE)
    text = step("tre-stressforloeb", "creeping", "en")

    fits_a_phone(text, accessible)
    assert text.get_by_role("heading", level=3).count() == 3
    assert text.get_by_role("textbox").count() == 0


def test_a_file_has_nothing_to_say_to_it(step):
    text = step("tre-stressforloeb", "creeping")

    refuses_what_is_strange(text)
    with pytest.raises(AssertionError):  # the control: words that are not there are missed
        draws_words_as_words(text, '{"body": "<b>x</b>"}')
