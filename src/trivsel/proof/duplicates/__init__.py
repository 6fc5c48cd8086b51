"""Sent again and again by many at a time: each counts once, and gets the same receipt.

Everything goes over HTTP to the program's own web process, on the store that is asked for.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.db import connections

from trivsel.domain.blindsign.receipt import Receipt
from trivsel.proof import letters, standing, web
from trivsel.proof.cluster import cluster, why_not
from trivsel.proof.duplicates import careless, variants
from trivsel.proof.letters import Letter
from trivsel.proof.nursery import Nursery
from trivsel.proof.report import Finding, Scale

STORE = "ballots"
TIMES, AT_A_TIME = 10, 50
OK, REFUSED = 200, 422


@dataclass
class Place:
    """A round with people in it, a store that can be read, and a web process that takes."""

    nursery: Nursery
    letters: Sequence[Letter]
    store: str | Path
    port: int

    def inbox(self) -> standing.Inbox:
        if isinstance(self.store, Path):
            return standing.in_file(self.store)
        return standing.on_server(self.store)


def prove(scale: Scale) -> Iterator[Finding]:
    on_server = connections["ballots"].vendor != "sqlite"
    if on_server and (reason := why_not()):
        yield Finding("sent again and again", holds=False, told=reason)
        return
    people = scale.of(short=100, long=1000)
    with place(people, on_server=on_server) as here:
        yield behind_one_address(here, people // 2)
        yield sent_again_and_again(here)
        yield from in_other_spellings(here)
        yield after_the_count(here)
    yield careless.doubles(on_server=on_server)


@contextmanager
def place(people: int, *, on_server: bool) -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="trivsel-duplicates-") as folder:
        data = Path(folder)
        if not on_server:
            with filled(data, {}, people, data / "ballots.sqlite3") as here:
                yield here
            return
        with cluster() as server:
            server.order("CREATE DATABASE {}", STORE)
            address = server.address(STORE)
            stores = {"TRIVSEL_BALLOTS_DATABASE": address}
            with filled(data, stores, people, address) as here:
                yield here


@contextmanager
def filled(
    data: Path, stores: Mapping[str, str], people: int, store: str | Path
) -> Iterator[Place]:
    with Nursery(data, stores) as nursery:
        nursery.run("prepare", ballots=people, slips=1)
        written = letters.read(data / letters.FILE)[:people]  # one ballot for each
        with web.serving(data, stores) as port:
            yield Place(nursery, written, store, port)


# --- who sends -------------------------------------------------------------------------------
def behind_one_address(here: Place, how_many: int) -> Finding:
    """A whole workplace has one address: nobody may be slowed down for that."""
    answers = web.send(here.port, here.letters[:how_many], at_a_time=AT_A_TIME)
    taken = sum(answer.status == OK for answer in answers)
    rows = len(here.inbox())
    return Finding(
        f"{how_many} people behind one address, {AT_A_TIME} at a time",
        holds=taken == rows == how_many,
        told=f"{taken} accepted, {rows} rows",
    )


def sent_again_and_again(here: Place) -> Finding:
    sent = [letter for letter in here.letters for _ in range(TIMES)]
    Random().shuffle(sent)  # noqa: S311 - an order, no secret
    answers = web.send(here.port, sent, at_a_time=AT_A_TIME)
    same = sum(
        answer.status == OK and answer.said["receipt"] == letter.receipt
        for answer, letter in zip(answers, sent, strict=True)
    )
    rows = here.inbox()
    right = sum(
        letter.mark in rows and str(Receipt.of(rows[letter.mark])) == letter.receipt
        for letter in here.letters
    )
    return Finding(
        f"{len(here.letters)} ballots, each sent {TIMES} times, {AT_A_TIME} at a time",
        holds=same == len(sent) and len(rows) == right == len(here.letters),
        told=f"{len(rows)} rows, {right} of them right; {same} of {len(sent)} the same receipt",
    )


def in_other_spellings(here: Place) -> Iterator[Finding]:
    """What is null, empty or spelt otherwise is refused in words, and nothing is written."""
    before = here.inbox()
    for name, spelt in variants.all_of(here.letters[0]).items():
        answers = web.send(here.port, spelt, at_a_time=1)
        refused = sum(
            answer.status == REFUSED and bool(answer.said.get("message")) for answer in answers
        )
        unchanged = here.inbox() == before
        yield Finding(
            f"{name} parts of a ballot",
            holds=refused == len(spelt) and unchanged,
            told=f"{refused} of {len(spelt)} refused in words, "
            f"the store {'as it was' if unchanged else 'CHANGED'}",
        )


def after_the_count(here: Place) -> Finding:
    here.nursery.run("count")
    some = here.letters[:AT_A_TIME]
    # The web process still knows the round as open for some seconds; the store decides.
    answers = web.send(here.port, some, at_a_time=AT_A_TIME)
    over = sum(
        answer.status == REFUSED and answer.said.get("reason") == "over" for answer in answers
    )
    looked = here.nursery.run("look")
    counted = sum(said[:2] == ["answer", letters.BALLOTS] for said in looked.said)
    rows = len(here.inbox())
    return Finding(
        "sent once more after the count",
        holds=over == len(some) and counted == len(here.letters) and not rows,
        told=f"{over} of {len(some)} heard that it is over; {counted} answers, {rows} rows",
    )
