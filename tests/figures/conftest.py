from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections


@pytest.fixture
def store_file(tmp_path: Path) -> Iterator[Path | None]:
    """The people's store as it is in use, for tests of several writers and of a store in use.

    On SQLite a real file with this room's table and the pragmas of the settings; on PostgreSQL
    the test database itself (None). Needs django_db(transaction=True).
    """
    ordinary, settings = connections["default"], connections.databases["default"]
    if ordinary.vendor != "sqlite":
        yield None
        return
    file = tmp_path / "people.sqlite3"
    memory, settings["NAME"] = settings["NAME"], str(file)
    connections["default"] = connections.create_connection("default")
    try:
        call_command("migrate", "figures", database="default", verbosity=0)
        yield file
    finally:
        connections["default"].close()
        settings["NAME"] = memory
        connections["default"] = ordinary
