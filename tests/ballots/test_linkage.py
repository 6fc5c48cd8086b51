"""The linkage game: somebody who holds the store after the count guesses who wrote what.

They know in which order people answered, and have the tables, the file and what the program
gives out. Each strategy lines rows up with people; right guesses must be as rare as by chance,
and the same guesses against a table that numbers its rows must nearly always be right.
"""

from collections.abc import Callable
from math import sqrt
from pathlib import Path
from random import Random

import pytest
from django.db import connections

import make
from trivsel.ballots import queries, services

pytestmark = pytest.mark.django_db(transaction=True, databases=["ballots"])

REPEATS, PEOPLE, ITEMS = 40, 30, 16
# Lined up at random, one of any number of people is right on average, with a variance of one.
BY_CHANCE = REPEATS + 4.5 * sqrt(REPEATS)
NEARLY_ALWAYS = 0.95 * REPEATS * PEOPLE

type Strategy = Callable[[str], list[bytes]]


def rows_of(sql: str) -> list[bytes]:
    with connections["ballots"].cursor() as cursor:
        cursor.execute(sql)
        return [bytes(row[0]) for row in cursor.fetchall()]


def as_they_lie(table: str) -> list[bytes]:
    return rows_of(f"SELECT packed FROM {table}")  # noqa: S608 - our own names


def by_key(table: str) -> list[bytes]:
    return rows_of(f"SELECT packed FROM {table} ORDER BY key")  # noqa: S608 - our own names


def backwards(table: str) -> list[bytes]:
    return as_they_lie(table)[::-1]


def by_place_in_the_file(table: str) -> list[bytes]:
    with connections["ballots"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA database_list")
        data = Path(cursor.fetchone()[2]).read_bytes()
    return sorted(as_they_lie(table), key=data.find)


def by_ctid(table: str) -> list[bytes]:
    return rows_of(f"SELECT packed FROM {table} ORDER BY ctid")  # noqa: S608 - our own names


def by_transaction(table: str) -> list[bytes]:
    return rows_of(f"SELECT packed FROM {table} ORDER BY xmin::text::bigint, cmin::text::int")  # noqa: S608 - our own names


def strategies() -> list[Strategy]:
    own = {"sqlite": [by_place_in_the_file], "postgresql": [by_ctid, by_transaction]}
    return [as_they_lie, backwards, by_key, *own[connections["ballots"].vendor]]


def people(chance: Random) -> list[bytes]:
    """What each answers, in the order they do; no two alike."""
    return [bytes(chance.randint(1, 5) for _ in range(ITEMS)) for _ in range(PEOPLE)]


def hits(guess: list[bytes], wrote: list[bytes]) -> int:
    return sum(one == other for one, other in zip(guess, wrote, strict=True))


def test_after_the_count_guessing_who_wrote_what_is_guessing(store_file):
    chance = Random(20)
    right = dict.fromkeys([*(found.__name__ for found in strategies()), "given_out"], 0)

    for _ in range(REPEATS):
        wrote = people(chance)
        box = make.box(slips={"c1": PEOPLE}, items=ITEMS)
        for code, values in zip(box.codes["c1"], wrote, strict=True):
            make.answer(box, code, *values)
        services.close_box(box.code)
        services.count_box(box.code)
        for strategy in strategies():
            right[strategy.__name__] += hits(strategy("ballots_answer"), wrote)
        right["given_out"] += hits(queries.answers(box.code)["c1"], wrote)
        forget(box.code)

    assert max(right.values()) < BY_CHANCE, right


def forget(box_code: str) -> None:
    with connections["ballots"].cursor() as cursor:
        cursor.execute("DELETE FROM ballots_answer WHERE box_id = %s", [box_code])


def test_in_a_table_that_numbers_its_rows_the_same_guesses_are_right(store_file):
    chance = Random(20)
    number = {
        "sqlite": "integer PRIMARY KEY AUTOINCREMENT",
        "postgresql": "bigserial PRIMARY KEY",
    }[connections["ballots"].vendor]
    blob = {"sqlite": "blob", "postgresql": "bytea"}[connections["ballots"].vendor]
    right = dict.fromkeys((found.__name__ for found in strategies()), 0)

    for _ in range(REPEATS):
        wrote = people(chance)
        with connections["ballots"].cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS naive_answer")
            cursor.execute(f"CREATE TABLE naive_answer (key {number}, packed {blob})")
            for values in wrote:
                cursor.execute("INSERT INTO naive_answer (packed) VALUES (%s)", [values])
        for strategy in strategies():
            right[strategy.__name__] += hits(strategy("naive_answer"), wrote)
    with connections["ballots"].cursor() as cursor:
        cursor.execute("DROP TABLE naive_answer")

    found_out = {name for name, count in right.items() if count >= NEARLY_ALWAYS}
    assert {"as_they_lie", "by_key"} <= found_out
    if connections["ballots"].vendor == "postgresql":
        assert {"by_ctid", "by_transaction"} <= found_out
