"""The curve: drawn by mouse, finger and keys, said in words, kept, undone and printed."""

import json

import pytest

from browsing import BOARD, LAPTOP, PHONE, nothing_slides_out

MONTHS = ["maj", "juni", "juli", "august", "september", "oktober", "november"]
NOTES = [
    "Nyt bookingsystem",
    "Sommerferie, og tid til at rydde op",
    "Lone lærte mig det",
    "To syge, stor ordre samtidig",
    "Vi manglede folk",
    "Ny fordeling af opgaver",
    "Ny leder",
]


# How far two lines through the same points go beyond them: ours, and the usual one.
OVERSHOOT = """async () => {
    const { heightAt } = await import("/static/toolbox/drawing/smooth.js");
    const loads = [10, 10, 0, 0, 7, 10, 0];
    const points = loads.map((y, at) => ({ x: at * 10, y }));
    const piece = (x) => Math.min(5, Math.floor(x / 10));
    const usual = (x) => {
        const t = x / 10 - piece(x);
        const near = (by) => loads[Math.max(0, Math.min(6, piece(x) + by))];
        const [a, b, c, d] = [-1, 0, 1, 2].map(near);
        const bent = 2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a);
        return b + 0.5 * t * (c - a + t * bent);
    };
    const beyond = (line) => {
        let most = 0;
        for (let x = 0; x <= 60; x += 0.25) {
            const ends = [loads[piece(x)], loads[piece(x) + 1]];
            most = Math.max(most, Math.min(...ends) - line(x), line(x) - Math.max(...ends));
        }
        return most;
    };
    return [beyond((x) => heightAt(points, x)), beyond(usual)];
}"""
# How many pairs of notes, and of a note and a point, lie on each other.
COVERED = """root => {
    const every = (what) => [...root.querySelectorAll(what)];
    const boxes = (what) => every(what).map((it) => it.getBoundingClientRect());
    const notes = boxes(".pin:not(.hidden) rect");
    const beside = (a, b) => a.left >= b.right || b.left >= a.right;
    const apart = (a, b) => beside(a, b) || a.top >= b.bottom || b.top >= a.bottom;
    return notes.flatMap((note, at) =>
        [...notes.slice(at + 1), ...boxes(".dot")].filter((other) => !apart(note, other)),
    ).length;
}"""

ON_EACH_OTHER = """root => {
    const [one, other] = root.querySelectorAll(".pin rect");
    for (const name of ["x", "y"]) other.setAttribute(name, one.getAttribute(name));
}"""


@pytest.fixture
def curve(step):
    return step("belastningskurven", "course")


def handle(curve, number):
    return curve.get_by_role("slider").nth(number)


def said(curve, number):
    return handle(curve, number).get_attribute("aria-valuetext")


def lift(curve, number, key="ArrowUp", times=1):
    handle(curve, number).focus()
    for _ in range(times):
        curve.page.keyboard.press(key)


def test_the_last_months_stand_below_in_the_language_of_the_page(step):
    danish = step("belastningskurven", "course").locator(".months text")
    assert danish.all_text_contents() == MONTHS

    english = step("belastningskurven", "course", "en").locator(".months text")
    assert english.all_text_contents() == [
        "May", "June", "July", "August", "September", "October", "November",
    ]  # fmt: skip


def test_the_arrow_keys_move_a_point_and_it_says_where_it_is(curve):
    assert said(curve, 4) == "September: lige tilpas, 5 af 10"

    lift(curve, 4, times=6)

    assert said(curve, 4) == "September: for meget, 8 af 10"
    lift(curve, 4, "End")
    assert said(curve, 4) == "September: for meget, 10 af 10"
    lift(curve, 4, "Home")
    assert said(curve, 4) == "September: for lidt, 0 af 10"


def test_it_speaks_english_too(step):
    curve = step("belastningskurven", "course", "en")

    lift(curve, 4, times=6)

    assert said(curve, 4) == "September: too much, 8 out of 10"


def test_two_points_in_one_month_are_told_apart(curve):
    lift(curve, 2, "ArrowRight", times=5)

    assert said(curve, 2).startswith("Først i august: ")
    assert said(curve, 3).startswith("Midt i august: ")


@pytest.mark.parametrize("pointer", ["mouse", "fingers"])
def test_a_point_is_dragged_up_and_sideways(curve, pointer, request):
    request.getfixturevalue(pointer)(handle(curve, 3), (8, -90))

    assert said(curve, 3).startswith("August: for meget, ")
    assert said(curve, 2) == "Juli: lige tilpas, 5 af 10"


def test_a_point_stays_between_its_neighbours_and_inside(curve, mouse):
    mouse(handle(curve, 3), (600, -600))

    x = [handle(curve, number).bounding_box()["x"] for number in range(7)]
    assert x == sorted(x)
    assert x[3] < x[4]
    assert said(curve, 3).endswith("10 af 10")


def test_the_line_makes_no_peak_that_nobody_set(browser_page, curve):
    """The control draws the usual smooth line through the same points: it does overshoot."""
    ours, usual = browser_page.evaluate(OVERSHOOT)

    assert ours < 1e-9
    assert usual > 0.1


def test_enter_adds_a_point_and_delete_removes_it(curve):
    lift(curve, 3, "Enter")

    assert curve.get_by_role("slider").count() == 8
    assert handle(curve, 4).evaluate("it => it === document.activeElement")
    curve.page.keyboard.press("Delete")
    assert curve.get_by_role("slider").count() == 7


