"""The spiral: read, marked by mouse, finger and keys, said in words, undone and printed."""

import json

import pytest
from playwright.sync_api import expect

from browsing import BOARD, LAPTOP, NARROWEST, PHONE, nothing_slides_out

SAID = {"stages": [{"key": key, "text": key, "body": "..."} for key in ("one", "two", "three")]}
EMPTY = {"at": "", "between": False, "notes": {}}
RESTING = """step => new Promise(done => {
    let last;
    const look = () => {
        const now = step.querySelector("[data-mark]").getAttribute("transform");
        if (now === last) done(now);
        else requestAnimationFrame(() => requestAnimationFrame(look));
        last = now;
    };
    requestAnimationFrame(look);
})"""


@pytest.fixture
def spiral(step):
    return step("frustrationsspiralen", "station")


def mark(spiral):
    return spiral.get_by_role("slider", name="Vores plads på spiralen")


def place(spiral):
    return spiral.locator("[data-mark]").get_attribute("aria-valuetext")


def station(spiral, number):
    return spiral.get_by_role("tab").nth(number - 1)


def name(spiral, number):
    heading = spiral.locator(".stage h3").nth(number - 1)
    return heading.text_content().strip().removeprefix(str(number))


def here(spiral):
    return spiral.get_by_role("button", name="Her er vi")


def why(spiral):
    return spiral.get_by_role("textbox", name="Hvorfor her?")


def apart(spiral, number):
    """How far the mark is from a station, in pixels, when it has come to rest."""
    spiral.evaluate(RESTING)
    pin = spiral.locator(".mark .pin").bounding_box()
    dot = spiral.locator(".station .dot").nth(number - 1).bounding_box()
    return tuple(
        dot[way] + dot[size] / 2 - pin[way] - pin[size] / 2
        for way, size in (("x", "width"), ("y", "height"))
    )


def test_a_station_is_read_without_being_taken_for_ones_own(spiral):
    station(spiral, 4).click()

    expect(spiral.get_by_role("tabpanel")).to_have_count(1)
    expect(spiral.get_by_role("tabpanel")).to_contain_text(name(spiral, 4))
    assert place(spiral) == "I har ikke sat jeres mærke endnu."
    expect(spiral.page.get_by_role("button", name="Fortryd")).to_be_disabled()


def test_stations_are_walked_through_with_the_arrow_keys(spiral):
    keys = spiral.page.keyboard
    station(spiral, 1).focus()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(station(spiral, 3)).to_be_focused()
    keys.press("ArrowUp")

    expect(spiral.get_by_role("tabpanel")).to_contain_text(name(spiral, 2))
    keys.press("Enter")
    assert place(spiral) == f"Her er vi: {name(spiral, 2)}"
    assert station(spiral, 2).get_attribute("aria-label").endswith("Her er vi")
    keys.press("End")
    expect(station(spiral, 5)).to_be_focused()


def test_the_mark_walks_down_the_spiral_by_keys_and_stands_between_too(spiral):
    keys = spiral.page.keyboard
    mark(spiral).focus()

    keys.press("ArrowDown")
    assert place(spiral) == f"Her er vi: {name(spiral, 1)}"
    keys.press("ArrowDown")
    assert place(spiral) == f"Mellem »{name(spiral, 1)}« og »{name(spiral, 2)}«"
    keys.press("End")
    keys.press("ArrowDown")
    assert place(spiral) == f"Her er vi: {name(spiral, 5)}"
    keys.press("Delete")
    assert place(spiral) == "I har ikke sat jeres mærke endnu."


@pytest.mark.parametrize("pointer", ["mouse", "fingers"])
def test_the_mark_is_dragged_to_a_station_and_comes_to_rest_on_it(spiral, pointer, request):
    pin = spiral.locator(".mark .pin")
    far = apart(spiral, 3)

    request.getfixturevalue(pointer)(pin, (far[0] + 6, far[1] - 6))

    assert place(spiral) == f"Her er vi: {name(spiral, 3)}"
    assert apart(spiral, 3) == pytest.approx((0, 0), abs=1)
    expect(spiral.get_by_role("tabpanel")).to_contain_text(name(spiral, 3))


def test_one_button_says_here_we_are_and_takes_it_back(spiral):
    station(spiral, 2).click()

    here(spiral).click()
    expect(here(spiral)).to_have_attribute("aria-pressed", "true")
    expect(spiral.locator("[data-finding]")).to_have_text(f"Her er vi: {name(spiral, 2)}")

    here(spiral).click()
    assert place(spiral) == "I har ikke sat jeres mærke endnu."


def test_it_speaks_english_too(step):
    spiral = step("frustrationsspiralen", "station", "en")

    spiral.get_by_role("button", name="We are here").click()

    assert place(spiral) == f"We are here: {name(spiral, 1)}"


