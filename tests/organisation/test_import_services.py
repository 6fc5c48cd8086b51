"""Import from bytes to rows: what changes, what never does, and all or nothing."""

from datetime import timedelta

import pytest

import make
from trivsel.accounts.models import Event
from trivsel.domain.refusal import Refused
from trivsel.organisation.imports import services
from trivsel.organisation.models import Import, Person, Role, Unit

pytestmark = pytest.mark.django_db

UNITS = """enhed;overenhed;navn
V;;Værket
P;V;Produktion
K;P;Pakkeri
"""
PEOPLE = """medarbejder;navn;e-mail;enhed;rolle;stilling;sprog
1;Åse Holm;aase@x.dk;V;hr;Chef;da
2;Bo Friis;;P;leder;Leder;da
3;Jan Kowalski;jan@x.dk;K;amr, tr;Operatør;pl
4;Ida Lund;ida@x.dk;K;;;
"""


@pytest.fixture
def works():
    return make.organisation("Værket", slug="vaerket")


@pytest.fixture
def admin(works):
    return make.person(works, "Karen Holm", "administrator", number="admin-1")


@pytest.fixture
def bring(works, admin):
    def bring_in(units=None, people=None, *, by=admin, **given):
        files = {
            name: text.encode() if text is not None else None
            for name, text in (("units", units), ("people", people))
        }
        draft = services.prepare_import(works, **files, by=by, at=make.NOW)
        return services.carry_out_import(draft, by=by, at=make.NOW, **given)

    return bring_in


def prepare(works, admin, units=None, people=None):
    return services.prepare_import(
        works,
        units=units.encode() if units else None,
        people=people.encode() if people else None,
        by=admin,
        at=make.NOW,
    )


def tree(works):
    return {
        unit.code: (unit.parent.code if unit.parent else "", unit.name)
        for unit in Unit.objects.filter(organisation=works).select_related("parent")
    }


def roles(works):
    return {
        (role.person.number, str(role.kind), role.unit.code)
        for role in Role.objects.filter(person__organisation=works)
    }


def active(works):
    return set(works.people.filter(left_on__isnull=True).values_list("number", flat=True))


# --- the first time -------------------------------------------------------------------------
def test_a_first_import_makes_the_tree_the_people_and_their_roles(works, bring):
    bring(UNITS, PEOPLE)

    assert tree(works) == {
        "V": ("", "Værket"),
        "P": ("V", "Produktion"),
        "K": ("P", "Pakkeri"),
    }
    assert active(works) == {"1", "2", "3", "4", "admin-1"}
    assert roles(works) == {
        ("admin-1", "administrator", "V"),
        ("1", "hr", "V"),
        ("2", "leader", "P"),
        ("3", "safety_rep", "K"),
        ("3", "union_rep", "K"),
    }


def test_the_tree_is_numbered_afterwards(works, bring):
    bring(UNITS, PEOPLE)

    numbers = works.units.order_by("first").values_list("code", "first", "last", "depth")
    assert list(numbers) == [("V", 0, 2, 0), ("P", 1, 2, 1), ("K", 2, 2, 2)]


def test_the_top_stays_the_same_unit_when_its_code_differs(works, bring):
    before = make.root(works).pk

    bring(UNITS)

    assert make.root(works).pk == before


def test_a_preview_changes_nothing(works, admin):
    prepare(works, admin, UNITS, PEOPLE)

    assert set(tree(works)) == {"root"}
    assert active(works) == {"admin-1"}


def test_the_same_files_again_change_nothing(works, admin, bring):
    bring(UNITS, PEOPLE)

    again = prepare(works, admin, UNITS, PEOPLE)

    assert not again.summary["changes"]
    with pytest.raises(Refused, match="allerede"):
        services.carry_out_import(again, by=admin, at=make.NOW)


def test_the_rows_are_forgotten_once_carried_out(bring):
    done = bring(UNITS, PEOPLE)

    done.refresh_from_db()
    assert (done.rows, done.differences, done.problems) == ({}, {}, [])
    assert done.summary["counts"]["people-new"] == 4


