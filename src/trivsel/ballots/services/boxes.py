"""A box is prepared, opened, closed. Each step can be repeated after a crash."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connections, transaction

from trivsel.ballots import apart, issuers, keys, policies, sheets
from trivsel.ballots.holding import hold
from trivsel.ballots.inbox import STORE
from trivsel.ballots.models import Answer, Ballot, Box, Comment, Receipt, Slip
from trivsel.ballots.services.traces import leave_no_trace
from trivsel.domain.blindsign import written
from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.refusal import Refused

MOST_OPTIONS = 255


def prepare_box(
    *,
    code: str,
    opens_on: date,
    closes_on: date,
    paper: Mapping[str, Any],
    manifest: bytes | None = None,
) -> Box:
    """Prepare a box, or change one that is not open yet; slips already printed still hold.

    The key that opens the envelopes is on disk before the box exists, so no answer can ever be
    sealed to a key that a crash took.

    Args:
        code: The box's code, which is the round's in the manifest.
        opens_on: The first day, Danish time.
        closes_on: The last day.
        paper: All that the answer page shows.
        manifest: The public manifest, byte for byte; None if slips are the way to answer.

    Raises:
        Refused: The box has been opened.
        ValueError: The paper is not one that can be answered, or the manifest another box's.
    """
    _check_paper(paper)
    seal_key = apart.make_seal(code)
    if manifest is not None:
        whole = Manifest.from_json(manifest)
        if whole.seal_key != seal_key:
            raise ValueError("the manifest has another seal key than the box")
        _check_manifest(whole, code, opens_on, closes_on)
    with transaction.atomic(using=STORE):
        hold(code)
        box = Box.objects.select_for_update().filter(pk=code).first()
        if box and (reason := policies.why_not_change(box)):
            raise Refused(reason)
        box = box or Box(code=code)
        box.opens_on, box.closes_on = opens_on, closes_on
        box.paper, box.seal_key = dict(paper), seal_key
        box.manifest = manifest
        box.save()
    sheets.forget(code)
    return box


def open_box(code: str) -> Box:
    """Open the box: from its first day on it accepts answers. Nothing happens if it is open.

    Raises:
        Refused: There are no slips, or the box has been closed.
        KeyLost: A key that it needs until its end is not there; then no answer is accepted.
    """
    with transaction.atomic(using=STORE):
        hold(code)
        box = Box.objects.select_for_update().get(pk=code)
        if box.state != Box.State.OPEN:
            has_slips = Slip.objects.filter(box=box).exists()
            if reason := policies.why_not_open(box, has_slips=has_slips):
                raise Refused(reason)
            apart.check_seal(code, bytes(box.seal_key))
            if box.manifest:
                whole = Manifest.from_json(bytes(box.manifest))
                issuers.check(code, whole)
                keys.record(code, whole.record_key)
            _move(box, Box.State.OPEN)
    sheets.forget(code)
    return box


def close_box(code: str) -> Box:
    """Close the box for good: from now on no answer is accepted. Nothing happens if it is.

    Raises:
        Refused: It was never opened.
    """
    with transaction.atomic(using=STORE):
        _wait_for_answers_on_their_way()
        box = Box.objects.select_for_update().get(pk=code)
        if reason := policies.why_not_close(box):
            raise Refused(reason)
        if box.state == Box.State.OPEN:
            _move(box, Box.State.CLOSED)
    sheets.forget(code)
    return box


def discard_box(code: str) -> None:
    """Call a round off: its answers, slips and key are destroyed unread.

    Raises:
        Refused: It has been counted.
    """
    with transaction.atomic(using=STORE):
        hold(code)
        box = Box.objects.select_for_update().filter(pk=code).first()
        if box:
            if reason := policies.why_not_discard(box):
                raise Refused(reason)
            for table in (Slip, Ballot, Answer, Comment, Receipt):
                table.objects.filter(box=box).delete()
            box.delete()
    transaction.on_commit(lambda: _forget_all(code), using=STORE)
    sheets.forget(code)


def _forget_all(code: str) -> None:
    keys.destroy_record(code)  # none was signed: there was no count
    leave_no_trace(code)


def _move(box: Box, state: Box.State) -> None:
    box.state = state
    box.save(update_fields=["state"])


def _wait_for_answers_on_their_way() -> None:
    """Let each submission that has begun be stored before the box closes, or begin after.

    SQLite has one writer at a time. PostgreSQL would let a statement that saw the box open
    commit after the count, and an answer we said thank you for would be left behind.
    """
    connection = connections[STORE]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ballots_ballot IN SHARE ROW EXCLUSIVE MODE")


def _check_manifest(manifest: Manifest, code: str, opens_on: date, closes_on: date) -> None:
    if manifest.round != code:
        raise ValueError("the manifest is of another round")
    if manifest.record_key != keys.make_record(code):
        raise ValueError("the manifest has another key for the record than the box")
    if (manifest.opens_on, manifest.closes_on) != (opens_on, closes_on):
        raise ValueError("the manifest has other days than the box")


def _check_paper(paper: Mapping[str, Any]) -> None:
    names = [item["key"] for item in paper["items"]]
    if not names or len(set(names)) != len(names):
        raise ValueError("a paper has items, each with a key of its own")
    if not all(0 < size <= MOST_OPTIONS for size in sheets.sizes(paper)):
        raise ValueError(f"an item has 1 to {MOST_OPTIONS} options: an answer is one byte")
    asked = sheets.open_questions(paper)
    if len(set(asked)) != len(asked):
        raise ValueError("each open question has a key of its own")
    written.room(len(names), len(asked))
    if not paper["languages"]:
        raise ValueError("a paper has at least one language")
