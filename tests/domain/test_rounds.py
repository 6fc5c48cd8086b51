"""Several rounds: nothing that any of them tells, put together, may tell of fewer than five."""

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import linprog

from domain.histories import MINIMUM, histories, history, told_of_few
from trivsel.domain.disclosure import Node, Reason, protect
from trivsel.domain.disclosure.rounds import Asked, Policy, Rules, Settled, settle, told_of
from trivsel.domain.disclosure.rounds.circuits import light_sets
from trivsel.domain.disclosure.rounds.told import Told, persons_of
from trivsel.domain.disclosure.rounds.unsafe import (
    by_circuits,
    classes_of,
    too_narrow,
    unsafe_sets,
)

NOTHING = Settled()
EMPTY = Told("none", (), {})


def tell(waves, protect=settle):
    """Run rounds one after the other; give what each has told."""
    told: list[Told] = []
    for number, wave in enumerate(waves):
        settled = protect(wave.asked, told)
        told.append(told_of(wave.asked, settled, name=str(number)))
    return told


def rows_of(waves, told):
    rows = [
        wave.people(line.key)
        for wave, round_ in zip(waves, told, strict=True)
        for line in round_.lines
    ]
    return list(dict.fromkeys(rows))


def naive(*_):
    """Each round by itself: what a protection that forgets would show."""
    return NOTHING


def pairwise(asked, earlier):
    """Bar what differs from an earlier round taken alone, round by round."""
    barred = {}
    for told in earlier:
        barred |= settle(asked, [told]).barred
    return Settled(barred)


# --- the attacker finds nothing --------------------------------------------------------------
@settings(max_examples=150, deadline=None)
@given(waves=histories())
def test_nothing_that_the_rounds_tell_together_tells_of_fewer_than_five(waves):
    assert told_of_few(rows_of(waves, tell(waves))) is None


@settings(max_examples=40, deadline=None)
@given(waves=histories(most=4, size=12))
def test_distributions_of_all_rounds_together_tell_of_ten_or_nobody(waves):
    told = [
        round_.only(lambda line: line.spread)
        for round_ in tell(waves[:3], lambda asked, told: settle(asked, [*told, EMPTY]))
    ]

    assert told_of_few(rows_of(waves[:3], told), 10) is None


def _found_by_the_attacker(protect, seeds=range(120), **how):
    return [
        seed
        for seed in seeds
        if told_of_few(rows_of(waves := history(Random(seed), **how), tell(waves, protect)))
    ]


def test_the_naive_way_of_each_round_by_itself_is_caught():
    assert _found_by_the_attacker(naive, rounds=2)


def test_the_naive_way_of_two_rounds_at_a_time_is_caught_by_three_together():
    seeds = [30, 33, 77]
    caught = _found_by_the_attacker(pairwise, seeds, rounds=3, size=7, most=6)

    assert caught == seeds
    for seed in seeds:
        waves = history(Random(seed), rounds=3, size=7, most=6)
        told = tell(waves, pairwise)
        for one, other in combinations(range(3), 2):
            both = rows_of([waves[one], waves[other]], [told[one], told[other]])
            assert told_of_few(both) is None, "two rounds alone are safe"
        assert told_of_few(rows_of(waves, tell(waves))) is None


@settings(max_examples=60, deadline=None)
@given(waves=histories())
def test_telling_any_barred_row_in_addition_is_caught_or_was_barred_for_another(waves):
    told = tell(waves[:-1])
    last = waves[-1]
    settled = settle(last.asked, told)
    shown = told_of(last.asked, settled, name="last")
    rows = rows_of([*waves[:-1], last], [*told, shown])

    for key, reason in settled.barred.items():
        if reason == Reason.CHANGED_BY_FEW:
            assert told_of_few([*rows, last.people(key)]) is not None


# --- what it gives back ----------------------------------------------------------------------
FIRM = [Node("u:F", None, 0), Node("c:A", "u:F", 12), Node("c:B", "u:F", 40)]


def people(name, *numbers):
    return [f"{name}{number}" for number in numbers]


def spring(a=range(10), b=range(30)):
    return {"c:A": people("a", *a), "c:B": people("b", *b)}


def asked(roster):
    return Asked(FIRM, {key: len(persons) for key, persons in roster.items()}, roster)


