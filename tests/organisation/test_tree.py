import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from trivsel.organisation.models import Unit
from trivsel.organisation.services import tree

pytestmark = pytest.mark.django_db


def numbers(organisation):
    return {
        unit.code: (unit.first, unit.last, unit.depth)
        for unit in Unit.objects.filter(organisation=organisation)
    }


def test_units_are_numbered_depth_first_and_siblings_by_danish_name():
    place = make.organisation()
    b = make.unit(place, "Beta", code="b")
    make.unit(place, "Ålborg", code="aa")
    make.unit(place, "Alfa", code="a")
    make.unit(b, "Under beta", code="b1")

    assert numbers(place) == {
        "root": (0, 4, 0),
        "a": (1, 1, 1),
        "b": (2, 3, 1),
        "b1": (3, 3, 2),
        "aa": (4, 4, 1),
    }


def test_team_2_comes_before_team_10():
    place = make.organisation()
    for name in ("Hold 10", "Hold 2", "Hold 1, nat"):
        make.unit(place, name, code=name)

    assert [unit.code for unit in place.units.order_by("first")] == [
        "root",
        "Hold 1, nat",
        "Hold 2",
        "Hold 10",
    ]


def test_a_second_numbering_writes_nothing():
    place = make.organisation()
    make.unit(make.unit(place))

    assert tree.renumber(place) == 0


@settings(max_examples=60)
@given(parents=st.lists(st.integers(0, 30), max_size=30))
def test_a_subtree_is_always_the_range_of_its_numbers(parents):
    units = [Unit(pk=1, name="root", code="0")]
    for position, parent in enumerate(parents):
        over = units[parent % len(units)]
        units.append(Unit(pk=position + 2, parent_id=over.pk, name="u", code=str(position)))
    by_pk = {unit.pk: unit for unit in units}

    tree._number(units)

    def above(unit):
        while unit is not None:
            yield unit.pk
            unit = by_pk.get(unit.parent_id)

    assert sorted(unit.first for unit in units) == list(range(len(units)))
    for unit in units:
        inside = {other.pk for other in units if unit.first <= other.first <= unit.last}
        assert inside == {other.pk for other in units if unit.pk in above(other)}
        assert unit.depth == len(list(above(unit))) - 1
