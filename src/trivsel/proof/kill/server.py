"""PostgreSQL: who asks, a process of the server, or the whole server killed at any moment.

A server of the proof's own, with the settings the start-up checks ask for. When it is killed at
the level of processes, what the kernel has taken is kept: that is what ``kill -9`` can show.
"""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import psycopg

from trivsel.proof import letters, standing
from trivsel.proof.cluster import Cluster, cluster, why_not
from trivsel.proof.nursery import Ended, Failed, Nursery
from trivsel.proof.report import Finding, Scale

STORE, BEGUN = "trial", "begun"
TABLES = [f"ballots_{name}" for name in ("box", "slip", "ballot", "answer", "receipt")]
LONGEST_WAIT = 0.02  # seconds: some four answers
LONGEST_RECOVERY = 60.0
CONTROLS_TRIED = 12

type Strike = Callable[["Trial", int], None]


class Trial:
    """A store that can be put back to how it was, a server to strike, and who sends."""

    def __init__(self, folder: Path, server: Cluster, nursery: Nursery) -> None:
        self.server, self.nursery, self.data = server, nursery, nursery.data
        self.begun = folder / "begun"
        nursery.run("prepare", ballots=12, slips=6)
        self.letters = letters.read(self.data / letters.FILE)
        self.numbers = list(range(len(self.letters)))
        self.keep()

    def keep(self) -> None:
        shutil.rmtree(self.begun, ignore_errors=True)
        shutil.copytree(self.data, self.begun)
        with psycopg.connect(self.server.address(STORE)) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {BEGUN} CASCADE; CREATE SCHEMA {BEGUN}")
            for table in TABLES:
                connection.execute(f"CREATE TABLE {BEGUN}.{table} AS TABLE {table}")

    def again(self) -> None:
        shutil.rmtree(self.data)
        shutil.copytree(self.begun, self.data)
        with psycopg.connect(self.server.address(STORE)) as connection:
            for table in TABLES:
                connection.execute(
                    f"TRUNCATE {table}; INSERT INTO {table} TABLE {BEGUN}.{table}"
                )

    def counted(self) -> Ended:
        self.nursery.run("count")
        return self.nursery.run("look")

    def inbox(self) -> standing.Inbox:
        return standing.on_server(self.server.address(STORE))


@contextmanager
def trial() -> Iterator[Trial]:
    with tempfile.TemporaryDirectory(prefix="trivsel-kill-") as folder, cluster() as server:
        server.order("CREATE DATABASE {}", STORE)
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        stores = {"TRIVSEL_BALLOTS_DATABASE": server.address(STORE)}
        with Nursery(data, stores) as nursery:
            yield Trial(Path(folder), server, nursery)


def prove(scale: Scale) -> Iterator[Finding]:
    if reason := why_not():
        yield Finding("killed at random", holds=False, told=reason)
        return
    chance = Random()  # noqa: S311 - moments, no secrets
    with trial() as here:
        for name, strike in STRIKES.items():
            yield while_answers_come_in(here, name, strike, scale, chance)
        yield a_server_that_commits_later_is_caught(here, chance)
        here.again()
        here.nursery.run("send", numbers=here.numbers)
        here.keep()
        for name, strike in STRIKES.items() if scale.long else SHORTLY:
            yield while_they_are_counted(here, name, strike, scale, chance)


# --- what is struck --------------------------------------------------------------------------
def the_program(_: Trial, child: int) -> None:
    os.kill(child, signal.SIGKILL)


def its_connection(here: Trial, _: int) -> None:
    with psycopg.connect(here.server.address(), autocommit=True) as connection:
        for backend in here.server.backends(STORE):
            connection.execute("SELECT pg_terminate_backend(%s)", [backend])


def one_of_the_servers_processes(here: Trial, _: int) -> None:
    for backend in here.server.backends(STORE):
        with suppress(ProcessLookupError):
            os.kill(backend, signal.SIGKILL)  # the server then ends all others and recovers


def the_whole_server(here: Trial, _: int) -> None:
    here.server.kill()


STRIKES: Mapping[str, Strike] = {
    "the program": the_program,
    "its connection": its_connection,
    "one of the server's processes": one_of_the_servers_processes,
    "the whole server": the_whole_server,
}
SHORTLY = list(STRIKES.items())[-1:]


