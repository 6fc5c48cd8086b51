"""The results in a browser: every size, both languages, in the dark, by keyboard, on paper."""

import re

import pytest
from django.test import Client

import make
from browsing import PHONE, SIZES, axe, nothing_slides_out, sign_in

AT_200_PERCENT = {"width": 640, "height": 400}


@pytest.fixture
def results_page(browser_page, live_server):
    organisation = make.organisation("Nordværk A/S", slug="nord")
    production = make.unit(organisation, "Produktion", code="P")
    groups = {
        make.unit(production, "Støberi, formning og efterbehandling", code="S"): 60,
        make.unit(production, "Værksted", code="V"): 26,
        make.unit(production, "Vedligehold", code="VE"): 4,
        make.unit(organisation, "Administration", code="A"): 31,
    }
    round_ = make.released_round(organisation, groups)
    client = Client()
    make.sign_in(client, make.person(production, "Karen", "leader"))
    sign_in(browser_page, client, live_server.url)
    browser_page.address = f"o/nord/runder/{round_.pk}/resultat"
    return browser_page


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("unit", ["", "VE/"])
def test_the_results_fit_every_screen(results_page, language, unit):
    results_page.goto(f"/{language}/{results_page.address}/{unit}")

    for size in (*SIZES, AT_200_PERCENT):
        results_page.set_viewport_size(size)
        nothing_slides_out(results_page)
    axe(results_page)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_table_by_job_group_fits_every_screen_too(browser_page, live_server, language):
    organisation = make.organisation("Nordværk A/S", slug="nord")
    halls = {make.unit(organisation, f"Hal {n}", code=f"H{n}"): 60 for n in range(2)}
    names = ("Maskinarbejdere og smede", "Kontor", "Lager")
    round_ = make.released_round(organisation, halls, job_groups=names)
    client = Client()
    make.sign_in(client, make.person(organisation, "Hanne", "hr"))
    sign_in(browser_page, client, live_server.url)
    browser_page.goto(f"/{language}/o/nord/runder/{round_.pk}/resultat/")

    assert browser_page.locator(".by-group tbody tr").count() == 3
    for size in (*SIZES, AT_200_PERCENT):
        browser_page.set_viewport_size(size)
        nothing_slides_out(browser_page)
    axe(browser_page)
    browser_page.emulate_media(color_scheme="dark")
    axe(browser_page)


def test_they_can_be_read_in_the_dark(results_page):
    results_page.emulate_media(color_scheme="dark")
    results_page.goto(f"/da/{results_page.address}/")

    axe(results_page)


def test_on_a_phone_the_table_scrolls_by_keyboard_and_keeps_its_names_in_sight(results_page):
    results_page.set_viewport_size(PHONE)
    results_page.goto(f"/da/{results_page.address}/")
    frame = results_page.locator(".heat-frame")
    frame.focus()

    for _press in range(8):
        results_page.keyboard.press("ArrowRight", delay=50)
    results_page.wait_for_timeout(400)
    assert frame.evaluate("frame => frame.scrollLeft") > 50

    name = results_page.locator(".heat tbody th").first.bounding_box()
    assert name is not None
    assert 0 <= name["x"] < 40


def test_one_goes_down_to_a_unit_and_back_up_by_keyboard(results_page):
    results_page.goto(f"/da/{results_page.address}/")

    results_page.get_by_role("link", name="Produktion", exact=True).press("Enter")
    assert results_page.locator(".eyebrow").inner_text().startswith("Produktion")
    results_page.get_by_role("link", name="Nordværk A/S", exact=True).press("Enter")

    assert results_page.locator(".eyebrow").inner_text().startswith("Nordværk")


def test_the_whole_table_prints_on_paper_that_lies(results_page):
    results_page.goto(f"/da/{results_page.address}/")

    paper = results_page.pdf(prefer_css_page_size=True)

    assert re.findall(rb"/MediaBox \[0 0 (\d+)", paper)[0] == b"841"
