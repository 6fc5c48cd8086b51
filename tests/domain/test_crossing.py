"""Tables that cross: whether a choice is safe, and whether it is the best safe one."""

import json
from itertools import combinations
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.crossings import MINIMUM, instances, is_safe, showable
from trivsel.domain.disclosure.crossing import (
    Atom,
    BadPlanFile,
    Loss,
    TooMany,
    choose,
    cuts,
    instance_of,
    nullspace,
    planned,
    read_plan_file,
)

HALL = [("firm", None), ("hall", "firm"), ("office", "firm")]


def firm(*groups):
    """A firm with a hall and an office, crossed by job in the whole firm only."""
    atoms = [Atom(unit, (job,), n) for unit, job, n in groups]
    return instance_of(HALL, ["job"], atoms, crossed={"job": ["firm"]})


def named(instance, cells):
    found = (instance.cells[cell] for cell in cells)
    return {f"{cell.unit} {cell.value}".strip() for cell in found}


# --- attacks ---------------------------------------------------------------------------------
@given(instance=instances(), data=st.data())
def test_an_attack_finds_something_exactly_where_something_can_be_worked_out(instance, data):
    shown = (
        data.draw(st.sets(st.sampled_from(showable(instance)))) if showable(instance) else []
    )

    found = nullspace.unsafe_sets(instance, shown, minimum=MINIMUM)

    assert bool(found) != is_safe(instance, shown)
    assert all(group <= set(shown) and not is_safe(instance, group) for group in found)


@given(instance=instances(attributes=st.integers(0, 1)), data=st.data())
def test_with_one_attribute_the_cuts_find_the_same(instance, data):
    shown = (
        data.draw(st.sets(st.sampled_from(showable(instance)))) if showable(instance) else []
    )

    found = cuts.unsafe_sets(instance, shown, minimum=MINIMUM)

    assert bool(found) != is_safe(instance, shown)
    assert all(group <= set(shown) and not is_safe(instance, group) for group in found)


def test_a_hall_less_its_packers_is_found():
    instance = firm(("hall", "packer", 20), ("hall", "lead", 3), ("office", "lead", 6))

    found = cuts.unsafe_sets(instance, showable(instance), minimum=MINIMUM)

    assert {"hall", "firm packer"} in [named(instance, group) for group in found]


def test_hiding_only_what_is_too_small_is_caught():
    """The usual rule, a minimum for each figure by itself, would show all four."""
    instance = firm(("hall", "packer", 20), ("hall", "lead", 3), ("office", "lead", 6))
    assert all(instance.cells[cell].n >= MINIMUM for cell in showable(instance))

    assert not is_safe(instance, showable(instance))


def test_two_in_each_row_and_column_are_not_enough():
    """Two hidden figures in each row and each column, and still one can be worked out."""
    tree = [("all", None)]
    counts = {"a": (1, 6, 9), "b": (9, 2, 7), "c": (8, 9, 1)}
    atoms = [
        Atom("all", (row, column), n)
        for row, of_row in counts.items()
        for column, n in zip("xyz", of_row, strict=True)
    ]
    instance = instance_of(tree, ["row", "column"], atoms)

    found = choose(instance, minimum=MINIMUM)

    assert found.is_best
    assert is_safe(instance, found.shown)


def test_what_cannot_be_looked_through_is_refused_and_never_waved_through():
    chance = Random(3)
    tree = [("all", None)]
    atoms = [
        Atom("all", (str(row), str(column), str(deep)), chance.randint(1, 2))
        for row in range(5)
        for column in range(5)
        for deep in range(5)
    ]
    instance = instance_of(tree, ["row", "column", "deep"], atoms)

    with pytest.raises(TooMany):
        nullspace.unsafe_sets(instance, showable(instance), minimum=MINIMUM, most=10)


def test_cuts_are_not_asked_about_what_they_cannot_see():
    instance = instance_of([("all", None)], ["a", "b"], [Atom("all", ("x", "y"), 9)])

    with pytest.raises(ValueError, match="one attribute"):
        cuts.unsafe_sets(instance, [0], minimum=MINIMUM)


# --- choices ---------------------------------------------------------------------------------
def cost(instance, shown):
    dark = [cell for place, cell in enumerate(instance.cells) if place not in shown]
    return sum(cell.n for cell in dark), len(dark)


@settings(max_examples=40)
@given(instance=instances())
def test_no_safe_choice_loses_less(instance):
    possible = showable(instance)
    assume(len(possible) <= 9)

    found = choose(instance, minimum=MINIMUM)

    every = (set(some) for size in range(10) for some in combinations(possible, size))
    best = min(cost(instance, some) for some in every if is_safe(instance, some))
    assert found.is_best
    assert (found.hidden_respondents, found.hidden_cells) == best == cost(instance, found.shown)
    assert is_safe(instance, found.shown)


@settings(max_examples=40)
@given(instance=instances())
def test_a_greedy_choice_is_safe_and_nothing_can_be_shown_in_addition(instance):
    found = choose(instance, minimum=MINIMUM, most_exact=-1)

    assert not found.is_best
    assert is_safe(instance, found.shown)
    others = set(showable(instance)) - found.shown
    assert not any(is_safe(instance, found.shown | {other}) for other in others)


@settings(max_examples=30)
@given(instance=instances(units=st.integers(2, 3)))
def test_showing_any_hidden_figure_of_the_best_choice_is_caught(instance):
    found = choose(instance, minimum=MINIMUM)
    attack = cuts if len(instance.attributes) < 2 else nullspace

    for other in set(showable(instance)) - found.shown:
        assert attack.unsafe_sets(instance, found.shown | {other}, minimum=MINIMUM)


