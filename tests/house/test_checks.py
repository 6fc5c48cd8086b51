"""Start-up tells what is unsafe; the safe way is silent."""

import pytest
from django.db import connections

from trivsel.config import checks, doctor, secrets

SAFE_POSTGRES = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}


@pytest.mark.parametrize(
    ("journal", "synchronous", "version", "found"),
    [
        ("delete", 3, (3, 40, 1), []),
        ("wal", 2, (3, 51, 3), []),
        ("wal", 2, (3, 51, 1), ["trivsel.E001"]),
        ("wal", 1, (3, 51, 3), ["trivsel.E002"]),
        ("delete", 2, (3, 40, 1), ["trivsel.E002"]),
    ],
)
def test_a_journal_that_can_lose_an_answer_is_named(journal, synchronous, version, found):
    assert [
        m.id for m in checks.judge_sqlite("ballots", journal, synchronous, version)
    ] == found


@pytest.mark.parametrize("name", checks.POSTGRES_ON)
def test_a_postgres_that_can_lose_an_answer_is_named(name):
    values = SAFE_POSTGRES | {name: "off"}

    assert [m.id for m in checks.judge_postgres("ballots", values)] == ["trivsel.E003"]


def test_a_postgres_that_dates_every_statement_is_named():
    values = SAFE_POSTGRES | {"log_statement": "all"}

    assert [m.id for m in checks.judge_postgres("ballots", values)] == ["trivsel.E004"]


def test_a_safe_postgres_is_silent():
    assert list(checks.judge_postgres("ballots", SAFE_POSTGRES)) == []


@pytest.mark.django_db(databases=["default", "ballots"])
def test_the_settings_we_ship_are_safe_in_truth():
    assert [m.id for m in doctor.problems() if m.id != "trivsel.E005"] == []


def test_people_and_ballots_in_one_database_are_refused():
    store = {"NAME": "a", "ENGINE": "x", "HOST": ""}

    assert checks.same_store(store, store)
    assert not checks.same_store(store, store | {"NAME": "b"})


def test_plain_http_is_named_beyond_this_machine(settings):
    settings.ORIGIN = "http://trivsel.firm.example"

    assert [m.id for m in checks.addresses_are_encrypted()] == ["trivsel.W007"]


@pytest.mark.parametrize("origin", ["https://trivsel.firm.example", "http://localhost:8000"])
def test_https_and_this_machine_are_silent(settings, origin):
    settings.ORIGIN = origin

    assert checks.addresses_are_encrypted() == []


def test_a_key_that_others_can_read_is_named(settings, tmp_path):
    settings.DATA = settings.KEYS = tmp_path
    tmp_path.chmod(0o700)
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)

    assert [m.id for m in checks.secrets_are_private()] == ["trivsel.E006"]


@pytest.mark.parametrize(
    ("folder", "file", "found"), [(0o755, 0o644, True), (0o700, 0o644, False)]
)
def test_a_store_that_others_on_the_machine_can_read_is_found(tmp_path, folder, file, found):
    store = tmp_path / "people.sqlite3"
    store.touch()
    store.chmod(file)
    tmp_path.chmod(folder)
    databases = {
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": store},
        "ballots": {"ENGINE": "django.db.backends.postgresql", "NAME": "ballots"},
    }

    assert checks.readable_by_others(store)
    assert (store in checks.store_files(databases)) is found


@pytest.mark.parametrize(
    ("version", "journal"),
    [((3, 40, 1), "DELETE"), ((3, 51, 1), "DELETE"), ((3, 51, 3), "WAL")],
)
def test_the_journal_follows_the_version_of_sqlite(version, journal):
    assert f"journal_mode={journal};" in secrets.sqlite_durability(version)


@pytest.mark.django_db(databases=["default", "ballots"])
@pytest.mark.skipif(connections["default"].vendor != "sqlite", reason="asks SQLite itself")
def test_the_ballots_store_syncs_every_answer():
    with connections["ballots"].cursor() as cursor:
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]

    assert synchronous >= checks.FULL