def test_each_station_keeps_its_own_note(spiral):
    for number, words in ((2, "Ny liste hver uge"), (3, "<b>Samme</b> historier")):
        station(spiral, number).click()
        why(spiral).fill(words)

    station(spiral, 2).click()
    expect(why(spiral)).to_have_value("Ny liste hver uge")


def test_undo_takes_the_mark_back_step_by_step(spiral):
    mark(spiral).focus()
    spiral.page.keyboard.press("Home")
    spiral.page.keyboard.press("End")
    undo = spiral.page.get_by_role("button", name="Fortryd")

    undo.click()
    assert place(spiral) == f"Her er vi: {name(spiral, 1)}"
    undo.click()

    assert place(spiral) == "I har ikke sat jeres mærke endnu."
    expect(undo).to_be_disabled()


@pytest.mark.parametrize("size", [NARROWEST, PHONE, LAPTOP, BOARD])
def test_every_name_stands_in_full_inside_the_picture(spiral, size):
    spiral.page.set_viewport_size(size)
    spiral.evaluate(RESTING)

    frame = spiral.locator(".drawing").bounding_box()
    for number, words in enumerate(spiral.locator(".station .name").all(), start=1):
        assert words.text_content().split() == name(spiral, number).split()
        box = words.bounding_box()
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    nothing_slides_out(spiral.page)


def test_what_is_touched_is_large_enough_for_a_finger(spiral):
    spiral.page.set_viewport_size(PHONE)
    spiral.evaluate(RESTING)

    for touched in spiral.locator(":is(.reach, .hold, button:visible)").all():
        box = touched.bounding_box()
        assert min(box["width"], box["height"]) >= 43.5


def test_axe_finds_nothing_in_it_empty_or_marked(spiral, accessible):
    accessible(spiral)
    here(spiral).click()
    why(spiral).fill("Sådan er det")

    accessible(spiral)


def test_empty_paper_has_all_stages_lines_to_write_on_and_no_mark(spiral):
    on_paper(spiral)

    expect(spiral.locator(".stage:visible")).to_have_count(5)
    assert all(d.startswith("M") for d in rules(spiral))
    expect(spiral.locator("[data-mark]")).to_be_hidden()


def test_filled_paper_has_the_mark_and_what_was_written_beside_it(spiral):
    here(spiral).click()
    why(spiral).fill("Den nye linje står stille")
    on_paper(spiral)

    expect(spiral.locator("[data-mark]")).to_be_visible()
    assert "Den nye linje" in spiral.locator(".station .note").first.text_content()
    assert rules(spiral)[0] == ""
    assert rules(spiral)[1]


def test_the_poster_has_the_words_beside_the_spiral(spiral):
    on_paper(spiral, "a3")

    bodies = spiral.locator(".station .body").all_text_contents()
    assert all(len(body) > 60 and "…" not in body for body in bodies)
    expect(spiral.locator(".stage:visible")).to_have_count(0)


def on_paper(spiral, paper="a4"):
    """As the browser does it when one prints."""
    spiral.page.emulate_media(media="print")
    spiral.evaluate(RESTING)
    spiral.page.evaluate(
        "paper => { document.documentElement.dataset.paper = paper;"
        " dispatchEvent(new Event('beforeprint')); }",
        paper,
    )


def rules(spiral):
    return [line.get_attribute("d") for line in spiral.locator(".rules").all()]


def test_what_is_kept_is_read_again(cleaned):
    kept = {"at": "two", "between": True, "notes": {"one": "Før", "two": "Nu"}}

    assert cleaned("spiral", json.dumps(kept), SAID) == (kept, 0)


def test_an_older_file_without_a_place_between_opens(cleaned):
    value, troubles = cleaned("spiral", '{"at": "two", "notes": {}}', SAID)

    assert value == {"at": "two", "between": False, "notes": {}}
    assert not troubles


@pytest.mark.parametrize(
    "raw",
    [
        "[1, 2]",
        '"<script>alert(1)</script>"',
        '{"at": "__proto__"}',
        '{"at": ["one"]}',
        '{"notes": {"__proto__": {"x": 1}, "constructor": "y"}}',
        '{"between": "yes"}',
    ],
)
def test_what_makes_no_sense_is_left_out_and_told(cleaned, raw):
    value, troubles = cleaned("spiral", raw, SAID)

    assert value == EMPTY
    assert troubles


def test_nobody_is_beyond_the_last_stage_and_a_note_has_an_end(cleaned):
    raw = {"at": "three", "between": True, "notes": {"one": "x" * 100_000}}

    value, troubles = cleaned("spiral", json.dumps(raw), SAID)

    assert not value["between"]
    assert len(value["notes"]["one"]) == 1000
    assert troubles == 1
