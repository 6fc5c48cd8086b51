"""What is done is chained: an event cannot be changed, taken out or put in unnoticed.

The digests are keyed with the installation's secret, which lies outside the database: whoever
can write to the database cannot make a new chain that fits. Cutting off the newest events and
setting the chain's own row back to match is not seen from within; compare with a backup.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest, new

from django.conf import settings
from django.db import transaction
from django.utils.encoding import force_bytes

from trivsel.accounts.models import Chain, Event


class What(StrEnum):
    """The closed set of things that are recorded. A key once used never changes meaning."""

    ORGANISATION_CREATED = "organisation-created"
    ORGANISATION_CHANGED = "organisation-changed"
    MINIMUM_RAISED = "minimum-raised"
    UNIT_ADDED = "unit-added"
    UNIT_RENAMED = "unit-renamed"
    UNIT_MOVED = "unit-moved"
    UNIT_REMOVED = "unit-removed"
    PERSON_ADDED = "person-added"
    PERSON_CHANGED = "person-changed"
    PERSON_LEFT = "person-left"
    ADDRESS_CHANGED = "address-changed"
    ROLE_GIVEN = "role-given"
    ROLE_TAKEN = "role-taken"
    REP_CHOSEN = "rep-chosen"
    IMPORT_CARRIED_OUT = "import-carried-out"
    INSTRUMENT_LOADED = "instrument-loaded"
    ROUND_PLANNED = "round-planned"
    ROUND_SUBMITTED = "round-submitted"
    ROUND_WITHDRAWN = "round-withdrawn"
    ROUND_SIGNED = "round-signed"
    ROUND_OPENED = "round-opened"
    ROUND_CLOSED = "round-closed"
    ROUND_RELEASED = "round-released"
    ROUND_CANCELLED = "round-cancelled"
    SLIPS_PRINTED = "slips-printed"
    LETTERS_PRINTED = "letters-printed"
    SEAL_HALF_PRINTED = "seal-half-printed"
    COMMENT_DOUBTED = "comment-doubted"
    COMMENTS_SIGNED = "comments-signed"
    COMMENTS_RELEASED = "comments-released"
    RESULTS_EXPORTED = "results-exported"
    ACTION_AGREED = "action-agreed"
    ACTION_CHANGED = "action-changed"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not fit."""

    number: int
    found: str


@transaction.atomic
def record_event(  # noqa: PLR0913 - these six are what an event is
    what: What,
    *,
    organisation: str,
    actor: int | None,
    at: datetime,
    kind: str = "",
    key: str = "",
) -> Event:
    """Add one event to the organisation's chain, in the transaction of what it is about.

    Args:
        what: The thing done.
        organisation: The organisation's slug.
        actor: The user's id; None for the installation itself (command line, night jobs).
        at: When.
        kind: What sort of thing it was done to, such as "person" or "round".
        key: Which one: a primary key or a code. Never a name, never content.
    """
    Chain.objects.get_or_create(organisation=organisation)
    head = Chain.objects.select_for_update().get(organisation=organisation)
    event = Event(
        organisation=organisation,
        number=head.number + 1,
        at=at,
        actor=actor,
        what=str(what),
        kind=kind,
        key=key,
    )
    event.digest = _digest(event, after=head.digest, secret=settings.SECRET_KEY)
    event.save(force_insert=True)
    head.number, head.digest = event.number, event.digest
    head.save(update_fields=["number", "digest"])
    return event


def verify(organisation: str) -> Break | None:
    """Walk the organisation's chain; the first break, or None when everything fits."""
    expected, before = 1, ""
    for event in _in_order(organisation):
        if event.number != expected:
            return Break(expected, "missing")
        if not _fits(event, after=before):
            return Break(event.number, "changed")
        expected, before = expected + 1, event.digest
    head = Chain.objects.filter(organisation=organisation).first()
    number, digest = (head.number, head.digest) if head else (0, "")
    if (number, digest) != (expected - 1, before):
        return Break(expected, "missing")
    return None


def _in_order(organisation: str) -> Iterator[Event]:
    events = Event.objects.filter(organisation=organisation).order_by("number")
    return events.iterator(chunk_size=2000)


def _fits(event: Event, *, after: str) -> bool:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(
        compare_digest(event.digest, _digest(event, after=after, secret=secret))
        for secret in secrets
    )


def _digest(event: Event, *, after: str, secret: str | bytes) -> str:
    told = [
        after,
        event.organisation,
        event.number,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor,
        event.what,
        event.kind,
        event.key,
    ]
    key = sha256(b"trivsel audit event" + force_bytes(secret)).digest()
    return new(key, json.dumps(told, ensure_ascii=True).encode(), sha256).hexdigest()
