import pytest
from django.urls import reverse
from django.utils import timezone

import make
from trivsel.accounts.models import Event
from trivsel.organisation import services
from trivsel.organisation.models import Person, Role

pytestmark = pytest.mark.django_db
Kind = Role.Kind


@pytest.fixture
def place():
    return make.organisation()


@pytest.fixture
def administrator(client, place):
    somebody = make.person(place, "Anna Administrator", Kind.ADMINISTRATOR)
    make.sign_in(client, somebody)
    return somebody


def url(name, place, *args):
    return reverse(f"organisation:{name}", args=[place.slug, *args])


def test_a_unit_is_added_below_another(client, place, administrator):
    response = client.post(url("unit-new", place, "root"), {"name": "Lager", "code": "L 1"})

    assert response.url == url("unit", place, "root")
    assert client.get(url("unit", place, "L 1")).status_code == 200


def test_a_code_in_use_is_said_beside_the_field(client, place, administrator):
    response = client.post(url("unit-new", place, "root"), {"name": "Lager", "code": "root"})

    assert response.context["form"].errors.keys() == {"code"}


def test_a_unit_is_renamed_and_moved_on_one_page(client, place, administrator):
    a, b = make.unit(place, code="a"), make.unit(place, code="b")

    client.post(url("unit-change", place, "a"), {"name": "Alfa", "under": b.pk})

    a.refresh_from_db()
    assert (a.name, a.parent) == ("Alfa", b)


def test_a_unit_cannot_be_put_under_itself_or_elsewhere(client, place, administrator):
    a = make.unit(place, code="a")
    a1 = make.unit(a)
    elsewhere = make.unit(make.organisation())

    for under in (a, a1, elsewhere):
        response = client.post(url("unit-change", place, "a"), {"name": "A", "under": under.pk})
        assert response.context["form"].errors.keys() == {"under"}


def test_the_top_unit_is_renamed_but_has_no_place_to_choose(client, place, administrator):
    response = client.get(url("unit-change", place, "root"))

    assert list(response.context["form"].fields) == ["name"]


def test_a_removal_that_is_refused_says_why_and_keeps_all(client, place, administrator):
    make.person(make.unit(place, code="a"))

    response = client.post(url("unit-remove", place, "a"), follow=True)

    assert place.units.filter(code="a").exists()
    [message] = response.context["messages"]
    assert message.level_tag == "error"


def test_a_person_is_added_changed_and_leaves(client, place, administrator):
    root = make.root(place)
    known = {"name": "Bo", "unit": root.pk, "language": "da"}
    client.post(url("person-new", place), {**known, "number": "7"})
    bo = Person.objects.get(number="7")

    client.post(url("person-change", place, bo.pk), {**known, "name": "Bo Lund"})
    client.post(url("person-leave", place, bo.pk))

    bo.refresh_from_db()
    assert bo.name == "Bo Lund"
    assert bo.left_on is not None
    assert client.get(url("person", place, bo.pk)).status_code == 404


def test_a_number_or_an_address_in_use_is_said_beside_the_field(client, place, administrator):
    make.person(place, number="7", email="bo@firm.dk")

    response = client.post(
        url("person-new", place),
        {
            "number": "7",
            "name": "Bo",
            "email": "BO@firm.dk",
            "unit": make.root(place).pk,
            "language": "da",
        },
    )

    assert response.context["form"].errors.keys() == {"number", "email"}


def test_a_unit_of_another_organisation_is_no_choice(client, place, administrator):
    elsewhere = make.unit(make.organisation())

    response = client.post(
        url("person-new", place),
        {"number": "7", "name": "Bo", "unit": elsewhere.pk, "language": "da"},
    )

    assert response.context["form"].errors.keys() == {"unit"}


def test_a_language_an_import_brought_is_kept(client, place, administrator):
    bo = make.person(place, language="pl")

    response = client.get(url("person-change", place, bo.pk))

    assert ("pl", "pl") in response.context["form"].fields["language"].choices


def test_a_role_is_given_and_ended(client, place, administrator):
    bo = make.person(make.unit(place))

    client.post(url("role-give", place, bo.pk), {"kind": "leader", "unit": bo.unit.pk})
    [role] = bo.roles.all()
    client.post(url("role-take", place, bo.pk, role.pk))

    assert (role.kind, role.unit, role.appointed_by) == ("leader", bo.unit, administrator)
    assert not bo.roles.exists()


def test_a_role_is_ended_only_on_the_page_of_whoever_has_it(client, place, administrator):
    bo, ida = make.person(place), make.person(place, "", Kind.LEADER)

    response = client.post(url("role-take", place, bo.pk, ida.roles.get().pk))

    assert response.status_code == 404
    assert ida.roles.exists()


