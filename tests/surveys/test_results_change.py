"""A difference is called a change only after correction, to those who see both numbers."""

import re
from dataclasses import replace

import numpy as np
import pytest
from django.urls import reverse

import make
from make_changes import answers, published
from trivsel.surveys.models import Release
from trivsel.surveys.readings.comparing import changes, pairs
from trivsel.surveys.releases import Published

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])
REPORTS = 60


# --- the rule -------------------------------------------------------------------------------
def test_by_chance_alone_hardly_any_report_has_a_mark_and_without_correction_nearly_all():
    chance = np.random.default_rng(2026)
    marked = naive = 0
    for _report in range(REPORTS):
        found = changes(published(chance), published(chance)).values()
        marked += any(change.marked for change in found)
        naive += any(change.p <= 0.05 and abs(change.points) >= 5 for change in found)

    assert marked <= 0.15 * REPORTS  # 5 % for the named figure, 10 % for all the others
    assert naive > 0.5 * REPORTS


def test_what_has_changed_everywhere_is_found_above_and_below():
    chance = np.random.default_rng(7)
    before = published(chance, size=30)
    after = published(chance, size=30, shifts={"demands": -18})

    found = {place for place, change in changes(before, after).items() if change.marked}

    assert {("u:root", "demands"), ("u:d0", "demands"), ("u:d1", "demands")} <= found
    assert len([row for row, _scale in found if row.startswith("u:t")]) >= 5
    assert {scale for _row, scale in found} == {"demands"}


def test_a_team_is_not_marked_where_nothing_is_seen_above_it():
    chance = np.random.default_rng(8)
    before = published(chance, teams=10, size=20)
    after = published(chance, teams=10, size=20, shifts={"support": 20}, only="t3")

    found = changes(before, after)

    assert found["u:t3", "support"].p < 0.05  # alone it would have had a mark
    assert not found["u:t3", "support"].marked


def test_a_certain_change_too_small_to_be_felt_gets_no_mark():
    chance = np.random.default_rng(9)
    before = published(chance, teams=4, size=900)
    after = published(chance, teams=4, size=900, shifts={"support": 3})

    change = changes(before, after)["u:root", "support"]

    assert change.p < 0.001
    assert abs(change.points) < 5
    assert not change.marked


def test_the_interval_is_never_narrower_than_the_two_released_margins_allow():
    chance = np.random.default_rng(10)
    before, after = published(chance), published(chance)

    for (row, scale), change in changes(before, after).items():
        margins = [t.table.row(row).figures[scale].margin for t in (before, after)]
        assert change.half >= np.hypot(*margins)


def test_another_questionnaire_is_not_compared():
    chance = np.random.default_rng(11)
    before, after = published(chance), published(chance)
    before.facts["instrument"] = "core 2"

    assert changes(before, after) == {}


def test_rows_are_paired_by_unit_and_not_by_the_code_of_a_cell():
    organisation = make.organisation()
    works = make.unit(organisation, "Works", code="W")
    a, b, c, d = (make.unit(works, code=code) for code in "ABCD")
    alone = make.unit(organisation, code="X")
    first = make.released_round(organisation, {(a, b): 20, (c, d): 20, alone: 20})
    second = make.released_round(organisation, {alone: 20, (c, d): 20, (a, b): 20})

    stored = [Release.objects.get(round=each).figures for each in (first, second)]

    found = pairs(*map(Published.thaw, stored))

    assert found == {
        "u:root": "u:root", "u:W": "u:W", "u:X": "u:X", "c:k2": "c:k0", "c:k1": "c:k1",
    }  # fmt: skip


def test_a_unit_is_paired_with_the_one_it_continues_and_a_new_one_with_none():
    chance = np.random.default_rng(12)
    before, after = published(chance, teams=3), published(chance, teams=3)
    after = replace(after, identities={"t0": "t1", "t1": "t1@round-2"})

    found = pairs(before, after)

    assert found["u:t0"] == "u:t1"
    assert "u:t1" not in found
    assert found["u:t2"] == "u:t2"
    assert pairs(after, replace(after)) == {row.key: row.key for row in after.table.rows}


# --- the page -------------------------------------------------------------------------------
@pytest.fixture
def units():
    organisation = make.organisation("Nordværk")
    hall = make.unit(organisation, "Hal", code="H")
    return {
        "root": make.root(organisation),
        "H": hall,
        "H1": make.unit(hall, "Dagholdet", code="H1"),
        "H2": make.unit(hall, "Aftenholdet", code="H2"),
        "K": make.unit(organisation, "Kontor", code="K"),
        "S": make.unit(organisation, "Salg", code="S"),
    }


SIZES = {"H1": 40, "H2": 40, "K": 20, "S": 4}


def played(units, name, **levels):
    groups = {
        units[code]: answers(size, f"{name} {code}", **(levels if code != "K" else {}))
        for code, size in SIZES.items()
    }
    return make.released_round(units["root"].organisation, groups, name=name)