def told(roster, name="spring"):
    return told_of(asked(roster), NOTHING, name=name)


def second(first, then, **rules):
    return settle(asked(then), [told(first)], Rules(**rules))


def test_the_same_people_are_told_again():
    assert second(spring(), spring()) == NOTHING


@pytest.mark.parametrize("joined", [1, 4])
def test_one_to_four_who_join_keep_the_old_figure_of_the_team_and_of_the_whole(joined):
    roster = spring()
    roster["c:A"] = [*people("a", *range(9)), *people("new", *range(joined - 1))]

    barred = second(spring(), roster).barred

    assert barred == {"u:F": Reason.CHANGED_BY_FEW, "c:A": Reason.CHANGED_BY_FEW}


def test_five_who_change_are_told_with_the_rest():
    assert second(spring(), spring(a=range(3, 12))) == Settled({}, frozenset({"c:A", "u:F"}))


def test_changes_of_few_in_several_teams_are_shown_one_level_up():
    roster = {
        "c:A": people("a", *range(7)),
        "c:B": [*people("b", *range(27)), "c1"],
    }

    barred = second(spring(), roster).barred

    assert barred == {"c:A": Reason.CHANGED_BY_FEW, "c:B": Reason.CHANGED_BY_FEW}


def test_somebody_who_has_moved_inside_is_one_who_changed():
    roster = {"c:A": people("a", *range(9)), "c:B": [*people("b", *range(30)), "a9"]}

    assert set(second(spring(), roster).barred) == {"c:A", "c:B"}


def test_independent_rounds_hold_nothing_back():
    assert second(spring(), spring(a=range(9)), policy=Policy.INDEPENDENT) == NOTHING


def test_whoever_was_told_of_already_counts_as_known():
    leaky = [told(spring()), told(spring(a=range(9)), "autumn")]

    barred = settle(asked(spring()), leaky).barred

    assert barred == {}, "a9 stands open since the two earlier rounds, whatever is told now"


def test_the_same_rounds_give_the_same_answer_in_any_order():
    for seed in range(20):
        waves = history(Random(seed), rounds=3)
        told, last = tell(waves[:2]), waves[2]
        one = settle(last.asked, told)
        mixed = {key: list(reversed(who)) for key, who in reversed(last.roster.items())}
        assert settle(Asked(last.nodes, last.answered, mixed), told) == one


def test_a_person_stands_in_one_cell():
    roster = {"c:A": ["x"] * 2 + people("a", *range(9)), "c:B": ["x", *people("b", *range(9))]}

    with pytest.raises(ValueError, match="two cells"):
        settle(Asked(FIRM, {}, roster), [])


# --- the two ways of asking ------------------------------------------------------------------
@settings(max_examples=100, deadline=None)
@given(waves=histories())
def test_cuts_and_circuits_agree_on_two_rounds(waves):
    told = tell(waves[:2], naive)
    insides = [[line.inside for line in round_.lines] for round_ in told]
    classes = classes_of(told)

    by_cuts = unsafe_sets(insides, classes, minimum=MINIMUM)
    circuits = by_circuits(insides, classes, minimum=MINIMUM)

    assert bool(by_cuts) == bool(circuits)
    for group in by_cuts.sets + circuits.sets:
        rows = [persons_of(told[number])[line] for number, line in group]
        assert told_of_few([frozenset(row) for row in rows]) is not None


@settings(max_examples=100, deadline=None)
@given(waves=histories())
def test_circuits_find_something_exactly_where_the_attacker_does(waves):
    told = tell(waves, naive)
    insides = [[line.inside for line in round_.lines] for round_ in told]

    found = by_circuits(insides, classes_of(told), minimum=MINIMUM)

    assert bool(found) == (told_of_few(rows_of(waves, told)) is not None)
    for group in found.sets:
        rows = [frozenset(persons_of(told[number])[line]) for number, line in group]
        assert told_of_few(rows) is not None


def test_what_meets_the_bound_is_undecided_and_held_back():
    classes = [(0, 2), (1, 3), (0, 3), (1, 2)]

    looked = light_sets(classes, [1, 1, 1, 1], 5, most=0)

    assert looked.undecided == [frozenset(range(4))]
    assert light_sets(classes, [1, 1, 1, 1], 5).found


