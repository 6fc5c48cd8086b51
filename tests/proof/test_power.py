"""The short form of `trivsel prove power`, and the disk it is played on."""

import os
import sqlite3
from pathlib import Path
from random import Random

import pytest
from django.db import connections

from trivsel.proof import power, standing, tracing
from trivsel.proof.power.disk import SECTOR, Disk, fates
from trivsel.proof.power.record import Opened, Removed, Resized, Synced, Written
from trivsel.proof.report import SHORT

FILE, FOLDER = Path("/disk/file"), Path("/disk")
OLD, NEW = b"o" * 2 * SECTOR, b"n" * 2 * SECTOR


def test_when_power_goes_nothing_thanked_for_is_lost_or_doubled():
    if connections["ballots"].vendor != "sqlite":
        pytest.skip("the embedded files are tried on the other run")
    reason = tracing.why_not()
    if reason and os.environ.get("CI") != "true":
        pytest.skip(reason)

    findings = list(power.prove(SHORT))

    assert sum(finding.name.startswith("control") for finding in findings) == 4
    assert len(findings) == 6
    assert [finding for finding in findings if not finding.holds] == []


def disk(*steps):
    made = Disk.of(Path("/nowhere"))
    for step in (Opened(FILE, creates=True, empties=False), Written(FILE, 0, OLD)):
        made.do(step)
    for step in (Synced(FILE), Synced(FOLDER), *steps):
        made.do(step)
    return made


def outcomes(made, at_random=40):
    chance = Random(1)
    found = fates(made.uncertain, at_random, chance)
    return [dict(made.after_a_cut(fate)).get(FILE) for fate in found]


def test_what_was_synced_is_there():
    assert outcomes(disk()) == [OLD]
    assert set(outcomes(disk(Written(FILE, 0, NEW), Synced(FILE)))) == {NEW}


def test_what_was_not_synced_is_there_or_not_or_torn():
    half = {OLD[:SECTOR] + NEW[:SECTOR], NEW[:SECTOR] + OLD[:SECTOR]}

    assert set(outcomes(disk(Written(FILE, 0, NEW)))) == {OLD, NEW, *half}


def test_a_later_write_can_be_there_without_an_earlier_one():
    later = Written(FILE, 2 * SECTOR, b"l" * SECTOR)
    found = outcomes(disk(Written(FILE, 0, NEW), later))

    assert OLD + later.data in found
    assert NEW in found


def test_a_name_is_certain_only_when_its_folder_was_synced():
    assert set(outcomes(disk(Removed(FILE)))) == {OLD, None}
    assert set(outcomes(disk(Removed(FILE), Synced(FOLDER)))) == {None}

    made = Disk.of(Path("/nowhere"))
    for step in (Opened(FILE, creates=True, empties=False), Written(FILE, 0, NEW)):
        made.do(step)
    made.do(Synced(FILE))
    assert set(outcomes(made)) == {NEW, None}


def test_a_new_length_is_as_uncertain_as_the_rest():
    assert set(outcomes(disk(Resized(FILE, SECTOR)))) == {OLD, OLD[:SECTOR]}
    assert disk(Resized(FILE, SECTOR)).after_the_end()[FILE] == OLD[:SECTOR]


def test_each_uncertain_thing_is_once_alone_and_once_left_out():
    pieces = [Written(FILE, place * SECTOR, bytes([place]) * SECTOR) for place in range(2)]
    found = outcomes(disk(*pieces), at_random=2)

    first, second = (piece.data for piece in pieces)
    assert {first + OLD[:SECTOR], OLD[:SECTOR] + second, OLD, first + second} <= set(found)


def test_a_file_that_is_broken_is_called_broken(tmp_path):
    file = tmp_path / "store"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE ballots_ballot (nullifier, envelope)")
    connection.executemany("INSERT INTO ballots_ballot VALUES (?, ?)", [(bytes(900), b"")] * 50)
    connection.commit()
    connection.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + bytes(4096) + whole[8192:])

    with pytest.raises(standing.Damaged):
        standing.in_file(file)


def test_a_mark_that_stands_twice_is_noticed():
    with pytest.raises(standing.Damaged, match="twice"):
        standing.once([(b"mark", b"one"), (b"mark", b"other")])
