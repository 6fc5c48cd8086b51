import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.core.management import call_command
from django.db import connections
from django.db.backends.signals import connection_created

from trivsel.config import roles, web


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


@pytest.fixture
def as_web(store_file, tmp_path, monkeypatch):
    """A way to be a web process for a while, with the rights that one really has.

    On PostgreSQL with a database user of its own, made and granted by our own statements.
    Needs django_db(transaction=True).
    """
    if connections["ballots"].vendor == "sqlite":
        for name in ("TRIVSEL_BALLOTS_DATABASE", "TRIVSEL_TALLY_DATABASE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("TRIVSEL_DATA", str(tmp_path))
        yield web_process
        return
    role, owner = f"trivsel_web_{os.getpid()}", connections["ballots"].settings_dict
    place = f"{owner['HOST']}:{owner['PORT']}/{owner['NAME']}"
    monkeypatch.setenv("TRIVSEL_TALLY_DATABASE", f"postgresql://{owner['USER']}@{place}")
    monkeypatch.setenv("TRIVSEL_BALLOTS_DATABASE", f"postgresql://{role}@{place}")
    with connections["ballots"].cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN")
    assert roles.grant()
    try:
        yield web_process
    finally:
        with connections["ballots"].cursor() as cursor:
            cursor.execute(f"DROP OWNED BY {role}")
            cursor.execute(f"DROP ROLE {role}")


@contextmanager
def web_process() -> Iterator[None]:
    store, owner = connections.databases["ballots"], dict(connections.databases["ballots"])
    tally = os.environ.get("TRIVSEL_TALLY_DATABASE")
    web.become()
    try:
        yield
    finally:
        connection_created.disconnect(dispatch_uid="web process")
        connections["ballots"].close()
        store.clear()
        store.update(owner)
        installed.WEB_PROCESS = False
        if tally:
            os.environ["TRIVSEL_TALLY_DATABASE"] = tally
