"""The outbox: who is written to, when, and what is left when something dies in between."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

import make
import make_ballots
import make_rounds
from surveys import postman
from surveys.postman import Killed
from surveys.test_ballots import voter_of
from trivsel.ballots import sheets
from trivsel.surveys import services
from trivsel.surveys.models import Eligible, Letter
from trivsel.surveys.rounds.reminders import reminder_days
from trivsel.surveys.services import outbox

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])
INVITED, REMINDED, TOLD = "svar senest", "Husk", "er hentet"
FIRST = make_rounds.noon().date()


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    sheets._kept.clear()
    settings.KEYS = tmp_path / "keys"
    make_ballots.stock(4)
    return settings.KEYS


@pytest.fixture
def server(settings):
    settings.MAILERS = postman.MAILERS
    postman.server = postman.Server()
    return postman.server


@pytest.fixture
def works():
    return make.organisation()


@pytest.fixture
def team(works):
    """Twelve people with an address, in a unit of their own."""
    unit = make.unit(works, "Pakkeri")
    return [make.person(unit, email=f"p{number}@works.example") for number in range(12)]


@pytest.fixture
def round_(works, team):
    return make_rounds.round_(works, "open", answered_by="ballots")


def at(day=0, hour=12, minute=0) -> datetime:
    """A time in Copenhagen, so many days after the round opened."""
    noon = make_rounds.noon(FIRST + timedelta(days=day))
    return noon.replace(hour=hour) + timedelta(minutes=minute)


def ticks(how_many=3, day=0, hour=12):
    for minute in range(how_many):
        services.tick(at=at(day, hour, minute))


def fetch(round_, person, day=0):
    message = voter_of(round_, person).blinded.message
    return services.issue_ballot(round_, message, by=person, at=at(day))


def addresses(people):
    return sorted(person.email for person in people)


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
HALFWAY, LATE = [(day - FIRST).days for day in reminder_days(FIRST, FIRST + timedelta(days=14))]


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


# --- a mail server that fails -----------------------------------------------------------------
def test_a_bad_address_stops_nobody_and_is_tried_again_ever_more_rarely(server, round_, team):
    bad = team[3].email
    server.refused = {bad}
    tries = []
    server.before = lambda mail: mail.to[0] == bad and tries.append(len(tries))

    ticks(50)

    assert sorted(server.of(INVITED)) == addresses(p for p in team if p.email != bad)
    letter = Letter.objects.get()
    assert letter.person == team[3]
    assert 4 <= len(tries) == letter.failures <= 6  # 2 + 4 + 8 + 16 + ... ticks apart
    Letter.objects.update(failures=29, wait=0)
    ticks(1)
    assert Letter.objects.get().wait == outbox.REFUSED_AT_MOST
    server.refused = set()
    Letter.objects.update(wait=0)
    ticks(1)
    assert bad in server.to
    assert not Letter.objects.exists()


def test_a_silent_server_costs_a_few_calls_a_tick_and_loses_nothing(server, round_, team):
    server.silent = True
    ticks(1)
    assert server.calls == outbox.SILENCES
    ticks(300)
    assert max(Letter.objects.values_list("wait", flat=True)) <= outbox.SILENT_AT_MOST
    assert Letter.objects.count() == len(team)
    server.silent = False

    ticks(outbox.SILENT_AT_MOST)

    assert sorted(server.to) == addresses(team)


def test_with_a_silent_mail_server_ballots_are_fetched_and_rounds_closed(
    server, round_, team, works
):
    server.silent = True
    ticks(2)

    voter = voter_of(round_, team[0])
    stamped = services.issue_ballot(round_, voter.blinded.message, by=team[0], at=at())
    voter.take(stamped)
    voter.hand_in(1, 2, at=at())
    services.tick(at=at(15))

    round_.refresh_from_db()
    assert round_.state == "released"


def test_the_log_has_numbers_and_no_address(server, round_, team, caplog):
    server.refused = {team[0].email}

    ticks(2)
    server.silent = True
    ticks(2, day=HALFWAY)

    assert "the mail server refused 1" in caplog.text
    assert "did not answer 3" in caplog.text
    assert "@" not in caplog.text
    for person in team:
        assert person.name not in caplog.text
    # The control: the error itself names the one it is about.
    with pytest.raises(OSError, match=team[0].email):
        postman.Postman(alias="default").send_messages([outbox_mail(team[0].email)])


def outbox_mail(address):
    server = postman.server
    server.silent = False
    return postman.EmailMessage("x", "x", None, [address])


# --- died in between --------------------------------------------------------------------------
def kill(*_arguments, **_named):
    raise Killed


def until_killed():
    with pytest.raises(Killed):
        services.tick(at=at())


def everybody_has_theirs(server, team, *, twice):
    server.before = server.after = lambda _mail: None
    ticks(outbox.CLAIMED + 2)
    assert set(server.to) == set(addresses(team))
    assert len(server.to) - len(set(server.to)) == twice
    assert not Letter.objects.exists()


def test_killed_before_the_server_has_it_the_letter_is_sent_later(server, round_, team):
    server.before = kill
    until_killed()

    everybody_has_theirs(server, team, twice=0)


def test_killed_after_the_server_has_it_one_letter_comes_twice(server, round_, team):
    server.after = kill
    until_killed()

    everybody_has_theirs(server, team, twice=1)


def test_killed_while_it_is_written_down_as_sent_one_letter_comes_twice(
    server, round_, team, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(Letter, "delete", kill)
        until_killed()
    assert not Eligible.objects.filter(invited_on__isnull=False).exists()

    everybody_has_theirs(server, team, twice=1)


def test_killed_while_the_outbox_is_filled_it_is_filled_again(
    server, round_, team, monkeypatch
):
    ticks()
    taken = len(server.taken)
    with monkeypatch.context() as patch:
        patch.setattr(type(round_), "save", kill)
        with pytest.raises(Killed):
            services.tick(at=at(HALFWAY))
    assert not Letter.objects.exists()

    ticks(3, day=HALFWAY)

    assert sorted(server.to[taken:]) == addresses(team)


def test_a_letter_that_another_process_has_claimed_is_left_to_it(server, round_, team):
    server.silent = True
    ticks(1)
    server.silent = False
    taken_there = Letter.objects.first()
    Letter.objects.update(wait=0)
    Letter.objects.filter(pk=taken_there.pk).update(wait=outbox.CLAIMED)

    ticks(1)

    assert taken_there.person.email not in server.to
    assert len(server.taken) == len(team) - 1


# --- what is kept -----------------------------------------------------------------------------
def test_all_is_gone_when_the_round_has_closed_but_the_notices(server, round_, team, works):
    hr, _rep = make_rounds.signers(works)
    ticks()
    fetch(round_, team[0])
    server.silent = True
    ticks(1, day=HALFWAY)
    assert Letter.objects.filter(kind="reminder").exists()

    services.close_round(round_, by=hr, at=at(HALFWAY), reason="Alle har svaret.")
    ticks(1, day=HALFWAY)

    assert {letter.kind for letter in Letter.objects.all()} == {"notice"}
    services.tick(at=at(HALFWAY + 15))
    assert not Letter.objects.exists()
    assert not Eligible.objects.exists()


def test_no_letter_holds_an_address_a_name_or_a_link(server, round_, team):
    server.silent = True
    ticks(1)

    rows = repr(list(Letter.objects.values()))

    assert len(rows) > 500
    for person in team:
        assert person.email not in rows
        assert person.name not in rows
    assert "stemme" not in rows
    assert "@" not in repr(list(DBTaskResult.objects.values()))


# --- how much it asks -------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["invitation", "notice", "reminder"])
def test_filling_costs_the_same_for_one_and_three(server, round_, team, kind):
    spent = []
    for how_many in (3, 1):
        Letter.objects.all().delete()
        Eligible.objects.update(invited_on=FIRST, issued_on=None, blinded=None)
        type(round_).objects.update(reminded_on=None, noticed_on=None)
        some = Eligible.objects.filter(person__in=team[:how_many])
        others = Eligible.objects.exclude(person__in=team[:how_many])
        if kind == "invitation":
            some.update(invited_on=None)
        if kind == "reminder":
            others.delete()
        if kind == "notice":
            for place in some:
                Eligible.objects.filter(pk=place.pk).update(
                    issued_on=FIRST, blinded=str(place.pk).encode()
                )
        round_.refresh_from_db()
        on = FIRST + timedelta(days=HALFWAY if kind == "reminder" else 1)
        with CaptureQueriesContext(connection) as queries:
            outbox.fill(round_, on=on)
        assert Letter.objects.filter(kind=kind).count() == how_many
        spent.append(len(queries))

    assert spent[0] == spent[1]


def test_sending_costs_the_same_few_queries_for_each_letter(server, round_, team):
    outbox.fill(round_, on=FIRST)
    waiting = list(Letter.objects.values_list("pk", flat=True))
    spent = []
    for how_many in (1, 3, 6):
        Letter.objects.update(due_on=FIRST + timedelta(days=30))
        Letter.objects.filter(pk__in=waiting[:how_many]).update(due_on=FIRST)
        waiting = waiting[how_many:]
        with CaptureQueriesContext(connection) as queries:
            outbox.send(on=FIRST)
        spent.append(len(queries))

    each = (spent[1] - spent[0]) / 2
    assert spent[2] - spent[1] == 3 * each
    assert each <= 8


# --- the days ---------------------------------------------------------------------------------
def test_never_more_than_two_reminders_all_inside_the_round():
    for length in range(60):
        last = FIRST + timedelta(days=length)
        days = reminder_days(FIRST, last)

        assert len(days) <= 2
        assert days == sorted(set(days))
        assert all(FIRST < day < last for day in days)
        assert length < 2 or days
