"""What stamps ballots is destroyed by the clock, also where the count does not succeed."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import make
import make_ballots
import make_rounds
from trivsel.ballots import issuers
from trivsel.surveys import services

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def round_(settings):
    """Open, answered with ballots, and never to be counted: its seal key is gone."""
    make_ballots.stock(4)
    made = make_rounds.round_(make.organisation(), "open", answered_by="ballots")
    (Path(settings.KEYS) / f"{made.box_code}.seal").unlink()
    return made


def tick(day, hour, minute=0):
    zone = timezone.get_default_timezone()
    services.tick(at=datetime.combine(day, time(hour, minute), tzinfo=zone))


def test_the_keys_go_a_whole_day_after_the_last_day_of_issue(round_):
    day_after = round_.closes_on + timedelta(days=1)

    tick(day_after, 23, 59)
    assert issuers.boxes() == {round_.box_code}

    tick(day_after + timedelta(days=1), 0)
    tick(day_after + timedelta(days=1), 0, 1)

    assert issuers.boxes() == set()
    round_.refresh_from_db()
    assert (round_.state, round_.count_trouble) == ("closed", "key"), "no count took them"


def test_the_keys_of_a_round_that_waits_or_runs_stay(round_):
    other = make_rounds.round_(
        round_.organisation,
        "signed",
        answered_by="ballots",
        opens_on=round_.closes_on + timedelta(days=30),
        closes_on=round_.closes_on + timedelta(days=40),
    )

    tick(round_.closes_on, 23, 59)
    assert issuers.boxes() == {round_.box_code, other.box_code}

    tick(round_.closes_on + timedelta(days=2), 0)
    assert issuers.boxes() == {other.box_code}


def test_a_key_of_no_round_is_left_to_who_put_it_there():
    make_ballots.stock(1)
    issuers.take("stranger", ["c1"])

    tick(make_rounds.noon().date() + timedelta(days=400), 0)

    assert issuers.boxes() == {"stranger"}