def test_the_employees_choice_is_not_given_like_another_role(client, place, administrator):
    bo = make.person(place)

    client.post(
        url("role-give", place, bo.pk), {"kind": "employee_rep", "unit": make.root(place).pk}
    )

    assert not bo.roles.exists()


def test_an_employee_writes_down_the_choice_by_name(client, place):
    employee, chosen = make.person(place), make.person(place, "Ida Friis")
    make.sign_in(client, employee)

    client.post(
        url("representative", place),
        {"who": "ida friis", "chosen_on": "2026-11-01", "chosen_how": "By a show of hands"},
    )

    [role] = chosen.roles.all()
    assert (role.kind, role.appointed_by) == (Kind.EMPLOYEE_REP, employee)


@pytest.mark.parametrize("who", ["Nobody At All", "Lene Leder", "Bo Lund"])
def test_a_choice_that_is_nobody_a_leader_or_two_is_not_written_down(client, place, who):
    make.person(place, "Lene Leder", Kind.LEADER)
    make.people(place, 2)
    Person.objects.filter(organisation=place, roles=None).update(name="Bo Lund")
    make.sign_in(client, make.person(place))

    response = client.post(
        url("representative", place),
        {"who": who, "chosen_on": "2026-11-01", "chosen_how": "By a show of hands"},
    )

    assert response.context["form"].errors.keys() == {"who"}
    assert not Role.objects.filter(kind=Kind.EMPLOYEE_REP).exists()


def test_the_minimum_is_raised_and_a_lower_one_refused_with_its_reason(
    client, place, administrator
):
    client.post(url("settings", place), {"name": "New name", "minimum_group": "8"})
    response = client.post(url("settings", place), {"name": "New name", "minimum_group": "7"})

    place.refresh_from_db()
    assert (place.name, place.minimum_group) == ("New name", 8)
    [*_, message] = response.context["messages"]
    assert message.level_tag == "error"


def test_a_leader_finds_only_those_below(client, place):
    plant = make.unit(place)
    leader = make.person(plant, "Lene", Kind.LEADER)
    make.person(plant, "Inde")
    make.person(place, "Ude")
    make.sign_in(client, leader)

    response = client.get(url("people", place))

    assert {person.name for person in response.context["page"]} == {"Lene", "Inde"}


def test_people_come_fifty_at_a_time(client, place, administrator):
    make.people(place, 60)

    first = client.get(url("people", place))
    second = client.get(url("people", place), {"page": "2"})

    assert len(first.context["page"]) == 50
    assert len(second.context["page"]) == 11


def test_the_first_administrator_is_led_to_the_import(client, place, administrator):
    for name in ("people", "units"):
        told = client.get(url(name, place)).content.decode()
        assert url("import", place) in told


def test_events_are_listed_with_who_did_it_and_nothing_of_what_was_in_it(
    client, place, administrator
):
    known = {"number": "7", "name": "Bo Hemmelig", "unit": make.root(place).pk}
    client.post(url("person-new", place), {**known, "language": "da"})

    told = client.get(url("events", place)).content.decode()

    assert "Anna Administrator" in told
    assert "Bo Hemmelig" not in told
    assert not Event.objects.filter(key__contains="Bo").exists()


def test_the_chain_is_checked_on_the_page_and_a_break_is_shown(client, place, administrator):
    for name in ("A", "B"):
        make_unit = {"code": name, "name": name, "by": administrator}
        services.add_unit(make.root(place), **make_unit, at=timezone.now())
    sound = client.get(url("events", place), {"check": "1"})
    Event.objects.filter(organisation=place.slug, number=1).update(actor=None)
    broken = client.get(url("events", place), {"check": "1"})

    assert sound.context["broken"] is None
    assert broken.context["broken"].number == 1


@pytest.mark.parametrize("how_many", [1, 3])
@pytest.mark.parametrize("page", [("units", 8), ("unit", 17), ("people", 12), ("events", 8)])
@pytest.mark.usefixtures("administrator")
def test_three_cost_no_more_queries_than_one(
    client, place, django_assert_num_queries, page, how_many
):
    name, queries = page
    somebody = Person.objects.get(name="Anna Administrator")
    for _ in range(how_many):
        unit = make.unit(place)
        for kind in (Kind.LEADER, Kind.SAFETY_REP):
            make.person(unit, "", kind)
        known = services.Details(name="Bo", unit=unit)
        services.add_person(f"no {unit.code}", known, by=somebody, at=timezone.now())
    address = url(name, place, *(["root"] if name == "unit" else []))
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)
