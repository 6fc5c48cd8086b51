"""Reading the box. Only surveys/box.py and surveys/results.py may ask.

For figures answers are read by ``reading``; ``answers`` here is for proofs and tests.
"""

from collections import defaultdict
from dataclasses import dataclass

from trivsel.ballots import codes
from trivsel.ballots.models import Answer, Ballot, Box, Comment, Receipt, Record, Slip


@dataclass(frozen=True, slots=True)
class Count:
    """What came of a count: ``accepted`` were thanked for, ``opened`` are answers now."""

    accepted: int
    opened: int
    invalid: int


def accepted(box_code: str) -> int:
    """How many answers the box has accepted, before and after the count."""
    sealed = Ballot.objects.filter(box=box_code).count()
    return sealed + count(box_code).accepted


def count(box_code: str) -> Count:
    """What the count of the box came to; all 0 before it."""
    opened = Answer.objects.filter(box=box_code).count()
    invalid = Box.objects.get(pk=box_code).invalid
    return Count(opened + invalid, opened, invalid)


def answers(box_code: str) -> dict[str, list[bytes]]:
    """The counted answers by cell, a byte per item; in the order of their random keys."""
    by_cell: defaultdict[str, list[bytes]] = defaultdict(list)
    rows = Answer.objects.filter(box=box_code).order_by("key").values_list("cell", "packed")
    for cell, packed in rows.iterator():
        by_cell[cell].append(bytes(packed))
    return dict(by_cell)


def comments(box_code: str) -> dict[str, dict[str, list[str]]]:
    """What was written, by open question and cell; in the order of the random keys."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    rows = Comment.objects.filter(box=box_code).order_by("key")
    for question, cell, text in rows.values_list("question", "cell", "text").iterator():
        found[question][cell].append(text)
    return {question: dict(by_cell) for question, by_cell in found.items()}


def receipts(box_code: str) -> list[bytes]:
    """The receipts of all envelopes that were opened at the count, in their own order."""
    found = Receipt.objects.filter(box=box_code).values_list("digest", flat=True)
    return sorted(map(bytes, found))


def record(box_code: str) -> bytes | None:
    """The box's record, byte for byte, or None before it is published."""
    raw = Record.objects.filter(box=box_code).values_list("raw", flat=True).first()
    return None if raw is None else bytes(raw)


def has_record(box_code: str) -> bool:
    return Record.objects.filter(box=box_code).exists()


def box_of(code: str) -> str | None:
    """The uncounted box that a code belongs to, or None."""
    boxes = Box.objects.exclude(state=Box.State.COUNTED).values_list("code", flat=True)
    hashes = [codes.slip_hash(box, code) for box in boxes]
    return Slip.objects.filter(code_hash__in=hashes).values_list("box_id", flat=True).first()
