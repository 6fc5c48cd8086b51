"""By job group on the results page: the whole organisation, in the order of the form."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

import make
from trivsel.domain import disclosure
from trivsel.surveys import exports, releases

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])

NAMES = ("Smede", "Kontor", "Lager")


@pytest.fixture
def organisation():
    return make.organisation("Nordværk")


@pytest.fixture
def halls(organisation):
    return [make.unit(organisation, f"Hal {n}", code=f"H{n}") for n in range(2)]


@pytest.fixture
def released(organisation, halls):
    return make.released_round(organisation, dict.fromkeys(halls, 60), job_groups=NAMES)


def page_of(client, round_, code="", language="en"):
    name = "surveys:unit-results" if code else "surveys:results"
    address = reverse(name, args=[round_.organisation.slug, round_.pk, *filter(None, [code])])
    return client.get(address.replace("/da/", f"/{language}/", 1))


def test_everybody_who_sees_the_whole_organisation_sees_it_by_job_group(
    client, organisation, halls, released
):
    root = make.root(organisation)
    for somebody in (
        make.person(organisation, "Hanne", "hr"),
        make.person(halls[0], "Ali", "safety_rep"),
        make.person(halls[0], "Karen", "leader"),
        make.person(halls[1], "Bo"),
    ):
        make.sign_in(client, somebody)
        lines = page_of(client, released, root.code).context["page"].groups

        assert [line.name for line in lines] == list(NAMES)


def test_a_unit_has_no_table_by_job_group(client, organisation, released):
    make.sign_in(client, make.person(organisation, "Hanne", "hr"))

    whole, hall = page_of(client, released), page_of(client, released, "H0")

    assert b'id="by-group"' in whole.content
    assert b'id="by-group"' not in hall.content
    assert NAMES[0].encode() not in hall.content


def test_a_stranger_sees_neither_groups_nor_figures(client, released):
    make.sign_in(client, make.person(make.organisation("Andetsteds"), "Per", "hr"))

    assert page_of(client, released).status_code == 404


def test_the_groups_stand_in_the_order_of_the_form_and_not_by_score(organisation, halls):
    names = tuple(reversed(NAMES))
    round_ = make.released_round(organisation, dict.fromkeys(halls, 60), job_groups=names)
    reading = releases.release_for(make.person(organisation, "", "hr"), round_)

    listed = [reading.published.names[row.key] for row in reading.published.table.groups]
    assert listed == list(names)


def test_how_many_are_in_a_group_is_told_roughly(client, organisation, released):
    make.sign_in(client, make.person(organisation, "Hanne", "hr"))

    lines = page_of(client, released).context["page"].groups

    assert {line.answers for line in lines} <= {"at least 10", "at least 20", "at least 5"}


def test_two_small_groups_say_that_they_are_shown_together(client, organisation):
    core = make.core_instrument()
    rows = make.packed(core, 60, seed="hal")
    chosen = [1] * 30 + [2] * 3 + [3] * 4 + [4] * 23
    answers = [row + bytes([group]) for row, group in zip(rows, chosen, strict=True)]
    hall = make.unit(organisation, "Hal", code="H")
    names = ("Smede", "Kontor", "Lager", "Chauffører")
    round_ = make.released_round(organisation, {hall: answers}, job_groups=names)
    make.sign_in(client, make.person(organisation, "Hanne", "hr"))

    lines = page_of(client, round_).context["page"].groups

    assert [line.name for line in lines][:2] == ["Smede", "Kontor and Lager, together"]
    assert lines[2].reason.startswith("shown only together with Lager")


def test_figures_by_unit_do_not_wait_for_figures_by_group_that_tell_too_much(
    organisation, halls, monkeypatch
):
    real = disclosure.protect

    def careless(*given, **how):
        frozen = real(*given, **how).freeze()
        for row in frozen.get("groups", []):
            row["answered"] = row["answered"] and row["answered"] | {"low": 75}
        return disclosure.thaw(frozen)

    monkeypatch.setattr(disclosure, "protect", careless)
    round_ = make.released_round(organisation, dict.fromkeys(halls, 60), job_groups=NAMES)
    published = releases.release_for(make.person(organisation, "", "hr"), round_).published

    assert published.table.groups == ()
    assert published.table.rows[0].figures
    assert published.audit["findings"] == 0


@pytest.mark.parametrize("how_many", [2, 6])
def test_six_groups_cost_no_more_queries_than_two(
    client, organisation, halls, django_assert_num_queries, how_many
):
    names = [f"Gruppe {n}" for n in range(how_many)]
    round_ = make.released_round(organisation, dict.fromkeys(halls, 90), job_groups=names)
    make.sign_in(client, make.person(organisation, "Hanne", "hr"))
    page_of(client, round_)

    with django_assert_num_queries(14):
        page = page_of(client, round_)

    assert len(page.context["page"].groups) >= how_many


def test_the_spreadsheet_has_a_sheet_by_job_group(organisation, released):
    reading = releases.release_for(make.person(organisation, "", "hr"), released)
    with translation.override("en"):
        book = load_workbook(BytesIO(exports.workbook(reading)))

    sheet = book["By job group"]

    assert [cell.value for cell in sheet["A"]] == ["Job group", *NAMES]
    assert all(str(cell.value).startswith("at least") for cell in sheet["B"][1:])
    assert isinstance(sheet["D"][1].value, int)
