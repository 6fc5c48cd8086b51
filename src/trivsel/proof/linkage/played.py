"""All strategies, each beside the careless twin that it must beat."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from trivsel.proof.linkage import strategies as by
from trivsel.proof.linkage import twins
from trivsel.proof.linkage.seen import Handed, Seen
from trivsel.proof.linkage.strategies import Find, Strategy, Target
from trivsel.proof.linkage.twins import Twin

BALLOTS, SLIPS = frozenset({"ballots"}), frozenset({"slips"})
BOTH = BALLOTS | SLIPS
POSTGRES = "postgresql"

type Order = Callable[[Seen], Sequence[bytes]]
type Entry = tuple[Strategy, Twin]


def group(
    target: Target,
    ways: frozenset[str],
    named: Mapping[str, tuple[Find, Twin]],
    *,
    store: str = "",
) -> list[Entry]:
    return [
        (Strategy(name, target, find, ways, store), twin)
        for name, (find, twin) in named.items()
    ]


# --- orders that the adversary knows people in ------------------------------------------------
def answered(order: Order) -> Find:
    return lambda seen: by.line_up(seen.answered, order(seen))


def fetched(order: Order) -> Find:
    return lambda seen: by.line_up(seen.fetched, order(seen))


def roster(order: Order) -> Find:
    return lambda seen: by.line_up(range(len(seen.who)), order(seen))


# --- orders of what is found ------------------------------------------------------------------
def rows(seen: Seen) -> list[bytes]:
    return by.packed(seen.answers)


def backwards(seen: Seen) -> list[bytes]:
    return rows(seen)[::-1]


def keys(seen: Seen) -> list[bytes]:
    return by.packed(by.by_key(seen.answers))


def places(seen: Seen) -> list[bytes]:
    return by.packed(by.by_place(seen.answers))


def transactions(seen: Seen) -> list[bytes]:
    return by.packed(by.by_transaction(seen.answers))


def times(seen: Seen) -> list[bytes]:
    return by.packed(by.by_column(seen.answers, (datetime, str)))


def numbers(seen: Seen) -> list[bytes]:
    return by.packed(by.by_column(seen.answers, (int,)))


def in_file(seen: Seen) -> list[bytes]:
    return by.in_file(seen, last=False)


def left_in_file(seen: Seen) -> list[bytes]:
    return by.in_file(seen, last=True)


def comments(seen: Seen) -> list[bytes]:
    return by.said(seen.comments)


def comment_keys(seen: Seen) -> list[bytes]:
    return by.said(by.by_key(seen.comments))


def comments_beside_answers(seen: Seen) -> by.Guess:
    """Whose answer is whose is known; comments as they lie beside answers as they lie."""
    owner = {answer: person for person, answer in enumerate(seen.truth.answer)}
    return by.line_up([owner[answer] for answer in rows(seen)], comments(seen))


def ballots(seen: Seen) -> list[bytes]:
    return by.marks(seen.ballots)


def sorted_marks(seen: Seen) -> list[bytes]:
    return [one.nullifier for one in seen.handed]


def slips(seen: Seen) -> list[bytes]:
    return [row.values["code_hash"] for row in seen.slips]


def sorted_slips(seen: Seen) -> list[bytes]:
    return sorted(slips(seen))


# --- what a ballot is known by ----------------------------------------------------------------
def mark(one: Handed) -> bytes:
    return one.nullifier


def receipt(one: Handed) -> bytes:
    return one.receipt


def envelope(one: Handed) -> bytes:
    return one.envelope


# --- what the issuer saw ----------------------------------------------------------------------
def blinded_and_mark(seen: Seen) -> by.Guess:
    return by.nearest_bits(seen, [one for one, _stamp in seen.stamped], sorted_marks(seen))


def stamps(seen: Seen) -> by.Guess:
    theirs = [one.signature for one in seen.handed]
    return by.nearest_bits(seen, [stamp for _blinded, stamp in seen.stamped], theirs)


def blinded_and_stamped(seen: Seen) -> by.Guess:
    return by.nearest_bits(seen, [one for one, _stamp in seen.stamped], by.encoded(seen))


def roster_as_written(seen: Seen) -> by.Guess:
    return by.line_up(by.roster_as_changed(seen), ballots(seen))


def hash_of_stamped(seen: Seen) -> by.Guess:
    return by.line_up(by.by_hash(seen), sorted_marks(seen))


def slips_beside_marks(seen: Seen) -> by.Guess:
    people = sorted(range(len(seen.who)), key=lambda person: seen.truth.slip[person])
    return by.line_up(people, sorted_marks(seen))


ALL: list[Entry] = [
    # who answered when is known; the store is had after the count
    *group("answer", BOTH, {
        "rows as they lie": (answered(rows), twins.numbered),
        "rows backwards": (answered(backwards), twins.newest_first),
        "order of keys": (answered(keys), twins.numbered),
        "as the program gives them out": (answered(lambda s: s.given), twins.numbered),
        "place in the file": (answered(in_file), twins.numbered),
        "what deleted rows leave": (answered(left_in_file), twins.left),
        "log of changes": (answered(by.in_changes), twins.written_ahead),
        "a column with a time": (answered(times), twins.timed),
        "a column with a number": (answered(numbers), twins.numbered),
        "what is published": (by.answers_in("release"), twins.published),
    }),
    *group("answer", BOTH, {
        "place of the row (ctid)": (answered(places), twins.numbered),
        "transaction (xmin)": (answered(transactions), twins.numbered),
        "the database's statistics": (by.answers_in("statistics"), twins.sampled),
    }, store=POSTGRES),
    # even whose envelope is whose is known
    *group("answer", BOTH, {
        "marks beside rows": (by.by_known(mark, rows), twins.counted_by(mark)),
        "marks beside keys": (by.by_known(mark, keys), twins.keyed_by(mark)),
        "envelopes' bytes beside keys": (by.by_known(envelope, keys), twins.keyed_by(envelope)),
        "length of the envelope": (by.by_length, twins.unpadded),
        "rows before the count beside rows after it": (by.by_rows_before, twins.unshuffled),
    }),
    *group("answer", BALLOTS, {
        "receipts beside rows": (by.by_known(receipt, rows), twins.counted_by(receipt)),
        "receipts beside keys": (by.by_known(receipt, keys), twins.keyed_by(receipt)),
        "receipts as published beside answers as given out": (by.by_published, twins.unsorted),
    }),
    # who answered when is known, or even whose answer is whose; what was written is looked for
    *group("comment", BOTH, {
        "comment order": (answered(comments), twins.remarks_numbered),
        "order of comments' keys": (answered(comment_keys), twins.remarks_numbered),
        "comments as released": (answered(lambda s: s.remarks), twins.remarks_numbered),
        "comments beside answers": (comments_beside_answers, twins.remarks_beside_answers),
    }),
    # what each fetched and when is known, to the bytes; the store is had before the close
    *group("ballot", BALLOTS, {
        "order of fetching beside rows": (fetched(ballots), twins.stored_when_fetched),
        "order of fetching beside marks": (fetched(sorted_marks), twins.counting_marks),
        "roster beside rows": (roster(ballots), twins.stored_by_roster),
        "roster beside marks": (roster(sorted_marks), twins.marks_by_roster),
        "hash of what was stamped beside marks": (hash_of_stamped, twins.marked_by_hash),
        "bits of blinded ballots and marks": (blinded_and_mark, twins.marked_by_blinded),
        "bits of stamps given and handed in": (stamps, twins.not_blinded),
        "bits of blinded and stamped": (blinded_and_stamped, twins.not_blinded),
        "one blinding for several": (by.one_blinding, twins.blinded_alike),
    }),
    *group("ballot", BALLOTS, {
        "roster as written beside rows": (roster_as_written, twins.stored_when_fetched),
    }, store=POSTGRES),
    # who got which slip of the pile is known
    *group("slip", SLIPS, {
        "the pile beside slips as they lie": (fetched(slips), twins.printed_in_order),
        "the pile beside slips by hash": (fetched(sorted_slips), twins.numbered_slips),
    }),
    *group("ballot", SLIPS, {
        "slips by hash beside marks": (slips_beside_marks, twins.one_hash),
    }),
    # what other rooms keep meanwhile
    *group("ballot", BOTH, {
        "the log": (by.ballots_in("log"), twins.logging_),
        "mails": (by.ballots_in("mails"), twins.thanking),
        "the queue of jobs": (by.ballots_in("tasks"), twins.queueing),
        "the cache": (by.ballots_in("cache"), twins.caching),
        "sessions": (by.ballots_in("sessions"), twins.remembering),
        "the chain of events": (by.ballots_in("events"), twins.recording),
        "key files": (by.ballots_in("keys"), twins.filing),
    }),
]  # fmt: skip
