"""`trivsel plan` with several rounds: what each may tell, and complaints with their place."""

import json
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given, settings

from domain.histories import histories, told_of_few
from trivsel.config.files import run_plan
from trivsel.domain.disclosure.crossing import BadPlanFile
from trivsel.domain.disclosure.rounds import planned_rounds, read_rounds_file

DOCS = Path(__file__).parents[2] / "docs" / "method" / "rounds.md"


def example():
    text = DOCS.read_text(encoding="utf-8")
    return json.loads(text.split("```json")[1].split("```")[0])


def plan(**change):
    return planned_rounds(read_rounds_file(example() | change))


def test_the_example_of_the_docs_says_what_the_docs_say(tmp_path, capsys):
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(example()), encoding="utf-8")

    assert run_plan(SimpleNamespace(file=str(file))) == 0

    _, autumn = json.loads(capsys.readouterr().out)["rounds"]
    assert [row["unit"] for row in autumn["shown"]] == ["yard"]
    assert {row["unit"]: row["why"] for row in autumn["hidden"]} == {
        "firm": "changed by few",
        "hall": "changed by few",
    }


def test_independent_rounds_are_each_planned_by_themselves():
    [_, autumn] = plan(policy="independent")["rounds"]

    assert [row["unit"] for row in autumn["shown"]] == ["firm", "hall", "yard"]


@pytest.mark.parametrize(("grid", "told"), [(1, ["yard"]), (10, ["firm", "hall", "yard"])])
def test_a_grid_lets_few_be_told_of_where_it_is_coarse_enough(grid, told):
    rounds = example()["rounds"]
    rounds[0]["grid"] = grid
    rounds[1]["respondents"] = {}

    [_, autumn] = plan(grid=grid, rounds=rounds)["rounds"]

    assert [row["unit"] for row in autumn["shown"]] == told


def test_rounds_that_are_not_told_yet_are_planned_in_turn():
    rounds = example()["rounds"]
    del rounds[0]["shown"]

    spring, autumn = plan(rounds=rounds)["rounds"]

    assert [row["unit"] for row in spring["shown"]] == ["firm", "hall", "yard"]
    assert [row["unit"] for row in autumn["shown"]] == ["yard"]


def test_people_may_be_counted_instead_of_named():
    rounds = [{"name": "spring", "shown": ["firm", "hall", "yard"]}, {"name": "autumn"}]
    people = [
        {"persons": 7, "in": ["hall", "hall"]},
        {"persons": 1, "in": ["hall", None]},
        {"persons": 5, "in": ["yard", "yard"]},
    ]

    [_, autumn] = plan(rounds=rounds, people=people)["rounds"]

    assert [row["unit"] for row in autumn["shown"]] == ["yard"]


def test_staff_of_a_unit_with_units_below_are_no_row_of_their_own():
    staff = {"firm": ["x", "y"], "hall": [*"abcdef"], "yard": [*"klmno"]}

    [only] = plan(rounds=[{"members": staff}])["rounds"]

    told = {row["unit"] for row in only["shown"]}
    assert told in ({"firm", "hall"}, {"hall", "yard"}, {"firm", "yard"})
    assert all("own" not in row["unit"] for row in only["hidden"])


def test_units_told_together_are_told_already():
    rounds = example()["rounds"]
    rounds[0]["shown"] = [["hall", "yard"]]

    [_, autumn] = plan(rounds=rounds)["rounds"]

    assert "firm" not in {row["unit"] for row in autumn["shown"]}


@settings(max_examples=60, deadline=None)
@given(waves=histories())
def test_nothing_in_the_answer_tells_of_fewer_than_five(waves):
    file = {
        "format": "trivsel-plan 1",
        "minimum": 5,
        "units": [{"key": n.key, "parent": n.parent} for n in waves[0].nodes],
        "rounds": [{"members": w.roster, "respondents": w.answered} for w in waves],
    }

    answer = planned_rounds(read_rounds_file(file))

    rows = []
    for wave, told in zip(waves, answer["rounds"], strict=True):
        rows += [wave.people(row["unit"]) for row in told["shown"]]
        rows += [wave.people("m:" + "+".join(row["units"])) for row in told["merged"]]
    Random(1).shuffle(rows)
    assert told_of_few(list(dict.fromkeys(rows))) is None


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"policy": "hopeful"}, "policy"),
        ({"minimum": 0}, "minimum"),
        ({"grid": 0}, "grid"),
        ({"rounds": []}, "rounds"),
        ({"groups": []}, "groups"),
        ({"rounds": [{"members": {"attic": ["a"]}}]}, "rounds[0].members"),
        ({"rounds": [{"members": {"hall": ["a", "a"]}}]}, "rounds[0].members"),
        ({"rounds": [{"members": {"hall": ["a"]}, "shown": ["attic"]}]}, "rounds[0].shown"),
        ({"rounds": [{"members": {"hall": ["a"]}, "respondents": {"hall": 2}}]}, "rounds[0]"),
        ({"rounds": [{}], "people": [{"persons": 1, "in": []}]}, "people[0].in"),
        ({"units": [{"key": "a", "parent": "b"}]}, "rounds[0].units[0]"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_place(change, place):
    with pytest.raises(BadPlanFile) as refused:
        plan(**change)

    assert str(refused.value).startswith(place)
