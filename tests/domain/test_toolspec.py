"""What a content file may say, rule by rule: each is broken once, and the complaint is read."""

import json

import pytest

from make_tools import EXAMPLE, both, document, entries, step, toml
from trivsel.domain.levels import Area, Level
from trivsel.domain.toolspec import LARGEST, TAKEN, ToolErrors, read_tool


def read(raw):
    return read_tool(raw if isinstance(raw, bytes) else toml(raw), file="x.toml")


def complaints(raw):
    with pytest.raises(ToolErrors) as caught:
        read(raw)
    return list(caught.value)


def test_a_tool_is_read_with_all_it_says():
    tool = read(EXAMPLE)

    assert (tool.id, tool.slug, tool.version) == ("NORD-1", "pausen", 1)
    assert tool.title.in_("da") == "Pausen"
    assert tool.title.in_("en") == "The break"
    assert tool.area == Area.WELLBEING
    assert tool.levels == (Level.GROUP, Level.INDIVIDUAL)
    assert tool.level == Level.GROUP
    assert tool.kinds == ("pick", "prompt", "action")
    assert not tool.poster
    assert [step.sharing for step in tool.steps] == ["alone", "together", "together"]
    assert tool.search.da.startswith("pause, ingen pauser, frokost")


def test_a_step_is_spoken_in_one_language_as_plain_values():
    swings = read(EXAMPLE).steps[0].spoken("en")

    assert swings["title"] == "What takes the break?"
    assert swings["help"] == ""
    assert swings["said"]["own"] is True
    assert swings["said"]["items"][2] == {
        "key": "no-room",
        "text": "There is nowhere to sit",
        "hint": "Or it is too far away.",
    }
    assert json.loads(json.dumps(swings)) == swings


def test_what_is_left_out_has_its_default():
    tool = read(document())

    assert tool.version == 1
    assert tool.steps[0].sharing == "alone"
    assert tool.steps[0].minutes is None
    assert not tool.steps[0].kind.stays


def test_a_tool_across_all_areas_has_none():
    sound = document()
    del sound["area"]

    assert read(sound).area is None


RULES = [
    ({"id": "x1"}, "id", "'x1' cannot stand here"),
    ({"id": 7}, "id", "7 cannot stand here"),
    ({"slug": "X En"}, "slug", "'X En' cannot stand here"),
    ({"slug": "a" * 41}, "slug", "cannot stand here"),
    ({"version": 0}, "version", "a whole number from 1 to 999"),
    ({"version": True}, "version", "a whole number from 1 to 999"),
    ({"title": "Titel"}, "title", "in both languages"),
    ({"title": {"da": "Titel"}}, "title.en", "The words in 'en' are missing"),
    ({"title": {"da": "Titel", "en": 3}}, "title.en", "This must be text"),
    ({"title": {"da": "Titel", "en": "  "}}, "title.en", "The text is empty"),
    ({"title": {"da": "Titel", "en": "\u200b"}}, "title.en", "The text is empty"),
    ({"title": {**both(), "de": "Titel"}}, "title", "'de' is no language here"),
    ({"title": {"da": "t" * 61, "en": "One"}}, "title.da", "61 characters; 60 is the most"),
    ({"title": {"da": "En\nto", "en": "One"}}, "title.da", "over several lines"),
    ({"title": {"da": "Be\u202eda", "en": "One"}}, "title.da", "U+202E"),
    ({"title": {"da": "Klokke\u0007", "en": "Bell"}}, "title.da", "U+0007"),
    ({"area": "work"}, "area", "'work' is not known here"),
    ({"levels": []}, "levels", "This must be a list of individual"),
    ({"levels": ["group", "boss"]}, "levels[2]", "'boss' is not known here"),
    ({"levels": ["group", "group"]}, "levels", "A word stands twice"),
    ({"minutes": "10"}, "minutes", "a whole number from 2 to 120"),
    ({"minutes": 1}, "minutes", "a whole number from 2 to 120"),
    ({"neighbours": ["b02"]}, "neighbours", "a list of tool ids"),
    ({"neighbours": ["B02", "B02"]}, "neighbours", "A tool stands twice"),
    ({"poster": "yes"}, "poster", "true or false"),
    ({"search": ["travl"]}, "search", "This must be a list of 1 to 40"),
    ({"search": {"da": ["travl"]}}, "search.en", "Here stands a list of 1 to 40"),
    ({"search": {"da": [], "en": ["busy"]}}, "search.da", "Here stands a list of 1 to 40"),
    ({"search": {"da": ["travl", 3], "en": ["busy"]}}, "search.da[2]", "This must be text"),
    ({"search": {"da": ["a\u202eb"], "en": ["busy"]}}, "search.da[1]", "U+202E"),
    ({"brings": ["joy"]}, "brings[1]", "'joy' is not known here"),
    ({"tittle": both()}, "tittle", "'tittle' is no word of this format"),
    ({"steps": "read"}, "steps", "The steps are missing"),
    ({"steps": []}, "steps", "There are 0 steps"),
    ({"steps": [step("action")]}, "steps", "There are 1 steps"),
    ({"steps": [step("text", f"t{n}") for n in range(15)]}, "steps", "There are 15 steps"),
    ({"steps": [step("text"), step("text", "more")]}, "steps[2].kind", "is an action"),
    ({"steps": [step("action"), step("action", "b")]}, "steps[1].kind", "is an action"),
]


