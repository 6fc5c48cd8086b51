"""Answering in one's own words on a phone: warned first, room left told, and sent whole."""

import re

import pytest
from playwright.sync_api import expect

import make
from browsing import PHONE, axe, nothing_slides_out
from trivsel.ballots import queries, services

PAPER = make.paper(1, open_questions=[make.open_question("help"), make.open_question("good")])


@pytest.fixture
def box():
    return make.box(paper=PAPER)


@pytest.fixture
def page(browser_page):
    browser_page.set_viewport_size(PHONE)
    return browser_page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def at_the_first(page, box):
    page.goto(f"/da/svar/{box.code}/#{box.codes['c1'][0]}")
    press(page, "Begynd")
    press(page, "Spring over")
    return page.get_by_role("textbox", name="Hvad ville hjælpe mest? (help)")


def written(box):
    services.close_box(box.code)
    services.count_box(box.code)
    return queries.comments(box.code)


def test_the_warning_stands_before_the_field_and_is_read_out_with_it(page, box):
    field = at_the_first(page, box)

    warning = page.locator(".warned:visible")
    expect(warning).to_contain_text("kende dig på din måde at skrive på")
    assert warning.bounding_box()["y"] < field.bounding_box()["y"]
    expect(field).to_have_accessible_description(re.compile("Skriv derfor ikke navne"))
    expect(page.locator("[data-count]").first).to_have_text("2 af 3")


def test_what_is_written_is_looked_through_changed_and_sent(page, box):
    at_the_first(page, box).fill("Ro til opgaverne")
    press(page, "Næste")
    press(page, "Spring over")
    expect(page.get_by_role("button", name="Ro til opgaverne")).to_be_visible()
    expect(page.locator("[data-answered]")).to_have_text("1")

    page.get_by_role("button", name="Ro til opgaverne").click()
    page.get_by_role("textbox", name="Hvad ville hjælpe mest? (help)").fill("Én ting ad gangen")
    press(page, "Til oversigten")
    press(page, "Send mine svar")

    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er gemt.")
    assert written(box) == {"help": {"c1": ["Én ting ad gangen"]}}


def test_it_goes_along_into_the_other_language_and_can_be_cleared(page, box):
    at_the_first(page, box).fill("Ro")

    page.get_by_role("link", name="English").click()
    field = page.get_by_role("textbox", name="What would help? (help)")
    expect(field).to_have_value("Ro")
    press(page, "Clear")

    expect(field).to_have_value("")
    expect(page.get_by_role("button", name="Skip", exact=True)).to_be_visible()


def test_how_much_room_is_left_is_told_and_said_aloud_only_near_the_end(page, box):
    field = at_the_first(page, box)
    aloud = page.locator("[data-left-said]").first

    field.fill("a" * 400)
    expect(page.locator("[data-left]:visible")).to_have_text("200 tilbage.")
    expect(aloud).to_have_text("")
    field.fill("a" * 550)
    expect(aloud).to_have_text("50 tilbage.")
    field.press_sequentially("b" * 60)

    expect(field).to_have_value("a" * 550 + "b" * 50)
    expect(aloud).to_have_text("Der er ikke plads til mere.")


def test_the_page_is_sound_to_whoever_hears_it_and_fits_the_narrowest_phone(page, box):
    at_the_first(page, box).fill("et meget langt ord: " + "æ" * 200)

    axe(page)
    nothing_slides_out(page)
