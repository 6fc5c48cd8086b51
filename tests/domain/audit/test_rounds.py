"""Several releases put together: the second program finds what is planted, and only that."""

import json
from random import Random

import pytest
from hypothesis import given, settings

from domain.audit.planting import group, mean, release, spread
from domain.histories import histories, history, told_of_few
from domain.test_rounds import naive, pairwise, rows_of, tell
from trivsel.config import auditing
from trivsel.domain.audit import (
    Unreadable,
    attack_rounds,
    audit,
    holds_rounds,
    log_of,
    read_rounds,
    rounds_of,
    ties,
)
from trivsel.domain.disclosure.rounds import settle

FIRM = [group("P", 80, "D", "N"), group("D", 40), group("N", 40)]


def told(*keys, name="Spring", kind=mean):
    value = (60,) if kind is mean else (25, 25, 25, 25)
    box = release(FIRM, [kind(key, *value) for key in keys])
    return log_of(box | {"facts": {"round": name}})


def staff(day, night):
    return {f"d{n}": "D" for n in day} | {f"n{n}": "N" for n in night}


SPRING = staff(range(30), range(20))


def found(*waves, **how):
    logs, members = zip(*waves, strict=True)
    return attack_rounds(rounds_of(logs, members), **how).findings


def logs_of(waves, rounds):
    """What the planner's rounds look like to the auditor."""
    logs = []
    for wave, round_ in zip(waves, rounds, strict=True):
        merged = {m: line.key for line in round_.lines for m in line.key[2:].split("+")}
        merged = {m: key for m, key in merged.items() if key.startswith("m:")}
        parts = {}
        for node in wave.nodes:
            parts.setdefault(node.key, [])
            if node.parent is not None:
                inside = merged.get(node.key, node.parent)
                if inside != node.parent:
                    parts.setdefault(inside, []).append(node.key)
                    if inside not in parts[node.parent]:
                        parts[node.parent].append(inside)
                else:
                    parts[node.parent].append(node.key)
        order, todo = [], [wave.nodes[0].key]
        while todo:
            order.append(todo.pop())
            todo += parts[order[-1]]
        groups = [group(key, len(wave.people(key)), *parts[key]) for key in order]
        figures = [mean(line.key, 50) for line in round_.lines]
        logs.append(log_of(release(groups, figures)))
    members = [
        {person: leaf for leaf, persons in wave.roster.items() for person in persons}
        for wave in waves
    ]
    return rounds_of(logs, members)


# --- planted ---------------------------------------------------------------------------------
def test_one_who_left_between_two_rounds_is_found_and_no_single_release_shows_it():
    autumn = staff(range(29), range(20))
    one, other = told("P", "D", "N"), told("P", "D", "N", name="Autumn")

    [day, *_] = findings = found((one, SPRING), (other, autumn))

    assert {finding.attack for finding in findings} == {"I"}
    assert "tell of 1 alone, in 's': who stood in 'D' of 'Spring', and in no other" in day.text
    assert audit(one).findings == audit(other).findings == ()


@pytest.mark.parametrize("keys", [("P",), ("D",), ("P", "N")])
def test_it_is_found_by_any_of_the_figures_that_tell_of_it(keys):
    autumn = staff(range(29), range(20))

    assert found((told("P", "D", "N"), SPRING), (told(*keys), autumn))


def test_what_is_left_of_two_rounds_is_found_where_each_row_changed_by_enough():
    autumn = staff(range(4, 36), [*range(20), 99])  # day: 4 left and 6 came; night: 1 came

    assert not found((told("P", "D"), SPRING), (told("P"), autumn))
    assert found((told("P", "D"), SPRING), (told("P", "D"), autumn))


def test_the_same_people_and_five_new_ones_are_no_finding():
    autumn = staff(range(35), range(20))

    assert found((told("P", "D", "N"), SPRING), (told("P", "D", "N"), autumn)) == []


def test_distributions_of_rounds_need_ten():
    autumn = staff(range(35), range(20))
    both = [(told("P", "D", kind=spread), SPRING), (told("P", "D", kind=spread), autumn)]

    assert {finding.text.split(" of ")[0] for finding in found(*both)} == {"The distributions"}


