"""The front page of an organisation: what needs this person, and nobody else's business."""

from datetime import timedelta

import pytest
from django.urls import reverse

import make
from trivsel.desk.agenda import agenda
from trivsel.desk.queries import balance
from trivsel.surveys.readings import latest_result
from trivsel.surveys.results import release_round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])
TODAY = make.NOW.date()


def titles(person):
    return [item.title for item in agenda(person, today=TODAY)]


def test_a_new_administrator_is_led_to_the_import():
    administrator = make.person(make.organisation(), "Adam", "administrator")

    [item] = agenda(administrator, today=TODAY)

    assert item.url.endswith("/import/")


def test_with_people_in_the_next_step_is_the_first_round():
    organisation = make.organisation()
    administrator = make.person(organisation, "Adam", "administrator")
    make.people(organisation, 9)

    [item] = agenda(administrator, today=TODAY)

    assert item.url.endswith("/runder/ny/")


def test_an_employee_with_nothing_to_do_is_told_so(client):
    employee = make.person(make.organisation(), "Bo")
    make.sign_in(client, employee)

    response = client.get(reverse("desk:overview", args=[employee.organisation.slug]))

    assert "Intet venter på dig" in response.content.decode()


def test_an_owner_is_reminded_on_the_day_and_not_before():
    organisation = make.organisation()
    leader = make.person(organisation, "Karen", "leader")
    owner = make.person(organisation, "Bo")
    make.action(make.root(organisation), leader, owner=owner, what="I dag", due_on=TODAY)
    make.action(
        make.root(organisation), leader, owner=owner, what="Senere",
        due_on=TODAY + timedelta(days=1),
    )  # fmt: skip

    assert titles(owner) == ["I dag"]
    assert titles(leader) == []


def test_the_balance_counts_open_actions_the_person_can_see():
    organisation = make.organisation()
    here, there = make.unit(organisation, "Her"), make.unit(organisation, "Der")
    leader, neighbour = make.person(here, "K", "leader"), make.person(there, "N", "leader")
    make.action(here, leader, level="group")
    make.action(here, leader, level="organisation")
    make.action(there, neighbour, level="individual")

    assert {bar.level.letter: bar.count for bar in balance(leader)} == {
        "I": 0,
        "G": 1,
        "L": 0,
        "O": 1,
    }


def test_a_stranger_finds_no_such_organisation(client):
    organisation = make.organisation()
    make.sign_in(client, make.person(make.organisation(), "Sif", "hr"))

    assert client.get(reverse("desk:overview", args=[organisation.slug])).status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_three_due_actions_cost_no_more_queries_than_one(
    client, how_many, django_assert_max_num_queries
):
    organisation = make.organisation()
    leader = make.person(organisation, "Karen", "leader")
    for _ in range(how_many):
        make.action(make.root(organisation), leader, due_on=TODAY)
    make.sign_in(client, leader)

    with django_assert_max_num_queries(20):
        response = client.get(reverse("desk:overview", args=[organisation.slug]))

    assert len(response.context["items"]) == how_many


def test_the_newest_result_of_ones_own_unit_stands_there_with_its_finding(client):
    organisation = make.organisation()
    unit = make.unit(organisation, "Støberi", code="S")
    other = make.unit(organisation, "Pakkeri", code="PK")
    round_ = make.closed_round(organisation, {unit: 20, other: 16})
    release_round(round_, at=make.NOW)
    leader = make.person(unit, "Karen", "leader")
    make.sign_in(client, leader)

    page = client.get(reverse("desk:overview", args=[organisation.slug])).content.decode()

    assert "Det seneste resultat" in page
    assert reverse("surveys:unit-results", args=[organisation.slug, round_.pk, "S"]) in page
    assert latest_result(leader).page.headline in page


def test_without_a_safety_representative_employees_are_led_to_their_own_choice(client):
    employee = make.person(make.organisation(), "Bo")
    make.sign_in(client, employee)
    desk = reverse("desk:overview", args=[employee.organisation.slug])
    choice = reverse("organisation:representative", args=[employee.organisation.slug])

    assert choice in client.get(desk).content.decode()

    make.person(employee.unit, "Ali", "safety_rep")
    assert choice not in client.get(desk).content.decode()