def test_it_stands_in_the_chain_of_events(works, bring):
    done = bring(UNITS, PEOPLE)

    events = Event.objects.filter(organisation=works.slug)
    assert events.filter(what="import-carried-out", key=str(done.pk)).count() == 1
    assert events.filter(what="role-given").count() == 4


# --- the second time ------------------------------------------------------------------------
def test_people_who_are_missing_have_left_and_their_roles_end(works, bring):
    bring(UNITS, PEOPLE)

    bring(people=PEOPLE.replace("3;Jan", "5;Jan").replace("jan@", "jan5@"), accept_gone=True)

    jan = works.people.get(number="3")
    assert jan.left_on == make.NOW.date()
    assert not jan.roles.exists()
    assert active(works) == {"1", "2", "4", "5", "admin-1"}


def test_somebody_who_comes_back_is_the_same_person(works, bring):
    bring(UNITS, PEOPLE)
    before = works.people.get(number="4").pk
    bring(people=PEOPLE.replace("4;Ida Lund;ida@x.dk;K;;;\n", ""))

    bring(people=PEOPLE)

    ida = works.people.get(number="4")
    assert (ida.pk, ida.left_on, ida.email) == (before, None, "ida@x.dk")


def test_two_people_can_swap_addresses(works, bring):
    bring(UNITS, PEOPLE)
    swapped = PEOPLE.replace("jan@x.dk", "?").replace("ida@x.dk", "jan@x.dk")

    bring(people=swapped.replace("?", "ida@x.dk"))

    assert works.people.get(number="3").email == "ida@x.dk"


def test_a_new_number_for_the_same_name_and_address_is_the_same_person(works, bring):
    bring(UNITS, PEOPLE)
    before = works.people.get(number="3").pk

    bring(people=PEOPLE.replace("3;Jan", "0003;Jan"))

    assert works.people.get(number="0003").pk == before


def test_an_address_handed_on_to_somebody_else_is_not_the_same_person(works, bring):
    bring(UNITS, PEOPLE)

    bring(people=PEOPLE.replace("3;Jan Kowalski", "9;Eva Nord"), accept_gone=True)

    assert works.people.get(number="3").left_on is not None
    assert works.people.get(number="9").user is None


def test_columns_the_file_does_not_have_are_left_alone(works, bring):
    bring(UNITS, PEOPLE)

    bring(people="nr;navn;enhed\n1;Åse Holm;V\n2;Bo Friis;P\n3;Jan Kowalski;P\n4;Ida;K\n")

    jan = works.people.get(number="3")
    assert (jan.unit.code, jan.email, jan.job_title, jan.language) == (
        *("P", "jan@x.dk", "Operatør"),
        "pl",
    )
    assert ("3", "safety_rep", "K") in roles(works)


def test_a_leader_who_moves_leads_the_new_unit(works, bring):
    bring(UNITS, PEOPLE)

    bring(people=PEOPLE.replace("2;Bo Friis;;P", "2;Bo Friis;;K"))

    assert {role for role in roles(works) if role[0] == "2"} == {("2", "leader", "K")}


def test_a_role_given_by_hand_for_another_unit_is_kept(works, bring):
    bring(UNITS, PEOPLE)
    bo = works.people.get(number="2")
    make.role(bo, "leader", for_unit=works.units.get(code="K"))

    bring(people=PEOPLE.replace("leder;Leder", ";Leder"))

    assert {role for role in roles(works) if role[0] == "2"} == {("2", "leader", "K")}


def test_the_employees_own_choice_is_never_ended_by_a_file(works, bring):
    bring(UNITS, PEOPLE)
    make.role(works.people.get(number="4"), "employee_rep")

    bring(people=PEOPLE.replace("4;Ida Lund;ida@x.dk;K;", "4;Ida Lund;ida@x.dk;K;tr"))

    assert {kind for number, kind, _ in roles(works) if number == "4"} == {
        "employee_rep",
        "union_rep",
    }