@pytest.mark.parametrize(("change", "place", "says"), RULES, ids=lambda v: str(v)[:40])
def test_a_broken_rule_is_said_once_with_its_place_and_a_hint(change, place, says):
    [complaint] = complaints(document() | change)

    assert complaint.place == place
    assert says in complaint.says
    assert len(complaint.hint) > 5
    assert complaint.line is not None


@pytest.mark.parametrize(
    "name",
    ["title", "purpose", "levels", "modes", "minutes", "neighbours", "search", "brings", "id"],
)
def test_what_must_be_there_is_missed(name):
    sound = document()
    del sound[name]

    [complaint] = complaints(sound)

    assert complaint.says == f"'{name}' is missing."


STEPS = [
    ({"key": "Read"}, "steps[1].key", "'Read' cannot be a key"),
    ({"key": "a--b"}, "steps[1].key", "'a--b' cannot be a key"),
    ({"key": "a" * 41}, "steps[1].key", "too long"),
    ({"key": None}, "steps[1]", "The key is missing"),
    ({"key": "action"}, "steps[2].key", "The key 'action' is used twice"),
    ({"kind": "essay"}, "steps[1].kind", "The kind 'essay' does not exist"),
    ({"kind": ["text"]}, "steps[1].kind", "The kind a list does not exist"),
    ({"kind": None}, "steps[1]", "'kind' is missing"),
    ({"title": None}, "steps[1]", "'title' is missing"),
    ({"prompt": None}, "steps[1]", "'prompt' is missing"),
    ({"sharing": "secret"}, "steps[1].sharing", "'secret' is not known here"),
    ({"minutes": 61}, "steps[1].minutes", "a whole number from 1 to 60"),
    ({"items": []}, "steps[1].items", "'items' is no word of this format"),
    *(({"key": key}, "steps[1].key", "The page itself uses") for key in sorted(TAKEN)),
]


@pytest.mark.parametrize(("change", "place", "says"), STEPS, ids=lambda v: str(v)[:40])
def test_a_broken_step_is_said_once_with_its_place_and_a_hint(change, place, says):
    changed = {k: v for k, v in (step("text") | change).items() if v is not None}

    [complaint] = complaints(document(changed))

    assert complaint.place == place
    assert says in complaint.says
    assert complaint.hint
    assert complaint.line is not None


def test_everything_that_is_wrong_is_said_at_once():
    wrong = document(step("prompt", questions=entries("A", "b", "b")))
    wrong["minutes"] = 500

    assert [one.place for one in complaints(wrong)] == [
        "minutes",
        "steps[1].questions[1].key",
        "steps[1].questions[3].key",
    ]


def test_a_word_that_is_nearly_right_is_guessed():
    [complaint] = complaints(document(step("curve") | {"month": 4}))

    assert complaint.hint == "Did you mean 'months'?"


def test_a_complaint_names_the_line_an_editor_shows():
    text = EXAMPLE.decode().replace('key = "behind"', 'key = "Behind"')
    line = text[: text.index("Behind")].count("\n") + 1

    [complaint] = complaints(text.encode())

    assert str(complaint).startswith(f"x.toml:{line}: steps[1].items[4].key: ")


@pytest.mark.parametrize(
    ("raw", "says", "line"),
    [
        (b"a" * (LARGEST + 1), "larger than 100 kB", None),
        (b"x" * 5_000_000, "larger than 100 kB", None),
        (b'id = "X1"\ntitle = "\xe6"\n', "not text in UTF-8", 2),
        ('id = "X1"'.encode("utf-16"), "not text in UTF-8", 1),
        (b'id = "X1"\nslug = "x\n', "not TOML", 2),
        (b'id = "X1"\nid = "X2"\n', "not TOML", 2),
        (b'id = "X1"\nsteps = [\n', "not TOML", 3),
        (b"version = " + b"9" * 5000, "not TOML", 1),
        (b"a = " + b"[" * 5000, "nested too deeply", None),
        (b"\n" + b"a." * 40_000 + b"b = 1", "too many dots", 2),  # would take half a minute
        (b"", "'id' is missing", None),
        (b"\0", "not TOML", 1),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_that_is_no_tool_is_said_to_be_none(raw, says, line):
    first = complaints(raw)[0]

    assert says in first.says
    assert first.line == line
    assert first.hint


def test_what_editors_add_to_a_file_does_no_harm():
    marked = b"\xef\xbb\xbf" + EXAMPLE.replace(b"\n", b"\r\n")

    assert read(marked) == read(EXAMPLE)


def test_a_very_large_number_is_named_and_not_written_out():
    raw = toml(document()).replace(b'"minutes" = 10', b'"minutes" = 0x' + b"f" * 9000)

    [complaint] = complaints(raw)

    assert complaint.hint == "Here stands a very large number."


def test_a_file_of_quite_another_sort_gives_no_more_than_anybody_reads():
    assert len(complaints(b"".join(b"k%d = 1\n" % n for n in range(9000)))) == 200


def test_script_in_a_text_is_kept_as_the_text_it_is():
    words = "<script>alert(1)</script>"

    assert read(document(title=both(words))).title.da == words
