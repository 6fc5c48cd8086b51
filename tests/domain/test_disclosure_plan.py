"""The dynamic programme against trying everything."""

from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivsel.domain.disclosure.moves import NONE, moves_of
from trivsel.domain.disclosure.plan import best_plan, residuals


def split(children):
    """All ways to put some children in groups that do not interleave."""
    if not children:
        yield []
        return
    for size in range(2, len(children) + 1):
        for rest in combinations(range(1, len(children)), size - 1):
            last = rest[-1] if rest else 0
            group = [children[0], *(children[i] for i in rest)]
            for groups in split(children[last + 1 :]):
                yield [tuple(group), *groups]
    yield from split(children[1:])


def cost_of_best(parents, own, keys, minimum):
    """Try every choice of shown nodes and groups. Slow and simple, on purpose."""
    size = len(parents)
    total = list(own)
    for node in range(size - 1, 0, -1):
        total[parents[node]] += total[node]
    live = [node for node in range(size) if total[node]]
    below = {
        v: sorted((c for c in live if parents[c] == v), key=lambda c: (total[c], keys[c]))
        for v in live
    }
    best = None
    for picks in product([False, True], repeat=len(live)):
        shown = {node for node, pick in zip(live, picks, strict=True) if pick}
        if any(total[node] < minimum for node in shown):
            continue
        if any(
            len(below[v]) == 1 and not own[v] and (v in shown) != (below[v][0] in shown)
            for v in live
        ):
            continue
        options = []
        for v in live:
            ways = [
                g
                for g in split(below[v])
                if not any(c in shown for group in g for c in group)
                and not any(len(group) == len(below[v]) and not own[v] for group in g)
            ]
            options.append(ways)
        for choice in product(*options):
            groups = [group for way in choice for group in way]
            cost = price(parents, own, total, live, below, shown, groups, minimum)
            if cost is not None and (best is None or cost < best):
                best = cost
    return best


def price(parents, own, total, live, below, shown, groups, minimum):  # noqa: PLR0917 - a scratch pad
    """The cost of one choice, or None if it is not safe."""
    group_of = {node: group for group in groups for node in group}
    left, filled = list(own), dict.fromkeys(groups, 0)
    for node in reversed(live):
        if node in shown:
            if left[node] not in (0, *range(minimum, 10**6)):
                return None
        elif node in group_of:
            filled[group_of[node]] += left[node]
        elif parents[node] >= 0:
            left[parents[node]] += left[node]
    # A group's rest counts at the group, and nothing of it goes on to the unit.
    if any(0 < rest < minimum for rest in filled.values()):
        return None
    merged = set(group_of)
    for node in live:  # the only part of a merged unit is merged with it
        if (
            parents[node] in merged
            and len(below[parents[node]]) == 1
            and not own[parents[node]]
        ):
            merged.add(node)
    hidden = [node for node in live if node not in shown and node not in merged]
    return (
        sum(total[node] for node in hidden),
        len(hidden),
        len(merged) - len(groups),
        sum(total[node] for node in merged),
        sum(1 for node in (*hidden, *merged) if not below[node]),
    )


def price_of_plan(parents, own, keys, plan, minimum):
    total = list(own)
    for node in range(len(parents) - 1, 0, -1):
        total[parents[node]] += total[node]
    live = [node for node in range(len(parents)) if total[node]]
    below = {v: [c for c in live if parents[c] == v] for v in live}
    return price(parents, own, total, live, below, set(plan.shown), list(plan.groups), minimum)


def small_tree(seed, most=6):
    rng = Random(seed)
    size = rng.randint(1, most)
    parents = [-1] + [rng.randint(max(0, node - 4), node - 1) for node in range(1, size)]
    own = [0 if node in parents else rng.randint(0, 7) for node in range(size)]
    return parents, own, [f"k{node}" for node in range(size)]


small_trees = st.integers(0, 2**32).map(small_tree)
# Five nodes, because every further one makes the search through all choices ten times longer.
smallest_trees = st.integers(0, 2**32).map(lambda seed: small_tree(seed, most=5))


@given(smallest_trees, st.sampled_from([3, 5]))
@settings(max_examples=40, deadline=None)
def test_no_safe_plan_costs_less(tree, minimum):
    parents, own, keys = tree

    plan = best_plan(parents, own, keys, minimum=minimum, merging=True)

    cost = price_of_plan(parents, own, keys, plan, minimum)
    assert cost is not None
    assert cost == cost_of_best(parents, own, keys, minimum)