def test_the_buttons_add_and_remove_too(curve):
    curve.get_by_role("button", name="Fjern punkt").click()
    assert "Vælg først et punkt." in curve.inner_text()

    curve.get_by_role("button", name="Tilføj punkt").click()
    assert curve.get_by_role("slider").count() == 8
    curve.get_by_role("button", name="Fjern punkt").click()
    assert curve.get_by_role("slider").count() == 7


def test_a_double_click_puts_a_point_where_it_is(curve):
    plot = curve.locator("[data-plot]")
    box = plot.bounding_box()

    plot.dblclick(position={"x": box["width"] * 0.58, "y": 60})

    assert curve.get_by_role("slider").count() == 8
    assert "for meget, 9" in said(curve, 4)


def test_a_line_keeps_two_points(curve):
    for _ in range(8):
        lift(curve, 0, "Delete")

    assert curve.get_by_role("slider").count() == 2
    assert "En linje skal have to punkter." in curve.inner_text()


def test_a_drag_is_undone_at_once(curve, mouse, browser_page):
    mouse(handle(curve, 3), (0, -90))
    assert "untouched" not in curve.get_attribute("class")

    browser_page.keyboard.press("Control+z")

    assert said(curve, 3) == "August: lige tilpas, 5 af 10"
    assert "untouched" in curve.get_attribute("class")


def test_a_note_stands_on_the_drawing_and_is_read_with_the_point(curve):
    curve.get_by_role("textbox", name="August").fill("To syge")

    assert curve.locator(".pin text").all_text_contents() == ["To syge"]
    assert said(curve, 3) == "August: lige tilpas, 5 af 10. Note: To syge"


@pytest.mark.parametrize("size", [PHONE, LAPTOP, BOARD], ids=["phone", "laptop", "board"])
def test_notes_cover_neither_each_other_nor_the_points(curve, size):
    curve.page.set_viewport_size(size)
    for box, note in zip(curve.get_by_role("textbox").all(), NOTES, strict=True):
        box.fill(note)
    for number, (key, times) in enumerate([("ArrowUp", 3), ("ArrowDown", 6), ("End", 1)]):
        lift(curve, number + 1, key, times)

    assert curve.evaluate(COVERED) == 0
    nothing_slides_out(curve.page)
    curve.evaluate(ON_EACH_OTHER)
    assert curve.evaluate(COVERED) > 0


def test_what_is_drawn_is_there_when_one_comes_back_and_shows_its_own_months(curve):
    page = curve.page
    lift(curve, 3, "End")
    page.get_by_text("Gemt i denne browser").wait_for()

    page.clock.set_fixed_time("2027-03-10T12:00:00Z")
    page.reload()
    page.locator("[data-ready]").wait_for(state="attached")

    assert said(curve, 3) == "August: for meget, 10 af 10"
    assert curve.locator(".months text").all_text_contents() == MONTHS


def test_empty_paper_has_zones_and_months_but_no_line(curve):
    page = curve.page
    page.emulate_media(media="print")
    assert not curve.locator("[data-line]").is_visible()
    assert not handle(curve, 0).is_visible()
    assert curve.locator(".months text").first.is_visible()
    assert curve.locator(".notes label").count() == 7

    page.emulate_media(media="screen")
    lift(curve, 3, times=6)
    page.emulate_media(media="print")
    assert curve.locator("[data-line]").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_it_is_accessible(step, accessible, language, scheme):
    curve = step("belastningskurven", "course", language)
    curve.page.emulate_media(color_scheme=scheme)
    curve.get_by_role("textbox").first.fill("To syge")

    accessible(curve)


GOOD = {"points": [{"at": 0, "load": 2.5, "note": "a"}, {"at": 50, "load": 8, "note": ""}]}


def test_what_was_kept_comes_back_as_it_was(cleaned):
    good = {**GOOD, "until": "2026-11"}

    assert cleaned("curve", json.dumps(good)) == (good, 0)


@pytest.mark.parametrize(
    "raw",
    [
        "[]",
        "7",
        '{"points": "no"}',
        '{"points": [1, null, "x", {"at": "50", "load": true}]}',
        '{"points": [{"at": 3, "load": 4}]}',
        '{"points": [{"at": 1, "load": 4}, {"at": 1, "load": 9}], "until": "2026-11"}',
        '{"points": [{"__proto__": {"at": 1, "load": 2}}, {"constructor": 1}]}',
    ],
)
def test_what_is_no_curve_becomes_an_empty_one(cleaned, raw):
    value, troubles = cleaned("curve", raw)

    assert value == {"points": [], "until": ""}
    assert troubles >= 1


def test_what_is_too_much_is_cut_to_what_a_drawing_holds(cleaned):
    script = "<script>alert(1)</script>"
    many = [{"at": at * 5 % 100, "load": 99, "note": script * 9} for at in range(10_000)]

    value, troubles = cleaned("curve", json.dumps({"points": many, "until": "1/2"}))

    assert troubles >= 1
    assert len(value["points"]) == 16
    assert all(point["load"] == 10 for point in value["points"])
    assert all(len(point["note"]) <= 80 for point in value["points"])
    assert len(value["until"]) == len("2026-11")
