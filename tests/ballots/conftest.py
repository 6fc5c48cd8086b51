import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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
def store_file(tmp_path, tmp_path_factory) -> Iterator[Path | None]:
    """The ballots store as it is in use, for tests of files and of several writers at once.

    On SQLite a real file, made by the migrations and with the pragmas of the settings; on
    PostgreSQL the test database itself (None). Needs django_db(transaction=True).
    """
    if connections["ballots"].vendor != "sqlite":
        yield None
        return
    empty = tmp_path_factory.getbasetemp() / "empty.sqlite3"
    if not empty.exists():
        with store_in(empty):
            call_command("migrate", "ballots", database="ballots", verbosity=0)
    file = tmp_path / "ballots.sqlite3"
    shutil.copy(empty, file)
    with store_in(file):
        yield file


@contextmanager
def store_in(file: Path) -> Iterator[None]:
    ordinary, settings = connections["ballots"], connections.databases["ballots"]
    memory, settings["NAME"] = settings["NAME"], str(file)
    connections["ballots"] = connections.create_connection("ballots")
    try:
        yield
    finally:
        connections["ballots"].close()
        settings["NAME"] = memory
        connections["ballots"] = ordinary
