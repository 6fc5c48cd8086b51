"""Each comment in one list, each list among enough people, and as near as can be."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.test_disclosure_table import table_of_works
from domain.trees import firms
from trivsel.domain.audit import audit, log_of
from trivsel.domain.disclosure import CommentList, Node, place_comments, protect
from trivsel.surveys.releases.logged import release_log

SCALES = ["support"]


def table(*rows, minimum=5):
    """Rows as key, parent, answered, eligible."""
    nodes = [Node(key, parent, eligible) for key, parent, _answered, eligible in rows]
    scores = {key: np.full((n, 1), 50.0) for key, _p, n, eligible in rows if n and eligible}
    return protect(nodes, scores, scales=SCALES, minimum=minimum, distribution_minimum=20)


def lists(made, written):
    return {each.row: (each.groups, each.count) for each in place_comments(made, written)}


def test_the_works_of_the_method_page():
    written = {"c:PK1": 9, "c:PK2": 4, "c:PK3": 1, "c:PK4": 2, "c:ST": 30, "c:VK": 4, "c:VH": 1}

    found = lists(table_of_works(), written)

    assert found == {
        "c:PK1": (("c:PK1",), 9),
        "u:PK": (("c:PK2", "c:PK3", "c:PK4"), 7),
        "c:ST": (("c:ST",), 30),
        "m:c:VK+c:VH": (("c:VK", "c:VH"), 5),
    }


def test_where_too_few_wrote_it_goes_up_to_the_nearest_place_with_enough():
    made = table(("u:P", None, 0, 0), ("c:A", "u:P", 20, 30), ("c:B", "u:P", 14, 30))

    assert lists(made, {"c:A": 5, "c:B": 4}) == {"c:A": (("c:A",), 5)}  # 4 are shown nowhere
    assert lists(made, {"c:A": 4, "c:B": 4}) == {"u:P": (("c:A", "c:B"), 8)}


def test_ten_must_have_answered_among_those_who_are_left():
    made = table(("u:P", None, 0, 0), ("c:A", "u:P", 20, 30), ("c:B", "u:P", 9, 12))

    assert "u:P" not in lists(made, {"c:A": 5, "c:B": 9})
    assert lists(made, {"c:A": 4, "c:B": 9})["u:P"] == (("c:A", "c:B"), 13)


def test_a_raised_minimum_is_kept_for_comments_too():
    rows = [("u:P", None, 0, 0), ("c:A", "u:P", 14, 30), ("c:B", "u:P", 40, 60)]

    assert "c:A" in lists(table(*rows), {"c:A": 9})
    assert "c:A" not in lists(table(*rows, minimum=15), {"c:A": 9})


def test_nobody_learns_from_a_list_how_many_answered():
    """All of 10 answered; the table tells '9 or 10', so ten is not known to be reached."""
    made = table(("u:P", None, 0, 0), ("c:A", "u:P", 10, 10), ("c:B", "u:P", 40, 60))

    assert made.row("c:A").answered.low < 10
    assert "c:A" not in lists(made, {"c:A": 9})


def naive(made, written):
    """Every row with enough, as if no other row were shown: what people ask for first."""
    tree = {row.key: (row.merged_into or row.parent) for row in made.rows}
    parents = set(tree.values())

    def leaves(key):
        below = [child for child, above in tree.items() if above == key]
        return tuple(leaf for one in below for leaf in leaves(one)) if below else (key,)

    found = []
    for row in made.rows:
        groups = leaves(row.key)
        count = sum(written.get(leaf, 0) for leaf in groups)
        if row.answered and row.answered.low >= 10 and count >= 5:
            found.append(CommentList(row.key, groups, count))
    assert parents
    return found


def logged(made, found: Sequence[CommentList], *, question="help"):
    frozen = {
        "table": made.freeze(),
        "names": {row.key: row.key for row in made.rows},
        "facts": {},
    }
    log = release_log(frozen)
    log["figures"] += [
        {
            "of": each.row,
            "kind": "comments",
            "question": question,
            "groups": list(each.groups),
            "value": each.count,
        }
        for each in found
    ]
    return log_of(log)


def attacked(made, found, known: Mapping[str, Mapping[str, int]] | None = None):
    return audit(logged(made, found), known=known, attacks="H").findings


@given(firms(most_nodes=9), st.data())
def test_the_auditor_finds_nothing_in_any_plan_whoever_reads_it(firm, data):
    made = protect(firm.nodes, firm.scores, scales=firm.scales)
    answered = {cell: len(rows) for cell, rows in firm.scores.items()}
    written = {
        cell: data.draw(st.integers(0, number), label=cell) for cell, number in answered.items()
    }

    found = place_comments(made, written)

    held = [leaf for each in found for leaf in each.groups]
    assert len(held) == len(set(held))
    assert all(sum(answered.get(leaf, 0) for leaf in each.groups) >= 10 for each in found)
    assert all(sum(written.get(leaf, 0) for leaf in each.groups) >= 5 for each in found)
    assert attacked(made, found) == ()
    assert attacked(made, found, {cell: {"": n} for cell, n in answered.items()}) == ()


def test_shown_at_every_row_with_enough_comments_are_caught():
    made = table_of_works()

    found = attacked(made, naive(made, {"c:PK1": 9, "c:PK2": 4, "c:PK3": 1, "c:ST": 30}))

    assert found
    assert {finding.attack for finding in found} == {"H"}
    assert "stand in two lists" in found[0].text


PACKING = CommentList("u:PK", ("c:PK2", "c:PK3", "c:PK4"), 7)


@pytest.mark.parametrize(
    ("planted", "words"),
    [
        (CommentList("u:PK", PACKING.groups, 4), "are 4, fewer than 5"),
        (CommentList("u:PK", ("c:PK3", "c:PK4"), 7), "no more than 7 may have answered"),
        (CommentList("u:PK", ("c:PK3",), 7), "fewer than 10"),
        (CommentList("u:PK", ("c:ST",), 7), "of others than those who are in it"),
        (CommentList("u:PK", (), 7), "of others"),
    ],
)
def test_a_planted_list_is_caught(planted, words):
    found = attacked(table_of_works(), [planted])

    assert any(words in finding.text for finding in found)


def test_the_same_list_unplanted_is_not():
    """The control."""
    assert attacked(table_of_works(), [PACKING]) == ()


def test_two_questions_have_lists_of_their_own():
    other = CommentList("c:PK2", ("c:PK2",), 6)
    one = logged(table_of_works(), [PACKING])
    two = logged(table_of_works(), [other], question="other")

    both = replace(one, figures=(*one.figures, *two.figures[-1:]))
    same = replace(one, figures=(*one.figures, replace(two.figures[-1], question="help")))

    assert audit(both, attacks="H").findings == ()
    assert len(audit(same, attacks="H").findings) == 1  # the control
