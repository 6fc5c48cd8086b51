"""Three sister pages, one for each area: all four levels side by side, leading to the tools."""

from pathlib import Path

import pytest

from trivsel.domain.toolspec import options, read_tool

TOOLS = Path(__file__).parents[2] / "content" / "tools"
LEVELS = "individual group leader organisation"
# How many questions each level has, and the tools of its cell in the grid that they lead on to.
SISTERS = {
    "B16": ("side-by-side", [5, 5, 5, 5], ["B03 B14 B15", "B04 B13", "B11 B12", "B10"]),
    "B28": ("four-questions", [4] * 4, ["B36 B40", "B31 B32 B33 B35", "B29 B30", "B34"]),
    "B42": (
        "questions",
        [4, 5, 6, 4],
        ["B01 B02 B27", "B17 B21 B24 B25 B26", "B05 B06 B07 B20 B22 B23", "B18 B19"],
    ),
}
FOUR_MATTERS = "aware shapes-culture supports-goals supports-wellbeing"


def rows_of(id_, key):
    [path] = TOOLS.glob(f"{id_.lower()}_*.toml")
    [grid] = [s for s in read_tool(path.read_bytes(), file=path.name).steps if s.key == key]
    return options(grid.said, "rows")


def keys(entries):
    return " ".join(entry.key for entry in entries)


@pytest.mark.parametrize("sister", SISTERS)
def test_a_sister_page_asks_all_four_levels_and_leads_on_to_their_tools(sister):
    grid, counts, tools = SISTERS[sister]
    rows = rows_of(sister, grid)

    assert keys(rows) == LEVELS == " ".join(row.more["level"] for row in rows)
    assert [len(options(row.more, "questions")) for row in rows] == counts
    for row, cell in zip(rows, tools, strict=True):
        questions = options(row.more, "questions")
        assert set(cell.split()) <= {t for q in questions for t in q.more.get("tools", ())}


def test_no_question_stands_on_two_of_the_sister_pages():
    asked = [
        question.words.da
        for sister, (grid, *_) in SISTERS.items()
        for row in rows_of(sister, grid)
        for question in options(row.more, "questions")
    ]

    assert len(asked) == 20 + 16 + 19 == len(set(asked))


def test_the_community_check_asks_the_same_four_matters_on_every_level():
    for row in rows_of("B28", "four-questions"):
        assert keys(options(row.more, "questions")) == FOUR_MATTERS
