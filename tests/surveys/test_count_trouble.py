"""A count that fails loses nothing, is told to those who can help, and is tried again."""

from pathlib import Path

import pytest

import make
import make_rounds
from trivsel.ballots import apart
from trivsel.ballots.faults import CutOff, NotScrubbed
from trivsel.ballots.keys import KeyLost
from trivsel.config import doctor
from trivsel.surveys import checks, services

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def closed():
    return make_rounds.round_(make.organisation(), "closed")


def seal_of(round_, settings):
    return Path(settings.KEYS) / f"{round_.box_code}.seal"


def tick(round_):
    services.tick(at=make_rounds.noon())
    round_.refresh_from_db()
    return round_.state, round_.count_trouble


def page(client, round_):
    make.sign_in(client, round_.organisation.people.filter(roles=None).first())
    return " ".join(client.get(round_.get_absolute_url()).content.decode().split())


def test_a_lost_key_is_told_and_the_count_goes_on_when_it_is_back(
    closed, settings, client, caplog
):
    seal = seal_of(closed, settings)
    away = seal.rename(seal.with_suffix(".away"))

    assert tick(closed) == ("closed", "key")
    assert "Optællingen er ikke lykkedes endnu" in page(client, closed)
    [told] = checks.counts_succeed(databases=["default"])
    assert told.id == "trivsel.W023"
    assert f"{closed.box_code}.seal" in told.hint
    assert told in doctor.problems(everything=True)
    assert told not in doctor.problems(), "it must never keep Trivsel from starting"
    assert f"Round {closed.pk}" in caplog.text

    away.rename(seal)

    assert tick(closed) == ("released", "")
    assert checks.counts_succeed(databases=["default"]) == []


def test_a_round_that_is_being_counted_says_nothing_of_trouble(closed, client):
    told = page(client, closed)

    assert "Svarene bliver talt op" in told
    assert "Optællingen er ikke lykkedes endnu" not in told


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (KeyLost("x.seal is missing"), "key"),
        (NotScrubbed("in use"), "store"),
        (CutOff("status 10"), "other"),
    ],
)
def test_each_fault_has_its_own_help(closed, monkeypatch, fault, trouble):
    def fails(_verb, *_given):
        raise fault

    monkeypatch.setattr(apart, "run", fails)

    assert tick(closed) == ("closed", trouble)
    [told] = checks.counts_succeed(databases=["default"])
    assert closed.box_code in told.hint


def test_without_tables_nothing_is_said():
    assert checks.counts_succeed(databases=["ballots"]) == []
    assert checks.counts_succeed(databases=None) == []
