"""SQLite: killed at each call that changes a file, while answers come in and while they count.

A process that is killed leaves its files as the last call left them. So every state that
``kill -9`` can leave is one before a call, and all of them are tried.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from trivsel.proof import letters, standing, tracing
from trivsel.proof.nursery import Ended, Failed, Nursery
from trivsel.proof.report import Finding, Scale
from trivsel.proof.tracing import Place

STORE = "ballots.sqlite3"


class House:
    """A data folder that can be put back to how it was, and what is tried in it."""

    def __init__(self, folder: Path, nursery: Nursery) -> None:
        self.folder, self.nursery = folder, nursery
        self.data, self.begun = folder / "data", folder / "begun"
        nursery.run("prepare", ballots=2, slips=2)
        self.keep()
        self.letters = letters.read(self.data / letters.FILE)
        self.numbers = list(range(len(self.letters)))

    def keep(self) -> None:
        """From here on, ``again`` comes back to how things are now."""
        shutil.rmtree(self.begun, ignore_errors=True)
        shutil.copytree(self.data, self.begun)

    def again(self) -> None:
        shutil.rmtree(self.data)
        shutil.copytree(self.begun, self.data)

    def recorded(self, what: str, **given: object) -> list[Place]:
        """Every place where the work can be cut off; the folder is as it was before."""
        self.again()
        record = self.folder / "record"
        self.nursery.traced(tracing.recording(record), what, **given)
        self.again()
        return tracing.places(record)

    def cut(self, place: Place, what: str, **given: object) -> Ended:
        self.again()
        return self.nursery.traced(tracing.killing(place), what, **given)

    def counted(self) -> Ended:
        self.nursery.run("count")
        return self.nursery.run("look")


@contextmanager
def house() -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="trivsel-kill-") as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        with Nursery(data) as nursery:
            yield House(Path(folder), nursery)


def prove(scale: Scale) -> Iterator[Finding]:
    if reason := tracing.why_not():
        yield Finding("killed at each call", holds=False, told=reason)
        return
    with house() as here:
        yield while_answers_come_in(here, scale)
        yield a_careless_program_is_caught(here)
        here.again()
        here.nursery.run("send", numbers=here.numbers)
        here.keep()
        yield while_they_are_counted(here, scale)
        yield a_careless_count_is_caught(here)


def some(places: Sequence[Place], how_many: int) -> list[Place]:
    """That many of them, spread evenly, the last among them."""
    if how_many >= len(places):
        return list(places)
    return [places[(turn + 1) * len(places) // how_many - 1] for turn in range(how_many)]


def told(places: Sequence[Place], tried: int, faults: Sequence[str]) -> str:
    words = f"killed at {tried} of {len(places)} calls"
    return f"{words}; {len(faults)} faults: {'; '.join(faults[:3])}" if faults else words


# --- answers come in -------------------------------------------------------------------------
def while_answers_come_in(here: House, scale: Scale) -> Finding:
    places = here.recorded("send", numbers=here.numbers)
    faults: list[str] = []
    tried = some(places, scale.of(short=10, long=len(places)))
    for place in tried:
        faults += [f"{place}: {fault}" for fault in sending_cut(here, place)]
    here.again()
    past = Place(places[-1].call, 1 + sum(place.call == places[-1].call for place in places))
    if here.cut(past, "send", numbers=here.numbers).killed:
        faults.append("there are more calls than were recorded")
    words = f"{told(places, len(tried), faults)}; 0 of those thanked for lost, 0 doubled"
    return Finding("killed while answers come in", not faults, words)


def sending_cut(here: House, place: Place) -> Iterator[str]:
    ended = here.cut(place, "send", numbers=here.numbers)
    if not ended.killed:
        yield "was not killed"
    yield from lost(here, ended)
    # All send again, as people do: the same receipt, or that the code has been used.
    again = here.nursery.run("send", numbers=here.numbers)
    for word, number in again.said:
        is_slip = not here.letters[int(number)].receipt
        if word != "thanks" and not (is_slip and word == "used"):
            yield f"letter {number} sent again: {word}"
    yield from standing.miscounted(here.counted(), here.letters)


def lost(here: House, ended: Ended) -> Iterator[str]:
    try:
        inbox = standing.in_file(here.data / STORE)
    except standing.Damaged as damaged:
        yield f"the store is broken: {damaged}"
    else:
        yield from standing.faults(inbox, here.letters, ended.numbers())


def a_careless_program_is_caught(here: House) -> Finding:
    """The control: one that says thank you before it has stored, killed at the next call."""
    places = here.recorded("send", numbers=here.numbers, careless=True)
    next_call = places[1 + places.index(Place("write", 1))]
    ended = here.cut(next_call, "send", numbers=here.numbers, careless=True)
    caught = list(lost(here, ended))
    return Finding(
        "control: thanked before it is stored",
        holds=any("is gone" in fault for fault in caught),
        told="; ".join(caught) or "not noticed",
    )


# --- they are counted ------------------------------------------------------------------------
def while_they_are_counted(here: House, scale: Scale) -> Finding:
    inbox = standing.in_file(here.data / STORE)
    places = here.recorded("count")
    faults: list[str] = []
    tried = some(places, scale.of(short=6, long=len(places)))
    for place in tried:
        faults += [f"{place}: {fault}" for fault in counting_cut(here, place, inbox)]
    return Finding(
        "killed while they are counted",
        not faults,
        f"{told(places, len(tried), faults)}; run again, the same answers once, and no trace",
    )


def counting_cut(here: House, place: Place, inbox: standing.Inbox) -> Iterator[str]:
    if not here.cut(place, "count").killed:
        yield "was not killed"
    yield from standing.miscounted(here.counted(), here.letters)
    yield from standing.traces(here.data, inbox)


def a_careless_count_is_caught(here: House) -> Finding:
    """The control: one that destroys the key before it has committed, killed in between."""
    places = here.recorded("count", careless=True)
    gone = places.index(Place("fsync", 2))  # the key overwritten, then its folder: it is gone
    here.cut(places[gone + 1], "count", careless=True)
    try:
        caught = list(standing.miscounted(here.counted(), here.letters))
    except Failed as failed:
        caught = [str(failed)]
    return Finding(
        "control: the key destroyed before the count is committed",
        holds=bool(caught),
        told="; ".join(caught) or "not noticed",
    )
