"""The outbox: who is written to, of what, and when."""

import re
from datetime import timedelta

import pytest

import make
import make_rounds
from surveys.outbox.posting import (
    FIRST,
    HALFWAY,
    INVITED,
    LATE,
    REMINDED,
    TOLD,
    addresses,
    at,
    fetch,
    ticks,
)
from trivsel.surveys import services
from trivsel.surveys.models import Eligible, Letter
from trivsel.surveys.rounds.reminders import reminder_days
from trivsel.surveys.services import outbox

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


# --- invitations ----------------------------------------------------------------------------
def test_everybody_on_the_roster_with_an_address_is_invited_once(server, round_, team, works):
    house = make.organisation()
    make.person(make.unit(house, "Andre"), "Fremmed", email="stranger@other.example")
    make.person(team[0].unit, "Ny, i ingen gruppe", email="new@works.example")

    ticks(5)
    ticks(3, day=1)

    assert sorted(server.of(INVITED)) == addresses(team)
    assert len(server.taken) == len(team)
    assert not Letter.objects.exists()
    assert Eligible.objects.filter(invited_on=FIRST).count() == len(team)


def test_nobody_is_written_to_before_the_round_opens_or_at_night(server, works, team):
    signed = make_rounds.round_(works, "signed", answered_by="ballots", on=FIRST)
    services.tick(at=at(-1))
    assert signed.state == "signed"

    services.tick(at=at(0, 0, 1))
    signed.refresh_from_db()
    assert signed.state == "open"
    services.tick(at=at(0, 6, 59))
    assert server.taken == []

    services.tick(at=at(0, 7, 0))
    assert sorted(server.to) == addresses(team)


def test_an_address_that_comes_late_is_invited_then(server, round_, works):
    without = works.people.filter(email="").first()
    ticks()
    before = len(server.taken)

    without.email = "late@works.example"
    without.save()
    ticks(5, day=1)

    assert server.to[before:] == ["late@works.example"]


def test_who_has_left_is_not_written_to_even_when_the_letter_waits(server, round_, team):
    server.silent = True
    ticks(1)
    gone, without, *others = team
    gone.left_on = FIRST
    gone.save()
    without.email = ""
    without.save()
    server.silent = False

    ticks(5)

    assert sorted(server.to) == addresses(others)
    assert not Letter.objects.exists()


def test_a_round_with_slips_writes_to_nobody(server, works, team):
    make_rounds.round_(works, "open")

    ticks(3)

    assert server.taken == []


def test_no_more_than_so_many_leave_in_a_tick(server, round_, team, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 5)

    counts = []
    for minute in range(4):
        services.tick(at=at(minute=minute))
        counts.append(len(server.taken))

    assert counts == [5, 10, 12, 12]


# --- reminders ------------------------------------------------------------------------------


def test_reminders_go_to_those_alone_who_have_not_fetched(server, round_, team):
    ticks()
    fetched, also, *rest = team
    fetch(round_, fetched)
    ticks(3, day=HALFWAY - 1)
    assert server.of(REMINDED) == []

    ticks(3, day=HALFWAY)
    assert sorted(server.of(REMINDED)) == addresses([also, *rest])

    fetch(round_, also, HALFWAY)
    ticks(3, day=HALFWAY + 1)
    ticks(3, day=LATE)
    assert sorted(server.of(REMINDED)) == sorted(addresses([also, *rest]) + addresses(rest))


def test_nobody_gets_more_than_two(server, round_, team):
    for day in range(15):
        ticks(2, day=day)

    for person in team:
        assert server.of(REMINDED).count(person.email) == 2


def test_who_fetches_while_the_reminder_waits_gets_none(server, round_, team):
    ticks()
    server.silent = True
    ticks(1, day=HALFWAY)
    fetched, *rest = team
    # The control: a sender that trusts what lies in the outbox would remind them.
    assert Letter.objects.filter(person=fetched, kind="reminder").exists()
    fetch(round_, fetched, HALFWAY)
    server.silent = False

    ticks(10, day=HALFWAY)

    assert sorted(server.of(REMINDED)) == addresses(rest)


