"""What the clock does, from wherever it was left."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

import make
import make_rounds
from trivsel.ballots import services as ballots
from trivsel.ballots.models import Box
from trivsel.domain.refusal import Refused
from trivsel.surveys import box, services
from trivsel.surveys.models import Eligible, Round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])
FIRST = date(2026, 11, 2)
LAST = FIRST + timedelta(days=14)


def at(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """A time in Copenhagen."""
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


@pytest.fixture
def house():
    return make.organisation()


def ready(house, **fields):
    """Signed, with slips, waiting for its first day."""
    round_ = make_rounds.round_(house, "planned", on=FIRST, **fields)
    hr, rep = make_rounds.signers(house)
    early = at(FIRST - timedelta(days=3))
    services.submit_round(round_, by=hr, at=early)
    round_.refresh_from_db()
    for side in (hr, rep):
        services.sign_round(round_, by=side, at=early, digest=round_.digest)
    services.print_slips(round_, list(round_.cells.all()), by=rep, at=early)
    round_.refresh_from_db()
    return round_


def state_after(round_, when):
    services.tick(at=when)
    round_.refresh_from_db()
    return round_.state


def test_a_round_opens_with_its_first_day_in_copenhagen(house):
    round_ = ready(house)

    assert state_after(round_, at(FIRST - timedelta(days=1), 23, 59)) == "signed"
    assert state_after(round_, at(FIRST, 0, 0)) == "open"
    assert Box.objects.get().state == Box.State.OPEN


def test_nobody_opens_it_before_the_day_that_was_signed(house):
    round_ = ready(house)
    hr, _rep = make_rounds.signers(house)

    with pytest.raises(Refused):
        services.open_round(round_, by=hr, at=at(FIRST - timedelta(days=1)))


def test_a_round_without_slips_does_not_open(house):
    round_ = ready(house)
    round_.cells.update(slips=0)

    assert state_after(round_, at(FIRST)) == "signed"


def test_a_round_whose_days_went_by_unopened_stays_signed(house):
    round_ = ready(house)

    assert state_after(round_, at(LAST + timedelta(days=1))) == "signed"


def test_a_round_is_open_to_the_last_minute_of_its_last_day(house):
    round_ = ready(house)
    services.tick(at=at(FIRST))

    assert state_after(round_, at(LAST, 23, 59)) == "open"
    assert state_after(round_, at(LAST + timedelta(days=1), 0, 0)) == "released"
    assert round_.closed_on == LAST


def test_closing_early_needs_a_reason(house):
    round_ = ready(house)
    hr, _rep = make_rounds.signers(house)
    services.tick(at=at(FIRST))

    with pytest.raises(Refused):
        services.close_round(round_, by=hr, at=at(FIRST), reason="  ")

    closed = services.close_round(round_, by=hr, at=at(FIRST), reason="Alle har svaret.")
    assert closed.closed_on == FIRST
    assert closed.end_reason == "Alle har svaret."


# --- died in between ------------------------------------------------------------------------
def test_a_box_lost_between_signature_and_preparation_is_prepared(house):
    round_ = ready(house)
    ballots.discard_box(round_.box_code)

    services.tick(at=at(FIRST - timedelta(days=1)))

    assert Box.objects.get().pk == round_.box_code


def test_a_round_that_opened_without_its_box_gets_it_open(house):
    round_ = ready(house)
    Round.objects.filter(pk=round_.pk).update(state="open")

    services.tick(at=at(FIRST))

    assert Box.objects.get().state == Box.State.OPEN


def test_a_round_that_closed_without_its_box_is_counted_and_released(house):
    round_ = ready(house)
    services.tick(at=at(FIRST))
    Round.objects.filter(pk=round_.pk).update(state="closed", closed_on=FIRST)

    assert state_after(round_, at(FIRST)) == "released"
    assert Box.objects.get().state == Box.State.COUNTED


def test_a_box_that_was_counted_before_we_died_is_released(house):
    round_ = ready(house)
    services.tick(at=at(FIRST))
    Round.objects.filter(pk=round_.pk).update(state="closed", closed_on=FIRST)
    round_.refresh_from_db()
    box.close(round_)
    box.count(round_)

    assert state_after(round_, at(FIRST)) == "released"


def test_a_tick_too_many_changes_nothing(house):
    round_ = ready(house)
    for day in (FIRST, FIRST, LAST + timedelta(days=1), LAST + timedelta(days=1)):
        services.tick(at=at(day))
    before = Round.objects.values().get(pk=round_.pk)

    services.tick(at=at(LAST + timedelta(days=1)))

    assert Round.objects.values().get(pk=round_.pk) == before


def test_a_round_that_fails_does_not_stop_the_others(house, caplog):
    broken, sound = ready(house), ready(make.organisation())
    services.tick(at=at(FIRST))
    ballots.discard_box(broken.box_code)

    assert state_after(sound, at(LAST + timedelta(days=1))) == "released"
    assert f"Round {broken.pk}" in caplog.text


# --- participation --------------------------------------------------------------------------
def answer(round_, how_many):
    codes = iter(round_.codes["all"])
    opened = Box.objects.get(pk=round_.box_code)
    for _ in range(how_many):
        make.answer(opened, next(codes), 1, 1, at=at(FIRST))


@pytest.fixture
def large(house):
    """An open round of 100 people whose codes are at hand."""
    make.people(house, 98)
    round_ = ready(house)
    _hr, rep = make_rounds.signers(house)
    made = services.print_slips(round_, list(round_.cells.all()), by=rep, at=at(FIRST))
    round_.codes = {"all": [code for slips in made for code in slips.codes]}
    services.open_round(round_, by=None, at=at(FIRST))
    return round_


def test_participation_is_one_figure_in_steps_once_a_day(large):
    answer(large, 48)

    services.tick(at=at(FIRST))
    large.refresh_from_db()
    assert large.participation_percent == 50

    answer(large, 0)
    Round.objects.filter(pk=large.pk).update(participation_percent=1)
    services.tick(at=at(FIRST, 23))
    large.refresh_from_db()
    assert large.participation_percent == 1, "noted twice on one day"

    services.tick(at=at(FIRST + timedelta(days=1)))
    large.refresh_from_db()
    assert large.participation_percent == 50


@pytest.mark.parametrize(
    ("how_many", "noted", "words"),
    [
        (0, 10, "omkring 10 % eller mindre"),
        (13, 15, "omkring 15 %"),
        (87, 85, "omkring 85 %"),
        (100, 90, "omkring 90 % eller mere"),
    ],
)
def test_participation_never_says_that_all_or_none_have_answered(
    client, large, how_many, noted, words
):
    answer(large, how_many)

    services.tick(at=at(FIRST))

    large.refresh_from_db()
    assert large.participation_percent == noted
    make.sign_in(client, large.organisation.people.filter(roles=None).first())
    told = client.get(large.get_absolute_url()).content.decode()
    assert words in " ".join(told.split())


def test_below_a_hundred_no_participation_is_noted(house):
    make.people(house, 97)
    round_ = ready(house)
    assert sum(cell.eligible for cell in round_.cells.all()) == 99

    services.tick(at=at(FIRST))
    services.tick(at=at(FIRST + timedelta(days=1)))

    round_.refresh_from_db()
    assert round_.participation_percent is None


def test_the_roster_is_forgotten_two_weeks_after_the_close(house):
    round_ = make_rounds.round_(house, "closed", on=FIRST)

    services.tick(at=at(FIRST + timedelta(days=14)))
    assert Eligible.objects.filter(round=round_).exists()

    services.tick(at=at(FIRST + timedelta(days=15)))
    assert not Eligible.objects.filter(round=round_).exists()
