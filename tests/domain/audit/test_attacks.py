"""Each kind of leak, planted: its own attack finds it, and without that attack nobody does."""

import pytest

from domain.audit import planting
from domain.audit.planting import (
    CORNER,
    CROSSED,
    TEAMS,
    count,
    group,
    in_cells,
    mean,
    release,
    spread,
)
from trivsel.domain.audit import ATTACKS, audit, cuts, log_of, programs, spaces
from trivsel.domain.audit.run import OF_ANSWERS

PLANTED = {
    "told of three": ("A", planting.told_of_three, None),
    "packing minus day": ("B", planting.packing_minus_day, None),
    "two fours": ("C", planting.two_fours, None),
    "a full team": ("C", planting.a_full_team, None),
    "a total told elsewhere": ("C", planting.a_total_told_elsewhere, None),
    "crossed in the corner": ("D", planting.crossed_in_the_corner, CORNER),
    "leads of the hall": ("J", planting.leads_of_the_hall, planting.LEADS),
    "six at the top": ("E", planting.six_at_the_top, None),
    "a rate beside a range": ("F", planting.a_rate_beside_a_range, None),
    "three of whom two talk": ("G", planting.three_of_whom_two_talk, None),
    "ten of whom two talk": ("G", planting.ten_of_whom_two_talk, None),
    "comments in two lists": ("H", planting.comments_in_two_lists, None),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_leak_is_found_by_its_own_attack(name):
    letter, plant, known = PLANTED[name]

    findings = audit(plant(), known=known, crossed=planting.LEADS_CROSSED).findings

    assert {finding.attack for finding in findings} == {letter}
    assert all(len(finding.text) > 20 for finding in findings)


@pytest.mark.parametrize("name", PLANTED)
def test_without_its_attack_nobody_finds_it(name):
    letter, plant, known = PLANTED[name]
    asked = ATTACKS if known is None else OF_ANSWERS
    others = [other for other in asked if other != letter]

    crossed = planting.LEADS_CROSSED
    assert audit(plant(), known=known, crossed=crossed, attacks=others).findings == ()


def test_every_attack_has_a_leak_that_only_it_finds():
    assert {letter for letter, _, _ in PLANTED.values()} == set(ATTACKS)


def test_a_finding_says_in_words_which_figures_tell_what_of_whom():
    [finding] = audit(planting.packing_minus_day()).findings

    assert finding.text == "'P' minus 'D' tells the mean of 3, that is of 'N', in 's'."
    assert finding.of == ("P", "D")


def test_a_release_in_which_nobody_can_subtract_passes():
    log = log_of(
        release(
            TEAMS,
            [count("P", 40), count("D", 20), mean("P", 60), mean("D", 64), mean("N", 56)],
        )
    )

    report = audit(log)

    assert report.findings == ()
    assert report.figures == 5
    assert sum(tried.asked for tried in report.tried) > 10


def test_what_the_public_total_says_by_itself_is_no_finding_of_the_release():
    firm = [group("P", 50, "D", "N", answered=50), group("D", 42), group("N", 8)]

    assert audit(log_of(release(firm, [count("P", 45, 50), count("D", 38, 42)]))).findings == ()


def test_numbers_by_group_that_add_up_to_everybody_are_found_by_any_reader():
    told = release([group("F", 40)], [count("F", 36, 40)])
    told["across"] = [{"key": "a"}, {"key": "b"}]

    def finding(*lows):
        told["across_figures"] = [
            count(key, low, 40) for key, low in zip("ab", lows, strict=True)
        ]
        return [finding.attack for finding in audit(log_of(told)).findings]

    assert finding(20, 20) == ["J"]
    assert finding(20, 10) == []


def test_cuts_of_many_small_teams_by_group_are_found_in_seconds():
    # 400 teams of two in each of four groups: edges so light that only together they hold.
    teams, groups = 400, 4
    rows = [frozenset(range(groups * t, groups * t + groups)) for t in range(teams)]
    lines = [frozenset(range(g, groups * teams, groups)) for g in range(groups)]
    everybody = [frozenset(range(groups * teams))]
    sides = (range(teams + 1), range(teams + 1, teams + 1 + groups))
    weights = [2] * (groups * teams)
    weights[0:groups] = [5, 2, 2, 2]

    assert cuts.light_cuts([*everybody, *rows, *lines], sides, weights, 5) == []


# --- B, where groups cross ---
FOUR_MEANS = [mean("A", 52), mean("B", 50), mean("Men", 49), mean("Women", 53)]


def test_a_light_cut_of_a_tree_by_men_and_women_is_found():
    log = log_of(release(CROSSED, FOUR_MEANS))

    found = audit(log, known=in_cells(Am=2, Aw=10, Bm=10, Bw=2), attacks="B").findings
    fine = audit(log, known=in_cells(Am=3, Aw=10, Bm=10, Bw=2), attacks="B").findings

    assert ["'Am', 'Bw' alone" in finding.text for finding in found] == [True]
    assert fine == ()


RING = [
    group("One", 40, "a", "b"),
    group("Two", 40, "b", "c"),
    group("Three", 40, "a", "c"),
    *(group(key, 20) for key in "abc"),
]


def ring(*told):
    return log_of(release(RING, [mean(key, 50) for key in told]))


def test_three_crossing_families_are_asked_by_their_null_space():
    known = in_cells(a=9, b=9, c=3)

    found = audit(ring("One", "Two", "Three"), known=known, attacks="B").findings

    assert [("tell of 'c' alone" in finding.text) for finding in found] == [True]
    assert audit(ring("One", "Two"), known=known, attacks="B").findings == ()


def test_what_cannot_be_examined_is_a_finding(monkeypatch):
    monkeypatch.setattr(spaces, "MOST_TRIED", 0)

    [finding] = audit(
        ring("One", "Two", "Three"), known=in_cells(a=9, b=9, c=3), attacks="B"
    ).findings

    assert "could not be examined" in finding.text


def test_ranges_that_leave_open_how_few_are_counted_and_not_hidden():
    log = log_of(release(TEAMS, [mean("P", 60, 27, 32), mean("D", 64, 24, 26)]))

    [tried] = audit(log, attacks="B").tried

    assert (tried.findings, tried.left_open) == ([], 1)


# --- the others ---
@pytest.mark.parametrize(
    ("shares", "caught"), [((0, 0, 0, 100), True), ((0, 40, 30, 30), False)]
)
def test_a_distribution_with_all_in_one_band_is_found(shares, caught):
    log = log_of(release(TEAMS, [spread("D", *shares, persons=(10, 14))]))

    assert bool(audit(log, attacks="E").findings) == caught


def test_a_distribution_minus_another_can_leave_all_in_one_band():
    log = log_of(
        release(
            TEAMS,
            [
                spread("P", 20, 20, 20, 40, persons=(50, 50)),
                spread("D", 25, 25, 25, 25, persons=(40, 40)),
            ],
        )
    )

    [finding] = audit(log, attacks="E").findings

    assert finding.of == ("P", "D")


def test_fine_shares_beside_a_range_tell_the_number():
    log = log_of(release([group("D", 12)], [count("D", 11, 12), spread("D", 42, 33, 25, 0)]))

    [finding] = audit(log, attacks="F").findings

    assert "cannot be one of every number from 11 to 12" in finding.text


def test_counts_that_fit_nothing_are_a_finding():
    log = log_of(release(TEAMS, [count("P", 30), count("D", 20), count("N", 20)]))

    assert [finding.attack for finding in audit(log, attacks="C").findings] == ["C"]


def test_crossing_counts_are_bounded_by_whole_numbers():
    counts = [count("A", 12), count("B", 12), count("Men", 7), count("Women", 17)]
    few = [g | {"said": "few"} if g["key"] in ("Am", "Bm") else g for g in CROSSED]

    found = audit(log_of(release(few, [*counts, count("Aw", 9)])), attacks="C").findings

    assert any("'Am' that exactly 3" in finding.text for finding in found)


@pytest.mark.parametrize(("value", "caught"), [(45, True), (70, False)])
def test_ranges_in_a_tree_are_asked_group_by_group_however_large_it_is(
    monkeypatch, value, caught
):
    monkeypatch.setattr(programs, "MOST_CLASSES", 2)
    groups = [group("P", 60, "U", "V"), group("U", 40, "D", "N")]
    groups += [group(key, 20) for key in "DNV"]
    means = [mean("U", 70, 10), mean("D", value, 5), mean("V", 50, 5, 9)]

    findings = audit(log_of(release(groups, means)), attacks="E").findings

    assert [finding.of for finding in findings] == ([("U", "D")] if caught else [])


@pytest.mark.parametrize(("value", "caught"), [(55, True), (57, False)])
def test_any_four_of_six_near_the_top_are_known_well(value, caught):
    log = log_of(release(TEAMS, [mean("P", 62, 46), mean("D", value, 40)]))

    findings = audit(log, attacks="D").findings

    assert ["any 4 of 6 persons" in finding.text for finding in findings] == [True] * caught
