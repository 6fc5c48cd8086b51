"""The comparison by its laws: everybody is accounted for once, and a second import is empty."""

from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.importfile.compare import compare
from trivsel.domain.importfile.plan import NowPerson, NowUnit
from trivsel.domain.importfile.problem import Kind
from trivsel.domain.importfile.rows import PersonRow, UnitRow

UNITS = [NowUnit("A", "", "Alt"), NowUnit("B", "A", "Nord"), NowUnit("C", "B", "Nordvest")]
numbers = st.lists(st.integers(0, 12), unique=True, max_size=12)
flags = st.sets(st.integers(0, 12))


def person(n, **fields):
    given = {"number": str(n), "name": f"P{n}", "email": "", "unit": "A", "job_title": ""}
    return NowPerson(**(given | {"language": "da"} | fields))


def row(n, **fields):
    given = {"row": n + 2, "number": str(n), "name": f"P{n}", "unit": "A", "email": ""}
    return PersonRow(**(given | fields))


@given(now=numbers, file=numbers, left=flags, stays=flags, moved=flags)
def test_everybody_is_accounted_for_once(now, file, left, stays, moved):
    people = [person(n, active=n not in left, stays=n in stays) for n in now]
    rows = [row(n, unit="B" if n in moved else "A") for n in file]

    plan = compare(UNITS, people, unit_rows=None, person_rows=rows)

    new = {one.number for one in plan.new_people}
    changed = {one.was.number for one in plan.changed_people}
    gone = {one.number for one in plan.gone_people}
    kept = {one.number for one in plan.kept_people}
    active = {str(n) for n in now if n not in left}
    assert new == {str(n) for n in file} - {str(n) for n in now}
    assert gone | kept == active - {str(n) for n in file}
    assert not gone & kept
    assert not gone & {str(n) for n in stays}
    assert changed == {str(n) for n in set(now) & set(file) & (left | moved)}


@given(now=numbers, file=numbers, moved=flags)
def test_what_was_carried_out_is_not_proposed_again(now, file, moved):
    people = [person(n) for n in now]
    rows = [row(n, unit="B" if n in moved else "A", roles=("leader",)) for n in file]
    plan = compare(UNITS, people, unit_rows=None, person_rows=rows)
    after = [
        person(one.number, name=one.name, unit=one.unit, roles=frozenset(one.roles))
        for one in rows
    ] + [person(one.number, active=False) for one in plan.gone_people]

    again = compare(UNITS, after, unit_rows=None, person_rows=rows)

    assert again.is_empty


@given(file=st.sets(st.sampled_from("BC")), held=st.sets(st.sampled_from("BC")))
def test_a_unit_others_refer_to_is_never_gone_and_never_in_the_air(file, held):
    units = [NowUnit(u.code, u.parent, u.name, held=u.code in held) for u in UNITS]
    rows = [UnitRow(2, "A", "", "Alt"), *(UnitRow(3, c, "A", c) for c in sorted(file))]

    plan = compare(units, [], unit_rows=rows, person_rows=[])

    kept = {one.unit.code: one.parent for one in plan.kept_units}
    assert set(kept) == held - file
    assert {one.code for one in plan.gone_units} == {"B", "C"} - file - held
    assert set(kept.values()) <= {"A"} | file | set(kept)
    assert set((plan.heir or {}).values()) <= {"A"} | file | set(kept)


@given(gone=st.integers(0, 10))
def test_the_share_that_goes_is_rounded_up(gone):
    people = [person(n) for n in range(10)]

    plan = compare(UNITS, people, unit_rows=None, person_rows=[row(n) for n in range(gone, 10)])

    assert plan.gone_share == 10 * gone


def test_an_address_two_would_share_is_told():
    people = [person(1, email="a@x.dk", stays=True), person(2)]

    plan = compare(UNITS, people, unit_rows=None, person_rows=[row(2, email="a@x.dk")])

    assert [problem.kind for problem in plan.problems] == [Kind.EMAIL_TAKEN]


def test_who_returns_with_an_address_that_is_in_use_is_told():
    people = [person(1, email="a@x.dk", active=False), person(2, email="a@x.dk")]
    rows = [row(2, email=None), row(1, email=None)]

    plan = compare(UNITS, people, unit_rows=None, person_rows=rows)

    assert [problem.kind for problem in plan.problems] == [Kind.EMAIL_TAKEN]
