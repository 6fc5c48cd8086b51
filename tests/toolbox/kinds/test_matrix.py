"""The matrix: own examples, placed by tapping, dragging, keys or by the name of a field."""

import json

import pytest
from playwright.sync_api import expect

from browsing import LAPTOP, PHONE, nothing_slides_out
from toolbox.kinds.words import again

FIELDS = (
    {"x": 0.25, "y": 0.25},
    {"x": 0.75, "y": 0.25},
    {"x": 0.25, "y": 0.75},
    {"x": 0.75, "y": 0.75},
)


@pytest.fixture
def matrix(step):
    return step("haandtering-af-pres", "place")


def names(matrix):
    """What the four fields are called, top left first."""
    return matrix.locator(".fields b").all_inner_texts()


def write(matrix, words):
    matrix.locator("[data-write] input").fill(words)
    matrix.page.keyboard.press("Enter")
    return matrix.locator(".spot", has_text=words)


def tap(matrix, place):
    field = matrix.locator("[data-field]")
    box = field.bounding_box()
    field.click(position={"x": box["width"] * place["x"], "y": box["height"] * place["y"]})


def where(note):
    return note.locator("[data-where]").text_content()


def test_it_starts_empty(matrix):
    assert matrix.locator(".spot").count() == 0
    assert matrix.locator("[data-notes] li").count() == 0


def test_what_is_written_becomes_a_note_that_is_not_placed_yet(matrix):
    note = write(matrix, "Vi springer pausen over")

    assert note.evaluate("it => it === document.activeElement")
    assert where(note) == "i midten, ikke placeret endnu"
    assert matrix.locator("[data-write] input").input_value() == ""


def test_an_example_that_was_never_added_is_not_lost(matrix):
    matrix.locator("[data-write] input").fill("Vi springer pausen over")

    again(matrix, '"typing":{"note":"Vi springer pausen over"}')

    expect(matrix.locator("[data-write] input")).to_have_value("Vi springer pausen over")
    matrix.locator("[data-do=add-note]").click()
    expect(matrix.locator(".spot", has_text="Vi springer pausen over")).to_be_visible()
    expect(matrix.locator("[data-write] input")).to_have_value("")


@pytest.mark.parametrize("number", range(4))
def test_a_tap_places_the_note_in_the_field(matrix, number):
    note = write(matrix, "Vi springer pausen over")

    tap(matrix, FIELDS[number])

    assert where(note) == names(matrix)[number]
    listed = matrix.get_by_role("combobox", name="Hvor den ligger")
    assert listed.locator("option:checked").inner_text() == names(matrix)[number]


def test_a_tap_before_anything_is_written_says_what_to_do(matrix):
    tap(matrix, FIELDS[0])

    assert matrix.locator("[data-told]").inner_text() == (
        "Skriv først et eksempel, eller vælg en note."
    )


def test_the_arrow_keys_move_it_and_the_field_is_said(matrix):
    note = write(matrix, "Vi springer pausen over")

    for key in ("ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowDown"):
        note.press(f"Shift+{key}")

    assert where(note) == names(matrix)[2]
    assert matrix.locator("[data-told]").inner_text() == names(matrix)[2]
    note.press("Enter")
    assert matrix.locator("[data-write] input").evaluate("it => it === document.activeElement")


@pytest.mark.parametrize("pointer", ["mouse", "fingers"])
def test_a_note_is_dragged_to_its_field(matrix, pointer, request):
    note = write(matrix, "Vi springer pausen over")

    request.getfixturevalue(pointer)(note, (120, -90))

    assert where(note) == names(matrix)[1]


def test_a_note_never_leaves_the_drawing(matrix, mouse):
    note = write(matrix, "Vi springer pausen over")

    mouse(note, (-3000, -2000))

    inner, outer = note.bounding_box(), matrix.locator("[data-field]").bounding_box()
    assert inner["x"] >= outer["x"]
    assert inner["y"] >= outer["y"]
    assert where(note) == names(matrix)[0]


def test_the_name_of_a_field_places_it_too(matrix):
    note = write(matrix, "Vi springer pausen over")

    matrix.get_by_role("combobox").select_option(index=4)

    assert where(note) == names(matrix)[3]


def test_new_notes_do_not_lie_on_each_other(matrix):
    for words in ("Vi springer pausen over", "Deler kunderne", "Siger det på mødet"):
        write(matrix, words)

    boxes = [note.bounding_box() for note in matrix.locator(".spot [data-words]").all()]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            beside = abs(one["x"] - other["x"]) >= min(one["width"], other["width"])
            assert beside or abs(one["y"] - other["y"]) >= min(one["height"], other["height"])


def test_a_note_is_reworded_and_removed_in_the_list_and_that_is_undone(matrix):
    note = write(matrix, "Vi springer pausen over")

    matrix.get_by_role("textbox", name="Noten").fill("Vi holder pausen")
    assert matrix.locator(".spot [data-words]").inner_text() == "Vi holder pausen"
    matrix.get_by_role("button", name="Fjern noten: Vi holder pausen").click()
    assert matrix.locator(".spot").count() == 0

    matrix.page.locator("[data-do=undo]").first.click()
    assert matrix.locator(".spot [data-words]").inner_text() == "Vi holder pausen"
    assert note.count() == 0


def test_words_of_others_are_never_markup(matrix):
    write(matrix, "<img src=x onerror=alert(1)>")

    assert matrix.locator(".spot img").count() == 0
    assert matrix.locator(".spot [data-words]").inner_text() == "<img src=x onerror=alert(1)>"


def test_paper_shows_the_notes_and_no_fields_to_type_in(matrix):
    note = write(matrix, "Vi springer pausen over")
    matrix.page.emulate_media(media="print")

    assert note.is_visible()
    assert not matrix.locator("[data-write]").is_visible()
    matrix.page.emulate_media(media="screen")
    assert matrix.locator("[data-write]").is_visible()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_it_fits_and_is_accessible(step, accessible, language, size):
    matrix = step("haandtering-af-pres", "place", language)
    matrix.page.set_viewport_size(size)
    write(matrix, "Vi springer pausen over, når der er flest borgere i huset")

    nothing_slides_out(matrix.page)
    accessible(matrix)


def test_what_was_kept_comes_back_as_it_was(cleaned):
    good = {"notes": [{"text": "Vi springer pausen over", "x": 10, "y": 82.5}]}

    assert cleaned("matrix", json.dumps(good)) == (good, 0)


@pytest.mark.parametrize(
    "raw",
    [
        "[]",
        "null",
        '{"notes": {"0": {"text": "a", "x": 1, "y": 1}}}',
        '{"notes": [1, null, "x", [], {"text": 5, "x": 1, "y": 1}]}',
        '{"notes": [{"text": "a", "x": "1", "y": 1}, {"text": "a", "x": 1}]}',
        '{"__proto__": {"notes": [{"text": "a", "x": 1, "y": 1}]}}',
    ],
)
def test_what_is_no_matrix_becomes_an_empty_one(cleaned, raw):
    value, _troubles = cleaned("matrix", raw)

    assert value == {"notes": []}


def test_what_is_too_much_is_cut_to_what_a_drawing_holds(cleaned):
    many = [{"text": "x" * 900, "x": -5, "y": 1e9}] * 1_000

    value, troubles = cleaned("matrix", json.dumps({"notes": many}))

    assert troubles >= 1
    assert len(value["notes"]) == 40
    assert value["notes"][0] == {"text": "x" * 120, "x": 0, "y": 100}
