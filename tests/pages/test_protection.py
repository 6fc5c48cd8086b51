"""How an answer is protected: found from everywhere, true of its way, and one sheet of A4."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

import make
import make_ballots
from browsing import LAPTOP, NARROWEST, PHONE, axe, nothing_slides_out
from trivsel.domain.blindsign.sixwords import six_words

LONG = "Nordværk Maskinfabrik og Jernstøberi, afdelingen for eftersyn og reservedele A/S"
ADDRESSES = ["beskyttelse/", "BALLOTS/beskyttelse/", "SLIPS/beskyttelse/"]


@pytest.fixture
def boxes():
    paper = make.paper(organisation=LONG)
    return {"BALLOTS": make_ballots.box(), "SLIPS": make.box(paper=paper)}


@pytest.fixture
def page(browser_page):
    browser_page.set_viewport_size(PHONE)
    return browser_page


def address(boxes, path, language="da"):
    for name, box in boxes.items():
        path = path.replace(name, box.code)
    return f"/{language}/svar/{path}"


def test_it_is_found_before_an_answer_from_the_answer_page_and_from_the_front_door(page, boxes):
    box = boxes["BALLOTS"]
    wanted = "Sådan er dit svar beskyttet"
    from_ = {
        "/da/": "/da/svar/beskyttelse/",
        "/da/svar/": "/da/svar/beskyttelse/#slip",
        "/da/svar/tablet/": "/da/svar/beskyttelse/#slip",
        f"/da/svar/{box.code}/": f"/da/svar/{box.code}/beskyttelse/",
        address(boxes, "SLIPS/"): address(boxes, "SLIPS/beskyttelse/"),
        address(boxes, "SLIPS/tablet/"): address(boxes, "SLIPS/beskyttelse/"),
    }
    for start, there in from_.items():
        page.goto(start)
        link = page.get_by_role("link", name=wanted)
        expect(link).to_have_attribute("href", there)


def test_it_opens_beside_the_answers_so_none_is_lost(page, boxes):
    page.goto(f"/da/svar/{boxes['BALLOTS'].code}/")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sådan er dit svar beskyttet").click()

    expect(opened.value.get_by_role("heading", level=1)).to_have_text(
        "Sådan er dit svar beskyttet"
    )


def test_a_round_of_ballots_has_its_six_words_and_what_to_do_with_them(page, boxes):
    box = boxes["BALLOTS"]
    manifest = make_ballots.Manifest.from_json(bytes(box.manifest))
    page.goto(address(boxes, "BALLOTS/beskyttelse/"))

    expect(page.locator(".words")).to_have_text(" ".join(six_words(manifest.digest)))
    expect(page.get_by_text("Læs dem højt for en kollega")).to_be_visible()
    page.get_by_role("link", name="rundens offentlige plan").click()
    assert page.url.endswith(f"/da/svar/{box.code}/manifest.json")


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_it_is_one_sheet_of_paper(page, boxes, path, language):
    page.goto(address(boxes, path, language))
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))

    assert len(paper.pages) == 1
    assert [round(side) for side in paper.pages[0].mediabox[2:]] == [595, 842]  # A4


def test_at_the_size_of_the_screen_it_would_be_more_than_one_sheet(page, boxes):
    page.goto(address(boxes, ADDRESSES[1]))
    page.evaluate("document.querySelector('link[href*=protection]').remove()")

    assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) > 1


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (LAPTOP, "dark"), (NARROWEST, "dark")]
)
def test_it_is_accessible_on_every_screen(page, boxes, path, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    page.goto(address(boxes, path))

    axe(page)
    nothing_slides_out(page)
