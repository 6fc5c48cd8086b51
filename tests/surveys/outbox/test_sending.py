"""The outbox: what becomes of a letter when something fails or dies in between."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

import make_rounds
from surveys import postman
from surveys.outbox.posting import FIRST, HALFWAY, INVITED, addresses, at, fetch, ticks
from surveys.postman import Killed
from surveys.test_ballots import voter_of
from trivsel.surveys import services
from trivsel.surveys.models import Eligible, Letter
from trivsel.surveys.services import outbox

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


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
