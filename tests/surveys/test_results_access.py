"""Who sees which rows. Every refusal here is tested on a round whose data could leak."""

import pytest
from django.urls import reverse

import make
from trivsel.surveys import releases
from trivsel.surveys.models import Round
from trivsel.surveys.results import release_round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def organisation():
    return make.organisation("Nordværk")


@pytest.fixture
def units(organisation):
    production = make.unit(organisation, "Produktion", code="P")
    office = make.unit(organisation, "Kontor", code="K")
    return {
        "P": production,
        "K": office,
        "S": make.unit(production, "Støberi", code="S"),
        "PK": make.unit(production, "Pakkeri", code="PK"),
        "K1": make.unit(office, "Løn", code="K1"),
        "K2": make.unit(office, "Salg", code="K2"),
    }


@pytest.fixture
def closed(organisation, units):
    answers = {"S": 20, "PK": 16, "K1": 12, "K2": 14}
    return make.closed_round(organisation, {units[code]: n for code, n in answers.items()})


@pytest.fixture
def released(closed):
    release_round(closed, at=make.NOW)
    closed.refresh_from_db()
    return closed


def seen_by(person, round_):
    return {row.key for row in releases.release_for(person, round_).published.table.rows}


EVERYTHING = {"u:root", "u:P", "u:S", "u:PK", "u:K", "u:K1", "u:K2"}


@pytest.mark.parametrize("kind", ["hr", "top_management"])
def test_hr_and_top_management_see_all(released, units, kind):
    assert seen_by(make.person(units["S"], "Hanne", kind), released) == EVERYTHING


@pytest.mark.parametrize("kind", ["leader", "safety_rep", "union_rep", "employee_rep"])
def test_a_role_sees_its_subtree_and_what_is_above_not_the_neighbours(released, units, kind):
    somebody = make.person(units["P"], "Karen", kind)

    assert seen_by(somebody, released) == {"u:root", "u:P", "u:S", "u:PK"}


def test_a_leader_who_works_elsewhere_sees_that_unit_too(released, units):
    somebody = make.person(units["K1"])
    make.role(somebody, "leader", for_unit=units["S"])

    assert seen_by(somebody, released) == {"u:root", "u:K", "u:K1", "u:P", "u:S"}


def test_an_employee_sees_own_unit_and_those_above(released, units):
    assert seen_by(make.person(units["S"]), released) == {"u:root", "u:P", "u:S"}


def test_an_administrator_sees_what_an_employee_sees(released, units):
    somebody = make.person(units["S"], "Anders", "administrator")

    assert seen_by(somebody, released) == {"u:root", "u:P", "u:S"}


def test_names_of_units_out_of_sight_do_not_come_along(released, units):
    published = releases.release_for(make.person(units["S"]), released).published

    assert set(published.places) == {"root", "P", "S"}
    assert "Pakkeri" not in str(published.freeze())


def test_somebody_in_a_unit_newer_than_the_round_sees_what_is_above(released, units):
    newcomer = make.person(make.unit(units["P"], "Ny linje", code="NY"))

    assert seen_by(newcomer, released) == {"u:root", "u:P"}


def test_who_leads_a_new_unit_over_old_ones_sees_the_old_ones(released, organisation, units):
    new = make.unit(organisation, "Drift", code="D")
    units["P"].parent = new
    units["P"].save()
    make.renumber(organisation)
    new.refresh_from_db()

    assert seen_by(make.person(new, "Karen", "leader"), released) >= {"u:P", "u:S", "u:PK"}


def test_units_together_are_shown_to_both_and_neither_sees_the_other_alone(organisation, units):
    workshop = make.unit(units["P"], "Værksted", code="V")
    round_ = make.released_round(
        organisation, {units["S"]: 16, units["PK"]: 4, workshop: 30, units["K1"]: 12}
    )

    rows = seen_by(make.person(units["PK"], "Lis", "leader"), round_)
    others = seen_by(make.person(units["S"], "Ib", "leader"), round_)

    [together] = [key for key in rows if key.startswith("m:")]
    assert together in others
    assert rows == {"u:root", "u:P", together, "u:PK"}
    assert others == {"u:root", "u:P", together, "u:S"}


def test_nobody_sees_anything_before_the_release_and_all_at_the_same_moment(
    client, closed, units
):
    leader = make.person(units["P"], "Karen", "leader")
    safety_rep = make.person(units["P"], "Hanne", "safety_rep")
    address = reverse("surveys:results", args=[closed.organisation.slug, closed.pk])

    for somebody in (leader, safety_rep):
        make.sign_in(client, somebody)
        assert "<table" not in client.get(address).content.decode()
        assert releases.release_for(somebody, closed) is None
    release_round(closed, at=make.NOW)
    for somebody in (leader, safety_rep):
        make.sign_in(client, somebody)
        assert "<table" in client.get(address).content.decode()
    assert seen_by(leader, closed) == seen_by(safety_rep, closed)


def test_an_open_round_shows_no_figure_even_to_who_sees_all(client, organisation, closed):
    Round.objects.filter(pk=closed.pk).update(state=Round.State.OPEN, closed_on=None)
    make.sign_in(client, make.person(organisation, "Hanne", "hr"))

    for name in ("surveys:results", "surveys:results-xlsx"):
        response = client.get(reverse(name, args=[organisation.slug, closed.pk]))
        assert b"<table" not in response.content
        assert response.status_code in {200, 404}


@pytest.mark.parametrize(
    ("name", "extra"),
    [("surveys:results", []), ("surveys:unit-results", ["S"]), ("surveys:results-xlsx", [])],
)
def test_a_stranger_learns_nothing(client, released, name, extra):
    address = reverse(name, args=[released.organisation.slug, released.pk, *extra])

    assert client.get(address).status_code == 302  # not signed in
    make.sign_in(client, make.person(make.organisation("Et andet sted"), "Eva", "hr"))
    assert client.get(address).status_code == 404


def test_the_neighbours_page_is_not_there(client, released, units):
    make.sign_in(client, make.person(units["P"], "Karen", "leader"))
    slug = released.organisation.slug

    own = client.get(reverse("surveys:unit-results", args=[slug, released.pk, "S"]))
    neighbour = client.get(reverse("surveys:unit-results", args=[slug, released.pk, "K1"]))
    missing = client.get(reverse("surveys:unit-results", args=[slug, released.pk, "nowhere"]))

    assert (own.status_code, neighbour.status_code, missing.status_code) == (200, 404, 404)


def test_another_organisations_round_is_not_found_under_ones_own_address(client, released):
    other = make.organisation("Et andet sted")
    make.sign_in(client, make.person(other, "Eva", "hr"))

    response = client.get(reverse("surveys:results", args=[other.slug, released.pk]))

    assert response.status_code == 404


def test_the_newest_results_of_a_unit_are_its_own_page_and_of_a_newer_unit_the_whole(
    client, organisation, released, units
):
    newest = reverse("surveys:latest-results", args=[organisation.slug])
    make.unit(units["P"], "Lager", code="new")
    make.sign_in(client, make.person(units["P"], "Karen", "leader"))

    known = client.get(newest, {"unit": "S"})
    unknown = client.get(newest, {"unit": "new"})

    assert known["Location"].endswith(f"/runder/{released.pk}/resultat/S/")
    assert unknown["Location"].endswith(f"/runder/{released.pk}/resultat/")
