"""Codes are drawn, shown once for printing, and kept as hashes only."""

import secrets

from django.db import transaction

from trivsel.ballots import codes, policies
from trivsel.ballots.holding import hold
from trivsel.ballots.inbox import STORE
from trivsel.ballots.models import Box, Slip
from trivsel.domain.refusal import Refused
from trivsel.domain.slipcode import new_code, read_code

RANDOM_BYTES = 7


def print_slips(box_code: str, cell: str, count: int) -> list[str]:
    """Draw a cell's codes, in place of those it had; they are never to be had again.

    They are stored in the order of their hashes, so the store does not tell which slip lay on
    top of the pile.

    Raises:
        Refused: The box has been opened.
    """
    drawn: dict[bytes, str] = {}
    while len(drawn) < count:
        code = new_code(secrets.token_bytes(RANDOM_BYTES))
        drawn[codes.slip_hash(box_code, read_code(code))] = code
    with transaction.atomic(using=STORE):
        hold(box_code)
        box = Box.objects.get(pk=box_code)
        if reason := policies.why_not_print(box):
            raise Refused(reason)
        Slip.objects.filter(box=box, cell=cell).delete()
        Slip.objects.bulk_create(
            [Slip(code_hash=known, box=box, cell=cell) for known in sorted(drawn)],
            batch_size=200,
        )
    return list(drawn.values())