def test_who_speaks_for_the_employees_is_not_made_a_leader(works, admin, bring):
    bring(UNITS, PEOPLE)
    make.role(works.people.get(number="4"), "employee_rep")

    draft = prepare(works, admin, people=PEOPLE.replace("ida@x.dk;K;", "ida@x.dk;K;leder"))

    assert [problem[0] for problem in draft.problems] == ["speaks_for_employees"]


# --- nobody locks themselves out --------------------------------------------------------------
def test_administrators_stay_though_the_file_does_not_name_them(works, admin, bring):
    other = make.person(works, "Per Dam", "administrator")

    bring(UNITS, PEOPLE)

    assert {admin.number, other.number} <= active(works)
    assert (admin.number, "administrator", "V") in roles(works)


def test_hr_who_imports_keeps_the_role_though_the_file_leaves_it_out(works, bring):
    bring(UNITS, PEOPLE)
    hr = works.people.get(number="1")

    bring(people=PEOPLE.replace("hr;Chef", ";HR-chef"), by=hr)

    assert ("1", "hr", "V") in roles(works)


def test_another_hr_can_lose_the_role_to_a_file(works, bring):
    bring(UNITS, PEOPLE)

    bring(people=PEOPLE.replace("hr;Chef", ";HR-chef"))

    assert ("1", "hr", "V") not in roles(works)


def test_an_administrator_who_is_in_the_file_under_the_same_address_is_one_person(works, admin):
    make.login_of(admin)
    row = f"77;Karen H. Holm;{admin.email};V;;;\n"

    services.import_files(
        works,
        units=UNITS.encode(),
        people=(PEOPLE + row).encode(),
        by=admin,
        at=make.NOW,
    )

    admin.refresh_from_db()
    assert (admin.number, admin.name) == ("77", "Karen H. Holm")
    assert admin.user is not None


# --- the tie to a login -----------------------------------------------------------------------
def test_another_address_ends_the_tie_to_the_old_login(works, bring):
    bring(UNITS, PEOPLE)
    make.login_of(works.people.get(number="4"))

    bring(people=PEOPLE.replace("ida@x.dk", "ida.lund@x.dk"))

    assert works.people.get(number="4").user is None
    assert Event.objects.filter(what="address-changed").count() == 1


def test_an_address_that_is_the_login_s_own_keeps_the_tie(works, bring):
    bring(UNITS, PEOPLE)
    ida = works.people.get(number="4")
    ida.user = make.user("ida.lund@x.dk")
    ida.save()

    bring(people=PEOPLE.replace("ida@x.dk", "ida.lund@x.dk"))

    ida.refresh_from_db()
    assert ida.user is not None


def test_who_is_gone_can_no_longer_sign_in(works, bring):
    bring(UNITS, PEOPLE)
    make.login_of(works.people.get(number="4"))

    bring(people=PEOPLE.replace("4;Ida Lund;ida@x.dk;K;;;\n", ""))

    assert works.people.get(number="4").user is None


# --- units that go --------------------------------------------------------------------------
def test_an_empty_unit_that_is_missing_is_removed(works, bring):
    bring(UNITS, PEOPLE)
    moved = PEOPLE.replace(";K;", ";P;")

    bring(UNITS.replace("K;P;Pakkeri\n", ""), moved, accept_gone=True)

    assert set(tree(works)) == {"V", "P"}
    assert ("3", "safety_rep", "P") in roles(works)


def test_those_who_left_move_up_when_their_unit_goes(works, bring):
    bring(UNITS, PEOPLE)
    rest = "".join(PEOPLE.splitlines(keepends=True)[:3])

    bring(UNITS.replace("K;P;Pakkeri\n", ""), rest, accept_gone=True)

    assert works.people.get(number="3").unit.code == "P"


def test_units_alone_cannot_take_a_unit_from_under_its_people(works, admin, bring):
    bring(UNITS, PEOPLE)

    draft = prepare(works, admin, UNITS.replace("K;P;Pakkeri\n", ""))

    assert [problem[0] for problem in draft.problems] == ["gone_unit_has_people"]
    with pytest.raises(Refused):
        services.carry_out_import(draft, by=admin, at=make.NOW, accept_gone=True)
    assert "K" in tree(works)