def large(units, chance):
    tree = [("u0", None), *((f"u{n}", f"u{chance.randrange(n)}") for n in range(1, units))]
    atoms = [Atom(unit, (job,), chance.randrange(14)) for unit, _ in tree for job in "abc"]
    return instance_of(tree, ["job"], atoms)


def test_of_some_hundred_figures_the_best_choice_is_found_and_no_worse_than_the_greedy_one():
    instance = large(80, Random(5))

    best, greedy = (choose(instance, minimum=MINIMUM, most_exact=n) for n in (2000, 0))

    assert best.is_best
    assert cost(instance, best.shown) <= cost(instance, greedy.shown)
    assert not cuts.unsafe_sets(instance, best.shown, minimum=MINIMUM)
    assert not cuts.unsafe_sets(instance, greedy.shown, minimum=MINIMUM)


def test_the_same_answers_give_the_same_choice_whatever_order_they_come_in():
    chance = Random(2)
    tree = [("firm", None), *((f"u{n}", "firm") for n in range(12))]
    atoms = [Atom(f"u{n}", (job,), chance.randrange(9)) for n in range(12) for job in "abc"]
    one = instance_of(tree, ["job"], atoms)
    other = instance_of(tree, ["job"], chance.sample(atoms, len(atoms)))

    assert choose(one, minimum=MINIMUM) == choose(other, minimum=MINIMUM)


def test_units_are_kept_before_attributes_where_they_are_to_weigh_more():
    instance = firm(("hall", "packer", 20), ("hall", "lead", 3), ("office", "lead", 30))

    kept = choose(instance, minimum=MINIMUM, loss=Loss.TOTALS_FIRST)

    assert named(instance, kept.shown) == {"firm", "hall", "office"}


# --- files -----------------------------------------------------------------------------------
def file(**changed):
    whole = {
        "format": "trivsel-plan 1",
        "minimum": 5,
        "units": [
            {"key": "firm", "parent": None},
            {"key": "hall", "parent": "firm"},
            {"key": "shop", "parent": "firm"},
            {"key": "office", "parent": "firm"},
        ],
        "groups": [
            {"unit": "hall", "respondents": 20, "sum": 1200},
            {"unit": "shop", "respondents": 3, "sum": 150},
            {"unit": "office", "respondents": 4, "sum": 100},
        ],
    }
    return json.dumps(whole | changed).encode()


def test_of_a_tree_small_siblings_are_shown_together():
    answer = planned(read_plan_file(file()))

    assert answer["cost"] == {"hidden_respondents": 0, "hidden_cells": 0, "lost_by_merging": 1}
    assert answer["merged"] == [
        {"units": ["shop", "office"], "respondents": 7, "mean": 35.714286}
    ]
    assert answer["is_best"]


def test_without_merging_the_least_is_hidden_and_it_is_said_why():
    answer = planned(read_plan_file(file(merging=False)))

    assert [(cell["unit"], cell["why"]) for cell in answer["hidden"]] == [
        ("shop", "too few"),
        ("office", "too few"),
    ]
    assert answer["cost"]["hidden_respondents"] == 7


def test_a_crossed_table_is_planned_from_a_file():
    groups = [
        {"unit": "hall", "values": {"job": "packer"}, "respondents": 20},
        {"unit": "hall", "values": {"job": "lead"}, "respondents": 3},
        {"unit": "office", "values": {"job": "lead"}, "respondents": 6},
    ]
    asked = file(attributes=["job"], groups=groups, crossed={"job": ["firm"]})

    answer = planned(read_plan_file(asked))

    assert answer["cost"]["hidden_respondents"] == 29
    assert "mean" not in answer["shown"][0]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"format": "trivsel-plan 2"}, "format"),
        ({"minimum": 0}, "minimum"),
        ({"minimum": True}, "minimum"),
        ({"units": []}, "units"),
        ({"units": [{"key": "a", "parent": "b"}]}, r"units\[0\].parent"),
        ({"units": [{"key": "a"}, {"key": "a"}]}, r"units\[1\].key"),
        ({"units": ["a"]}, r"units\[0\]"),
        ({"groups": [{"unit": "nowhere", "respondents": 1}]}, r"groups\[0\].unit"),
        ({"groups": [{"unit": "hall", "respondents": -1}]}, r"groups\[0\].respondents"),
        ({"groups": [{"unit": "hall", "respondents": 1, "sum": 101}]}, r"groups\[0\].sum"),
        ({"groups": [{"unit": "hall", "respondents": 1, "who": "x"}]}, r"groups\[0\].who"),
        ({"groups": [{"unit": "hall", "respondents": 1, "values": {"a": "b"}}]}, "values"),
        (
            {
                "groups": [
                    {"unit": "hall", "respondents": 1, "sum": 1},
                    {"unit": "hall", "respondents": 1},
                ]
            },
            "groups: either all",
        ),
        ({"attributes": ["a", "a"]}, "attributes: holds"),
        ({"crossed": {"job": ["firm"]}}, "crossed"),
        ({"merging": "yes"}, "merging"),
        ({"loss": "cheapest"}, "loss"),
        ({"more": 1}, "more"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_its_place(changed, place):
    with pytest.raises(BadPlanFile, match=place):
        read_plan_file(file(**changed))


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff", b'{"format": 1, "format": 2}'])
def test_what_is_no_such_file_is_refused(raw):
    with pytest.raises(BadPlanFile):
        read_plan_file(raw)
