"""Figures by job group pass the auditor with the tree; one hidden group more, and not."""

from copy import deepcopy

import numpy as np
from hypothesis import given, settings

from domain.grouped import NAMES, GroupedFirm, grouped, grouped_firms
from domain.trees import Firm
from surveys.test_audited_plans import known_of
from trivsel.domain.audit import audit, log_of
from trivsel.domain.disclosure import Node
from trivsel.surveys.releases.logged import release_log


def frozen_of(of, **how):
    total = sum(map(len, of.firm.scores.values()))
    facts = {"answers": str(total)} if how else {}
    return {"table": of.table(**how).freeze(), "facts": facts, "names": {}}


def found(frozen, of=None):
    log = log_of(release_log(frozen))
    if of is None:
        return audit(log).findings
    return audit(log, known=known_of(of.firm), crossed=of.known()).findings


@given(grouped_firms(most_nodes=10, scales=2))
@settings(max_examples=150, deadline=None)
def test_what_the_protection_makes_of_both_tables_passes(of):
    frozen = frozen_of(of)

    assert found(frozen) == ()
    assert found(frozen, of) == ()


@given(grouped_firms(most_nodes=6))
@settings(max_examples=80, deadline=None)
def test_it_passes_also_where_the_number_of_all_is_public(of):
    frozen = frozen_of(of, total_known=True)

    assert found(frozen) == ()
    assert found(frozen, of) == ()


def test_bands_and_reasons_together_do_not_tell_exactly_how_few():
    # Two hidden teams of four under a unit of eight, at the low end of eighty.
    of = grouped(13574, most_nodes=30, scales=2)

    assert found(frozen_of(of)) == ()


def unhidden(frozen, of):
    """The release with one hidden group shown, once for each that somebody chose."""
    for place, row in enumerate(frozen["table"]["groups"]):
        people = of.people(of.in_group(row["key"]))
        if row["reason"] in {"too few", "protects others"} and len(people):
            more = deepcopy(frozen)
            values = people[~np.isnan(people)]
            figure = {"mean": int(values.mean() + 0.5) if len(values) else None, "band": None}
            rest = {"distribution": None, "reason": "shown", "weight": None}
            low = {"exact": None, "low": 5, "high": 200, "percent": None, "band": "middle"}
            more["table"]["groups"][place] |= {
                "reason": "shown",
                "answered": low,
                "figures": {"a": figure | rest} if len(values) else {},
            }
            yield more


@given(grouped_firms(most_nodes=8))
@settings(max_examples=150, deadline=None)
def test_any_one_hidden_group_more_is_caught(of):
    for more in unhidden(frozen_of(of), of):
        assert found(more, of)


def test_there_are_hidden_groups_to_be_caught_and_shown_ones_to_pass():
    firms = [grouped(seed, most_nodes=8) for seed in range(60)]

    assert sum(1 for of in firms for _ in unhidden(frozen_of(of), of)) > 20
    assert sum(1 for of in firms for row in of.table().groups if row.figures) > 10


def test_both_tables_protected_by_themselves_are_refused():
    people = np.array([[40.0], [55.0], [70.0], [60.0]] * 6)
    nodes = (Node("u:F", None, 0), Node("c:hall", "u:F", 40), Node("c:office", "u:F", 12))
    chosen = {"c:hall": [1] * 20 + [2] * 3, "c:office": [2] * 6}
    firm = Firm(nodes, {"c:hall": people[:23], "c:office": people[:6]}, ("a",))
    of = GroupedFirm(firm, NAMES[:2], chosen)
    together = {"c:all": np.concatenate(list(firm.scores.values()))}
    everybody = Firm((Node("c:all", None, 52),), together, ("a",))
    alone = GroupedFirm(everybody, NAMES[:2], {"c:all": [1] * 20 + [2] * 9})
    naive = frozen_of(of)
    naive["table"]["groups"] = alone.table().freeze()["groups"]

    assert found(frozen_of(of), of) == ()
    assert {finding.attack for finding in found(naive, of)} == {"J"}