def struck(
    here: Trial, strike: Strike, at: int, wait: float, what: str, **given: object
) -> Ended:
    """Do a piece of work, and strike this long after it has said its ``at``-th line."""
    lines = 0

    def heard(child: int) -> None:
        nonlocal lines
        lines += 1
        if lines == at:
            time.sleep(wait)
            strike(here, child)

    ended = here.nursery.watched(heard, what, **given)
    if strike is the_whole_server:
        here.server.start()
    until_it_answers(here.server, STORE)
    return ended


def until_it_answers(server: Cluster, database: str) -> None:
    """Wait until the server has recovered."""
    before = time.monotonic()
    while True:
        try:
            psycopg.connect(server.address(database)).close()
        except psycopg.OperationalError:
            if time.monotonic() - before > LONGEST_RECOVERY:
                raise
        else:
            return


# --- answers come in -------------------------------------------------------------------------
def while_answers_come_in(
    here: Trial, name: str, strike: Strike, scale: Scale, chance: Random
) -> Finding:
    faults: list[str] = []
    times, kept = scale.of(short=1, long=20), 0
    for _ in range(times):
        here.again()
        at, wait = chance.randrange(1, len(here.numbers) - 4), chance.uniform(0, LONGEST_WAIT)
        ended = struck(here, strike, at, wait, "send", numbers=here.numbers)
        thanked = ended.numbers()
        kept += len(thanked)
        where = f"{wait * 1000:.1f} ms after answer {at}"
        faults += [f"{where}: {fault}" for fault in sent_again(here, thanked)]
    words = f"{times} times at random; {kept} answers were thanked for, 0 lost, 0 doubled"
    if faults:
        words = f"{len(faults)} faults in {times}: {'; '.join(faults[:3])}"
    return Finding(f"{name} killed while answers come in", not faults, words)


def sent_again(here: Trial, thanked: list[int]) -> Iterator[str]:
    yield from standing.faults(here.inbox(), here.letters, thanked)
    for word, number in here.nursery.run("send", numbers=here.numbers).said:
        is_slip = not here.letters[int(number)].receipt
        if word != "thanks" and not (is_slip and word == "used"):
            yield f"letter {number} sent again: {word}"
    yield from standing.miscounted(here.counted(), here.letters)


def a_server_that_commits_later_is_caught(here: Trial, chance: Random) -> Finding:
    """The control: ``synchronous_commit`` off, so that thanks come before what they are for."""
    caught: list[str] = []
    tried = 0
    here.server.order("ALTER DATABASE {} SET synchronous_commit = off", STORE)
    while not caught and tried < CONTROLS_TRIED:
        tried += 1
        here.again()
        at = chance.randrange(3, 16)
        ended = struck(here, the_whole_server, at, 0.0, "send", numbers=here.numbers)
        caught = list(standing.faults(here.inbox(), here.letters, ended.numbers()))
    here.server.order("ALTER DATABASE {} RESET synchronous_commit", STORE)
    return Finding(
        "control: synchronous_commit off",
        holds=bool(caught),
        told="; ".join(caught[:3]) or f"not noticed in {tried}",
    )


# --- they are counted ------------------------------------------------------------------------
def while_they_are_counted(
    here: Trial, name: str, strike: Strike, scale: Scale, chance: Random
) -> Finding:
    faults: list[str] = []
    times, cut = scale.of(short=1, long=20), 0
    for _ in range(times):
        here.again()
        wait = chance.uniform(0, 8 * LONGEST_WAIT)
        try:
            ended = struck(here, strike, 1, wait, "count")
            cut += ended.status != 0
        except Failed:  # its server was gone, and it said so
            cut += 1
        found = [*standing.miscounted(here.counted(), here.letters), *left(here)]
        faults += [f"{wait * 1000:.1f} ms after it began: {fault}" for fault in found]
    words = f"{times} times at random, {cut} before it had ended; the same answers once, no key"
    if faults:
        words = f"{len(faults)} faults in {times}: {'; '.join(faults[:3])}"
    return Finding(f"{name} killed while they are counted", not faults, words)


def left(here: Trial) -> Iterator[str]:
    if rows := len(here.inbox()):
        yield f"{rows} envelopes are still in the inbox"
    yield from standing.traces(here.data, {})