def test_a_reminder_goes_to_the_address_that_holds_now(server, round_, team):
    ticks()
    moved = team[0]
    moved.email = "moved@works.example"
    moved.save()

    ticks(3, day=HALFWAY)

    assert "moved@works.example" in server.of(REMINDED)
    assert "p0@works.example" not in server.of(REMINDED)


def test_a_server_that_slept_over_both_days_reminds_once(server, round_, team):
    ticks()

    ticks(3, day=LATE + 1)

    assert sorted(server.of(REMINDED)) == addresses(team)


# --- the notice -----------------------------------------------------------------------------
def same_day_notices(server, round_, person):
    """What a mail server's log would say of the minute somebody fetched."""
    before = len(server.of(TOLD))
    fetch(round_, person)
    ticks(3)
    services.tick(at=at(0, 23, 59))
    services.tick(at=at(1, 0, 0))
    services.tick(at=at(1, 6, 59))
    return server.of(TOLD)[before:]


def test_the_notice_comes_the_next_morning_and_not_before(server, round_, team):
    ticks()

    assert same_day_notices(server, round_, team[0]) == []
    services.tick(at=at(1, 7, 0))
    assert server.of(TOLD) == [team[0].email]
    ticks(5, day=1)
    ticks(5, day=2)
    assert server.of(TOLD) == [team[0].email]


def test_a_notice_sent_at_once_would_be_seen(server, round_, team, monkeypatch):
    """The control: whoever tells at once tells the mail log the minute."""
    ticks()

    def told_at_once(of, *, on):
        places = of.roster.filter(issued_on__lte=on)
        outbox._put(of, places, Letter.Kind.NOTICE, on=on)

    monkeypatch.setattr(outbox, "_notify", told_at_once)

    assert same_day_notices(server, round_, team[0])[0] == team[0].email


def test_it_goes_to_all_who_fetched_also_on_the_last_day(server, round_, team):
    ticks()
    fetch(round_, team[0], 13)
    ticks(2, day=14)
    fetch(round_, team[1], 14)
    services.tick(at=at(15, 0, 0))
    round_.refresh_from_db()
    assert round_.state == "released"

    ticks(3, day=15)

    assert sorted(server.of(TOLD)) == addresses(team[:2])
    assert not Letter.objects.exists()


def test_after_an_early_close_the_notice_still_comes(server, round_, team, works):
    hr, _rep = make_rounds.signers(works)
    ticks()
    fetch(round_, team[0])
    services.close_round(round_, by=hr, at=at(), reason="Alle har svaret.")
    ticks()
    assert server.of(TOLD) == []

    ticks(3, day=1)

    assert server.of(TOLD) == [team[0].email]


def test_neither_rows_nor_mails_follow_the_order_of_fetching(server, round_, team):
    ticks()
    for person in team:
        fetch(round_, person)
    in_order = [person.pk for person in team]
    server.silent = True
    services.tick(at=at(1))
    waiting = Letter.objects.filter(kind="notice").order_by("pk")
    in_rows = list(waiting.values_list("person", flat=True))
    server.silent = False
    ticks(40, day=1)

    sent = [int(re.sub(r"\D", "", address.split("@")[0])) for address in server.of(TOLD)]
    assert sorted(in_rows) == in_order
    assert sorted(sent) == list(range(12))
    # By chance each of these comes once in 479 million.
    assert in_rows != in_order
    assert sent != sorted(sent)


# --- the days ---------------------------------------------------------------------------------
def test_never_more_than_two_reminders_all_inside_the_round():
    for length in range(60):
        last = FIRST + timedelta(days=length)
        days = reminder_days(FIRST, last)

        assert len(days) <= 2
        assert days == sorted(set(days))
        assert all(FIRST < day < last for day in days)
        assert length < 2 or days
