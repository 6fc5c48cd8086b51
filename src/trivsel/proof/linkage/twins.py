"""Careless twins: what the adversary would see if the program did one thing differently.

Each does that thing for real (a table, a log line, a mail, a file) and lets the adversary look
with the same eyes. The strategy it belongs to must then find nearly everybody.
"""

import json
import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from trivsel.accounts import tasks
from trivsel.accounts.events import What, record_event
from trivsel.accounts.models import Event
from trivsel.proof.linkage import looking, tables
from trivsel.proof.linkage.seen import Handed, Seen
from trivsel.proof.linkage.strategies import chance

type Twin = Callable[[Seen], Seen]


# --- the table of answers --------------------------------------------------------------------
def numbered(seen: Seen) -> Seen:
    """Answers under running numbers, as they came."""
    return _stored(seen, seen.answered)


def newest_first(seen: Seen) -> Seen:
    """The newest answer on top."""
    return _stored(seen, seen.answered[::-1])


def counted_by(mark: Callable[[Handed], bytes]) -> Twin:
    """Envelopes counted in the order of a mark, and not shuffled."""
    return lambda seen: _stored(seen, _sorted(seen, mark))


def unshuffled(seen: Seen) -> Seen:
    """Envelopes counted as they lay, and not shuffled."""
    owner = {one.nullifier: person for person, one in enumerate(seen.known)}
    return _stored(seen, [owner[row.values["nullifier"]] for row in seen.ballots])


def keyed_by(mark: Callable[[Handed], bytes]) -> Twin:
    """An answer kept under what its envelope was known by."""
    return lambda seen: _stored(seen, _shuffled(seen), lambda n: mark(seen.known[n])[:16])


def _sorted(seen: Seen, mark: Callable[[Handed], bytes]) -> list[int]:
    return sorted(range(len(seen.known)), key=lambda person: mark(seen.known[person]))


def _shuffled(seen: Seen) -> list[int]:
    return chance.sample(seen.answered, len(seen.answered))


def _stored(
    seen: Seen, order: Iterable[int], key: Callable[[int], bytes] | None = None
) -> Seen:
    people = list(order)
    rows = [
        (key(person) if key else place.to_bytes(16), seen.truth.answer[person])
        for place, person in enumerate(people)
    ]
    with tables.table(["key", "packed"], rows) as name:
        found = looking.rows(name)
        pages = looking.pages([name])
    given = [row.values["packed"] for row in found]
    return replace(seen, answers=found, given=given, sources={**seen.sources, "pages": pages})


def timed(seen: Seen) -> Seen:
    """Answers with the time they came."""
    rows = (
        (timezone.now().isoformat(), secrets.token_bytes(16), seen.truth.answer[person])
        for person in seen.answered
    )
    kinds = (tables.CLOCK, tables.BYTES, tables.BYTES)
    with tables.table(["at", "key", "packed"], rows, kinds=kinds) as name:
        return replace(seen, answers=looking.rows(name))


def left(seen: Seen) -> Seen:
    """Answers copied somewhere else at the count, and the old ones simply deleted."""
    rows = [[seen.truth.answer[person]] for person in seen.answered]
    with tables.table(["packed"], rows) as name:
        tables.emptied(name)
        return _with(seen, pages=looking.pages([name]))


def written_ahead(seen: Seen) -> Seen:
    """Answers in the clear as they come, and a log of changes that nobody empties."""
    rows = (seen.truth.answer[person] for person in seen.answered)
    return _with(seen, changes=tables.written_ahead(rows))


def sampled(seen: Seen) -> Seen:
    """A table that names people, analysed by the database, and emptied at the count."""
    lines = [[line] for line in _lines(seen, seen.truth.answer)]
    with tables.table(["line"], lines, kinds=[tables.TEXT]) as name:
        tables.analysed(name)
        tables.emptied(name)
        return _with(seen, statistics=looking.statistics())


def published(seen: Seen) -> Seen:
    """Answers published under names."""
    return _with(seen, release="\n".join(_lines(seen, seen.truth.answer)).encode())


def unsorted(seen: Seen) -> Seen:
    """Receipts published in the order in which answers are given out."""
    made = numbered(seen)
    return replace(made, published=[seen.known[person].receipt for person in seen.answered])


