"""Looking through comments and reading them: on a phone, by ear, and by keyboard."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

import make
from browsing import LAPTOP, PHONE, axe, nothing_slides_out, sign_in
from surveys.commenters import address, key_of, released_with, sign
from trivsel.surveys.models import CommentRelease

LONG = "Vi kunne begynde dagen uden møder, så der er ro til det, der kræver omtanke. " * 4


@pytest.fixture
def units():
    home = make.organisation("Nordværk")
    production = make.unit(home, "Produktion", code="P")
    return {
        "P": production,
        "S": make.unit(production, "Støberi", code="S"),
        "PK": make.unit(production, "Pakkeri", code="PK"),
        "K": make.unit(home, "Kontor", code="K"),
    }


@pytest.fixture
def waiting(units):
    written = {"S": [LONG, *(f"Ro om formiddagen {n}" for n in range(8))], "K": ["x"] * 6}
    round_ = released_with(units["P"].organisation, units, written)
    return CommentRelease.objects.get(release__round=round_)


@pytest.fixture
def hr(units):
    return make.person(units["K"], "Hanne", "hr")


@pytest.fixture
def rep(units):
    return make.person(units["S"], "Ali", "safety_rep")


@pytest.fixture
def enter(browser_page, live_server):
    def come(somebody, there):
        client = Client()
        make.sign_in(client, somebody)
        sign_in(browser_page, client, live_server.url)
        browser_page.goto(there)

    return come


def is_sound(page):
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        nothing_slides_out(page)
    axe(page)


def test_they_are_withheld_by_keyboard_and_signed(browser_page, enter, waiting, hr):
    page, round_ = browser_page, waiting.release.round
    enter(hr, address(round_))
    is_sound(page)

    card = page.locator(f"#k{key_of(waiting, 'Ro om formiddagen 3')}")
    card.get_by_text("Hold den tilbage").press("Enter")
    card.get_by_role("button", name="Den nævner nogen").press("Enter")
    expect(card).to_contain_text("Du vil holde den tilbage")
    page.get_by_role("button", name="Jeg har læst dem").press("Enter")

    expect(page.get_by_text("Tak. Du har skrevet under for din part.")).to_be_visible()
    expect(page.get_by_role("button", name="Jeg har læst dem")).to_have_count(0)
    page.goto(address(round_))
    is_sound(page)


def test_on_the_results_page_they_stand_below_the_figures(
    browser_page, enter, waiting, hr, rep
):
    sign(waiting, hr, rep)
    page, round_ = browser_page, waiting.release.round

    enter(
        hr,
        reverse("surveys:unit-results", args=[round_.organisation.slug, round_.pk, "S"]),
    )

    comments = page.get_by_role("region", name="Med egne ord")
    expect(comments.get_by_role("listitem")).to_have_count(9)
    expect(comments).to_contain_text("9 kommentarer fra Støberi.")
    assert comments.bounding_box()["y"] > page.locator("table").first.bounding_box()["y"]
    is_sound(page)
