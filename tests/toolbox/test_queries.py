"""The toolbox as content: complete, in both languages, in its place in the grid."""

from collections import Counter

import pytest
from django.utils.translation import override

from trivsel.domain.levels import Area, Level
from trivsel.toolbox import queries
from trivsel.ui import content

NOT_A_TOOL = {"B08", "B09", "B39"}  # two pages that explain, and a number never given
CATALOGUE = {f"B{number:02}" for number in range(1, 45)} - NOT_A_TOOL
EVERY = list(queries.tools().values())


def test_every_tool_of_the_catalogue_is_there_once():
    assert Counter(tool.key for tool in EVERY) == Counter(CATALOGUE)
    assert queries.grid().total == 41


@pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)
def test_the_tool_is_described_in_both_languages(tool):
    for words in (tool.title, tool.purpose, tool.today):
        assert words.da.strip() == words.da != ""
        assert words.en.strip() == words.en != ""
    for sentence in (tool.purpose.da, tool.purpose.en, tool.today.da, tool.today.en):
        assert sentence[-1] in ".?", sentence
        assert sentence[0].isupper()


@pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)
def test_the_tool_takes_a_time_one_can_find_and_has_levels(tool):
    assert 1 <= tool.minutes <= 45
    assert tool.levels
    assert len(set(tool.levels)) == len(tool.levels)


def test_every_cell_of_the_grid_has_a_tool():
    assert [row.area for row in queries.grid().rows] == list(Area)
    for row in queries.grid().rows:
        assert [cell.level for cell in row.cells] == list(Level)
        assert all(cell.tools for cell in row.cells)


def test_every_tool_stands_exactly_once_in_the_grid():
    grid = queries.grid()

    shown = [tool for row in grid.rows for cell in row.cells for tool in cell.tools]

    assert Counter([*shown, *grid.across]) == Counter(EVERY)


def test_neighbours_are_about_the_same_on_other_levels():
    tool = queries.tools()["belastningskurven"]

    neighbours = queries.neighbours(tool)

    assert tool not in neighbours
    assert {other.area for other in neighbours} == {Area.WELLBEING}
    assert Level.INDIVIDUAL not in {other.level for other in neighbours}


def test_words_follow_the_reader():
    title = queries.tools()["belastningskurven"].title

    with override("da"):
        assert str(title) == "Belastningskurven"
    with override("en"):
        assert str(title) == "The load curve"


def test_the_content_is_read_once_per_process():
    assert content.words("toolbox/balance.toml") is content.words("toolbox/balance.toml")
    assert queries.grid() is queries.grid()


def test_the_wheel_carries_the_words_inside(monkeypatch, tmp_path):
    package = tmp_path / "src" / "trivsel"
    monkeypatch.setattr(content, "PACKAGE", package)
    assert content.folder() == tmp_path / "content"

    (package / "_content").mkdir(parents=True)

    assert content.folder() == package / "_content"