def unpadded(seen: Seen) -> Seen:
    """Envelopes as long as what is in them."""

    def sealed(person: int) -> Handed:
        values = enumerate(seen.truth.answer[person])
        said = json.dumps({f"item{n:02}": value for n, value in values if value})
        return replace(seen.known[person], envelope=secrets.token_bytes(48 + len(said)))

    return replace(seen, known=[sealed(person) for person in range(len(seen.known))])


# --- the table of comments --------------------------------------------------------------------
def remarks_numbered(seen: Seen) -> Seen:
    """Comments under running numbers, as they came, and released in that order."""
    return _remarked(seen, seen.answered)


def remarks_beside_answers(seen: Seen) -> Seen:
    """Comments counted with the answers they came with: shuffled, but only once for both."""
    owner = {answer: person for person, answer in enumerate(seen.truth.answer)}
    return _remarked(seen, [owner[row.values["packed"]] for row in seen.answers])


def _remarked(seen: Seen, order: Iterable[int]) -> Seen:
    texts = [seen.truth.comment[person] for person in order]
    rows = [[place.to_bytes(16), text] for place, text in enumerate(texts)]
    with tables.table(["key", "text"], rows) as name:
        return replace(seen, comments=looking.rows(name), remarks=texts)


# --- the issuer and the table of ballots ------------------------------------------------------
def stored_when_fetched(seen: Seen) -> Seen:
    """A ballot's row made when the ballot is fetched, filled when it comes."""
    return _rows_of_ballots(seen, seen.fetched)


def stored_by_roster(seen: Seen) -> Seen:
    """A ballot's row made with the roster, filled when it comes."""
    return _rows_of_ballots(seen, range(len(seen.known)))


def _rows_of_ballots(seen: Seen, order: Iterable[int]) -> Seen:
    rows = [(seen.known[person].nullifier, seen.known[person].envelope) for person in order]
    with tables.table(["nullifier", "envelope"], rows) as name:
        return replace(seen, ballots=looking.rows(name))


def counting_marks(seen: Seen) -> Seen:
    """Marks that begin with a running number, as keys made for fast databases do."""
    return _marked(seen, dict(zip(seen.fetched, _counting(len(seen.fetched)), strict=True)))


def marks_by_roster(seen: Seen) -> Seen:
    """Marks given out with the roster."""
    return _marked(seen, dict(enumerate(_counting(len(seen.known)))))


def marked_by_hash(seen: Seen) -> Seen:
    """One hash for what was stamped and for what was handed in."""
    return _marked(seen, {n: sha256(b).digest() for n, (b, _s) in enumerate(seen.stamped)})


def marked_by_blinded(seen: Seen) -> Seen:
    """A mark taken from the blinded ballot."""
    return _marked(seen, {n: blinded[:32] for n, (blinded, _s) in enumerate(seen.stamped)})


def not_blinded(seen: Seen) -> Seen:
    """A browser that has its ballot stamped without blinding it."""
    blinded = [message.to_bytes(384) for message in _messages(seen)]
    stamps = [one.signature for one in seen.known]
    return replace(seen, stamped=list(zip(blinded, stamps, strict=True)))


def blinded_alike(seen: Seen) -> Seen:
    """Browsers that all blind with the same number."""
    assert seen.key  # noqa: S101 - rounds with ballots have one
    same = pow(secrets.randbits(3000), seen.key.e, seen.key.n)
    blinded = [(m * same % seen.key.n).to_bytes(384) for m in _messages(seen)]
    return replace(
        seen, stamped=[(b, s) for b, (_b, s) in zip(blinded, seen.stamped, strict=True)]
    )


def _messages(seen: Seen) -> list[int]:
    """What each person's stamp is a stamp on, by the key's public half."""
    assert seen.key  # noqa: S101 - as above
    numbers = (int.from_bytes(one.signature) for one in seen.known)
    return [pow(number, seen.key.e, seen.key.n) for number in numbers]


def _counting(how_many: int) -> list[bytes]:
    return [place.to_bytes(8) + secrets.token_bytes(24) for place in range(how_many)]


def _marked(seen: Seen, marks: dict[int, bytes]) -> Seen:
    known = [replace(one, nullifier=marks[person]) for person, one in enumerate(seen.known)]
    truth = replace(seen.truth, ballot=[one.nullifier for one in known])
    handed = sorted(known, key=lambda one: one.nullifier)
    return replace(seen, known=known, handed=handed, truth=truth)


