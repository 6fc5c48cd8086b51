"""Two sides, two people, the same words."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

import make
import make_rounds
from trivsel.ballots.models import Box
from trivsel.domain.refusal import Refused
from trivsel.surveys import services
from trivsel.surveys.models import Signature

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])
NOW = timezone.make_aware(datetime(2026, 11, 2, 12))  # noqa: DTZ001 - made aware here


@pytest.fixture
def house():
    return make.organisation()


def sign(round_, *people):
    for person in people:
        services.sign_round(round_, by=person, at=NOW, digest=round_.digest)
    round_.refresh_from_db()


@pytest.fixture
def round_(house):
    return make_rounds.round_(house, "signing", on=NOW.date())


def test_one_signature_is_not_enough(round_, house):
    hr, _rep = make_rounds.signers(house)

    sign(round_, hr)

    assert round_.state == "signing"
    assert not Box.objects.exists()


def test_the_second_signature_prepares_the_box_whoever_signs_first(round_, house):
    hr, rep = make_rounds.signers(house)

    sign(round_, rep, hr)

    assert round_.state == "signed"
    box = Box.objects.get(pk=round_.box_code)
    assert box.state == Box.State.PREPARED
    assert [item["key"] for item in box.paper["items"]] == ["asked", "pace"]
    assert set(box.paper["promise"]) == {"da", "en"}
    assert round_.box_code in box.paper["preview_url"]


@pytest.mark.parametrize("kind", ["hr", "top_management", "leader"])
def test_management_is_hr_top_management_or_the_leader_of_all(round_, house, kind):
    somebody = make.person(house, "", kind)

    sign(round_, somebody)

    assert round_.signatures.get().side == Signature.Side.MANAGEMENT


def test_the_leader_of_a_part_cannot_sign_for_management(round_, house):
    leader = make.person(make.unit(house), "", "leader")

    with pytest.raises(Refused):
        sign(round_, leader)


@pytest.mark.parametrize("kind", ["administrator", "union_rep"])
def test_other_roles_cannot_sign(round_, house, kind):
    with pytest.raises(Refused):
        sign(round_, make.person(house, "", kind))


def test_one_person_never_signs_both_sides(round_, house):
    both = make.person(house, "", "hr", "safety_rep")

    sign(round_, both)
    with pytest.raises(Refused):
        sign(round_, both)

    assert round_.signatures.get().side == Signature.Side.MANAGEMENT
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            round=round_,
            side=Signature.Side.EMPLOYEES,
            person=both,
            signed_at=NOW,
            digest=round_.digest,
        )


def test_a_side_signs_once(round_, house):
    _hr, rep = make_rounds.signers(house)
    sign(round_, rep)

    with pytest.raises(Refused):
        sign(round_, make.person(house, "", "safety_rep"))


def test_where_there_is_a_safety_rep_no_other_signs_for_the_employees(round_, house):
    with pytest.raises(Refused):
        sign(round_, make.person(house, "", "employee_rep"))


@pytest.fixture
def without_safety_rep(round_, house):
    _hr, rep = make_rounds.signers(house)
    rep.roles.all().delete()
    return round_


def test_without_a_safety_rep_the_employees_choose_somebody(without_safety_rep, house):
    hr, chosen = make.person(house, "", "hr"), make.person(house, "", "employee_rep")

    sign(without_safety_rep, hr, chosen)

    assert without_safety_rep.state == "signed"


@pytest.mark.parametrize("representative_first", [True, False])
def test_the_chosen_one_is_not_appointed_by_the_other_signer(
    without_safety_rep, house, representative_first
):
    hr = make.person(house, "", "hr")
    chosen = make.person(house)
    make.role(chosen, "employee_rep", appointed_by=hr)
    first, second = (chosen, hr) if representative_first else (hr, chosen)
    sign(without_safety_rep, first)

    with pytest.raises(Refused):
        sign(without_safety_rep, second)

    assert without_safety_rep.state == "signing"


def test_a_plan_that_changed_while_it_was_read_is_not_signed(round_, house):
    hr, _rep = make_rounds.signers(house)

    with pytest.raises(Refused):
        services.sign_round(round_, by=hr, at=NOW, digest="0" * 64)

    assert not round_.signatures.exists()


def test_a_signer_of_another_house_is_nobody_here(round_):
    stranger = make.person(make.organisation("Andre"), "", "hr")

    with pytest.raises(Refused):
        sign(round_, stranger)
