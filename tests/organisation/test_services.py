from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

import make
from trivsel.accounts import events
from trivsel.accounts.models import Event
from trivsel.domain.refusal import Refused
from trivsel.organisation import services
from trivsel.organisation.models import Person, Role, Unit

pytestmark = pytest.mark.django_db
Kind = Role.Kind
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def place():
    return make.organisation()


@pytest.fixture
def administrator(place):
    somebody = make.person(place, "Anna", Kind.ADMINISTRATOR)
    make.login_of(somebody)
    return somebody


def recorded(place):
    return list(
        Event.objects.filter(organisation=place.slug)
        .order_by("number")
        .values_list("what", "actor")
    )


def shape(place):
    return {
        unit.code: (
            unit.parent.code if unit.parent else None,
            unit.first,
            unit.last,
            unit.depth,
        )
        for unit in Unit.objects.filter(organisation=place).select_related("parent")
    }


# --- organisations -----------------------------------------------------------------------
def test_an_organisation_begins_with_its_top_unit():
    place = services.create_organisation("Nordværk", slug="nord", at=NOW)

    assert shape(place) == {"0": (None, 0, 0, 0)}
    assert recorded(place) == [("organisation-created", None)]


@pytest.mark.parametrize("slug", ["taken", "not a slug", ""])
def test_an_address_that_cannot_be_used_is_refused(slug):
    services.create_organisation("First", slug="taken", at=NOW)

    with pytest.raises(Refused):
        services.create_organisation("Second", slug=slug, at=NOW)


def test_the_minimum_group_is_raised_but_never_lowered(place, administrator):
    change = {"name": place.name, "by": administrator, "at": NOW}
    services.change_organisation(place, minimum_group=8, **change)

    with pytest.raises(Refused):
        services.change_organisation(place, minimum_group=7, **change)
    place.refresh_from_db()
    assert place.minimum_group == 8


# --- units ---------------------------------------------------------------------------------
def test_a_unit_is_added_numbered_and_recorded(place, administrator):
    services.add_unit(make.root(place), code="b", name="Beta", by=administrator, at=NOW)
    services.add_unit(make.root(place), code="a", name="Alfa", by=administrator, at=NOW)

    assert shape(place) == {
        "root": (None, 0, 2, 0),
        "a": ("root", 1, 1, 1),
        "b": ("root", 2, 2, 1),
    }
    assert recorded(place) == [("unit-added", administrator.user_id)] * 2


@pytest.mark.parametrize("code", ["a/b", "..", " a", "a\\b", "x" * 51, "taken"])
def test_a_code_that_cannot_stand_in_an_address_is_not_accepted(place, administrator, code):
    make.unit(place, code="taken")

    with pytest.raises(ValidationError):
        services.add_unit(make.root(place), code=code, name="A", by=administrator, at=NOW)
    assert len(shape(place)) == 2


def test_moving_takes_everything_below_along(place, administrator):
    a, b = make.unit(place, "A", code="a"), make.unit(place, "B", code="b")
    make.unit(a, "A1", code="a1")

    services.move_unit(a, under=b, by=administrator, at=NOW)

    assert shape(place) == {
        "root": (None, 0, 3, 0),
        "b": ("root", 1, 3, 1),
        "a": ("b", 2, 3, 2),
        "a1": ("a", 3, 3, 3),
    }


def test_a_unit_cannot_be_moved_below_itself_nor_into_another_organisation(
    place, administrator
):
    a = make.unit(place, code="a")
    a1 = make.unit(a, code="a1")
    elsewhere = make.unit(make.organisation())
    before = shape(place)

    for under in (a, a1, elsewhere):
        with pytest.raises(Refused):
            services.move_unit(a, under=under, by=administrator, at=NOW)
    with pytest.raises(Refused):
        services.move_unit(make.root(place), under=a, by=administrator, at=NOW)
    assert shape(place) == before


def test_a_unit_with_people_or_units_stays(place, administrator):
    a = make.unit(place, code="a")
    make.unit(a, code="a1")
    b = make.unit(place, code="b")
    make.person(b, left_on="2026-01-31")

    for unit in (make.root(place), a, b):
        with pytest.raises(Refused):
            services.remove_unit(unit, by=administrator, at=NOW)
    assert set(shape(place)) == {"root", "a", "a1", "b"}