# --- slips ------------------------------------------------------------------------------------
def printed_in_order(seen: Seen) -> Seen:
    """Slips stored as they lie in the pile."""
    rows = [[seen.truth.slip[person]] for person in seen.fetched]
    with tables.table(["code_hash"], rows) as name:
        return replace(seen, slips=looking.rows(name))


def numbered_slips(seen: Seen) -> Seen:
    """Slips under running numbers."""
    slip = dict(zip(seen.fetched, _counting(len(seen.fetched)), strict=True))
    rows = [[slip[person]] for person in range(len(slip))]
    truth = replace(seen.truth, slip=[slip[person] for person in range(len(slip))])
    with tables.table(["code_hash"], rows) as name:
        return replace(seen, slips=looking.rows(name), truth=truth)


def one_hash(seen: Seen) -> Seen:
    """A slip and its answer kept under one hash of the code."""
    return _marked(seen, dict(enumerate(seen.truth.slip)))


# --- traces elsewhere -------------------------------------------------------------------------
def logging_(seen: Seen) -> Seen:
    """A line in the log for each ballot, with who it was."""
    ear = logging.getLogger().handlers[0]
    assert isinstance(ear, looking.Listening)  # noqa: S101 - the game listens
    for line in _lines(seen, seen.truth.ballot):
        logging.getLogger("careless").debug("handed in by %s", line)
    return _with(seen, log=ear.said)


def thanking(seen: Seen) -> Seen:
    """A mail that says thank you, with the mark."""
    for person in seen.answered:
        to, mark = seen.who[person][1].decode(), seen.truth.ballot[person].hex()
        mail.EmailMessage(subject="Thank you", body=mark, to=[to]).send()
    sent = looking.mails()
    mail.outbox.clear()
    return _with(seen, mails=sent)


def queueing(seen: Seen) -> Seen:
    """A thank-you that waits in the queue."""
    kept = set(DBTaskResult.objects.values_list("pk", flat=True))
    for person in seen.answered:
        to, mark = seen.who[person][1].decode(), seen.truth.ballot[person].hex()
        tasks.send_notice.enqueue("Thank you", mark, to)
    waiting = looking.table("tasks")
    DBTaskResult.objects.exclude(pk__in=kept).delete()
    return _with(seen, tasks=waiting)


def caching(seen: Seen) -> Seen:
    """A limit for each browser, kept with what it last handed in."""
    keys = [f"limit:{seen.who[person][3].decode()}" for person in seen.answered]
    for key, person in zip(keys, seen.answered, strict=True):
        cache.set(key, seen.truth.ballot[person].hex())
    kept = looking.cached()
    cache.delete_many(keys)
    return _with(seen, cache=kept)


def remembering(seen: Seen) -> Seen:
    """A session that knows that its owner has answered, and under which mark."""
    sessions = [SessionStore(seen.who[person][3].decode()) for person in seen.answered]
    for session, person in zip(sessions, seen.answered, strict=True):
        session["answered"] = seen.truth.ballot[person].hex()
        session.save()
    kept = looking.table("sessions")
    for session in sessions:
        del session["answered"]
        session.save()
    return _with(seen, sessions=kept)


def recording(seen: Seen) -> Seen:
    """An event for each ballot, under the person's number."""
    for person in seen.answered:
        number, mark = seen.who[person][2].decode(), seen.truth.ballot[person].hex()
        record_event(
            What.ROUND_OPENED,
            organisation="careless",
            actor=None,
            at=timezone.now(),
            kind="ballot",
            key=f"{number} {mark}",
        )
    kept = looking.table("events")
    Event.objects.filter(organisation="careless").delete()
    return _with(seen, events=kept)


def filing(seen: Seen) -> Seen:
    """A file for each stamp, so that none is made twice."""
    folder = Path(settings.KEYS) / "careless"
    folder.mkdir()
    for person in seen.answered:
        number, mark = seen.who[person][2].decode(), seen.truth.ballot[person].hex()
        (folder / f"{number}-{mark}").touch()
    found = looking.key_files()
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    return _with(seen, keys=found)


def _lines(seen: Seen, things: list[bytes]) -> list[str]:
    return [
        f"{seen.who[person][1].decode()} {things[person].hex()}" for person in seen.answered
    ]


def _with(seen: Seen, **sources: Any) -> Seen:
    return replace(seen, sources={**seen.sources, **sources})
