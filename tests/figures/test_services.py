"""Counting: one statement, none lost, and never a page broken for a number."""

import gc
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import OperationalError, connection, connections, transaction

from trivsel.figures import services
from trivsel.figures.models import Opening

PAGE, PDF = Opening.What.PAGE, Opening.What.PDF
DAY = date(2026, 11, 22)
NEXT = DAY + timedelta(days=1)
alone = pytest.mark.django_db(transaction=True)


def counted() -> dict[tuple[date, str, str], int]:
    rows = Opening.objects.values_list("day", "tool", "what", "count")
    return {(day, tool, what): count for day, tool, what, count in rows}


@pytest.mark.django_db
def test_tools_days_pages_and_pdfs_are_counted_apart():
    for tool, what, day in [
        ("B02", PAGE, DAY),
        ("B02", PAGE, DAY),
        ("B02", PDF, DAY),
        ("B02", PAGE, NEXT),
        ("B05", PAGE, DAY),
    ]:
        services.count(tool, what, on=day)

    assert counted() == {
        (DAY, "B02", "page"): 2,
        (DAY, "B02", "pdf"): 1,
        (NEXT, "B02", "page"): 1,
        (DAY, "B05", "page"): 1,
    }


@alone
@pytest.mark.parametrize("before", [0, 3])
def test_a_count_is_one_statement_for_the_first_as_for_the_next(
    before, django_assert_num_queries
):
    for _ in range(before):
        services.count("B02", PAGE, on=DAY)

    with django_assert_num_queries(1):
        services.count("B02", PAGE, on=DAY)


# --- many at a time ---------------------------------------------------------------------------


def together(act, *, threads: int = 4, each: int = 15) -> None:
    start = Barrier(threads)

    def run() -> None:
        start.wait()
        for _ in range(each):
            act()
        connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        for running in [pool.submit(run) for _ in range(threads)]:
            running.result()


@alone
def test_of_many_at_a_time_none_is_lost(store_file, monkeypatch):
    monkeypatch.setattr(services, "PATIENCE_MS", 60_000)  # a slow disk is no wrong answer

    together(lambda: services.count("B02", PAGE, on=DAY))

    assert counted() == {(DAY, "B02", "page"): 60}


@alone
def test_reading_first_and_writing_later_loses_some(store_file):
    """The negative control: two readers of the same number write the same next one."""
    services.count("B02", PAGE, on=DAY)
    both_have_read = Barrier(2)

    def naive() -> None:
        row = Opening.objects.get(tool="B02")
        both_have_read.wait()
        Opening.objects.filter(tool="B02").update(count=row.count + 1)

    together(naive, threads=2, each=1)

    assert counted() == {(DAY, "B02", "page"): 2}


# --- a page is worth more than its number -----------------------------------------------------


def says_nothing_of_what_was_opened(log: str) -> bool:
    return not any(word in log for word in ("B02", "page", "2026", "INSERT", "figures_opening"))


def test_a_log_that_repeats_the_error_would_be_caught():
    assert not says_nothing_of_what_was_opened("failed: INSERT INTO figures_opening")
    assert not says_nothing_of_what_was_opened("B02 was not counted")


def patience() -> int:
    return connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]


@alone
@pytest.mark.parametrize("open_before", [True, False], ids=["open", "not open yet"])
@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Django drops what it cannot open
def test_a_store_that_somebody_writes_to_holds_no_page_up(
    store_file, caplog, monkeypatch, kind, open_before
):
    """Run with no patience at all: with the usual twenty seconds nobody would wait for it."""
    if store_file is None:
        pytest.skip("PostgreSQL locks rows, not the whole store")
    monkeypatch.setattr(services, "PATIENCE_MS", 0)
    if not open_before:
        connection.close()
    with closing(sqlite3.connect(store_file, isolation_level=None)) as other:
        other.execute(f"BEGIN {kind}")

        services.count("B02", PAGE, on=DAY)

        other.execute("ROLLBACK")
    gc.collect()
    assert counted() == {}
    assert patience() == 20_000
    assert caplog.messages == ["An opening could not be counted (OperationalError)."]
    assert says_nothing_of_what_was_opened(caplog.text)


@alone
@pytest.mark.parametrize("open_before", [True, False], ids=["open", "not open yet"])
def test_the_store_is_patient_again_for_all_else(store_file, open_before):
    if store_file is None:
        pytest.skip("about SQLite")
    if not open_before:
        connection.close()

    with services._not_for_long():
        assert patience() == 250

    assert patience() == 20_000
    connection.close()
    connection.ensure_connection()
    assert patience() == 20_000


READ_ONLY = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": (
        "SET default_transaction_read_only = on",
        "RESET default_transaction_read_only",
    ),
}


@pytest.fixture
def cannot_be_written(db):
    on, off = READ_ONLY[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
        yield
        cursor.execute(off)


@alone
def test_a_store_that_cannot_be_written_breaks_nothing(
    transactional_db, cannot_be_written, caplog
):
    services.count("B02", PAGE, on=DAY)

    assert counted() == {}
    assert caplog.text.count("could not be counted") == 1
    assert says_nothing_of_what_was_opened(caplog.text)


@alone
def test_without_the_catch_it_would_break(transactional_db, cannot_be_written, monkeypatch):
    monkeypatch.setattr(services, "Error", KeyError)

    with pytest.raises(Exception, match=r"readonly|read-only"):
        services.count("B02", PAGE, on=DAY)


@pytest.mark.django_db
def test_a_failure_takes_no_transaction_around_it_along(monkeypatch, caplog):
    monkeypatch.setattr(services, "ADD", services.ADD.replace("figures_opening", "nowhere"))

    with transaction.atomic():
        services.count("B02", PAGE, on=DAY)
        Opening.objects.create(day=DAY, tool="B05", what=PAGE, count=1)

    assert counted() == {(DAY, "B05", "page"): 1}
    assert "could not be counted" in caplog.text


def test_what_is_no_fault_of_the_store_is_not_hidden():
    """Without the database mark pytest forbids the store; that is not swallowed."""
    with pytest.raises(RuntimeError):
        services.count("B02", PAGE, on=DAY)


def test_the_error_of_a_busy_store_is_one_that_is_caught():
    assert issubclass(OperationalError, services.Error)


# --- how long ---------------------------------------------------------------------------------

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OLDEST = date(2024, 10, 1)


@pytest.mark.django_db
def test_a_month_is_forgotten_whole_after_25_months():
    for day in (OLDEST - timedelta(days=30), OLDEST - timedelta(days=1), OLDEST, DAY):
        services.count("B02", PAGE, on=day)

    services.forget_openings(at=NOW)

    assert {day for day, _, _ in counted()} == {OLDEST, DAY}


@pytest.mark.django_db
def test_the_oldest_month_does_not_shrink_day_by_day():
    for day in range(1, 29):
        services.count("B02", PAGE, on=OLDEST.replace(day=day))

    for day in range(1, 31):
        services.forget_openings(at=NOW.replace(day=day))
        assert len(counted()) == 28

    services.forget_openings(at=NOW.replace(month=12, day=1))
    assert counted() == {}


@pytest.mark.django_db
def test_the_month_turns_at_midnight_in_denmark():
    services.count("B02", PAGE, on=OLDEST)

    services.forget_openings(at=datetime(2026, 11, 30, 22, 59, tzinfo=UTC))
    assert counted()

    services.forget_openings(at=datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    assert not counted()
