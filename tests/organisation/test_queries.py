import pytest

import make
from trivsel.organisation import queries
from trivsel.organisation.models import Person, Role

pytestmark = pytest.mark.django_db
Kind = Role.Kind


@pytest.fixture
def place():
    """Root > (plant > (line 1, line 2), office); five in each."""
    place = make.organisation()
    plant = make.unit(place, "Plant", code="plant")
    for name in ("Line 1", "Line 2"):
        make.unit(plant, name, code=name.lower().replace(" ", ""))
    make.unit(place, "Office", code="office")
    for unit in place.units.all():
        make.people(unit, 5)
    other = make.organisation("Another")
    make.people(make.unit(other, code="line1"), 5)
    return place


def unit(place, code):
    return place.units.get(code=code)


def codes(units):
    return {unit.code for unit in units}


def asked(person):
    """The person as the gate finds them."""
    return Person.objects.select_related("unit", "organisation").get(pk=person.pk)


def test_an_employee_sees_own_unit_and_those_above(place):
    employee = asked(make.person(unit(place, "line1")))

    assert codes(queries.visible_units(employee)) == {"line1", "plant", "root"}
    assert codes(queries.units_for(employee)) == {"line1", "plant", "root"}
    assert codes(queries.role_units(employee)) == set()


@pytest.mark.parametrize("kind", [Kind.LEADER, Kind.SAFETY_REP, Kind.UNION_REP])
def test_a_role_reaches_the_subtree_of_its_unit(place, kind):
    somebody = make.person(unit(place, "office"))
    make.role(somebody, kind, for_unit=unit(place, "plant"))

    assert codes(queries.role_units(asked(somebody))) == {"plant", "line1", "line2"}
    assert codes(queries.visible_units(asked(somebody))) == {
        "plant",
        "line1",
        "line2",
        "office",
        "root",
    }


@pytest.mark.parametrize("kind", [Kind.HR, Kind.TOP_MANAGEMENT])
def test_hr_and_top_management_see_everything_of_their_own_organisation(place, kind):
    somebody = asked(make.person(unit(place, "line1"), "", kind))

    assert codes(queries.visible_units(somebody)) == codes(place.units.all())
    assert not queries.visible_units(somebody).exclude(organisation=place).exists()


def test_an_administrator_runs_all_units_but_sees_no_more_results_than_an_employee(place):
    somebody = asked(make.person(unit(place, "line1"), "", Kind.ADMINISTRATOR))

    assert codes(queries.units_for(somebody)) == codes(place.units.all())
    assert codes(queries.visible_units(somebody)) == {"line1", "plant", "root"}
    assert codes(queries.role_units(somebody)) == set()


def test_people_are_open_to_those_who_run_them_to_leaders_below_and_to_oneself(place):
    employee = asked(make.person(unit(place, "line1")))
    leader = make.person(unit(place, "office"))
    make.role(leader, Kind.LEADER, for_unit=unit(place, "plant"))
    rep = asked(make.person(unit(place, "plant"), "", Kind.SAFETY_REP))
    administrator = asked(make.person(place, "", Kind.ADMINISTRATOR))

    assert list(queries.people_for(employee)) == [employee]
    assert list(queries.people_for(rep)) == [rep]
    below = queries.people_for(asked(leader)).exclude(pk=leader.pk)
    assert codes(person.unit for person in below) == {"plant", "line1", "line2"}
    everybody = Person.objects.filter(organisation=place)
    assert queries.people_for(administrator).count() == everybody.count()


def test_nobody_who_has_left_is_shown(place):
    administrator = asked(make.person(place, "", Kind.ADMINISTRATOR))
    gone = make.person(place, left_on="2026-01-31")

    assert gone not in queries.people_for(administrator)
    assert queries.staff_in(unit(place, "root"))[0] == 6


def test_people_are_found_by_words_and_in_a_subtree(place):
    administrator = asked(make.person(place, "", Kind.ADMINISTRATOR))
    mette = make.person(unit(place, "line1"), "Mette Ågård", job_title="Støber")
    make.person(unit(place, "office"), "Mette Holm")

    assert set(queries.find_people(administrator, words="mette åg")) == {mette}
    assert set(queries.find_people(administrator, words="støber")) == {mette}
    found = queries.find_people(administrator, words="mette", unit=unit(place, "plant"))
    assert set(found) == {mette}


def test_the_tree_counts_own_staff_and_all_below(place, django_assert_num_queries):
    with django_assert_num_queries(1):
        branches = queries.tree(place)

    told = {branch.unit.code: (branch.staff, branch.staff_below) for branch in branches}
    assert told == {
        "root": (5, 25),
        "office": (5, 5),
        "plant": (5, 15),
        "line1": (5, 5),
        "line2": (5, 5),
    }


def test_leaders_are_those_of_the_unit_or_of_the_nearest_above(place):
    top = make.person(place, "", Kind.LEADER)
    plant = make.person(unit(place, "plant"), "", Kind.LEADER)
    gone = make.person(unit(place, "line1"), "", Kind.LEADER, left_on="2026-01-31")

    assert queries.leaders_of(unit(place, "line1")) == [plant]
    assert queries.leaders_of(unit(place, "office")) == [top]
    assert gone not in queries.leaders_of(unit(place, "line1"))
    assert queries.safety_reps_of(unit(place, "office")) == []


def test_only_whole_levels_of_a_large_tree_are_shown():
    place = make.organisation()
    for _ in range(3):
        over = make.unit(place)
        make.unit(over)
        make.unit(over)

    branches = queries.tree(place)

    assert len(queries.upper_levels(branches, at_most=10)) == 10
    assert len(queries.upper_levels(branches, at_most=9)) == 4
    assert len(queries.upper_levels(branches, at_most=1)) == 4


def test_a_name_that_several_have_needs_the_number(place):
    one = make.person(place, "Bo Lund", number="4711")
    make.person(place, "Bo Lund")
    leader = make.person(place, "Ida Friis", Kind.LEADER)

    assert queries.named(place, "4711") == [one]
    assert len(queries.named(place, " bo lund ")) == 2
    assert queries.named(place, leader.name) == []
