"""What anybody can check of a round answered with ballots, in the reader's language."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.blindsign.record import (
    LIMITS,
    Earlier,
    Finding,
    Outcome,
    Record,
    check_manifest,
    check_record,
    read_earlier,
)
from trivsel.domain.blindsign.refusals import BadManifest
from trivsel.surveys import box, queries, unreadable
from trivsel.surveys.models import Round
from trivsel.surveys.releases.published import digest
from trivsel.surveys.rounds.ballots import digest_of

MARKS = {Outcome.HOLDS: "good", Outcome.FAILS: "bad", Outcome.OPEN: ""}


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: what it asks, what came of it, and how to mark it."""

    title: str
    sentence: str
    outcome: str
    mark: str


@dataclass(frozen=True, slots=True)
class Checks:
    """All checks of one file, and what none of them can show.

    Attributes:
        checks: In the order of the file's format.
        failing: How many do not hold.
        counts: What is counted and how many, organisation-wide; empty before the record.
        limits: Sentences.
        recorded: Is there a record?
    """

    checks: list[Checked]
    failing: int
    counts: list[tuple[str, int]]
    limits: list[str]
    recorded: bool


def checks_of(round_: Round) -> Checks:
    """Check the record, or before there is one the manifest, as `trivsel verify` does."""
    record = box.record(round_)
    before = list(_readable(_earlier(round_)))
    found = (
        check_record(record, earlier=before, release=_figures(round_))
        if record
        else check_manifest(bytes(round_.ballot_manifest or b""), earlier=before)
    )
    return Checks(
        checks=[_checked(one) for one in found],
        failing=sum(one.outcome is Outcome.FAILS for one in found),
        counts=_counts(record) if record else [],
        limits=[_(limit) for limit in LIMITS],
        recorded=record is not None,
    )


def _earlier(round_: Round) -> list[bytes]:
    """The newest file of each round on the way back, as the manifests name each other.

    Also of a round that was signed and then called off: a later one may name it.
    """
    others = {digest_of(one): one for one in queries.other_manifests(round_)}
    at, files = _previous(round_), []
    while at in others:
        before = others.pop(at)
        files.append(box.record(before) or bytes(before.ballot_manifest or b""))
        at = _previous(before)
    return files


def _readable(files: list[bytes]) -> Iterator[Earlier]:
    """What can be read of them: the check of the chain says what is missing."""
    for raw in files:
        with suppress(BadManifest):
            yield read_earlier(raw)


def _previous(round_: Round) -> bytes | None:
    return Manifest.from_json(bytes(round_.ballot_manifest or b"")).previous


def _figures(round_: Round) -> bytes | None:
    """The digest of the figures as they lie there now, not as it was written down once."""
    release = queries.release_of(round_)
    return bytes.fromhex(digest(release.figures)) if release else None


def _checked(one: Finding) -> Checked:
    said = {
        Outcome.HOLDS: _("holds"),
        Outcome.FAILS: _("does not hold"),
        Outcome.OPEN: _("you compare"),
    }
    facts = {name: _said(name, fact) for name, fact in one.facts.items()}
    sentence = _(one.sentence) % facts
    return Checked(_(one.check.title), sentence, said[one.outcome], MARKS[one.outcome])


def _said(name: str, fact: object) -> object:
    if isinstance(fact, date):
        return date_format(fact)
    spoken = {"reason": unreadable.in_words, "place": unreadable.place_in_words}
    return spoken[name](str(fact)) if name in spoken else fact


def _counts(record: bytes) -> list[tuple[str, int]]:
    try:
        counts = Record.from_json(record).counts
    except BadManifest:
        return []  # the first check says so
    return [
        (_("might answer"), counts.eligible),
        (_("ballots stamped"), counts.issued),
        (_("sealed answers in the box"), counts.accepted),
        (_("of these unreadable"), counts.unreadable),
        (_("of these counted"), counts.counted),
    ]
