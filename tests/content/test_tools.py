"""All tools of the box together: complete, in both languages, each in its cell, none alone."""

import tomllib
from pathlib import Path

import pytest

from trivsel.domain.toolspec import ToolErrors, disagreements, read_tool

FILES = sorted((Path(__file__).parents[2] / "content" / "tools").glob("*.toml"))
# The grid at the top of the catalogue: every tool in its main cell.
CELLS = {
    ("balance", "individual"): {"B03", "B14", "B15"},
    ("balance", "group"): {"B04", "B13"},
    ("balance", "leader"): {"B11", "B12"},
    ("balance", "organisation"): {"B10", "B16"},
    ("wellbeing", "individual"): {"B01", "B02", "B27"},
    ("wellbeing", "group"): {"B17", "B21", "B24", "B25", "B26"},
    ("wellbeing", "leader"): {"B05", "B06", "B07", "B20", "B22", "B23"},
    ("wellbeing", "organisation"): {"B18", "B19", "B42"},
    ("community", "individual"): {"B36", "B40"},
    ("community", "group"): {"B31", "B32", "B33", "B35"},
    ("community", "leader"): {"B29", "B30"},
    ("community", "organisation"): {"B28", "B34"},
}
ACROSS = {"B37", "B38", "B41", "B43", "B44"}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path):
    return read_tool(path.read_bytes(), file=path.name)


def lonely(tools):
    """Ids of the tools that no other tool leads to."""
    return {tool.id for tool in tools} - {near for tool in tools for near in tool.neighbours}


def in_one_language(value, place=""):
    """Places where one language is missing, or where a sentence was left untranslated."""
    if isinstance(value, list):
        for part in value:
            yield from in_one_language(part, place)
    if isinstance(value, dict):
        da, en = value.get("da"), value.get("en")
        if (da is None) != (en is None) or (da == en and len(str(da).split()) > 3):
            yield place or "top"
        for name, part in value.items():
            yield from in_one_language(part, f"{place}.{value.get('key', '')}.{name}")


@each_file
def test_a_tool_is_read_without_a_complaint_and_ends_in_an_action(path):
    tool = read(path)

    assert path.stem.startswith(f"{tool.id.lower()}_")
    assert [step.kind.name for step in tool.steps].count("action") == 1
    assert tool.steps[-1].kind.name == "action"
    assert 3 <= len(tool.steps) <= 9


@each_file
def test_a_tool_without_its_action_is_refused(path):
    text = path.read_text(encoding="utf-8")
    beheaded = text[: text.rindex("[[steps]]")]

    with pytest.raises(ToolErrors, match="is an action"):
        read_tool(beheaded.encode(), file=path.name)


@each_file
def test_a_tool_stands_in_both_languages(path):
    assert list(in_one_language(tomllib.loads(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "words", [{"da": "Krav"}, {"en": "Demands"}, dict.fromkeys(("da", "en"), "Hvad gør I nu?")]
)
def test_a_sentence_in_one_language_only_would_be_found(words):
    tool = {"steps": [{"key": "start", "items": [words]}]}

    assert list(in_one_language(tool)) == ["..steps.start.items"]


@each_file
def test_a_tool_is_found_by_words_people_type(path):
    search = read(path).search

    assert 8 <= len(search.da.split(", ")) <= 20
    assert 8 <= len(search.en.split(", ")) <= 20


@each_file
def test_a_tool_for_several_says_of_each_step_what_is_shared(path):
    tool = tomllib.loads(path.read_text(encoding="utf-8"))

    if {"pair", "group", "org"} & set(tool["modes"]):
        assert [step["key"] for step in tool["steps"] if "sharing" not in step] == []


def test_the_box_holds_the_catalogue_each_in_its_main_cell():
    tools = [read(path) for path in FILES]

    for (area, level), ids in CELLS.items():
        assert {t.id for t in tools if (t.area, t.level) == (area, level)} == ids
    assert {tool.id for tool in tools if tool.area is None} == ACROSS
    assert len(tools) == sum(map(len, CELLS.values())) + len(ACROSS) == 41


def test_every_tool_mentioned_exists():
    assert list(disagreements((path.name, read(path)) for path in FILES)) == []


def test_a_neighbour_that_does_not_exist_would_be_found():
    without_one = [(path.name, read(path)) for path in FILES if "b38_" not in path.name]

    assert "There is no tool 'B38'" in str(next(disagreements(without_one)))


def test_every_tool_has_two_to_four_neighbours_and_is_somebodys_neighbour():
    tools = [read(path) for path in FILES]

    assert {tool.id for tool in tools if not 2 <= len(set(tool.neighbours)) <= 4} == set()
    assert lonely(tools) == set()


def test_most_tools_lead_to_another_level():
    tools = {tool.id: tool for tool in map(read, FILES)}

    stay = {t.id for t in tools.values() if {tools[n].level for n in t.neighbours} == {t.level}}

    assert stay == set()


def test_a_tool_nobody_leads_to_would_be_found():
    tools = [read(path) for path in FILES]
    leading = [tool for tool in tools if "B38" not in tool.neighbours]

    assert "B38" in lonely(leading)
