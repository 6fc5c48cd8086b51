"""Everybody in exactly one cell, every cell large enough."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivsel.domain.cells import CellReason, ChoiceProblem, PlanProblem, UnitStaff, plan_cells

WORKS = """
V - 6 · P V 3 · PK P 2 · PK1 PK 46 · PK2D PK 43 · PK2A PK 7 · PK3 PK 12 · ST P 3 · ST1 ST 31
· ST2 ST 38 · ST3 ST 22 · VK P 28 · VH P 5 · L V 2 · L1 L 19 · L2 L 9 · K V 1 · K1 K 14
· K2 K 6 · K3 K 11 · R V 8
"""


def firm(text):
    """A line of 'code parent staff', with dots between."""
    parts = [line.split() for line in text.split("·")]
    return [
        UnitStaff(code, None if parent == "-" else parent, code, int(staff))
        for code, parent, staff in parts
    ]


def together(plan):
    return {cell.units: (cell.anchor, cell.eligible, cell.reason) for cell in plan.cells}


@st.composite
def trees(draw):
    size = draw(st.integers(1, 25))
    units = [UnitStaff("n0", None, "", draw(st.integers(0, 12)))]
    for n in range(1, size):
        parent = f"n{draw(st.integers(0, n - 1))}"
        units.append(UnitStaff(f"n{n}", parent, "", draw(st.integers(0, 12))))
    return units


@st.composite
def trees_and_choices(draw):
    units = draw(trees())
    codes = [unit.code for unit in units]
    target = st.one_of(
        st.just("up"),
        st.just("sideways"),
        st.sampled_from(["nobody", *codes]).map("with:{}".format),
    )
    choices = draw(st.dictionaries(st.sampled_from(["nobody", *codes]), target, max_size=8))
    return units, choices


@given(trees_and_choices(), st.integers(5, 12))
@settings(deadline=None)
def test_everybody_is_in_exactly_one_cell_and_every_cell_is_large_enough(case, smallest):
    units, choices = case

    plan = plan_cells(units, smallest=smallest, choices=choices)

    if sum(unit.staff for unit in units) < smallest:
        assert plan.problem == PlanProblem.TOO_FEW
        assert plan.cells == ()
        return
    staff = {unit.code: unit.staff for unit in units}
    counted = [code for cell in plan.cells for code in cell.units]
    assert sorted(counted) == sorted(code for code in staff if staff[code])
    assert all(cell.eligible == sum(staff[code] for code in cell.units) for cell in plan.cells)
    assert all(cell.eligible >= smallest for cell in plan.cells)


@given(trees_and_choices())
@settings(deadline=None)
def test_all_of_a_cell_lie_under_its_anchor_and_no_lower_unit_would_do(case):
    units, choices = case
    parent = {unit.code: unit.parent for unit in units}

    def upwards(code):
        return [] if code is None else [code, *upwards(parent[code])]

    for cell in plan_cells(units, choices=choices).cells:
        shared = set.intersection(*(set(upwards(code)) for code in cell.units))
        assert cell.anchor == max(shared, key=lambda code: len(upwards(code)))


@given(trees_and_choices(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_units_changes_nothing(case, rng):
    units, choices = case
    turned = rng.sample(units, len(units))

    assert plan_cells(turned, choices=choices) == plan_cells(units, choices=choices)


@given(trees())
@settings(deadline=None)
def test_every_choice_offered_can_be_followed(units):
    for small in plan_cells(units).options:
        for option in small.options:
            plan = plan_cells(units, choices={small.unit: option})
            assert plan.refused == ()
            if option.startswith("with:"):
                [cell] = [cell for cell in plan.cells if small.unit in cell.units]
                assert option.removeprefix("with:") in cell.units


@given(trees_and_choices())
@settings(deadline=None)
def test_a_choice_is_either_followed_or_refused_with_a_reason(case):
    units, choices = case

    plan = plan_cells(units, choices=choices)

    if plan.problem is None:
        followed = {small.unit: small.chosen for small in plan.options if small.chosen}
        refused = {refusal.unit: refusal.choice for refusal in plan.refused}
        assert followed | refused == choices
        assert not followed.keys() & refused.keys()


def test_a_works_with_small_teams_and_leaders_in_inner_units():
    cells = together(plan_cells(firm(WORKS)))

    assert cells["VH", "VK"] == ("P", 33, CellReason.TOGETHER)
    assert cells["PK2A", "PK3"] == ("PK", 19, CellReason.TOGETHER)
    assert cells["K2", "K3"] == ("K", 17, CellReason.TOGETHER)
    assert cells["P", "PK", "ST"] == ("P", 8, CellReason.MANAGEMENT)
    assert cells["V", "K", "L"] == ("V", 9, CellReason.MANAGEMENT)
    assert cells[("R",)] == ("R", 8, CellReason.UNIT)
    assert sum(eligible for _, eligible, _ in cells.values()) == 316


def test_the_planner_chooses_another_sibling():
    cells = together(plan_cells(firm(WORKS), choices={"K2": "with:K1", "VH": "up"}))

    assert cells["K1", "K2"] == ("K", 20, CellReason.TOGETHER)
    assert cells["P", "PK", "ST", "VH"] == ("P", 13, CellReason.MANAGEMENT)


def test_four_tiny_siblings_make_a_cell_with_their_leader():
    units = firm("P - 1 · A P 2 · B P 2 · C P 2 · D P 2")

    assert together(plan_cells(units)) == {
        ("P", "A", "B", "C", "D"): ("P", 9, CellReason.MANAGEMENT)
    }


def test_what_is_left_at_the_top_spares_the_teams_far_down():
    units = firm("V - 2 · P V 0 · P1 P 8 · P2 P 9 · R V 12")

    cells = together(plan_cells(units))

    assert cells["V", "R"] == ("V", 14, CellReason.MANAGEMENT)
    assert ("P1",) in cells


def test_large_own_staff_of_an_inner_unit_is_a_cell():
    cells = together(plan_cells(firm("V - 9 · A V 8")))

    assert cells[("V",)] == ("V", 9, CellReason.OWN_STAFF)


def test_a_firm_of_seven_gets_no_round():
    plan = plan_cells(firm("V - 3 · A V 4"))

    assert plan.problem == PlanProblem.TOO_FEW


@pytest.mark.parametrize(
    ("unit", "choice", "problem"),
    [
        ("X", "up", ChoiceProblem.UNKNOWN_UNIT),
        ("PK1", "up", ChoiceProblem.NOT_SMALL),
        ("VH", "with VK", ChoiceProblem.NOT_UNDERSTOOD),
        ("VH", "with:X", ChoiceProblem.UNKNOWN_TARGET),
        ("VH", "with:VH", ChoiceProblem.FAR_TARGET),
        ("VH", "with:L1", ChoiceProblem.FAR_TARGET),
        ("V", "up", ChoiceProblem.NOTHING_ABOVE),
    ],
)
def test_a_choice_that_cannot_be_followed_says_why(unit, choice, problem):
    plan = plan_cells(firm(WORKS), choices={unit: choice})

    [refused] = plan.refused
    assert refused.problem == problem
    assert plan.cells == plan_cells(firm(WORKS)).cells


@pytest.mark.parametrize(
    "text", ["A - 9 · B - 9", "A - 9 · B X 9", "A - 9 · A A 9", "A - 9 · B C 9 · C B 9"]
)
def test_what_is_no_tree_is_refused(text):
    with pytest.raises(ValueError, match="unit"):
        plan_cells(firm(text))


@pytest.mark.parametrize("wide", [True, False])
def test_a_thousand_units_take_no_time(wide):
    rng = random.Random(1)
    units = [
        UnitStaff(
            f"n{n}", None if not n else "n0" if wide else f"n{n - 1}", "", rng.randrange(20)
        )
        for n in range(1000)
    ]

    start = time.perf_counter()
    plan_cells(units)

    assert time.perf_counter() - start < 5
