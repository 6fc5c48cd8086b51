"""All tools, each step shown: clean for axe, and all fits a phone and large type."""

import pytest

import drafting
from browsing import LAPTOP, NARROWEST, PHONE, axe, clean_part, nothing_slides_out
from drafting import open_tool
from trivsel.toolbox import queries

SLUGS = list(queries.tools())
SAMPLE = [
    "belastningskurven",
    "krav-og-ressourcer",
    "stresssignaler",
    "frustrationsspiralen",
    "maal-og-beloenning",
]
SHOW = "key => document.querySelector(`[data-go='${key}']`).click()"
SHOW_ALL = """() => {
  document.querySelector("[data-tool]").classList.remove("drawn");
  for (const step of document.querySelectorAll("[data-step]")) step.classList.add("now");
}"""


pytestmark = pytest.mark.usefixtures("without_worker")


def steps_of(page):
    return page.locator("[data-step]").evaluate_all("all => all.map(one => one.id)")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_tool_is_clean_and_fits_a_phone_in_each_of_its_steps(browser_page, slug):
    browser_page.set_viewport_size(PHONE)
    open_tool(browser_page, slug, "da" if SLUGS.index(slug) % 2 else "en")

    for size in (PHONE, NARROWEST):  # the narrowest is large type, too
        browser_page.set_viewport_size(size)
        for key in steps_of(browser_page):
            browser_page.evaluate(SHOW, key)
            nothing_slides_out(browser_page)
    browser_page.set_viewport_size(LAPTOP)
    browser_page.evaluate(SHOW_ALL)  # one look at all of them: forty-one tools have 240 steps
    axe(browser_page)


@pytest.mark.parametrize("slug", SAMPLE)
def test_in_the_dark_it_is_as_clean(browser_page, slug):
    browser_page.emulate_media(color_scheme="dark")
    browser_page.set_viewport_size(PHONE)
    open_tool(browser_page, slug)

    axe(browser_page)  # the header too, and the links to other tools
    for key in steps_of(browser_page):
        browser_page.evaluate(SHOW, key)
        clean_part(browser_page, f"#{key}")


def test_a_step_that_is_not_clean_would_be_found(browser_page):
    open_tool(browser_page, drafting.REASONS)
    browser_page.evaluate(
        "document.querySelector('#reasons').insertAdjacentElement('beforeend',"
        " document.createElement('button'))"
    )

    with pytest.raises(AssertionError, match="button-name"):
        clean_part(browser_page, "#reasons")