def test_a_unit_an_action_refers_to_is_kept_empty_and_stays_so(works, admin, bring):
    bring(UNITS, PEOPLE)
    make.action(works.units.get(code="K"), works.people.get(number="1"))
    moved, fewer = PEOPLE.replace(";K;", ";P;"), UNITS.replace("K;P;Pakkeri\n", "")

    bring(fewer, moved, accept_gone=True)

    assert tree(works)["K"] == ("P", "Pakkeri")
    again = prepare(works, admin, fewer, moved)
    assert not again.summary["changes"]
    assert again.summary["counts"]["units-kept"] == 1


def test_a_kept_unit_hangs_on_the_nearest_one_above_that_stays(works, bring):
    bring(UNITS, PEOPLE)
    make.action(works.units.get(code="K"), works.people.get(number="1"))

    bring(
        "enhed;overenhed;navn\nV;;Værket\n",
        PEOPLE.replace(";K;", ";V;").replace(";P;", ";V;"),
        accept_gone=True,
    )

    assert tree(works) == {"V": ("", "Værket"), "K": ("V", "Pakkeri")}


@pytest.mark.parametrize(
    "rows",
    [
        "V;P;Værket\nP;;Produktion\nK;P;Pakkeri\n",
        "V;N;Værket\nP;V;Produktion\nK;P;Pakkeri\nN;;Koncern\n",
        "K;;Pakkeri\nP;K;Produktion\nV;P;Værket\n",
    ],
)
def test_the_tree_can_be_turned_over_and_wide_roles_follow_the_top(works, admin, bring, rows):
    bring(UNITS, PEOPLE)
    wanted = {
        code: (parent, name)
        for code, parent, name in (line.split(";") for line in rows.splitlines())
    }
    top = next(code for code, (parent, _) in wanted.items() if not parent)

    bring("enhed;overenhed;navn\n" + rows)

    assert tree(works) == wanted
    assert ("1", "hr", top) in roles(works)
    assert not prepare(works, admin, "enhed;overenhed;navn\n" + rows, PEOPLE).summary["changes"]


# --- refusals -------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["leader", "safety_rep", "union_rep", "top_management", None])
def test_others_cannot_import(works, role):
    somebody = make.person(works, "Bo", *([role] if role else []))

    with pytest.raises(Refused):
        prepare(works, somebody, UNITS)

    assert not Import.objects.exists()


@pytest.mark.parametrize("role", ["administrator", "hr"])
def test_administrators_and_hr_can(works, role):
    somebody = make.person(works, "Bo", role)

    assert prepare(works, somebody, UNITS).summary["changes"]


def test_a_wrong_row_stops_all_of_it_and_its_rows_are_not_kept(works, admin):
    draft = prepare(works, admin, UNITS, PEOPLE + "5;Eva;;Q;;;\n")

    with pytest.raises(Refused):
        services.carry_out_import(draft, by=admin, at=make.NOW)
    assert draft.rows == {}
    assert set(tree(works)) == {"root"}


def test_the_same_rows_without_the_wrong_one_are_carried_out(works, bring):
    bring(UNITS, PEOPLE + "5;Eva;;K;;;\n")

    assert "5" in active(works)


def test_two_hundred_faults_are_kept_and_all_are_counted(works, admin):
    wrong = "".join(f"{n};;;V;;;\n" for n in range(300))

    draft = prepare(works, admin, UNITS, PEOPLE.splitlines()[0] + "\n" + wrong)

    assert (len(draft.problems), draft.summary["problems"]) == (200, 300)


def test_a_preview_is_stale_once_the_organisation_has_changed(works, admin):
    draft = prepare(works, admin, UNITS, PEOPLE)
    make.person(works, "Ny Mand")

    with pytest.raises(Refused):
        services.carry_out_import(draft, by=admin, at=make.NOW)

    assert set(tree(works)) == {"root"}


def test_a_stale_preview_is_compared_again_with_one_call(works, admin):
    draft = prepare(works, admin, UNITS, PEOPLE)
    make.person(works, "Ny Mand", number="n-ny")

    draft = services.compare_again(draft, by=admin, at=make.NOW)

    assert [gone["id"] for gone in draft.differences["people-gone"]] == ["n-ny"]
    services.carry_out_import(draft, by=admin, at=make.NOW, accept_gone=True)
    assert "n-ny" not in active(works)


