"""A unit over the rounds: released numbers, gaps with their reason, a line when it is sure."""

import re
from datetime import date

import numpy as np
import pytest
from django.urls import reverse

import make
from make_changes import answers, published
from trivsel.surveys.readings.trending import directions
from trivsel.surveys.results import release_round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def organisation():
    return make.organisation("Nordværk")


@pytest.fixture
def units(organisation):
    return {
        "H": make.unit(organisation, "Hal", code="H"),
        "K": make.unit(organisation, code="K"),
    }


def played(units, name, year, *, hall=40, **levels):
    sizes = {"H": hall, "K": 30}
    groups = {units[c]: answers(n, f"{name}{c}", **levels) for c, n in sizes.items()}
    made = make.closed_round(units["H"].organisation, groups, name=name)
    made.closed_on = date(year, 10, 15)
    made.save()
    release_round(made, at=make.NOW)
    made.refresh_from_db()
    return made


@pytest.fixture
def three(units):
    return [played(units, f"Year {n}", 2023 + n, demands=75 - 14 * n) for n in range(3)]


def page_of(client, round_, code="H", language="en"):
    address = reverse(
        "surveys:unit-over-time", args=[round_.organisation.slug, round_.pk, code]
    )
    return client.get(address.replace("/da/", f"/{language}/", 1))


def test_three_rounds_show_every_released_number_and_a_sure_line(client, units, three):
    make.sign_in(client, make.person(units["H"]))

    html = page_of(client, three[2]).content.decode()

    line = html.split("Balance in demands")[1].split("</tr>")[0]
    released = [
        row["figures"]["demands"]
        for round_ in three
        for row in round_.release.figures["table"]["rows"]
        if row["key"] == "u:H"
    ]
    assert re.findall(r"<td>(\d+ ±\d+)</td>", line) == [
        f"{figure['mean']} ±{figure['margin']}" for figure in released
    ]
    assert "surely falling" in line
    assert len(re.findall("<circle", line)) == 3
    assert "no sure direction" in html
    assert re.findall(r"Year \d", html.split("<thead>")[1]) == ["Year 0", "Year 1", "Year 2"]


def test_a_round_without_a_number_is_a_gap_with_its_reason(client, units):
    played(units, "Year 0", 2023)
    played(units, "Year 1", 2024, hall=3)
    last = played(units, "Year 2", 2025)
    make.sign_in(client, make.person(units["H"]))

    html = page_of(client, last).content.decode()

    line = html.split("Influence")[1].split("</tr>")[0]
    assert "too few answers" in line or "protected" in line
    assert len(re.findall("<circle", line)) == 2
    assert "<polyline" not in line


def test_one_round_and_two_say_what_can_be_said(client, units, three):
    make.sign_in(client, make.person(units["H"]))

    assert "one round so far" in page_of(client, three[0]).content.decode()
    two = page_of(client, three[1]).content.decode()
    assert "no sure change" in two
    assert "direction" not in two


def test_in_danish_too(client, units, three):
    make.sign_in(client, make.person(units["H"]))

    html = page_of(client, three[2], language="da").content.decode()

    assert "sikkert faldende" in html
    assert "Hal over tid" in html


def test_a_colleague_elsewhere_and_a_stranger_find_nothing(client, units, three):
    make.sign_in(client, make.person(units["K"]))
    assert page_of(client, three[2]).status_code == 404
    make.sign_in(client, make.person(make.organisation(), "", "hr"))
    assert page_of(client, three[2]).status_code == 404


def test_three_rounds_cost_no_more_queries_than_one(
    client, units, three, django_assert_max_num_queries
):
    make.sign_in(client, make.person(units["K"], "", "leader"))
    counted = []
    for round_ in (three[0], three[2]):
        page_of(client, round_, "K")
        with django_assert_max_num_queries(15) as asked:
            assert page_of(client, round_, "K").status_code == 200
        counted.append(len(asked))

    assert counted[0] == counted[1]


def test_by_chance_alone_hardly_any_report_has_a_line_and_without_correction_most_have():
    chance = np.random.default_rng(2027)
    marked = naive = 0
    for _report in range(40):
        rounds = [published(chance) for _year in range(3)]
        for year, each in enumerate(rounds):
            each.facts["closes_on"] = f"{2023 + year}-10-15"
        found = directions(rounds).values()
        marked += any(line.marked for line in found)
        naive += any(line.p <= 0.05 for line in found)

    assert marked <= 4
    assert naive > 20
