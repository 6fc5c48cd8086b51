"""The control: a store that looks first and writes then, and has no key that forbids two."""

import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg

from trivsel.proof import standing
from trivsel.proof.cluster import cluster
from trivsel.proof.report import Finding

AT_A_TIME = 8
TABLE = "CREATE TABLE ballots_ballot (nullifier {kind}, envelope {kind})"
MARK, ENVELOPE = bytes(32), b"envelope"

type Connect = Callable[[], Any]


def doubles(*, on_server: bool) -> Finding:
    if on_server:
        with cluster() as server:
            told = tried(
                lambda: psycopg.connect(server.address(), autocommit=True), "bytea", "%s"
            )
    else:
        with tempfile.TemporaryDirectory(prefix="trivsel-careless-") as folder:
            file = Path(folder) / "store"
            told = tried(lambda: sqlite3.connect(file, autocommit=True), "blob", "?")
    return Finding("control: looks first, writes then", "twice" in told, told)


def tried(connect: Connect, kind: str, place: str) -> str:
    """What a reader of the store says after one ballot was sent by several at once."""
    with closing(connect()) as store:
        store.execute(TABLE.format(kind=kind))
    together = Barrier(AT_A_TIME)

    def hand_in(_: int) -> None:
        with closing(connect()) as own:
            look = f"SELECT 1 FROM ballots_ballot WHERE nullifier = {place}"  # noqa: S608 - a sign
            known = own.execute(look, [MARK]).fetchone()
            together.wait()  # between looking and writing there is always time enough
            if not known:
                insert = f"INSERT INTO ballots_ballot VALUES ({place}, {place})"  # noqa: S608 - a sign
                own.execute(insert, [MARK, ENVELOPE])

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        list(pool.map(hand_in, range(AT_A_TIME)))
    with closing(connect()) as store:
        rows = store.execute(standing.INBOX).fetchall()
    try:
        return f"not noticed: {len(standing.once(rows))} row"
    except standing.Damaged as damaged:
        return f"{damaged}: {len(rows)} rows of one ballot"
