"""The count: envelopes are opened in memory, shuffled, and stored without what came with them.

It can be run again after a crash at any point. Until the one transaction commits, the inbox is
untouched and the key is there. After it, what is left to do (destroy the key, rewrite the
files) is done again, which changes nothing.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping
from random import Random, SystemRandom
from typing import NamedTuple

from django.db import transaction

from trivsel.ballots import keys, models, policies, queries, sheets
from trivsel.ballots.inbox import STORE
from trivsel.ballots.models import Answer, Ballot, Box, Comment, Slip
from trivsel.ballots.services.traces import leave_no_trace
from trivsel.domain.blindsign import sealing
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.refusals import BadEnvelope
from trivsel.domain.blindsign.sealing import Label
from trivsel.domain.refusal import Refused

log = logging.getLogger(__name__)
KEY_BYTES = 16
BATCH = 200


class Opened(NamedTuple):
    """The answers with their cells, how many could not be read, and each envelope's receipt.

    ``comments`` has what was written, by open question, with its cell; nothing says beside
    which answer it came.
    """

    rows: list[tuple[str, bytes]]
    comments: Mapping[str, list[tuple[str, str]]]
    invalid: int
    receipts: list[bytes]


def count_box(box_code: str, *, random: Random | None = None) -> queries.Count:
    """Count a closed box: afterwards there are answers by cell, and no ballots, slips or key.

    Args:
        box_code: The box; closed, or counted by a run that did not finish.
        random: Where order and keys are drawn from; the system's secure source if none.

    Raises:
        Refused: The box is not closed.
        KeyLost: The envelopes cannot be opened; they stay as they are.
        NotScrubbed: All is counted; only the rewriting of the files must be run again.
    """
    box = Box.objects.get(pk=box_code)
    if reason := policies.why_not_count(box):
        raise Refused(reason)
    if box.state == Box.State.CLOSED:
        opened = _open_envelopes(box)
        _store(box_code, opened, random or SystemRandom())
        sheets.forget(box_code)
    # After the commit, never before: until then the key is the only way to the answers.
    transaction.on_commit(lambda: leave_no_trace(box_code), using=STORE)
    return queries.count(box_code)


def _open_envelopes(box: Box) -> Opened:
    private = keys.seal(box.code, bytes(box.seal_key))
    sizes, asked = sheets.sizes(box.paper), sheets.open_questions(box.paper)
    rows, invalid, receipts = [], 0, []
    comments: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    sealed = Ballot.objects.filter(box=box).values_list("nullifier", "cell", "envelope")
    for nullifier, cell, envelope in sealed.iterator():
        receipts.append(Receipt.of(bytes(envelope)).digest)
        try:
            label = Label(box.code, cell, bytes(nullifier))
            packed, written = sealing.unseal_written(
                bytes(envelope), private, label, sizes, len(asked)
            )
        except BadEnvelope:
            invalid += 1
        else:
            rows.append((cell, packed))
            for question, text in zip(asked, written, strict=True):
                if text:
                    comments[question].append((cell, text))
    if invalid:
        log.warning("box %s: %d envelopes could not be read", box.code, invalid)
    return Opened(rows, comments, invalid, sorted(receipts))


def _store(box_code: str, opened: Opened, random: Random) -> None:
    rows = opened.rows
    random.shuffle(rows)
    with transaction.atomic(using=STORE):
        box = Box.objects.select_for_update().get(pk=box_code)
        if box.state != Box.State.CLOSED:
            return  # another run was first, with the same envelopes
        Answer.objects.bulk_create(
            [
                Answer(key=random.randbytes(KEY_BYTES), box=box, cell=cell, packed=packed)
                for cell, packed in rows
            ],
            batch_size=BATCH,
        )
        _store_comments(box, opened, random)
        if box.manifest:
            models.Receipt.objects.bulk_create(
                [models.Receipt(digest=digest, box=box) for digest in opened.receipts],
                batch_size=BATCH,
            )
        emptied, _ = Ballot.objects.filter(box=box).delete()
        if emptied != len(rows) + opened.invalid:
            raise RuntimeError(f"box {box_code} changed while it was counted; nothing is lost")
        Slip.objects.filter(box=box).delete()
        box.state, box.invalid = Box.State.COUNTED, opened.invalid
        box.save(update_fields=["state", "invalid"])


def _store_comments(box: Box, opened: Opened, random: Random) -> None:
    """Write each question's comments by themselves, in an order that is theirs alone."""
    for question in sheets.open_questions(box.paper):
        written = opened.comments.get(question, [])
        random.shuffle(written)
        Comment.objects.bulk_create(
            [
                Comment(
                    key=random.randbytes(KEY_BYTES),
                    box=box,
                    cell=cell,
                    question=question,
                    text=text,
                )
                for cell, text in written
            ],
            batch_size=BATCH,
        )
