"""How the adversary guesses. A guess gives each person one ballot, slip or answer.

Each strategy is told apart by what it leans on. One that finds nothing to lean on guesses
blindly: it must not do better than that on the program, and nearly always be right on its
careless twin (twins.py).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import SystemRandom
from typing import Any, Literal

from trivsel.proof.linkage.seen import Row, Seen, forms

type Guess = dict[int, bytes]
type Find = Callable[[Seen], Guess]
type Target = Literal["ballot", "answer", "slip", "comment"]

chance = SystemRandom()
NEAR = 600  # bytes between a person's name and a ballot on one line


@dataclass(frozen=True, slots=True)
class Strategy:
    """``ways`` are the kinds of round it can be tried on, ``store`` the one that it needs."""

    name: str
    target: Target
    find: Find
    ways: frozenset[str]
    store: str = ""


def line_up(people: Sequence[int], found: Sequence[bytes]) -> Guess:
    return dict(zip(people, found, strict=True)) if len(people) == len(found) else {}


def filled(guess: Guess, among: Sequence[bytes]) -> Guess:
    """The guess, and something at random for those it says nothing of."""
    blind = chance.sample(among, len(among))
    return {person: guess.get(person, blind[person]) for person in range(len(among))}


# --- orders of rows -------------------------------------------------------------------------
def packed(rows: Iterable[Row]) -> list[bytes]:
    return [row.values["packed"] for row in rows]


def marks(rows: Iterable[Row]) -> list[bytes]:
    return [row.values["nullifier"] for row in rows]


def said(rows: Iterable[Row]) -> list[bytes]:
    """Comments; a table of our own has them as bytes, the program's as text."""
    texts = (row.values["text"] for row in rows)
    return [text.encode() if isinstance(text, str) else bytes(text) for text in texts]


def by_key(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: bytes(row.values["key"]))


def by_place(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.place)


def by_transaction(rows: Sequence[Row]) -> list[Row]:
    # in one transaction rows are written one after the other
    return sorted(rows, key=lambda row: (row.transaction, row.place))


def by_column(rows: Sequence[Row], kinds: tuple[type, ...]) -> list[Row]:
    """By the first column that is a clock or a number with as many values as there are rows."""
    for name in rows[0].values if rows else ():
        values = [row.values[name] for row in rows]
        if all(isinstance(v, kinds) for v in values) and len(set(values)) == len(rows):
            return sorted(rows, key=lambda row: row.values[name])
    return []


# --- places in files ------------------------------------------------------------------------
def page_bytes(seen: Seen) -> int:
    """How long a page of the store's file is; PostgreSQL's are of 8 KiB."""
    head = seen.sources["pages"][:18]
    if not head.startswith(b"SQLite format 3"):
        return 8192
    return int.from_bytes(head[16:18]) or 4096