@pytest.fixture
def rounds(units):
    return [
        played(units, "Spring", demands=72, support=55),
        played(units, "Autumn", demands=48),
    ]


def page_of(client, round_, code="root", language="en"):
    address = reverse("surveys:unit-results", args=[round_.organisation.slug, round_.pk, code])
    response = client.get(address.replace("/da/", f"/{language}/", 1))
    assert response.status_code == 200
    return response.content.decode()


def section(html):
    return html.split('class="card changes"')[1].split("</section>")[0]


def hr(client, units):
    make.sign_in(client, make.person(units["root"], "Hanne", "hr"))


def test_the_page_says_in_words_and_with_an_arrow_what_has_surely_changed(
    client, units, rounds
):
    hr(client, units)

    html = page_of(client, rounds[1])

    assert "Surely weaker than in “Spring”: Balance in demands" in html
    line = section(html).split("Balance in demands")[1].split("</tr>")[0]
    assert "surely lower" in line
    assert re.search(r"−\d+ <small>from −\d+ to −\d+", line)
    assert "no sure change" in section(html)
    assert "points lower than in the last round" in html.split('class="card changes"')[0]
    assert "in “Spring”" in html.split('class="facts"')[1].split("</dl>")[0]


def test_the_first_round_is_compared_with_nothing(client, units, rounds):
    hr(client, units)

    assert 'class="card changes"' not in page_of(client, rounds[0])


def test_a_colleague_and_hr_read_the_same_marks_of_the_same_unit(client, units, rounds):
    hr(client, units)
    seen = section(page_of(client, rounds[1], "H1"))
    make.sign_in(client, make.person(units["H1"]))

    assert section(page_of(client, rounds[1], "H1")) == seen


def test_a_colleague_elsewhere_and_a_stranger_read_no_change_of_the_unit(client, units, rounds):
    address = reverse(
        "surveys:unit-results", args=[rounds[1].organisation.slug, rounds[1].pk, "H1"]
    )
    make.sign_in(client, make.person(units["K"]))
    assert client.get(address).status_code == 404
    make.sign_in(client, make.person(make.organisation(), "", "hr"))
    assert client.get(address).status_code == 404


def test_a_unit_that_was_hidden_then_is_said_to_be_so_and_is_not_compared(client, units):
    small = {**SIZES, "H2": 3}
    groups = {units[code]: answers(size, code) for code, size in small.items()}
    make.released_round(units["root"].organisation, groups, name="Spring")
    autumn = played(units, "Autumn")
    hr(client, units)

    html = page_of(client, autumn, "H2")

    assert "“Spring”" in section(html)
    assert "nothing is compared here" in section(html)
    assert "<table" not in section(html)


def test_a_figure_told_as_a_range_is_not_subtracted(client, units):
    everywhere = dict.fromkeys(SIZES, 40)
    for name, support in [("Spring", 60), ("Autumn", 160)]:
        groups = {
            units[code]: answers(size, f"{name}{code}", support=support)
            for code, size in everywhere.items()
        }
        autumn = make.released_round(units["root"].organisation, groups, name=name)
    hr(client, units)

    line = (
        section(page_of(client, autumn)).split("Support and team spirit")[1].split("</tr>")[0]
    )

    assert "90 or more" in line
    assert "told as a range" in line
    assert "surely" not in line


def test_it_costs_a_fixed_number_of_queries_however_many_rounds(
    client, units, rounds, django_assert_max_num_queries
):
    hr(client, units)
    counted = []
    for round_ in [*rounds, played(units, "Winter")]:
        page_of(client, round_)
        with django_assert_max_num_queries(20) as asked:
            page_of(client, round_)
        counted.append(len(asked))

    assert len(set(counted)) == 1


def test_units_cannot_be_sorted_by_score(client, units, rounds):
    """No league table: the order is that of the tree, whatever is asked for."""
    hr(client, units)
    html = page_of(client, rounds[1])
    names = r'<th scope="row" class="unit">\s*(?:<a[^>]*>)?([^<]+)'

    for asked in ("?sort=demands", "?order=-mean", "?o=1", "?sort=score&dir=desc"):
        address = reverse(
            "surveys:unit-results", args=[rounds[1].organisation.slug, rounds[1].pk, "root"]
        )
        again = client.get(address + asked).content.decode()
        assert re.findall(names, again) == re.findall(names, html.replace("/en/", "/da/"))
    assert "aria-sort" not in html
    assert not re.search(r'href="[^"]*[?&](sort|order|o)=', html)


def test_tools_for_the_weakest_theme_stand_beside_the_talk(client, units, rounds):
    hr(client, units)

    card = page_of(client, rounds[1], "H").split('class="card talk"')[1].split("</section>")[0]

    links = re.findall(r'href="(/en/vaerktoej/[^"]+)"', card)
    assert len(links) == 6
    assert client.get(links[0]).status_code == 200
