"""An answer is stored exactly once, or the person hears why not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier, Event

import pytest
from django.db import connections, transaction

import make
from trivsel.ballots import queries, services
from trivsel.ballots.models import Ballot
from trivsel.ballots.policies import Reason
from trivsel.ballots.services import NotAccepted, boxes

store = pytest.mark.django_db(databases=["ballots"])
STRANGER = "0" * 12


def reason_for(box, code, *values, at=make.NOW):
    with pytest.raises(NotAccepted) as no:
        make.answer(box, code, *values, at=at)
    assert str(no.value)
    return no.value.reason


@store
def test_an_answer_is_kept_sealed_in_its_cell():
    box = make.box(slips={"c1": 2, "c2": 2})

    make.answer(box, box.codes["c2"][0], 1, 2, 3, 4, 5)

    ballot = Ballot.objects.get()
    assert (ballot.box_id, ballot.cell) == (box.code, "c2")
    assert bytes([1, 2, 3, 4, 5]) not in bytes(ballot.envelope)
    assert queries.accepted(box.code) == 1


@store
def test_a_used_code_is_refused_and_the_first_answer_stands():
    box = make.box()
    code = box.codes["c1"][0]
    make.answer(box, code, 1, 1, 1, 1, 1)

    assert reason_for(box, code, 5, 5, 5, 5, 5) is Reason.USED

    services.close_box(box.code)
    services.count_box(box.code)
    assert queries.answers(box.code) == {"c1": [bytes([1] * 5)]}


@store
def test_a_code_of_another_box_is_refused():
    box, other = make.box(), make.box()

    assert reason_for(box, other.codes["c1"][0]) is Reason.UNKNOWN
    assert not Ballot.objects.exists()


@store
@pytest.mark.parametrize("values", [[0] * 5, [6, 1, 1, 1, 1], [1] * 4, [1] * 6])
def test_an_empty_or_impossible_answer_is_refused_and_the_code_is_still_good(values):
    box = make.box()

    assert reason_for(box, box.codes["c1"][0], *values) in {Reason.EMPTY, Reason.UNREADABLE}

    make.answer(box, box.codes["c1"][0], 1, 0, 0, 0, 0)
    assert queries.accepted(box.code) == 1


def copenhagen(day, hour, minute):
    """A moment of November 2026, given as the clock stands in Copenhagen (UTC+1)."""
    return datetime(2026, 11, day, hour - 1, minute, 59, tzinfo=UTC)


@store
@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (datetime(2026, 11, 9, 22, 59, 59, tzinfo=UTC), Reason.EARLY),
        (datetime(2026, 11, 9, 23, 0, 0, tzinfo=UTC), None),
        (copenhagen(20, 23, 59), None),
        (datetime(2026, 11, 20, 23, 0, 0, tzinfo=UTC), Reason.OVER),
    ],
)
def test_a_round_lasts_from_midnight_to_the_end_of_its_last_day_in_copenhagen(at, reason):
    box = make.box(opens_on=date(2026, 11, 10), closes_on=date(2026, 11, 20))
    code = box.codes["c1"][0]

    if reason is None:
        make.answer(box, code, at=at)
    else:
        assert reason_for(box, code, at=at) is reason

    assert queries.accepted(box.code) == (reason is None)


@store
@pytest.mark.parametrize("counted", [False, True])
def test_a_closed_round_says_so_also_when_it_has_forgotten_its_codes(counted):
    box = make.box()
    services.close_box(box.code)
    if counted:
        services.count_box(box.code)

    assert reason_for(box, box.codes["c1"][0]) is Reason.OVER


@store
def test_a_page_that_is_late_cannot_let_an_answer_into_a_closed_box(monkeypatch):
    box = make.box()
    late = make.sheet(box.code)
    services.close_box(box.code)
    monkeypatch.setattr(make, "sheet", lambda code: late)

    assert reason_for(box, box.codes["c1"][0]) is Reason.OVER


@store
def test_checking_a_code_writes_nothing(django_assert_num_queries):
    box = make.box()
    code = make.read_code(box.codes["c1"][0])
    sheet = make.sheet(box.code)

    with django_assert_num_queries(1, using="ballots"):
        services.check_code(sheet, code, at=make.NOW)

    make.answer(box, code)
    with pytest.raises(NotAccepted):
        services.check_code(sheet, code, at=make.NOW)


def all_at_once(work, how_many):
    """Run the work in threads that start together; what each came to, errors included."""
    gate = Barrier(how_many)

    def one(number):
        try:
            gate.wait()
            return work(number)
        except NotAccepted as no:
            return no.reason
        finally:
            connections.close_all()

    with ThreadPoolExecutor(how_many) as pool:
        return list(pool.map(one, range(how_many)))


@pytest.mark.django_db(transaction=True, databases=["ballots"])
def test_of_many_who_send_with_one_code_at_once_exactly_one_is_stored(store_file):
    box = make.box(slips={"c1": 1})
    [code] = box.codes["c1"]

    came_to = all_at_once(lambda number: make.answer(box, code, *[number % 5 + 1] * 5), 8)

    assert sorted(came_to, key=str) == sorted([None] + [Reason.USED] * 7, key=str)
    assert queries.accepted(box.code) == 1


@pytest.mark.django_db(transaction=True, databases=["ballots"])
def test_every_code_sent_at_once_is_stored_once(store_file):
    box = make.box(slips={"c1": 16})

    came_to = all_at_once(lambda number: make.answer(box, box.codes["c1"][number]), 16)

    assert came_to == [None] * 16
    assert queries.accepted(box.code) == 16


@pytest.mark.django_db(transaction=True, databases=["ballots"])
def test_whoever_is_thanked_while_the_round_closes_is_counted(store_file):
    box = make.box(slips={"c1": 12})

    def send_or_close(number):
        if number == 12:
            services.close_box(box.code)
            services.count_box(box.code)
            return "counted"
        make.answer(box, box.codes["c1"][number])
        return None

    came_to = all_at_once(send_or_close, 13)

    assert set(came_to) <= {None, Reason.OVER, "counted"}
    assert came_to.count(None) == len(queries.answers(box.code).get("c1", []))


def close_while_an_answer_is_on_its_way(box, then):
    """Whether the box closed before the answer was stored, and what came of ``then``."""
    written, go_on = Event(), Event()

    def answer_slowly():
        with transaction.atomic(using="ballots"):
            make.answer(box, box.codes["c1"][0])
            written.set()
            go_on.wait()
        connections.close_all()

    def close():
        written.wait()
        services.close_box(box.code)
        closed.set()
        came_of_it = then(box.code)
        connections.close_all()
        return came_of_it

    closed = Event()
    with ThreadPoolExecutor(2) as pool:
        answered, ended = pool.submit(answer_slowly), pool.submit(close)
        too_early = closed.wait(0.4)
        go_on.set()
        answered.result()
        return too_early, ended.result()


@pytest.mark.django_db(transaction=True, databases=["ballots"])
def test_a_box_waits_to_close_until_an_answer_on_its_way_is_stored(store_file):
    box = make.box(slips={"c1": 1})

    def count(code):
        return services.count_box(code).opened

    assert close_while_an_answer_is_on_its_way(box, count) == (False, 1)


@pytest.mark.django_db(transaction=True, databases=["ballots"])
def test_on_postgresql_a_box_that_did_not_wait_would_close_too_early(monkeypatch):
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    monkeypatch.setattr(boxes, "_wait_for_answers_on_their_way", lambda: None)
    box = make.box(slips={"c1": 1})

    # Nothing is counted here: what a count that came too early finds depends on the moment.
    too_early, _ = close_while_an_answer_is_on_its_way(box, lambda _code: None)

    assert too_early
