"""The front page, a tool's page and the pages of the frame, in a real browser."""

import pytest

from browsing import NARROWEST, PHONE, SIZES, axe, nothing_slides_out, tabs

PAGES = ["", "vaerktoej/belastningskurven/", "tilgaengelighed/", "dine-data/", "er-her-ikke/"]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_accessible_on_phone_laptop_and_board(browser_page, path, scheme, language):
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.goto(f"/{language}/{path}")

    for size in SIZES:
        browser_page.set_viewport_size(size)
        axe(browser_page)
        nothing_slides_out(browser_page)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_slides_out_in_large_type(browser_page, path):
    browser_page.set_viewport_size(NARROWEST)

    browser_page.goto(f"/da/{path}")

    nothing_slides_out(browser_page)


def test_the_first_tab_offers_to_skip_the_menu(browser_page):
    browser_page.goto("/da/")

    assert tabs(browser_page, 1) == ["Spring til indholdet"]
    browser_page.keyboard.press("Enter")

    assert browser_page.evaluate("document.activeElement.id") == "main"
    assert tabs(browser_page, 1)[0].startswith("Jeg vil tænke for mig selv")


def test_the_keyboard_reaches_every_tool(browser_page):
    browser_page.goto("/da/#tools")
    links = browser_page.locator(".cell a")

    reached = tabs(browser_page, links.count())

    assert [line.split("\n")[0] for line in reached] == [
        text.split("\n")[0] for text in links.all_inner_texts()
    ]


def test_the_menu_opens_on_a_phone_without_a_script(browser_page):
    browser_page.set_viewport_size(PHONE)
    browser_page.goto("/da/")
    tools = browser_page.locator("details.menu").get_by_role("link", name="Værktøjer")
    assert not tools.is_visible()

    browser_page.get_by_text("Menu", exact=True).focus()
    browser_page.keyboard.press("Enter")

    assert tools.is_visible()
    axe(browser_page)
    nothing_slides_out(browser_page)


def test_a_tool_leads_to_the_same_tool_in_the_other_language(browser_page):
    browser_page.goto("/da/vaerktoej/belastningskurven/?fra=forsiden")

    browser_page.get_by_role("link", name="EN, English").press("Enter")

    browser_page.wait_for_url("**/en/vaerktoej/belastningskurven/?fra=forsiden")


def test_the_language_stays_where_it_was_put(browser_page):
    browser_page.goto("/da/dine-data/?fra=forsiden")

    browser_page.get_by_role("button", name="EN, English").press("Enter")

    assert browser_page.url.endswith("/en/dine-data/?fra=forsiden")
    browser_page.goto("/")
    assert browser_page.url.endswith("/en/")


def test_a_way_in_shows_its_column_of_the_grid(browser_page):
    browser_page.goto("/da/")

    browser_page.get_by_role("link", name="Vi er en gruppe").click()

    outlines = browser_page.locator(".cell.g").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell).outlineStyle)"
    )
    assert outlines == ["solid"] * 3


@pytest.mark.parametrize("path", PAGES)
def test_the_page_prints(browser_page, path):
    browser_page.goto(f"/da/{path}")
    browser_page.emulate_media(media="print")

    assert browser_page.pdf(format="A4").startswith(b"%PDF")
    assert not browser_page.locator(".top .end").is_visible()
