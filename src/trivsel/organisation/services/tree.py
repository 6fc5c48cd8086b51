"""The tree's numbers: depth first, so that a subtree is one range."""

import re
from collections import defaultdict

from django.db import connection

from trivsel.organisation.models import Organisation, Unit

NUMBERS = ("first", "last", "depth")
AFTER_Z = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


def renumber(organisation: Organisation) -> int:
    """Number all units depth first, siblings by name; how many rows changed.

    Call it inside the transaction that changed the tree. Only rows whose numbers moved are
    written.
    """
    units = list(Unit.objects.filter(organisation=organisation))
    before = {unit.pk: tuple(getattr(unit, name) for name in NUMBERS) for unit in units}
    _number(units)
    moved = [
        unit
        for unit in units
        if before[unit.pk] != tuple(getattr(unit, name) for name in NUMBERS)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            'UPDATE organisation_unit SET "first" = %s, "last" = %s, depth = %s WHERE id = %s',
            [(unit.first, unit.last, unit.depth, unit.pk) for unit in moved],
        )
    return len(moved)


def danish_order(name: str) -> list[tuple[int, str]]:
    """A key that sorts æ, ø and å after z, and team 2 before team 10."""
    parts = re.split(r"(\d+)", name.casefold().translate(AFTER_Z))
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts if part]


def _number(units: list[Unit]) -> None:
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units:
        children[unit.parent_id].append(unit)
    for siblings in children.values():
        siblings.sort(key=lambda unit: (danish_order(unit.name), unit.code))
    following = 0
    open_units: list[Unit] = []
    waiting = [(unit, 0) for unit in reversed(children[None])]
    while waiting:
        unit, depth = waiting.pop()
        while len(open_units) > depth:
            open_units.pop().last = following - 1
        unit.first, unit.depth = following, depth
        following += 1
        open_units.append(unit)
        waiting.extend((child, depth + 1) for child in reversed(children[unit.pk]))
    for unit in open_units:
        unit.last = following - 1
