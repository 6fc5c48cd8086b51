"""The triangle: own examples between three corners, and where the weight is."""

import json

import pytest

from browsing import LAPTOP, PHONE, nothing_slides_out

NOTHING = {"notes": [], "weight": None}


@pytest.fixture
def triangle(step):
    return step("trivselstrekanten", "weight")


def corners(triangle):
    """The names of the corners: top, left, right."""
    return triangle.locator(".corner b").all_inner_texts()


def write(triangle, words):
    triangle.locator("[data-write] input").fill(words)
    triangle.page.keyboard.press("Enter")
    return triangle.locator(".spot", has_text=words)


def where(thing):
    return thing.locator("[data-where]").text_content()


def test_a_new_note_lies_between_all_three(triangle):
    note = write(triangle, "Vi bytter opgaver")

    assert where(note) == "midt imellem alle tre"


@pytest.mark.parametrize(
    ("keys", "corner"), [(["Up"] * 5, 0), (["Left"] * 4, 1), (["Right"] * 4, 2)]
)
def test_the_arrow_keys_move_it_and_the_nearest_corner_is_said(triangle, keys, corner):
    note = write(triangle, "Vi bytter opgaver")

    for key in keys:
        note.press(f"Shift+Arrow{key}")

    assert where(note) == f"nærmest: {corners(triangle)[corner]}"
    assert triangle.locator("[data-told]").inner_text() == where(note)


def test_halfway_between_two_corners_is_said_too(triangle):
    note = write(triangle, "Vi bytter opgaver")

    for _ in range(3):
        note.press("Shift+ArrowDown")

    assert where(note) == "mellem: {1} og {2}".format(*corners(triangle))


@pytest.mark.parametrize("corner", range(3))
def test_the_buttons_bring_it_nearer(triangle, corner):
    note = write(triangle, "Vi bytter opgaver")
    button = f"Nærmere: {corners(triangle)[corner]}"

    triangle.get_by_role("button", name=button).click()
    triangle.get_by_role("button", name=button).click()

    assert where(note) == f"nærmest: {corners(triangle)[corner]}"


@pytest.mark.parametrize("pointer", ["mouse", "fingers"])
def test_a_note_is_dragged_to_a_corner(triangle, pointer, request):
    note = write(triangle, "Vi bytter opgaver")

    request.getfixturevalue(pointer)(note, (0, -160))

    assert where(note) == f"nærmest: {corners(triangle)[0]}"


def test_a_tap_places_the_chosen_note(triangle):
    note = write(triangle, "Vi bytter opgaver")
    field = triangle.locator("[data-field]")
    box = field.bounding_box()

    field.click(position={"x": box["width"] * 0.9, "y": box["height"] * 0.95})

    assert where(note) == f"nærmest: {corners(triangle)[2]}"


def test_a_note_stays_on_the_triangle(triangle, mouse):
    """Dragged up beside the top, it slides along the edge instead."""
    note = write(triangle, "Nej")

    mouse(note, (-400, -400))

    x, y = (float(note.evaluate(f"it => it.style.getPropertyValue('--{d}')")) for d in "xy")
    assert y / 2 <= x <= 100 - y / 2


def test_the_weight_is_marked_moved_and_taken_away(triangle):
    weight = triangle.locator("[data-weight]")
    assert not weight.is_visible()

    triangle.get_by_role("button", name="Markér, hvor tyngden ligger").click()
    assert weight.evaluate("it => it === document.activeElement")
    for _ in range(4):
        weight.press("Shift+ArrowLeft")
    assert where(weight) == f"nærmest: {corners(triangle)[1]}"

    triangle.get_by_role("button", name="Fjern markeringen").click()
    assert not weight.is_visible()
    triangle.page.locator("[data-do=undo]").first.click()
    assert where(weight) == f"nærmest: {corners(triangle)[1]}"


def test_notes_and_weight_stand_on_paper_and_the_rest_does_not(triangle):
    note = write(triangle, "Vi bytter opgaver")
    triangle.get_by_role("button", name="Markér, hvor tyngden ligger").click()

    triangle.page.emulate_media(media="print")

    assert note.is_visible()
    assert triangle.locator("[data-weight]").is_visible()
    assert not triangle.locator("[data-write]").is_visible()
    assert not triangle.locator("[data-do=weigh]").is_visible()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_it_fits_and_is_accessible(step, accessible, language, size):
    triangle = step("trivselstrekanten", "weight", language)
    triangle.page.set_viewport_size(size)
    write(triangle, "Vi bytter opgaver, så den, der er presset, kan holde fri")
    triangle.locator("[data-do=weigh]").click()

    nothing_slides_out(triangle.page)
    accessible(triangle)


def test_what_was_kept_comes_back_as_it_was(cleaned):
    good = {"notes": [{"text": "Bytter", "x": 40, "y": 30}], "weight": {"x": 50, "y": 60}}

    assert cleaned("triangle", json.dumps(good)) == (good, 0)


@pytest.mark.parametrize(
    "raw",
    [
        "3",
        "null",
        '{"notes": "x", "weight": 4}',
        '{"notes": [{"text": "a"}], "weight": {"x": "1", "y": null}}',
        '{"notes": [{"text": " ", "x": 1, "y": 1}], "weight": []}',
        '{"__proto__": {"weight": {"x": 1, "y": 1}}}',
    ],
)
def test_what_is_no_triangle_becomes_an_empty_one(cleaned, raw):
    assert cleaned("triangle", raw)[0] == NOTHING


def test_what_lies_outside_is_pushed_onto_the_triangle(cleaned):
    raw = {"notes": [{"text": "a", "x": 0, "y": 100}], "weight": {"x": 100, "y": 100}}

    value, _troubles = cleaned("triangle", json.dumps(raw))

    for place in (*value["notes"], value["weight"]):
        assert place["y"] / 2 <= place["x"] <= 100 - place["y"] / 2
