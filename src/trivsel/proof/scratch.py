"""A place of its own for proofs: a folder, and on PostgreSQL two databases. All is removed.

Nothing here loads Django: the settings are read from the environment that this makes.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

OURS = "TRIVSEL_"


@contextmanager
def place(database: str = "") -> Iterator[Path]:
    """A scratch installation in this process's environment; gives its data folder.

    Args:
        database: Address of a PostgreSQL server whose role may make databases; embedded
            files if none.
    """
    before = {name: value for name, value in os.environ.items() if name.startswith(OURS)}
    folder = Path(tempfile.mkdtemp(prefix="trivsel-proof-"))
    try:
        with databases(database) as addresses:
            for name in before:  # the operator's own stores, keys and mail stay out of it
                del os.environ[name]
            (folder / "static").mkdir()  # where pages' files would be collected
            os.environ.update(addresses, TRIVSEL_DATA=str(folder))
            yield folder
    finally:
        for name in [name for name in os.environ if name.startswith(OURS)]:
            del os.environ[name]
        os.environ.update(before)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def databases(server: str) -> Iterator[dict[str, str]]:
    """Two fresh databases on the server, dropped afterwards; nothing without a server."""
    if not server:
        yield {}
        return
    name = f"trivsel_proof_{secrets.token_hex(4)}"
    names = {"TRIVSEL_DATABASE": name, "TRIVSEL_BALLOTS_DATABASE": f"{name}_ballots"}
    try:
        for one in names.values():
            order(server, "CREATE DATABASE {}", one)
        yield {
            variable: urlsplit(server)._replace(path=f"/{one}").geturl()
            for variable, one in names.items()
        }
    finally:
        for one in names.values():
            order(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", one)


def order(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