def in_file(seen: Seen, *, last: bool) -> list[bytes]:
    """Answers by place: rows fill a page from its end."""
    content, size = seen.sources["pages"], page_bytes(seen)
    find = content.rfind if last else content.find
    found = {one: find(one) for one in packed(seen.answers)}
    if -1 in found.values():
        return []
    return sorted(found, key=lambda one: (found[one] // size, -found[one]))


def in_changes(seen: Seen) -> list[bytes]:
    content = seen.sources["changes"]
    found = {one: content.find(one) for one in packed(seen.answers)}
    return [] if -1 in found.values() else sorted(found, key=lambda one: found[one])


# --- lines that hold both -------------------------------------------------------------------
def beside(source: str, seen: Seen, things: dict[bytes, list[bytes]]) -> Guess:
    """Who is named nearest to a ballot or an answer; if nobody is, in order of answering."""
    content = seen.sources[source]
    found = {thing: _first(content, signs) for thing, signs in things.items()}
    found = {thing: where for thing, where in found.items() if where >= 0}
    guess: Guess = {}
    for thing, where in found.items():
        begins = max(content.rfind(b"\n", 0, where) + 1, where - NEAR)
        ends = content.find(b"\n", where)
        around, middle = content[begins : ends if ends >= 0 else None], where - begins
        places = [_nearest(around[: middle + NEAR], names, middle) for names in seen.who]
        near = [(abs(at - middle), person) for person, at in enumerate(places) if at >= 0]
        if near:
            guess[min(near)[1]] = thing
    if not guess and len(found) == len(seen.answered):
        return line_up(seen.answered, sorted(found, key=lambda thing: found[thing]))
    return guess


def _first(content: bytes, signs: Iterable[bytes]) -> int:
    places = [at for sign in signs for form in forms(sign) if (at := content.find(form)) >= 0]
    return min(places, default=-1)


def _nearest(around: bytes, names: Iterable[bytes], middle: int) -> int:
    places = []
    for name in names:
        places += [around.rfind(name, 0, middle), around.find(name, middle)]
    return min((at for at in places if at >= 0), key=lambda at: abs(at - middle), default=-1)


def ballots_in(source: str) -> Find:
    def find(seen: Seen) -> Guess:
        things = {
            one.nullifier: [
                sign
                for sign in (one.nullifier, one.envelope[:32], one.receipt, one.signature[:32])
                if sign
            ]
            for one in seen.handed
        }
        return beside(source, seen, things)

    return find


def answers_in(source: str) -> Find:
    return lambda seen: beside(source, seen, {one: [one] for one in packed(seen.answers)})


# --- what the issuer saw --------------------------------------------------------------------
def nearest_bits(seen: Seen, mine: Sequence[bytes], theirs: Sequence[bytes]) -> Guess:
    """Each person's bytes with those among the ballots that differ in the fewest bits."""
    numbers = [int.from_bytes(one) for one in theirs]
    size = len(theirs[0])
    guess: Guess = {}
    for person, one in enumerate(mine):
        value = int.from_bytes(one[:size])
        best = min(range(len(numbers)), key=lambda n: (value ^ numbers[n]).bit_count())
        guess[person] = seen.handed[best].nullifier
    return guess


def encoded(seen: Seen) -> list[bytes]:
    """What was stamped, as the public key gives it back from the stamps handed in."""
    if seen.key is None:
        return []
    numbers = (int.from_bytes(one.signature) for one in seen.handed)
    return [pow(n, seen.key.e, seen.key.n).to_bytes(384) for n in numbers]


def one_blinding(seen: Seen) -> Guess:
    """Whether the same blinding was used for several: then what it came to is found again."""
    if seen.key is None:
        return {}
    found: defaultdict[int, list[tuple[int, bytes]]] = defaultdict(list)
    n = seen.key.n
    for handed, message in zip(seen.handed, encoded(seen), strict=True):
        inverse = pow(int.from_bytes(message), -1, n)
        for person, (blinded, _stamp) in enumerate(seen.stamped):
            ratio = int.from_bytes(blinded) * inverse % n
            found[ratio].append((person, handed.nullifier))
    most = max(found.values(), key=len)
    return dict(most) if len(most) > 1 else {}


# --- what is known of the envelope -----------------------------------------------------------
def by_known(mark: Callable[[Any], bytes], order: Callable[[Seen], list[bytes]]) -> Find:
    """Everybody's envelope is known; those in the order of a mark beside the answers."""

    def find(seen: Seen) -> Guess:
        people = sorted(range(len(seen.known)), key=lambda person: mark(seen.known[person]))
        return line_up(people, order(seen))

    return find


def by_length(seen: Seen) -> Guess:
    """Longer envelopes for those who have answered more; nothing if all are equally long."""
    lengths = [len(one.envelope) for one in seen.known]
    if len(set(lengths)) == 1:
        return {}
    people = sorted(range(len(lengths)), key=lambda person: lengths[person])
    said = sorted(packed(seen.answers), key=lambda one: len(one) - one.count(0))
    return line_up(people, said)


def by_rows_before(seen: Seen) -> Guess:
    """Answers as they lie, beside the ballots as they lay before the count."""
    owner = {one.nullifier: person for person, one in enumerate(seen.known)}
    people = [owner[mark] for mark in marks(seen.ballots) if mark in owner]
    return line_up(people, packed(seen.answers))


def by_published(seen: Seen) -> Guess:
    """Receipts as they are published, beside answers as they are given out."""
    owner = {one.receipt: person for person, one in enumerate(seen.known)}
    people = [owner[receipt] for receipt in seen.published if receipt in owner]
    return line_up(people, seen.given)


def roster_as_changed(seen: Seen) -> list[int]:
    """People in the order in which their rows were last written."""
    written = sorted(
        range(len(seen.roster)),
        key=lambda n: (seen.roster[n].transaction, seen.roster[n].place),
    )
    order = sorted(seen.roster, key=lambda row: row.values["person_id"])
    numbers = {row.values["person_id"]: number for number, row in enumerate(order)}
    return [numbers[seen.roster[n].values["person_id"]] for n in written]


def by_hash(seen: Seen) -> list[int]:
    """People in the order of the hash of what was stamped for them."""
    order = sorted(seen.roster, key=lambda row: row.values["person_id"])
    return sorted(range(len(order)), key=lambda n: order[n].values["blinded"])
