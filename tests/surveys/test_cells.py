"""Who is counted with whom: shown, chosen, counted again, frozen."""

import pytest
from django.urls import reverse
from django.utils.translation import override

import make
import make_rounds
from trivsel.surveys import services
from trivsel.surveys.models import Cell
from trivsel.surveys.queries import round_in_full
from trivsel.surveys.rounds.cells import cell_page

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def house():
    """An office of 20, a workshop of 9, and two small units of 5 and 4 in the production."""
    house = make.organisation("Værket")
    production = make.unit(house, "Produktion", code="prod")
    make.people(make.unit(house, "Kontor", code="office"), 20)
    make.people(make.unit(production, "Værksted", code="shop"), 9)
    make.people(make.unit(production, "Lager", code="store"), 5)
    make.people(make.unit(production, "Vedligehold", code="repair"), 4)
    make.person(production, "Lone", "leader")
    make.role(house.people.filter(unit__code="office").first(), "hr")
    make.role(house.people.filter(unit__code="shop").first(), "safety_rep")
    return house


@pytest.fixture
def round_(house):
    return make_rounds.round_(house)


def counted_with(round_, unit):
    round_.refresh_from_db()
    return next(g for g in cell_page(round_).groups if unit in f"{g.name} {g.parts}")


def test_everybody_is_counted_once(round_, house):
    page = cell_page(round_)

    assert sum(group.eligible for group in page.groups) == house.people.count() == page.eligible
    assert all(group.eligible >= 8 for group in page.groups)


def test_each_small_unit_says_with_whom_it_is_counted(round_):
    page = cell_page(round_)

    small = {choice.name: choice for choice in page.choices}
    assert set(small) == {"Lager", "Vedligehold", "Produktion"}
    assert all(choice.counted_in in {g.name for g in page.groups} for choice in small.values())
    assert [option.chosen for option in small["Lager"].options].count(True) == 1


def test_a_choice_is_kept_and_counted_again(client, round_, house):
    hr, _rep = make_rounds.signers(house)
    make.sign_in(client, hr)
    address = reverse("surveys:cells", args=[house.slug, round_.pk])
    assert "Værksted" not in " ".join(counted_with(round_, "Lager").parts)

    client.post(address, {"choice-store": "with:shop", "choice-repair": "", "x": "y"})

    group = counted_with(round_, "Lager")
    assert "Værksted" in " ".join(group.parts)
    assert group.eligible >= 14
    round_.refresh_from_db()
    assert round_.cell_choices == {"store": "with:shop"}


def test_a_choice_that_no_longer_fits_is_said(round_, house):
    hr, _rep = make_rounds.signers(house)
    services.choose_cells(round_, {"store": "with:gone"}, by=hr, at=make.NOW)
    round_.refresh_from_db()

    page = cell_page(round_)

    assert len(page.refused) == 1
    assert "Lager" in page.refused[0]


def test_a_unit_that_has_grown_needs_no_choice(round_, house):
    hr, _rep = make_rounds.signers(house)
    services.choose_cells(round_, {"store": "with:shop"}, by=hr, at=make.NOW)
    make.people(house.units.get(code="store"), 6)
    round_.refresh_from_db()

    page = cell_page(round_)

    assert "Lager" in page.refused[0]
    assert "Lager" in {group.name for group in page.groups}


def test_what_is_frozen_is_what_was_shown(round_, house):
    hr, _rep = make_rounds.signers(house)
    shown = [(group.name, group.eligible) for group in cell_page(round_).groups]

    services.submit_round(round_, by=hr, at=make_rounds.noon())

    frozen = Cell.objects.filter(round=round_).order_by("pk").values_list("name", "eligible")
    assert list(frozen) == shown
    counted = {each.unit.code for each in round_.cell_units.select_related("unit")}
    assert counted == {"office", "shop", "store", "repair", "prod"}


def test_a_raised_minimum_makes_larger_groups(house):
    round_ = make_rounds.round_(house, minimum_group=12)

    assert all(group.eligible >= 12 for group in cell_page(round_).groups)


def test_a_cell_that_is_all_of_a_unit_bears_its_name():
    house = make.organisation()
    for _ in range(2):
        above = make.unit(house, "Afdeling")
        for _ in range(3):
            make.people(make.unit(above, "Hold"), 4)

    groups = cell_page(make_rounds.round_(house)).groups

    assert "Afdeling" in {group.name for group in groups}


def test_a_cell_of_leaders_alone_does_not_bear_the_bare_name_of_their_units():
    house = make.organisation("Værket")
    make.people(house, 4)
    for name in ("Kontor", "Lager"):
        above = make.unit(house, name)
        make.people(above, 3)
        make.people(make.unit(above, f"{name} 1"), 20)

    with override("en"):
        groups = {
            group.name: group.eligible for group in cell_page(make_rounds.round_(house)).groups
        }

    assert groups == {"Ledelse og stab, Værket": 12, "Kontor 1": 20, "Lager 1": 20}


def test_an_inner_units_own_people_are_told_from_all_below_it():
    house = make.organisation("Værket")
    shop = make.unit(house, "Værksted")
    make.people(shop, 20)
    make.people(make.unit(shop, "Lærlinge"), 9)
    make.people(make.unit(house, "Lager"), 12)

    groups = {group.name for group in cell_page(make_rounds.round_(house)).groups}

    assert "Værksted, selve enheden" in groups
    assert "Lærlinge" in groups
    assert any(name.endswith(" + Ledelse og stab, Værket") for name in groups)


def test_the_frozen_groups_stand_as_the_tree_does_also_from_the_tenth():
    house = make.organisation("Værket")
    for number in range(1, 13):
        make.people(make.unit(house, f"Hold {number:02}"), 8 + number)
    round_ = make_rounds.round_(house, "signing")
    hr, _rep = make_rounds.signers(house)

    [found] = round_in_full(hr).filter(pk=round_.pk)

    teams = [cell.name for cell in found.cells.all() if cell.name.startswith("Hold")]
    assert len(teams) > 10
    assert teams == sorted(teams)
