"""Which stores did this run use? Told by the stores themselves, not by what was asked for."""

import os
import socket

import pytest
from django.core.cache import cache
from django.db import connections

from browsing import browser_path
from trivsel.proof import tracing

WANTED = "postgresql" if os.environ.get("TRIVSEL_DATABASE") else "sqlite"
ON_SQLITE = "this run is on SQLite; ./test makes a second one on PostgreSQL and Redis"


def version(alias):
    connection = connections[alias]
    ask = "version()" if connection.vendor == "postgresql" else "'SQLite ' || sqlite_version()"
    with connection.cursor() as cursor:
        return cursor.execute(f"SELECT {ask}").fetchone()[0]


@pytest.mark.django_db(databases=["default", "ballots"])
@pytest.mark.parametrize("alias", ["default", "ballots"])
def test_the_run_is_on_the_stores_it_was_given(alias):
    assert version(alias).lower().startswith(WANTED)


@pytest.mark.postgres
@pytest.mark.skipif(WANTED != "postgresql", reason=ON_SQLITE)
@pytest.mark.django_db(databases=["default", "ballots"])
def test_people_and_ballots_are_two_databases_of_postgresql():
    names = {connections[alias].settings_dict["NAME"] for alias in ("default", "ballots")}

    assert len(names) == 2


@pytest.mark.redis
@pytest.mark.skipif(WANTED != "postgresql", reason=ON_SQLITE)
def test_the_cache_is_kept_in_redis():
    key = f"trivsel-test-{os.getpid()}"

    cache.set(key, "kept", timeout=5)

    raw = cache._cache.get_client(cache.make_key(key))
    assert raw.exists(cache.make_key(key)) == 1
    assert cache.get(key) == "kept"


def missing():
    """What CI promises and this machine does not have."""
    if browser_path() is None:
        yield "a browser (chromium)"
    if reason := tracing.why_not():
        yield reason
    for name, variable, port in (
        ("PostgreSQL", "TRIVSEL_TEST_POSTGRES_PORT", 5432),
        ("Redis", "TRIVSEL_TEST_REDIS_PORT", 6379),
    ):
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", int(os.environ.get(variable, port)))):
                yield name


def test_in_ci_nothing_is_missing():
    found = list(missing())
    if found and os.environ.get("CI") != "true":
        pytest.skip(f"not on this machine: {', '.join(found)}")

    assert found == []
