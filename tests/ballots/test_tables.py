"""Nothing in the tables tells when an answer came, or after which."""

import pytest
from django.apps import apps
from django.db import connections, models

import make
from trivsel.ballots.models import Answer, Box

TIMES = (models.DateTimeField, models.TimeField, models.DurationField, models.DateField)
NUMBERED = (models.AutoField, models.BigAutoField, models.SmallAutoField)
ROWS = ["ballots_slip", "ballots_ballot", "ballots_answer", "ballots_comment"]


def fields_that_date_or_order(found) -> list[str]:
    return [
        f"{model.__name__}.{field.name}"
        for model in found
        for field in model._meta.get_fields()
        if isinstance(field, (*TIMES, *NUMBERED))
    ]


def our_models():
    return list(apps.get_app_config("ballots").get_models(include_auto_created=True))


def test_only_the_box_has_dates_and_nothing_is_numbered():
    assert fields_that_date_or_order(our_models()) == ["Box.opens_on", "Box.closes_on"]


def test_a_table_with_a_time_and_a_number_is_caught():
    class Naive(models.Model):
        at = models.DateTimeField()

        class Meta:
            app_label = "naive_ballots"
            managed = False

        def __str__(self) -> str:
            return "naive"

    assert fields_that_date_or_order([Naive]) == ["Naive.id", "Naive.at"]


def test_no_foreign_key_leads_out_of_the_room():
    related = {
        field.related_model
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model is not None
    }

    assert Box in related
    assert related <= set(our_models())


def numbers_its_rows(table: str) -> bool:
    with connections["ballots"].cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
        return "WITHOUT ROWID" not in cursor.fetchone()[0]


@pytest.fixture
def sqlite(db):
    if connections["ballots"].vendor != "sqlite":
        pytest.skip("about SQLite")


@pytest.mark.django_db(databases=["default", "ballots"])
@pytest.mark.parametrize("table", ROWS)
def test_on_sqlite_a_row_is_kept_by_its_key_and_not_by_its_arrival(sqlite, table):
    assert not numbers_its_rows(table)


@pytest.mark.django_db(databases=["default", "ballots"])
def test_an_ordinary_table_on_sqlite_does_number_its_rows(sqlite):
    with connections["ballots"].cursor() as cursor:
        cursor.execute("CREATE TABLE naive_ballot (nullifier blob PRIMARY KEY)")
        for nullifier in (b"\x09", b"\x01", b"\x05"):
            cursor.execute("INSERT INTO naive_ballot VALUES (%s)", [nullifier])
        cursor.execute("SELECT nullifier FROM naive_ballot ORDER BY rowid")
        arrived = [bytes(row[0]) for row in cursor.fetchall()]

    assert numbers_its_rows("naive_ballot")
    assert arrived == [b"\x09", b"\x01", b"\x05"]


# --- what PostgreSQL remembers of rows that are gone -----------------------------------------


@pytest.fixture
def postgresql(db):
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("about PostgreSQL")


def sampled(table: str) -> set[str]:
    """The columns of which samples of values lie in the statistics."""
    with connections["ballots"].cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = %s", [table])
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db(databases=["default", "ballots"])
def test_on_postgresql_no_sample_of_slips_ballots_or_answers_is_kept(postgresql):
    box = make.box()
    make.answer(box, box.codes["c1"][0])
    Answer.objects.create(key=b"\x01" * 16, box=box, cell="c1", packed=b"\x03" * 5)

    assert [table for table in ROWS if sampled(table)] == []


@pytest.mark.django_db(databases=["default", "ballots"])
def test_an_ordinary_table_on_postgresql_does_leave_samples_of_what_was_deleted(postgresql):
    with connections["ballots"].cursor() as cursor:
        cursor.execute("CREATE TABLE naive_ballot (nullifier bytea PRIMARY KEY)")
        cursor.execute("INSERT INTO naive_ballot VALUES (%s), (%s)", [b"\x09", b"\x01"])
        assert sampled("naive_ballot") == {"nullifier"}
        cursor.execute("DELETE FROM naive_ballot")

    assert sampled("naive_ballot") == {"nullifier"}
