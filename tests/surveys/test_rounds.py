"""A round from plan to results, by the services a user calls."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

import make
import make_rounds
from trivsel.accounts.models import Event
from trivsel.ballots.models import Box, Slip
from trivsel.domain.refusal import Refused
from trivsel.surveys import services
from trivsel.surveys.models import Eligible, Round
from trivsel.surveys.rounds import manifest
from trivsel.surveys.services.plan import Plan

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])
NOW = timezone.make_aware(datetime(2026, 11, 2, 12))  # noqa: DTZ001 - made aware here
TODAY = NOW.date()


@pytest.fixture
def house():
    return make.organisation()


def plan_of(round_):
    return Plan(
        name=round_.name,
        instrument=round_.instrument,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        minimum_group=round_.minimum_group,
    )


@pytest.mark.parametrize("state", list(Round.State))
def test_a_round_can_be_brought_to_every_state(house, state):
    assert make_rounds.round_(house, state).state == state


STEPS = {
    "submit": lambda r, hr, _rep: services.submit_round(r, by=hr, at=NOW),
    "withdraw": lambda r, hr, _rep: services.withdraw_round(r, by=hr, at=NOW),
    "sign": lambda r, hr, _rep: services.sign_round(r, by=hr, at=NOW, digest=r.digest),
    "open": lambda r, hr, _rep: services.open_round(r, by=hr, at=NOW),
    "close": lambda r, hr, _rep: services.close_round(r, by=hr, at=NOW, reason="Færdig"),
    "release": lambda r, _hr, _rep: services.count_and_release(r, at=NOW),
    "cancel": lambda r, hr, _rep: services.cancel_round(r, by=hr, at=NOW),
    "print": lambda r, _hr, rep: services.print_slips(r, list(r.cells.all()), by=rep, at=NOW),
    "choose cells": lambda r, hr, _rep: services.choose_cells(r, {}, by=hr, at=NOW),
}
ALLOWED = {
    "planned": {"submit", "cancel", "choose cells"},
    "signing": {"withdraw", "sign", "cancel", "choose cells"},
    "signed": {"withdraw", "cancel", "print", "choose cells"},
    "open": {"close"},
    "closed": {"release"},
    "released": {"release"},  # again: changes nothing
    "cancelled": set(),
}


@pytest.mark.parametrize(
    ("state", "step"),
    [(state, step) for state in ALLOWED for step in STEPS if step not in ALLOWED[state]],
)
def test_an_illegal_step_is_refused_with_a_reason_and_changes_nothing(house, state, step):
    round_ = make_rounds.round_(house, state, on=TODAY)
    hr, rep = make_rounds.signers(house)
    before = Round.objects.values().get(pk=round_.pk)

    with pytest.raises(Refused) as refusal:
        STEPS[step](round_, hr, rep)

    assert str(refusal.value)
    assert Round.objects.values().get(pk=round_.pk) == before


@pytest.mark.parametrize(
    ("state", "step"), [(state, step) for state, steps in ALLOWED.items() for step in steps]
)
def test_a_legal_step_is_taken(house, state, step):
    round_ = make_rounds.round_(house, state, on=TODAY)

    STEPS[step](round_, *make_rounds.signers(house))


def test_what_was_done_is_recorded_without_names(house):
    make_rounds.round_(house, "closed")

    done = Event.objects.filter(kind="round").order_by("number").values_list("what", flat=True)
    assert list(done) == [
        "round-planned",
        "round-submitted",
        "round-signed",
        "round-signed",
        "slips-printed",
        "round-opened",
        "round-closed",
    ]


# --- the plan -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "change",
    [
        {"opens_on": TODAY - timedelta(days=1)},
        {"closes_on": TODAY - timedelta(days=1)},
        {"minimum_group": 5},
    ],
)
def test_a_plan_keeps_to_its_limits(change):
    house = make.organisation(minimum_group=6)
    hr, _rep = make_rounds.signers(house)
    plan = Plan("Måling", make_rounds.instrument(), TODAY, TODAY, 6)

    with pytest.raises(Refused):
        services.plan_round(house, replace(plan, **change), by=hr, at=NOW)

    assert not Round.objects.exists()


def test_another_organisations_questionnaire_is_refused(house):
    hr, _rep = make_rounds.signers(house)
    theirs = make_rounds.instrument(make.organisation("Andre"))

    with pytest.raises(Refused):
        services.plan_round(house, Plan("Måling", theirs, TODAY, TODAY, 5), by=hr, at=NOW)


@pytest.mark.parametrize("role", ["leader", "safety_rep", "top_management", "union_rep"])
def test_only_hr_and_administrators_plan(house, role):
    somebody = make.person(house, "", role)
    plan = Plan("Måling", make_rounds.instrument(), TODAY, TODAY, 5)

    with pytest.raises(Refused):
        services.plan_round(house, plan, by=somebody, at=NOW)


def test_a_firm_too_small_for_one_group_is_led_to_dialogue(house):
    hr, _rep = make_rounds.signers(house)
    plan = Plan("Måling", make_rounds.instrument(), TODAY, TODAY, 5)
    round_ = services.plan_round(house, plan, by=hr, at=NOW)

    with pytest.raises(Refused, match=r"dialogue|dialog"):
        services.submit_round(round_, by=hr, at=NOW)


# --- what is frozen -------------------------------------------------------------------------
def test_the_roster_stands_when_people_come_and_go(house):
    round_ = make_rounds.round_(house, "signing")
    frozen = set(round_.roster.values_list("person", flat=True))
    manifest_before = round_.manifest

    gone = house.people.filter(roles=None).first()
    gone.left_on = TODAY
    gone.save()
    make.person(house)

    round_.refresh_from_db()
    assert set(round_.roster.values_list("person", flat=True)) == frozen
    assert round_.manifest == manifest_before
    assert sum(cell.eligible for cell in round_.cells.all()) == len(frozen)


def test_who_has_left_is_not_on_the_roster(house):
    make.people(house, 12)
    gone = make.person(house, left_on=TODAY)

    round_ = make_rounds.round_(house, "signing")

    assert not round_.roster.filter(person=gone).exists()
    assert round_.roster.count() == house.people.filter(left_on__isnull=True).count()


def test_nobody_stands_on_a_roster_twice(house):
    round_ = make_rounds.round_(house, "signing")
    entry = round_.roster.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Eligible.objects.create(round=round_, cell=entry.cell, person=entry.person)


def test_the_digest_is_that_of_the_manifest_whatever_the_order_of_its_keys(house):
    round_ = make_rounds.round_(house, "signing")
    turned = dict(reversed(round_.manifest.items()))

    assert manifest.digest_of(turned) == round_.digest


@pytest.mark.parametrize(
    "change", [{"name": "Andet"}, {"minimum_group": 7}, {"closes_on": TODAY + timedelta(30)}]
)
def test_any_change_gives_another_digest_and_drops_the_signatures(house, change):
    round_ = make_rounds.round_(house, "signed", on=TODAY)
    hr, _rep = make_rounds.signers(house)
    before, box = round_.digest, round_.box_code

    services.change_round(round_, replace(plan_of(round_), **change), by=hr, at=NOW)

    round_.refresh_from_db()
    assert round_.state == "planned"
    assert not round_.signatures.exists()
    services.submit_round(round_, by=hr, at=NOW)
    round_.refresh_from_db()
    assert round_.digest != before
    assert round_.box_code != box


@pytest.mark.django_db(databases=["default", "ballots"], transaction=True)
def test_taking_a_round_back_destroys_its_box_and_slips(house):
    round_ = make_rounds.round_(house, "signed", on=TODAY)
    hr, rep = make_rounds.signers(house)
    services.print_slips(round_, list(round_.cells.all()), by=rep, at=NOW)
    assert Slip.objects.exists()

    services.withdraw_round(round_, by=hr, at=NOW)

    assert not Slip.objects.exists()
    assert not Box.objects.exists()