def test_an_empty_unit_is_removed_and_the_tree_closes_up(place, administrator):
    make.unit(place, "A", code="a")
    make.unit(place, "B", code="b")

    services.remove_unit(place.units.get(code="a"), by=administrator, at=NOW)

    assert shape(place) == {"root": (None, 0, 1, 0), "b": ("root", 1, 1, 1)}


# --- people --------------------------------------------------------------------------------
def details(place, **fields):
    return services.Details(**{"name": "Bo", "unit": make.root(place), **fields})


def test_an_address_is_kept_in_small_letters_and_once(place, administrator):
    added = services.add_person(
        "1", details(place, email=" Bo@Firm.DK "), by=administrator, at=NOW
    )

    assert added.email == "bo@firm.dk"
    with pytest.raises(ValidationError):
        services.add_person("2", details(place, email="BO@firm.dk"), by=administrator, at=NOW)
    with pytest.raises(ValidationError):
        services.add_person("1", details(place), by=administrator, at=NOW)


def test_many_have_no_address_at_all(place, administrator):
    for number in ("1", "2"):
        services.add_person(number, details(place), by=administrator, at=NOW)

    assert Person.objects.filter(organisation=place, email="").count() == 2


def test_a_new_address_ends_the_tie_to_the_old_login(place, administrator):
    somebody = make.person(place, email="old@firm.dk")
    make.login_of(somebody)

    same = services.change_person(
        somebody, details(place, email="old@firm.dk"), by=administrator, at=NOW
    )
    assert same.user is not None
    changed = services.change_person(
        somebody, details(place, email="new@firm.dk"), by=administrator, at=NOW
    )
    assert changed.user is None
    assert ("address-changed", administrator.user_id) in recorded(place)


def test_leaving_ends_roles_and_the_way_in(place, administrator):
    leader = make.person(place, "", Kind.LEADER)
    make.login_of(leader)

    services.let_leave(leader, left_on=date(2026, 11, 20), by=administrator, at=NOW)

    leader.refresh_from_db()
    assert leader.left_on == date(2026, 11, 20)
    assert leader.user is None
    assert not leader.roles.exists()


# --- roles ---------------------------------------------------------------------------------
def test_roles_for_all_are_for_the_top_unit_whatever_is_asked(place, administrator):
    below = make.unit(place)
    somebody = make.person(below)

    for kind in (Kind.HR, Kind.TOP_MANAGEMENT, Kind.ADMINISTRATOR):
        role = services.give_role(kind, to=somebody, unit=below, by=administrator, at=NOW)
        assert role.unit == make.root(place)
    led = services.give_role(Kind.LEADER, to=somebody, by=administrator, at=NOW)
    assert led.unit == below


def test_a_role_is_given_once_and_recorded_once(place, administrator):
    somebody = make.person(place)

    for _ in range(2):
        services.give_role(Kind.HR, to=somebody, by=administrator, at=NOW)

    assert somebody.roles.count() == 1
    assert recorded(place) == [("role-given", administrator.user_id)]


def test_a_role_is_for_a_unit_of_the_same_organisation(place, administrator):
    elsewhere = make.unit(make.organisation())

    with pytest.raises(Refused):
        services.give_role(
            Kind.LEADER, to=make.person(place), unit=elsewhere, by=administrator, at=NOW
        )


def test_the_only_administrator_stays(place, administrator):
    role = administrator.roles.get()

    with pytest.raises(Refused):
        services.take_role(role, by=administrator, at=NOW)
    with pytest.raises(Refused):
        services.let_leave(administrator, left_on=NOW.date(), by=administrator, at=NOW)
    make.person(place, "", Kind.ADMINISTRATOR)
    services.take_role(role, by=administrator, at=NOW)
    assert not administrator.roles.exists()


@pytest.mark.parametrize("kind", [None, Kind.LEADER, Kind.SAFETY_REP, Kind.TOP_MANAGEMENT])
def test_only_administrators_and_hr_change_anything(place, kind):
    somebody = make.person(place, "", *([kind] if kind else []))
    a = make.unit(place, code="a")
    victim = make.person(a, "", Kind.LEADER)
    told = {"by": somebody, "at": NOW}

    for attempt in (
        lambda: services.add_unit(a, code="x", name="X", **told),
        lambda: services.rename_unit(a, name="X", **told),
        lambda: services.move_unit(a, under=make.root(place), **told),
        lambda: services.remove_unit(a, **told),
        lambda: services.add_person("9", details(place), **told),
        lambda: services.change_person(victim, details(place), **told),
        lambda: services.let_leave(victim, left_on=NOW.date(), **told),
        lambda: services.give_role(Kind.HR, to=somebody, **told),
        lambda: services.take_role(victim.roles.get(), **told),
        lambda: services.change_organisation(place, name="X", minimum_group=9, **told),
    ):
        with pytest.raises(Refused):
            attempt()
    assert recorded(place) == []


