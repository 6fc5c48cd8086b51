"""What can only be said of tools that stand together in one box."""

import pytest

from make_tools import document, entries, entry, step, toml
from trivsel.domain.toolspec import disagreements, read_tool


def read(document):
    return read_tool(toml(document), file="x.toml")


def test_tools_that_go_together_have_nothing_to_complain_of():
    curve = read(document(id="B02", slug="kurve", neighbours=["X1"]))

    assert list(disagreements([("b.toml", curve), ("x.toml", read(document()))])) == []


def test_two_tools_may_be_each_others_neighbours_in_a_ring():
    ring = [("A1", ["B1"]), ("B1", ["C1"]), ("C1", ["A1"])]
    tools = [
        (f"{id_}.toml", read(document(id=id_, slug=id_.lower(), neighbours=near)))
        for id_, near in ring
    ]

    assert list(disagreements(tools)) == []


@pytest.mark.parametrize(
    ("changes", "place", "says"),
    [
        ({"id": "B02", "neighbours": []}, "id", "'B02' is already taken by b.toml."),
        ({"slug": "kurve"}, "slug", "'kurve' is already taken by b.toml."),
        ({"neighbours": ["B02", "X1"]}, "neighbours", "A tool is not its own neighbour."),
        ({"neighbours": ["B02", "B99"]}, "neighbours[2]", "There is no tool 'B99'."),
    ],
)
def test_what_two_files_disagree_on_is_said_of_the_later_one(changes, place, says):
    curve = read(document(id="B02", slug="kurve", neighbours=[]))

    [found] = disagreements([("b.toml", curve), ("x.toml", read(document(**changes)))])

    assert (found.file, found.place, found.says) == ("x.toml", place, says)
    assert found.hint


@pytest.mark.parametrize(
    ("one", "place"),
    [
        (step("prompt", questions=entries("a", tools=["B99"])), "steps[1].questions[1].tools"),
        (
            step("text", sections=[entry("a"), entry("b", tools=["B99"])]),
            "steps[1].sections[2].tools",
        ),
        (
            step("pick", groups=[entry("g", items=entries("a", tools=["B99"]))]),
            "steps[1].groups[1].items[1].tools",
        ),
    ],
    ids=["question", "section", "item in a group"],
)
def test_a_tool_that_a_list_leads_to_must_exist(one, place):
    tool = read(document(one, neighbours=[]))

    [complaint] = disagreements([("x.toml", tool)])

    assert complaint.place == place
    assert complaint.says == "There is no tool 'B99'."
