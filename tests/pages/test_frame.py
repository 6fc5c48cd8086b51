"""The frame around an organisation's pages: the longest menu there is, on every size."""

import pytest
from django.test import Client

import make
from browsing import PHONE, SIZES, axe, nothing_slides_out, sign_in
from trivsel.organisation.models import Role


@pytest.fixture
def busy_page(browser_page, live_server):
    """A page of somebody with every role, in an organisation with a long name."""
    organisation = make.organisation("Nordværk Maskinfabrik og Støberi A/S", slug="nord")
    person = make.person(organisation, "Birgit", *Role.Kind.values)
    client = Client()
    make.sign_in(client, person)
    sign_in(browser_page, client, live_server.url)
    return browser_page


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_longest_menu_fits_every_screen(busy_page, language):
    busy_page.goto(f"/{language}/o/nord/")

    for size in SIZES:
        busy_page.set_viewport_size(size)
        nothing_slides_out(busy_page)
        axe(busy_page)


def test_the_menu_says_which_page_one_is_on(busy_page):
    busy_page.goto("/da/o/nord/")

    assert busy_page.locator(".wide [aria-current=page]").all_inner_texts() == ["Overblik"]


def test_one_signs_out_from_the_menu_of_a_phone(busy_page):
    busy_page.set_viewport_size(PHONE)
    busy_page.goto("/da/o/nord/")

    busy_page.get_by_text("Menu", exact=True).click()
    busy_page.get_by_role("button", name="Log ud").click()

    busy_page.goto("/da/")
    busy_page.get_by_text("Menu", exact=True).click()
    assert busy_page.get_by_role("link", name="Log ind").is_visible()