# --- the employees' choice -----------------------------------------------------------------
CHOSEN = {"chosen_on": date(2026, 11, 19), "chosen_how": "By a show of hands", "at": NOW}


def test_an_employee_writes_down_whom_they_chose(place):
    chosen, writer = make.person(make.unit(place)), make.person(place)

    role = services.choose_employee_rep(chosen, by=writer, **CHOSEN)

    assert (role.person, role.unit, role.appointed_by) == (chosen, make.root(place), writer)
    assert [what for what, _ in recorded(place)] == ["rep-chosen"]


def test_a_new_choice_takes_the_place_of_the_old(place):
    first, second, writer = make.people(place, 3)
    services.choose_employee_rep(first, by=writer, **CHOSEN)

    services.choose_employee_rep(second, by=writer, **CHOSEN)

    assert [role.person for role in Role.objects.filter(kind=Kind.EMPLOYEE_REP)] == [second]


@pytest.mark.parametrize("kind", [Kind.LEADER, Kind.HR, Kind.TOP_MANAGEMENT])
def test_nobody_who_acts_for_management_is_chosen(place, kind):
    with pytest.raises(Refused):
        services.choose_employee_rep(
            make.person(place, "", kind), by=make.person(place), **CHOSEN
        )


@pytest.mark.parametrize("kind", [Kind.LEADER, Kind.TOP_MANAGEMENT])
def test_a_leader_cannot_write_it_down(place, kind):
    with pytest.raises(Refused):
        services.choose_employee_rep(
            make.person(place), by=make.person(place, "", kind), **CHOSEN
        )


def test_nobody_is_chosen_where_there_is_a_safety_representative(place):
    make.person(place, "", Kind.SAFETY_REP)

    with pytest.raises(Refused):
        services.choose_employee_rep(make.person(place), by=make.person(place), **CHOSEN)


def test_a_safety_representative_who_left_is_none(place):
    make.person(place, "", Kind.SAFETY_REP, left_on="2026-01-31")

    assert services.choose_employee_rep(make.person(place), by=make.person(place), **CHOSEN)


def test_somebody_from_another_organisation_is_not_chosen(place):
    stranger = make.person(make.organisation())

    with pytest.raises(Refused):
        services.choose_employee_rep(stranger, by=make.person(place), **CHOSEN)


@pytest.mark.parametrize("wrong", [{"chosen_how": "  "}, {"chosen_on": date(2026, 11, 21)}])
def test_how_and_when_belong_to_it(place, wrong):
    with pytest.raises(Refused):
        services.choose_employee_rep(
            make.person(place), by=make.person(place), **{**CHOSEN, **wrong}
        )


@pytest.mark.parametrize("kind", [Kind.LEADER, Kind.HR, Kind.TOP_MANAGEMENT])
def test_who_speaks_for_the_employees_gets_no_role_of_management(place, administrator, kind):
    chosen = make.person(place)
    services.choose_employee_rep(chosen, by=make.person(place), **CHOSEN)

    with pytest.raises(Refused):
        services.give_role(kind, to=chosen, by=administrator, at=NOW)


# --- from the command line -----------------------------------------------------------------
def test_an_administrator_is_made_with_login_and_person(place):
    made = services.make_administrator(
        slug=place.slug, email="Karen@Firm.dk", name="Karen", at=NOW
    )

    assert made.user.email == "karen@firm.dk"
    assert not made.user.has_usable_password()
    assert [role.kind for role in made.roles.all()] == [Kind.ADMINISTRATOR]
    assert events.verify(place.slug) is None


def test_an_administrator_is_made_of_somebody_who_works_here(place):
    karen = make.person(place, "Karen Holm", email="karen@firm.dk")

    made = services.make_administrator(slug=place.slug, email="karen@firm.dk", at=NOW)

    assert made == karen
    assert made.user.name == "Karen Holm"


def test_an_organisation_that_is_not_there_gets_no_administrator():
    with pytest.raises(Refused):
        services.make_administrator(slug="nowhere", email="karen@firm.dk", at=NOW)