@given(small_trees)
@settings(max_examples=50, deadline=None)
def test_without_merging_every_rest_is_nobody_or_enough(tree):
    parents, own, keys = tree

    plan = best_plan(parents, own, keys, minimum=5, merging=False)

    assert plan.groups == ()
    assert all(rest == 0 or rest >= 5 for rest in residuals(parents, own, plan.shown).values())


def test_a_small_team_is_shown_with_the_sibling_that_costs_least():
    parents = [-1, 0, 0, 0, 0]

    plan = best_plan(parents, [0, 96, 88, 26, 4], "PABVW", minimum=5, merging=True)

    assert plan.groups == ((3, 4),)
    assert plan.shown == {0, 1, 2}


def test_two_small_teams_are_shown_together_and_spare_the_large_ones():
    plan = best_plan([-1, 0, 0, 0], [0, 30, 3, 4], "PABC", minimum=5, merging=True)

    assert plan.groups == ((2, 3),)


def test_the_two_halves_of_a_unit_are_never_the_unit_over_again():
    plan = best_plan([-1, 0, 0], [0, 3, 4], "PAB", minimum=5, merging=True)

    assert plan.groups == ()
    assert plan.shown == {0}


@pytest.mark.parametrize("keys", ["PABCD", "PBACD"])
def test_of_two_equal_losses_the_unit_bears_it_and_the_team_keeps_its_figure(keys):
    # A unit of six (five in a team, one of its own) beside a team of six; two stand above both.
    parents, own = [-1, 0, 0, 1, 0], [2, 1, 6, 5, 8]

    plan = best_plan(parents, own, keys, minimum=5, merging=False)

    assert plan.shown == {0, 2, 4}


TWINS = [-1, 0, 0, 0], [1, 6, 6, 8]  # two teams of six; one of them protects the one above


@pytest.mark.parametrize(("before", "shown"), [("A", 1), ("B", 2)])
def test_a_team_that_was_shown_before_stays_rather_than_its_twin(before, shown):
    plan = best_plan(*TWINS, "PABC", minimum=5, merging=False, shown_before=[before, "P", "C"])

    assert plan.shown == {0, shown, 3}


def test_without_the_last_round_both_would_not_stay():
    alone = best_plan(*TWINS, "PABC", minimum=5, merging=False)

    assert len({1, 2} & alone.shown) == 1


@given(small_trees, st.integers(0, 2**16), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_last_round_never_costs_a_figure(tree, picks, merging):
    parents, own, keys = tree
    before = [key for place, key in enumerate(keys) if picks >> place & 1]

    def plan(before):
        return best_plan(parents, own, keys, minimum=5, merging=merging, shown_before=before)

    now, free = plan(before), plan([])

    assert price_of_plan(parents, own, keys, now, 5) == price_of_plan(
        parents, own, keys, free, 5
    )
    kept, anyway = (sum(keys[node] in before for node in p.shown) for p in (now, free))
    assert kept >= anyway


def test_an_empty_team_is_never_merged():
    plan = best_plan([-1, 0, 0, 0], [0, 30, 6, 0], "PABC", minimum=5, merging=True)

    assert plan.groups == ()
    assert plan.shown == {0, 1, 2}


def test_a_chain_of_ten_thousand_units_is_no_trouble():
    size = 10_000

    plan = best_plan(
        range(-1, size - 1),
        [0] * (size - 1) + [9],
        [str(n) for n in range(size)],
        minimum=5,
        merging=True,
    )

    assert len(plan.shown) == size


def test_a_group_ends_with_two_members_and_enough_or_nobody_left_open_in_it():
    moves = moves_of(5, merging=True)
    alone = moves.start[3][moves.first(2, whole=False)]

    assert moves.ends[alone] == NONE
    assert moves.ends[moves.join[1][alone]] == NONE
    assert moves.ends[moves.join[2][alone]] == 2


def test_a_group_of_all_children_may_not_end():
    moves = moves_of(5, merging=True)
    first = moves.first(0, whole=True)

    both = moves.join[4][moves.start[3][first]]

    assert moves.ends[both] == NONE
    assert moves.ends[moves.show[both]] == 0


def test_without_merging_no_group_is_ever_begun():
    moves = moves_of(5, merging=False)

    assert {after for row in moves.start for after in row} == {NONE}