def test_who_was_told_of_by_earlier_releases_is_no_finding_of_the_last_one():
    autumn = staff(range(29), range(20))
    waves = [(told("P", "D", "N"), who) for who in (SPRING, autumn, SPRING)]

    assert found(*waves)
    assert found(*waves, last_only=True) == []


def test_what_cannot_be_examined_is_a_finding(monkeypatch):
    monkeypatch.setattr(ties, "MOST_STEPS", 0)
    autumn = staff(range(29), range(20))

    [finding] = found((told("P"), SPRING), (told("P"), autumn))

    assert "could not be examined" in finding.text


# --- against the planner ---------------------------------------------------------------------
@settings(max_examples=150, deadline=None)
@given(waves=histories())
def test_what_the_planner_tells_passes(waves):
    rounds = tell(waves)

    assert attack_rounds(logs_of(waves, rounds)).findings == []


@settings(max_examples=80, deadline=None)
@given(waves=histories())
def test_what_a_forgetful_plan_tells_is_caught_exactly_where_it_leaks(waves):
    rounds = tell(waves, naive)

    caught = attack_rounds(logs_of(waves, rounds)).findings

    assert bool(caught) == (told_of_few(rows_of(waves, rounds)) is not None)


@pytest.mark.parametrize("seed", [30, 33, 77])
def test_three_rounds_that_are_safe_two_by_two_are_caught_together(seed):
    waves = history(Random(seed), rounds=3, size=7, most=6)

    assert attack_rounds(logs_of(waves, tell(waves, pairwise))).findings
    assert not attack_rounds(logs_of(waves, tell(waves, settle))).findings


# --- as a file -------------------------------------------------------------------------------
def box(*keys):
    return release(FIRM, [mean(key, 60) for key in keys])


def of_file(**more):
    members = [
        {"D": [f"d{n}" for n in range(days)], "N": [f"n{n}" for n in range(20)]}
        for days in (30, 29)
    ]
    releases = [{"release": box("P", "D"), "members": of} for of in members]
    return {"format": "trivsel-rounds", "version": 1, "releases": releases} | more


@pytest.mark.parametrize(("policy", "code"), [("persistent", 1), ("independent", 0)])
def test_the_command_examines_a_file_of_several_rounds(tmp_path, capsys, policy, code):
    file = tmp_path / "rounds.json"
    file.write_text(json.dumps(of_file(policy=policy)), encoding="utf-8")

    assert auditing.run(str(file)) == code

    assert ("I  several rounds put together" in capsys.readouterr().out) == bool(code)


def test_people_may_be_counted_instead_of_listed():
    releases = [{"release": box("P", "D")} for _ in range(2)]
    people = [
        {"persons": 29, "in": ["D", "D"]},
        {"persons": 1, "in": ["D", None]},
        {"persons": 20, "in": ["N", "N"]},
    ]

    _, counted = read_rounds(json.dumps(of_file(releases=releases, people=people)))
    _, listed = read_rounds(json.dumps(of_file()))

    assert counted.people == listed.people
    assert attack_rounds(counted).findings


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"version": 2}, "version"),
        ({"policy": "hopeful"}, "policy"),
        ({"releases": []}, "releases"),
        ({"more": 1}, "the file"),
        ({"releases": [{"release": box("P")}, {"release": {}}], "people": []}, "releases[1]"),
        (
            {"releases": [{"release": box("P"), "members": {"X": []}}] * 2},
            "releases[0].members",
        ),
        (
            {"releases": [{"release": box("P"), "members": {"D": ["a"], "N": ["a"]}}] * 2},
            "releases[0].members",
        ),
        (
            {"releases": [{"release": box("P")}] * 2, "people": [{"persons": 1, "in": ["D"]}]},
            "people[0]",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_place(change, where):
    text = json.dumps(of_file(**change))

    assert holds_rounds(text)
    with pytest.raises(Unreadable) as refused:
        read_rounds(text)

    assert refused.value.where.startswith(where)
