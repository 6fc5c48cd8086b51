"""The toolbox as lists show it: complete, in its place in the grid, with its neighbours."""

from collections import Counter

import pytest
from django.utils.translation import override

from trivsel.domain.levels import Area, Level
from trivsel.domain.toolspec import BRINGS, MODES
from trivsel.toolbox import library, names, queries

NOT_A_TOOL = {"B08", "B09", "B39"}  # two pages that explain, and one that is for later
CATALOGUE = {f"B{number:02}" for number in range(1, 45)} - NOT_A_TOOL
EVERY = list(queries.tools().values())


def test_every_tool_of_the_catalogue_is_there_once():
    assert Counter(tool.key for tool in EVERY) == Counter(CATALOGUE)
    assert queries.grid().total == 41


def test_every_cell_of_the_grid_has_a_tool():
    assert [row.area for row in queries.grid().rows] == list(Area)
    for row in queries.grid().rows:
        assert [cell.level for cell in row.cells] == list(Level)
        assert all(cell.tools for cell in row.cells)


def test_every_tool_stands_exactly_once_in_the_grid():
    grid = queries.grid()

    shown = [tool for row in grid.rows for cell in row.cells for tool in cell.tools]

    assert Counter(tool.key for tool in (*shown, *grid.across)) == Counter(CATALOGUE)


@pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)
def test_neighbours_are_tools_and_never_the_tool_itself(tool):
    neighbours = queries.neighbours(tool)

    assert [other.key for other in neighbours] == list(tool.spec.neighbours)
    assert tool not in neighbours


def test_a_neighbour_that_is_not_there_is_left_out(monkeypatch):
    """A partner's tool may name one that this copy does not have."""
    curve = queries.tools()["belastningskurven"]
    monkeypatch.setattr(library, "tool", {"B27": queries.tools()["mit-barometer"].spec}.get)

    assert len(curve.spec.neighbours) > 1
    assert [other.key for other in queries.neighbours(curve)] == ["B27"]


@pytest.mark.parametrize("level", [Level.INDIVIDUAL, Level.GROUP])
def test_a_span_is_of_the_tools_that_stand_on_the_level(level):
    low, high = queries.span(level)

    minutes = [tool.minutes for tool in EVERY if tool.level == level]
    assert low in minutes
    assert high in minutes
    assert all(low <= other <= high for other in minutes)


def test_words_follow_the_reader():
    title = queries.tools()["belastningskurven"].title

    with override("da"):
        assert str(title) == "Belastningskurven"
    with override("en"):
        assert str(title) == "The load curve"


def test_every_way_to_do_a_tool_has_words_except_printing():
    """Every tool can be printed, so it says nothing about one."""
    assert names.WAYS.keys() | {"print"} == set(MODES)


def test_everything_that_brings_people_here_has_words():
    assert tuple(names.BRINGS) == tuple(BRINGS)


def test_the_content_is_read_once_per_process():
    assert queries.tools() is queries.tools()
    assert queries.grid() is queries.grid()
