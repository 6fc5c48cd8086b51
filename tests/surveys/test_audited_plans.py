"""What the protection makes passes the auditor; one hidden row more, and it does not."""

from copy import deepcopy
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.trees import Firm, firm, firms
from trivsel.domain.audit import audit, log_of
from trivsel.domain.disclosure import Node, protect
from trivsel.surveys.releases.logged import release_log


def frozen_of(of):
    table = protect(of.nodes, of.scores, scales=of.scales)
    return {"table": table.freeze(), "facts": {}, "names": {}}


def known_of(of):
    """How many there are, as only whoever counted them knows."""
    return {
        key: {"": len(rows)}
        | {scale: int((~np.isnan(rows[:, n])).sum()) for n, scale in enumerate(of.scales)}
        for key, rows in of.scores.items()
    }


def found(frozen, known=None, attacks=None):
    return audit(log_of(release_log(frozen)), known=known, attacks=attacks).findings


@given(firms(most_nodes=14, scales=2))
@settings(max_examples=150, deadline=None)
def test_what_the_protection_makes_passes(of):
    frozen = frozen_of(of)

    assert found(frozen) == ()
    assert found(frozen, known_of(of)) == ()


def with_total(of, *, known):
    """The release of a round whose record tells how many answered."""
    table = protect(of.nodes, of.scores, scales=of.scales, total_known=known)
    total = sum(map(len, of.scores.values()))
    return {"table": table.freeze(), "facts": {"answers": str(total)}, "names": {}}


@given(firms(most_nodes=12))
@settings(max_examples=150, deadline=None)
def test_what_is_protected_with_the_total_known_passes_an_auditor_who_knows_it(of):
    frozen = with_total(of, known=True)

    assert found(frozen) == ()
    assert found(frozen, known_of(of)) == ()


def test_an_auditor_who_knows_the_total_refuses_a_table_made_without_it():
    # 48 of 53, told as a band; with 40 of 45 told to the point, the record says all of B.
    nodes = (Node("u:P", None, 0), Node("c:A", "u:P", 45), Node("c:B", "u:P", 8))
    scores = {"c:A": np.full((40, 1), 60.0), "c:B": np.full((8, 1), 50.0)}
    of = Firm(nodes, scores, ("a",))

    naive, safe = with_total(of, known=False), with_total(of, known=True)

    assert [finding.attack for finding in found(naive)] == ["C"]
    assert found(safe) == ()


# --- one hidden row more ---
def unhidden(frozen, of):
    """The release with one hidden row shown, once for each."""
    for place, row in enumerate(frozen["table"]["rows"]):
        if row["reason"] != "shown" and of.answered(row["key"]):
            more = deepcopy(frozen)
            more["table"]["rows"][place] |= shown(row, of)
            yield row["key"], more


def shown(row, of):
    n = of.answered(row["key"])
    figures = {}
    for scale in of.scales:
        people = of.people(row["key"], scale)
        if len(people):
            figures[scale] = {
                "mean": int(people.mean() + 0.5),
                "band": None,
                "distribution": None,
                "reason": "shown",
                "weight": None,
            }
    count = {"exact": n, "low": n, "high": n, "percent": None, "band": None}
    return {"reason": "shown", "answered": count, "figures": figures}


@given(firms(most_nodes=14))
@settings(max_examples=100, deadline=None)
def test_any_one_hidden_row_more_is_caught(of):
    # By one of the two readers that every release is shown to before it is published.
    frozen, known = frozen_of(of), known_of(of)

    for _, more in unhidden(frozen, of):
        assert found(more) or found(more, known)


def roomy(seed):
    """A firm where everybody has a score and the counts lie in the middle: told exactly."""
    of = firm(Random(seed), most_nodes=14, scores=(30.0, 50.0, 60.0, 70.0))
    scores = {key: np.nan_to_num(rows, nan=40.0) for key, rows in of.scores.items()}
    nodes = tuple(
        Node(n.key, n.parent, 2 * len(scores[n.key]) + 3 if n.key in scores else 0)
        for n in of.nodes
    )
    kept = {key: rows for key, rows in scores.items() if len(rows)}
    return Firm(nodes, kept, of.scales)


@given(st.integers(0, 2**32).map(roomy))
@settings(max_examples=150, deadline=None)
def test_where_counts_are_told_the_release_alone_gives_it_away(of):
    frozen = frozen_of(of)
    exact = all(
        r["answered"] is None or r["answered"]["exact"] for r in frozen["table"]["rows"]
    )

    for key, more in unhidden(frozen, of):
        assert not exact or found(more), key


FIXED = {
    "a unit and two teams": ({"A": 26, "B": 4}, {}),
    "deep": ({"A": 26, "B": 4, "C": 9}, {"B": "u:V", "C": "u:V"}),
    "three small": ({"A": 12, "B": 2, "C": 1, "D": 8}, {}),
    "two units": ({"A": 30, "B": 3, "C": 20, "D": 2}, {"C": "u:V", "D": "u:V"}),
}


def fixed(name):
    answered, inside = FIXED[name]
    rng = np.random.default_rng(3)
    top = [Node("u:P", None, 0)] + ([Node("u:V", "u:P", 0)] if inside else [])
    cells = [Node(f"c:{key}", inside.get(key, "u:P"), 3 * n + 9) for key, n in answered.items()]
    in_order = [n for n in cells if n.parent == "u:V"] + [n for n in cells if n.parent == "u:P"]
    scores = {f"c:{key}": rng.integers(30, 71, (n, 1)) * 1.0 for key, n in answered.items()}
    return Firm((*top, *in_order), scores, ("a",))


@pytest.mark.parametrize("name", FIXED)
def test_on_a_fixed_tree_every_hidden_row_is_caught_from_the_release_alone(name):
    of = fixed(name)
    frozen = frozen_of(of)
    tried = list(unhidden(frozen, of))

    assert tried
    assert found(frozen) == ()
    for key, more in tried:
        assert found(more), key
        assert found(more, known_of(of)), key


@pytest.mark.parametrize("name", FIXED)
def test_an_auditor_without_its_sharpest_attacks_waves_a_hidden_row_through(name):
    of = fixed(name)
    frozen = frozen_of(of)

    assert any(not found(more, attacks="EFG") for _, more in unhidden(frozen, of))
