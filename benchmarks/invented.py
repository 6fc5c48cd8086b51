"""A counted round of any size, written straight into the two stores."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import auditing
import numpy as np
import setting
from numpy.typing import NDArray
from truth import Scale

from trivsel.domain.disclosure import Node

if TYPE_CHECKING:
    from trivsel.surveys.models import Round

BOX = "invented"
SCALES, ITEMS, OPTIONS = 8, 5, 5
PART = 50_000
SHARES = (0.15, 0.6, 0.75)  # a third of the teams hardly answers


def scales() -> list[Scale]:
    keys = "abcdefgh"[:SCALES]
    return [Scale(k, tuple(f"{k}{n}" for n in range(ITEMS)), 1, OPTIONS, "high") for k in keys]


def tree(units: int, answers: int) -> tuple[list[Node], dict[str, int]]:
    """Units with their teams as leaves, and how many answered in each; about so many."""
    rng = np.random.default_rng(3)
    nodes = auditing.organisation(units)
    leaves = [node for node in nodes if node.eligible]
    wished = answers / (sum(SHARES) / len(SHARES)) / len(leaves)
    people = np.maximum(8, rng.gamma(4, wished / 4, len(leaves)).astype(int))
    share = rng.choice(SHARES, len(leaves))
    given = rng.binomial(people, share)
    eligible = {leaf.key: int(n) for leaf, n in zip(leaves, people, strict=True)}
    answered = {leaf.key: int(n) for leaf, n in zip(leaves, given, strict=True)}
    return [Node(n.key, n.parent, eligible.get(n.key, 0)) for n in nodes], answered


def make_round(nodes: Sequence[Node]) -> "Round":
    """A closed round of the tree's units, each leaf a cell, with its box counted."""
    from django.utils import timezone  # noqa: PLC0415 - after begin()

    from trivsel.ballots.models import Box  # noqa: PLC0415 - after begin()
    from trivsel.organisation import services  # noqa: PLC0415 - after begin()
    from trivsel.surveys.models import Round  # noqa: PLC0415 - after begin()
    from trivsel.surveys.services import load_instrument  # noqa: PLC0415 - after begin()

    at = timezone.now()
    made = services.create_organisation("Invented", slug="invented", root_code="u0", at=at)
    spec = load_instrument(
        setting.instrument(scales()), file="replay.toml", organisation=made, by=None, at=at
    )
    days = {"opens_on": date(2026, 10, 1), "closes_on": date(2026, 10, 15)}
    Box.objects.create(code=BOX, state=Box.State.COUNTED, paper={}, seal_key=b"", **days)
    cells = [
        {"code": n.key, "name": n.key, "anchor": n.key, "units": [n.key]}
        | {"eligible": n.eligible}
        for n in nodes
        if n.eligible
    ]
    units = [[node.key, node.parent, node.key] for node in nodes]
    return Round.objects.create(
        organisation=made,
        instrument=spec,
        name="Invented",
        closed_on=date(2026, 10, 15),
        state=Round.State.CLOSED,
        box_code=BOX,
        manifest={"units": units, "cells": cells},
        digest="0" * 64,
        minimum_group=made.minimum_group,
        **days,
    )


def bytes_of(answered: dict[str, int]) -> Iterator[tuple[list[str], NDArray[np.uint8]]]:
    """Cells and answers, some at a time, in no order; every team a little beside the others."""
    rng = np.random.default_rng(4)
    keys = np.repeat(np.array(list(answered)), list(answered.values()))
    rng.shuffle(keys)
    level = {key: rng.normal(3.3, 0.4, SCALES) for key in answered}
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART].tolist()
        person = np.array([level[key] for key in part])
        person += rng.normal(0, 0.6, (len(part), SCALES))
        items = person.repeat(ITEMS, axis=1) + rng.normal(0, 0.7, (len(part), SCALES * ITEMS))
        chosen = np.clip(np.rint(items), 1, OPTIONS).astype(np.uint8)
        chosen[rng.random(chosen.shape) < 0.03] = 0
        yield part, chosen


def fill(answered: dict[str, int]) -> int:
    """Write the answers as the count does; how many there are."""
    from django.db import connections  # noqa: PLC0415 - after begin()

    rng = np.random.default_rng(5)
    insert = "INSERT INTO ballots_answer (key, cell, packed, box_id) VALUES (%s, %s, %s, %s)"
    connection = connections["ballots"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")  # nobody waits for these
        for cells, chosen in bytes_of(answered):
            keys = sorted(rng.bytes(16) for _ in cells)
            rows = zip(keys, cells, map(np.ndarray.tobytes, chosen), strict=True)
            cursor.executemany(insert, [(k, cell, row, BOX) for k, cell, row in rows])
    return sum(answered.values())
