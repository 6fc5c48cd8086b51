"""Start-up tells what is unsafe; the safe way is silent."""

import pytest
from django.db import connections

from trivsel.config import checks, checks_postgres, commands, doctor, jobs, secrets
from trivsel.domain.refusal import Refused

SAFE_POSTGRES = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_duration": "off",
    "auto_explain.log_min_duration": None,
    "pgaudit.log": None,
    "track_commit_timestamp": "off",
}


def found_in(values, alias="ballots"):
    return [m.id for m in checks_postgres.judge_postgres(alias, SAFE_POSTGRES | values)]


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


@pytest.mark.parametrize("name", checks_postgres.POSTGRES_ON)
def test_a_postgres_that_can_lose_an_answer_is_named(name):
    assert found_in({name: "off"}) == ["trivsel.E003"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_statement", "all"),
        ("log_statement", "mod"),
        ("log_min_duration_statement", "0"),
        ("log_min_duration_statement", "500ms"),
        ("log_min_duration_sample", "100ms"),
        ("log_transaction_sample_rate", "0.1"),
        ("log_duration", "on"),
        ("auto_explain.log_min_duration", "1s"),
        ("pgaudit.log", "write"),
    ],
)
def test_a_postgres_that_dates_an_answer_is_named(name, value):
    assert found_in({name: value}) == ["trivsel.E004"]


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("log_statement", "all", ["trivsel.E004"]),
        ("log_min_duration_statement", "0", ["trivsel.E004"]),
        ("log_min_duration_statement", "500ms", []),
        ("track_commit_timestamp", "on", []),
    ],
)
def test_among_the_people_a_slow_statement_may_be_logged(name, value, found):
    assert found_in({name: value}, alias="default") == found


def test_a_postgres_that_keeps_the_time_of_each_commit_is_named():
    assert found_in({"track_commit_timestamp": "on"}) == ["trivsel.E009"]


def test_a_safe_postgres_is_silent():
    assert found_in({}) == []


@pytest.mark.django_db(databases=["default", "ballots"])
@pytest.mark.skipif(connections["default"].vendor != "postgresql", reason="asks PostgreSQL")
def test_every_setting_that_is_asked_for_is_one_that_postgres_has():
    with connections["ballots"].cursor() as cursor:
        values = {n: checks_postgres._setting(cursor, n) for n in checks_postgres.ASKED}

    assert {name for name, value in values.items() if value is None} <= {
        "auto_explain.log_min_duration",
        "pgaudit.log",
    }


@pytest.mark.django_db(databases=["default", "ballots"])
def test_the_settings_we_ship_are_safe_in_truth():
    assert [m.id for m in doctor.problems() if m.id != "trivsel.E005"] == []


def test_people_and_ballots_in_one_database_are_refused():
    store = {"NAME": "a", "ENGINE": "x", "HOST": ""}

    assert checks.same_store(store, store)
    assert not checks.same_store(store, store | {"NAME": "b"})


def test_plain_http_is_named_beyond_this_machine(settings):
    settings.ORIGIN = "http://trivsel.firm.example"

    assert [m.id for m in checks.addresses_are_encrypted()] == ["trivsel.E007"]

    settings.DEBUG = True
    assert [m.id for m in checks.addresses_are_encrypted()] == ["trivsel.W007"]


@pytest.mark.parametrize("origin", ["https://trivsel.firm.example", "http://localhost:8000"])
def test_https_and_this_machine_are_silent(settings, origin):
    settings.ORIGIN = origin

    assert checks.addresses_are_encrypted() == []


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ("", False),
        ("https://svar.firm.example", False),
        ("https://trivsel.firm.example", True),
        ("https://trivsel.firm.example:8443", True),
        ("http://svar.firm.example", True),
        ("https://svar.firm.example/svar", True),
        ("svar.firm.example", True),
    ],
)
def test_a_name_for_answers_that_would_not_serve_is_named(settings, answers, found):
    settings.ORIGIN, settings.ANSWERS_ORIGIN = "https://trivsel.firm.example", answers

    named = [m.id for m in checks.answers_have_a_host_name_of_their_own()]

    assert named == (["trivsel.E014"] if found else [])


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


# --- nothing starts where an answer could be lost or read -------------------------------------
@pytest.fixture
def unsafe(settings):
    settings.ORIGIN = "http://trivsel.firm.example"


@pytest.mark.django_db(databases=["default", "ballots"])
def test_no_process_starts_where_it_is_not_safe(unsafe, monkeypatch):
    monkeypatch.setattr(jobs.Jobs, "run", lambda _self: pytest.fail("it started"))

    with pytest.raises(doctor.Unsafe, match=r"E007.*plain http(.|\n)*-> Put https in front"):
        doctor.refuse_to_start()
    with pytest.raises(Refused, match="E007"):
        commands.run_jobs(None)


@pytest.mark.django_db(databases=["default", "ballots"])
def test_where_it_is_safe_they_start(monkeypatch):
    started = []
    monkeypatch.setattr(jobs.Jobs, "run", lambda _self: started.append(True))

    assert commands.run_jobs(None) == 0
    assert started == [True]


def test_two_addresses_of_the_ballots_must_be_one_database(monkeypatch):
    monkeypatch.setenv("TRIVSEL_BALLOTS_DATABASE", "postgresql://web@db/ballots")
    monkeypatch.setenv("TRIVSEL_TALLY_DATABASE", "postgresql://tally@db/ballots")
    assert checks.two_stores() == []

    monkeypatch.setenv("TRIVSEL_TALLY_DATABASE", "postgresql://tally@db/other")
    assert [m.id for m in checks.two_stores()] == ["trivsel.E013"]
