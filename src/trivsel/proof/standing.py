"""What stands in a store after something went wrong, read without the program that wrote it."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import psycopg

from trivsel.domain.blindsign.receipt import Receipt
from trivsel.proof.letters import BALLOTS, Letter
from trivsel.proof.nursery import Ended

INBOX = "SELECT nullifier, envelope FROM ballots_ballot"
TABLES = ("ballots_ballot", "ballots_slip")

type Inbox = Mapping[str, bytes]  # the envelopes by their marks


class Damaged(Exception):
    """The store itself is broken; holds what it says of it."""


def in_file(file: Path, *, hurried: bool = False) -> Inbox:
    """Open a file as the program would after a crash, and read the inbox.

    Args:
        file: The store.
        hurried: Whether what SQLite mends may stay unsynced: for a file that is then removed.

    Raises:
        Damaged: SQLite finds the file broken.
    """
    try:
        with closing(sqlite3.connect(file)) as connection:
            if hurried:
                connection.execute("PRAGMA synchronous=OFF")
            verdict = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            rows = connection.execute(INBOX).fetchall()
    except sqlite3.DatabaseError as error:
        raise Damaged(str(error)) from error
    if verdict != ["ok"]:
        raise Damaged("; ".join(verdict))
    return once(rows)


def on_server(address: str) -> Inbox:
    with psycopg.connect(address) as connection:
        return once(connection.execute(INBOX).fetchall())


def once(rows: Sequence[tuple[bytes, bytes]]) -> Inbox:
    inbox = {mark.hex(): envelope for mark, envelope in rows}
    if len(inbox) != len(rows):
        raise Damaged("a mark stands twice")
    return inbox


def faults(inbox: Inbox, sent: Sequence[Letter], thanked: Sequence[int]) -> Iterator[str]:
    """What is wrong with an inbox after these letters, one after the other, were thanked for.

    Of the letters with one mark the last that was thanked for must stand, or one that was sent
    after it; of a slip it is the first, and its envelope is sealed where nobody else sees it.
    """
    known = {letter.mark for letter in sent}
    for mark in known:
        ours = [number for number, letter in enumerate(sent) if letter.mark == mark]
        done = [number for number in ours if number in thanked]
        if mark not in inbox:
            if done:
                yield f"letter {done[-1]} was thanked for and is gone"
            continue
        may = {sent[n].receipt for n in ours if n >= max(done, default=0)} - {""}
        if may and str(Receipt.of(inbox[mark])) not in may:
            yield f"in place of letter {max(done, default=0)} stands an older one"
    if strangers := set(inbox) - known:
        yield f"{len(strangers)} rows stand there that nobody sent"


def miscounted(looked: Ended, sent: Sequence[Letter]) -> Iterator[str]:
    """What is wrong with a count after each of these letters was handed in to the end."""
    wanted = sorted(to_be_counted(sent))
    counted = sorted((said[1], said[2]) for said in looked.said if said[0] == "answer")
    if counted != wanted:
        yield f"{len(wanted)} answers were sent, {len(counted)} counted, or others than these"
    receipts = {said[1] for said in looked.said if said[0] == "receipt"}
    ours = [letter.receipt for letter in that_count(sent) if letter.receipt]
    if receipts != {Receipt.read(receipt).digest.hex() for receipt in ours}:
        yield f"the receipts of {BALLOTS} are not those of the envelopes that were handed in"


def that_count(sent: Sequence[Letter]) -> list[Letter]:
    """Of each mark the letter that counts: the last ballot, the first slip."""
    counts: dict[str, Letter] = {}
    for letter in sent:
        if letter.receipt or letter.mark not in counts:
            counts[letter.mark] = letter
    return list(counts.values())


def to_be_counted(sent: Sequence[Letter]) -> list[tuple[str, str]]:
    """What must be counted: box and answer."""
    return [(letter.box, letter.answer) for letter in that_count(sent)]


def traces(data: Path, inbox: Inbox) -> Iterator[str]:
    """What is left in a folder, after the count, of the envelopes and keys that were there."""
    for file in sorted(path for path in data.rglob("*") if path.is_file()):
        if file.suffix in {".seal", ".issuer"} and file.parent.name != "stock":
            yield f"the key {file.name} is still there"
        content = file.read_bytes()
        if found := sum(envelope in content for envelope in inbox.values()):
            yield f"{found} envelopes are still in {file.name}"
