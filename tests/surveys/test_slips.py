"""Slips: printed once, for one group a sheet, with the code nowhere but on the paper."""

import logging
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

import make
import make_rounds
from trivsel.ballots.models import Box, Slip
from trivsel.domain.refusal import Refused
from trivsel.surveys import services
from trivsel.surveys.rounds import sheets

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])
NOW = timezone.make_aware(datetime(2026, 11, 2, 12))  # noqa: DTZ001 - made aware here


@pytest.fixture
def house():
    house = make.organisation()
    for _ in range(2):
        make.people(make.unit(house), 9)
    return house


@pytest.fixture
def round_(house):
    return make_rounds.round_(house, "signed")


def address(round_):
    return reverse("surveys:slips", args=[round_.organisation.slug, round_.pk])


def test_there_is_one_slip_for_each_who_may_answer(round_, house):
    _hr, rep = make_rounds.signers(house)

    made = services.print_slips(round_, list(round_.cells.all()), by=rep, at=NOW)

    assert [len(slips.codes) for slips in made] == [
        cell.eligible for cell in round_.cells.all()
    ]
    codes = {code for slips in made for code in slips.codes}
    assert len(codes) == Slip.objects.count() == sum(c.eligible for c in round_.cells.all())


@pytest.mark.parametrize("kind", ["hr", "administrator", "safety_rep", "employee_rep"])
def test_who_may_print(round_, house, kind):
    services.print_slips(round_, [], by=make.person(house, "", kind), at=NOW)


@pytest.mark.parametrize("kind", ["leader", "top_management", "union_rep"])
def test_who_may_not_print(round_, house, kind):
    with pytest.raises(Refused):
        services.print_slips(round_, [], by=make.person(house, "", kind), at=NOW)


def test_a_new_print_replaces_the_earlier_one_of_that_group_only(round_, house):
    _hr, rep = make_rounds.signers(house)
    one, other = round_.cells.all()
    services.print_slips(round_, [one, other], by=rep, at=NOW)
    kept = set(Slip.objects.filter(cell=other.code).values_list("pk", flat=True))
    gone = set(Slip.objects.filter(cell=one.code).values_list("pk", flat=True))

    services.print_slips(round_, [one], by=rep, at=NOW)

    assert set(Slip.objects.filter(cell=other.code).values_list("pk", flat=True)) == kept
    assert not gone & set(Slip.objects.values_list("pk", flat=True))


def test_a_print_that_fails_leaves_the_group_without_slips(round_, house):
    _hr, rep = make_rounds.signers(house)
    cells = list(round_.cells.all())
    services.print_slips(round_, cells, by=rep, at=NOW)
    Box.objects.update(state=Box.State.OPEN)  # the box says no in the middle

    with pytest.raises(Refused):
        services.print_slips(round_, cells[:1], by=rep, at=NOW)

    assert round_.cells.get(pk=cells[0].pk).slips == 0
    with pytest.raises(Refused):
        services.open_round(round_, by=None, at=timezone.now())


def test_the_page_shows_each_code_once_and_the_square_carries_it(round_, house, client):
    _hr, rep = make_rounds.signers(house)
    make.sign_in(client, rep)
    cell = round_.cells.first()

    page = client.post(address(round_), {"cell": cell.code})

    slips = [slip for sheet in page.context["cells"][0].sheets for slip in sheet]
    text = page.content.decode()
    assert len(slips) == cell.eligible
    assert all(text.count(slip.code) == 1 for slip in slips)
    assert text.count('class="qr"') == cell.eligible
    assert slips[0].qr == sheets.qr(round_, slips[0].code)


def test_the_codes_are_in_no_address_no_log_and_no_cache(round_, house, client, caplog):
    _hr, rep = make_rounds.signers(house)
    make.sign_in(client, rep)

    with caplog.at_level(logging.DEBUG):
        page = client.post(address(round_), {"cell": "all"})
        again = client.get(address(round_))

    codes = [s.code for each in page.context["cells"] for sheet in each.sheets for s in sheet]
    assert codes
    assert "no-store" in page["Cache-Control"]
    for code in codes:
        assert code not in caplog.text
        assert code not in again.content.decode()
        assert code.replace("-", "") not in caplog.text


def test_no_sheet_is_shared_by_two_groups(round_, house):
    _hr, rep = make_rounds.signers(house)

    made = services.print_slips(round_, list(round_.cells.all()), by=rep, at=NOW)
    printed = sheets.context_of(round_, made)["cells"]

    assert len(printed) == 2
    for each in printed:
        assert all(len(sheet) <= 8 for sheet in each.sheets)
        assert sum(len(sheet) for sheet in each.sheets) == each.cell.eligible


def test_both_languages_stand_on_a_slip(round_, house, client):
    _hr, rep = make_rounds.signers(house)
    make.sign_in(client, rep)

    page = client.post(address(round_), {"cell": "all"})

    da, en = page.context["words"]
    assert da.promise != en.promise
    for words in (da, en):
        assert "5" in words.promise
        assert words.promise in page.content.decode().replace("&#x27;", "'")