def test_a_unit_removed_since_the_upload_is_told_when_compared_again(works, admin, bring):
    bring(UNITS, PEOPLE)
    draft = prepare(works, admin, people=PEOPLE)
    works.people.filter(unit__code="K").update(unit=make.root(works))
    works.units.get(code="K").delete()

    draft = services.compare_again(draft, by=admin, at=make.NOW)

    assert {problem[0] for problem in draft.problems} == {"unknown_unit"}


def test_an_import_is_carried_out_once(works, admin, bring):
    done = bring(UNITS, PEOPLE)

    with pytest.raises(Refused):
        services.carry_out_import(done, by=admin, at=make.NOW)


@pytest.mark.parametrize(("gone", "asks"), [(2, False), (3, True)])
def test_more_than_a_fifth_gone_asks_for_a_tick(works, admin, bring, gone, asks):
    head = PEOPLE.splitlines()[0] + "\n"
    rows = [f"{n};P{n};;V;;;\n" for n in range(9)]
    bring(UNITS, head + "".join(rows))

    draft = prepare(works, admin, people=head + "".join(rows[gone:]))

    if asks:
        with pytest.raises(Refused):
            services.carry_out_import(draft, by=admin, at=make.NOW)
        services.carry_out_import(draft, by=admin, at=make.NOW, accept_gone=True)
    else:
        services.carry_out_import(draft, by=admin, at=make.NOW)
    assert len(active(works)) == 10 - gone


def test_when_one_step_fails_nothing_is_carried_out(works, admin):
    draft = prepare(works, admin, UNITS, PEOPLE)
    draft.rows["people"][0][3] = "no such unit"
    draft.save()

    with pytest.raises(KeyError):
        services.carry_out_import(draft, by=admin, at=make.NOW)

    assert set(tree(works)) == {"root"}
    assert Import.objects.get().status == "draft"


def test_other_organisations_are_not_touched(works, bring):
    other = make.organisation("Andet", slug="andet")
    make.person(make.unit(other, code="K"), "Ida Lund", number="4", email="ida@x.dk")

    bring(UNITS, PEOPLE)

    assert list(other.people.values_list("name", "left_on")) == [("Ida Lund", None)]
    assert set(tree(other)) == {"root", "K"}


def test_previews_are_deleted_after_a_week(works, admin):
    prepare(works, admin, UNITS, PEOPLE)

    services.forget_imports(at=make.NOW + timedelta(days=6, hours=23))
    assert Import.objects.count() == 1
    services.forget_imports(at=make.NOW + timedelta(days=7, minutes=1))
    assert Import.objects.count() == 0


def test_what_was_carried_out_stays_as_numbers(works, bring):
    bring(UNITS, PEOPLE)

    services.forget_imports(at=make.NOW + timedelta(days=400))

    assert Import.objects.count() == 1


# --- scripts --------------------------------------------------------------------------------
def test_a_script_imports_in_one_call_without_a_person(works):
    done = services.import_files(
        works, units=UNITS.encode(), people=PEOPLE.encode(), by=None, at=make.NOW
    )

    assert done.status == "done"
    assert Person.objects.filter(organisation=works).count() == 4


def test_a_script_is_told_row_and_column(works):
    with pytest.raises(Refused) as refusal:
        services.import_files(
            works, units=UNITS.encode(), people=b"nr;navn;enhed\n1;Bo;Q\n", by=None, at=make.NOW
        )

    assert "2" in str(refusal.value)
    assert "»Q«" in str(refusal.value)
    assert not Import.objects.exists()


def test_the_same_call_again_changes_nothing(works):
    files = {"units": UNITS.encode(), "people": PEOPLE.encode()}
    services.import_files(works, **files, by=None, at=make.NOW)

    again = services.import_files(works, **files, by=None, at=make.NOW)

    assert again.status == "done"
    assert not again.summary["changes"]
