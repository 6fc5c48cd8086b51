from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from trivsel.ballots import sheets


@pytest.fixture(autouse=True)
def keys(settings, tmp_path) -> Path:
    """A folder of keys of the test's own, and nothing remembered from the test before."""
    sheets._kept.clear()
    settings.KEYS = tmp_path / "keys"
    return settings.KEYS


@pytest.fixture
def store_file(tmp_path, request) -> Iterator[Path | None]:
    """The ballots store as it is in use, for tests of files and of several writers at once.

    On SQLite a real file, made by the migrations and with the pragmas of the settings; on
    PostgreSQL the test database itself (None). Needs django_db(transaction=True).
    """
    ordinary = connections["ballots"]
    if ordinary.vendor != "sqlite":
        yield None
        return
    settings = connections.databases["ballots"]
    memory = settings["NAME"]
    settings["NAME"] = str(tmp_path / "ballots.sqlite3")
    connections["ballots"] = connections.create_connection("ballots")
    try:
        call_command("migrate", database="ballots", verbosity=0)
        yield tmp_path / "ballots.sqlite3"
    finally:
        connections["ballots"].close()
        settings["NAME"] = memory
        connections["ballots"] = ordinary
