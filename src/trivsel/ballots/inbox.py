"""The statements a submission costs, written out because they carry the promise.

``put`` is one statement that decides and writes: the slip is known, the box is open today, and
nobody has used the code. Nothing is checked first and written later, so of two submissions with
one code exactly one is kept, however they race.
"""

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from threading import Lock
from typing import NamedTuple

from django.db import OperationalError, connections

from trivsel.ballots.codes import Marks
from trivsel.domain.blindsign.sealing import Label

STORE = "ballots"
_WRITING = Lock()

FIND = """
SELECT slip.cell,
       EXISTS (SELECT 1 FROM ballots_ballot WHERE nullifier = %s),
       box.state <> 'prepared' AND box.opens_on <= %s,
       box.state IN ('closed', 'counted') OR box.closes_on < %s
FROM ballots_box AS box
LEFT JOIN ballots_slip AS slip ON slip.box_id = box.code AND slip.code_hash = %s
WHERE box.code = %s
"""

PUT = """
INSERT INTO ballots_ballot (nullifier, box_id, cell, envelope)
SELECT %s, slip.box_id, slip.cell, %s
FROM ballots_slip AS slip JOIN ballots_box AS box ON box.code = slip.box_id
WHERE slip.code_hash = %s AND slip.box_id = %s AND slip.cell = %s
  AND box.state = 'open' AND box.opens_on <= %s AND box.closes_on >= %s
ON CONFLICT (nullifier) DO NOTHING
"""


# A stamped ballot: until the round closes it may be handed in again with another answer,
# and counts once. The cell goes with the stamp; another one under the same mark is a forgery.
# The envelope is given twice: "excluded.envelope" would take the right to read envelopes.
HAND_IN = """
INSERT INTO ballots_ballot (nullifier, box_id, cell, envelope)
SELECT %s, box.code, %s, %s FROM ballots_box AS box
WHERE box.code = %s AND box.manifest IS NOT NULL
  AND box.state = 'open' AND box.opens_on <= %s AND box.closes_on >= %s
ON CONFLICT (nullifier) DO UPDATE SET envelope = %s
WHERE ballots_ballot.box_id = excluded.box_id AND ballots_ballot.cell = excluded.cell
"""


class Standing(NamedTuple):
    """How a code stands in a box: its cell, if it is known there, and whether it can answer."""

    cell: str | None
    used: bool
    begun: bool
    over: bool


def find(code: Marks, *, today: date) -> Standing | None:
    """Give the standing of a code, or None if there is no such box. Writes nothing."""
    day = today.isoformat()
    with connections[STORE].cursor() as cursor:
        cursor.execute(FIND, [code.nullifier, day, day, code.slip, code.box_code])
        row = cursor.fetchone()
    return Standing(row[0], *map(bool, row[1:])) if row else None


def put(code: Marks, cell: str, envelope: bytes, *, today: date) -> bool:
    """Store the envelope if all still holds, durably; say whether it was stored."""
    day = today.isoformat()
    place: list[bytes | str] = [code.slip, code.box_code, cell, day, day]
    return _stored(PUT, [code.nullifier, envelope, *place])


def hand_in(label: Label, envelope: bytes, *, today: date) -> bool:
    """Store a stamped ballot's envelope, durably; say whether it was stored."""
    day = today.isoformat()
    place: list[bytes | str] = [label.nullifier, label.cell, envelope, label.round, day, day]
    values = [*place, envelope]
    store = connections[STORE]
    if store.in_atomic_block:
        return _stored(HAND_IN, values)
    # Whether the server is still there is not asked beforehand, which costs as much as the
    # statement: it may be sent twice, and a connection that has died is opened anew.
    store.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _stored(HAND_IN, values)
    except OperationalError:
        if store.is_usable():
            raise
        store.close()
        return _stored(HAND_IN, values)


def _stored(statement: str, values: list[bytes | str]) -> bool:
    with _turn(), connections[STORE].cursor() as cursor:
        cursor.execute(statement, values)
        stored: int = cursor.rowcount
    return stored == 1


def _turn() -> AbstractContextManager[object]:
    # SQLite lets one write at a time and makes the others try again and again: threads of one
    # process wait their turn here instead, and the slowest thank-you comes far sooner.
    return _WRITING if connections[STORE].vendor == "sqlite" else nullcontext()