def test_lines_that_are_left_out_leave_their_people_to_those_around():
    firm = told(spring())

    thin = firm.only(lambda line: line.key == "u:F")

    assert [len(persons) for persons in persons_of(thin)] == [40]
    assert persons_of(firm)[0] == persons_of(thin)[0]


# --- what protect makes of it ----------------------------------------------------------------
@settings(max_examples=60, deadline=None)
@given(waves=histories())
def test_protect_tells_no_row_that_is_barred_and_no_barred_distribution(waves):
    told, last = tell(waves[:-1]), waves[-1]
    settled = settle(last.asked, told)
    scores = {
        key: np.array([[10.0 + 7 * (n % 11)] for n in range(many)]).reshape(many, 1)
        for key, many in last.answered.items()
    }

    table = protect(last.nodes, scores, scales=["support"], settled=settled)

    shown = [row for row in table.rows if row.reason == Reason.SHOWN]
    promised = told_of(last.asked, settled, name="last")
    assert [row.key for row in shown] == [line.key for line in promised.lines]
    for row in shown:
        figure = row.figures["support"]
        assert row.key not in settled.plain or figure.distribution is None
    for row in table.rows:
        if row.reason == Reason.CHANGED_BY_FEW:
            assert settled.barred[row.key] == Reason.CHANGED_BY_FEW


# --- the grid rule ---------------------------------------------------------------------------
def hall(n):
    return Asked([Node("c:H", None, 60)], {"c:H": n}, {"c:H": people("h", *range(n))})


@pytest.mark.parametrize(
    ("grid", "then", "now", "told"),
    [
        (1, 8, 7, False),
        (5, 8, 7, True),
        (1, 30, 29, True),
        (None, 30, 29, False),
        (1, 30, 26, False),
        (5, 30, 26, True),
        (None, 30, 25, True),
    ],
)
def test_a_grid_lets_few_be_told_of_where_it_leaves_them_open_by_fifty(grid, then, now, told):
    before = told_of(hall(then), NOTHING, name="one", grid=grid or 1)

    settled = settle(hall(now), [before], Rules(grid=grid))

    assert (settled.barred == {}) == told


def interval(rows, grids, values, some):
    """The attacker: what can the mean of some be, given all rounded means? No score bounds."""
    everybody = sorted(frozenset().union(*rows))
    x = np.array([[float(who in row) for who in everybody] for row in rows])
    n = x.sum(axis=1)
    limits = np.array([[m - g / 2, m + g / 2] for m, g in zip(values, grids, strict=True)])
    aim = np.array([float(who in some) for who in everybody]) / len(some)
    how = {
        "A_ub": np.vstack([x, -x]),
        "b_ub": np.concatenate([limits[:, 1] * n, -limits[:, 0] * n]),
        "bounds": (None, None),
    }
    ends = [sign * linprog(sign * aim, **how).fun for sign in (1, -1)]
    return ends[1] - ends[0]


@pytest.mark.parametrize("seed", range(12))
def test_what_a_grid_tells_of_two_rows_leaves_an_attacker_fifty_points(seed):
    rng = Random(seed)
    then = rng.randint(12, 40)
    now = then - rng.randint(1, 4)
    grid = rng.choice([1, 2, 5, 10])
    before = told_of(hall(then), NOTHING, name="one", grid=grid)
    rows = [frozenset(people("h", *range(many))) for many in (then, now)]
    scores = {who: rng.uniform(0, 100) for who in rows[0]}
    means = [sum(scores[who] for who in row) / len(row) for row in rows]
    told = [grid * round(mean / grid) for mean in means]

    wide = interval(rows, [grid, grid], told, rows[0] - rows[1])

    allowed = settle(hall(now), [before], Rules(grid=grid)).barred == {}
    assert allowed == (wide >= 50 - 1e-6)


@settings(max_examples=30, deadline=None)
@given(waves=histories(most=4, size=20))
def test_with_a_grid_whoever_is_told_of_is_left_open_in_every_combination(waves):
    told: list[Told] = []
    for wave in waves[:3]:
        settled = settle(wave.asked, told, Rules(grid=5))
        told.append(told_of(wave.asked, settled, name="", grid=5.0))

    insides = [[line.inside for line in round_.lines] for round_ in told]
    open_ = [[line.grid * line.answered for line in round_.lines] for round_ in told]
    assert not too_narrow(insides, open_, classes_of(told), minimum=MINIMUM)
