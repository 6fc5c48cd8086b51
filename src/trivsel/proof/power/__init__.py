"""The power goes at any moment: what was thanked for is there, once, and the count is whole.

What the program does to its files is recorded, and done again on a disk that loses power: see
disk.py for what such a disk may forget. The embedded files are tried, whatever store is asked
for: PostgreSQL keeps its own promise.
"""

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from trivsel.proof import standing, tracing
from trivsel.proof.kill.embedded import STORE, House, house
from trivsel.proof.letters import BALLOTS, SLIPS
from trivsel.proof.power.disk import Disk, Files, fates
from trivsel.proof.power.record import Said, Step, Synced, steps
from trivsel.proof.report import Finding, Scale

SEED = 20
STEPS_IN_SHORT = 20
SHARED_MEMORY = "-shm"  # is made anew by the first that opens the file
KEPT = (
    "journal_mode=DELETE; PRAGMA synchronous=EXTRA",
    "journal_mode=WAL; PRAGMA synchronous=FULL",
)
LOSES = (
    "journal_mode=DELETE; PRAGMA synchronous=FULL",
    "journal_mode=WAL; PRAGMA synchronous=NORMAL",
    "journal_mode=DELETE; PRAGMA synchronous=NORMAL",
    "journal_mode=WAL; PRAGMA synchronous=OFF",
)

type Look = Callable[[Path, Sequence[Step]], Iterator[str]]


def prove(scale: Scale) -> Iterator[Finding]:
    if reason := tracing.why_not():
        yield Finding("power cut", holds=False, told=reason)
        return
    with house() as here:
        for pragmas in ("", *KEPT) if scale.long else ("",):
            yield keeps(here, scale, pragmas)
        yield is_caught(here, scale, "thanked before it is stored", careless=True)
        for pragmas in LOSES if scale.long else LOSES[:2]:
            yield is_caught(here, scale, told(pragmas), pragmas=f"PRAGMA {pragmas};")
        here.again()
        here.nursery.run("send", numbers=here.numbers)
        here.keep()
        yield the_count_is_whole(here, scale)
        yield a_careless_count_is_caught(here, scale)


def told(pragmas: str) -> str:
    return pragmas.replace("PRAGMA ", "").replace("_mode", "") or "as the program sets it"


# --- answers come in -------------------------------------------------------------------------
def keeps(here: House, scale: Scale, pragmas: str) -> Finding:
    given = {"pragmas": f"PRAGMA {pragmas};"} if pragmas else {}
    cuts, faults = sending_cut(here, scale, **given)
    words = f"{cuts} states after a cut; 0 of those thanked for lost, 0 doubled"
    if faults:
        words = f"{len(faults)} faults in {cuts} states: {'; '.join(faults[:3])}"
    return Finding(f"power cut while answers come in, {told(pragmas)}", not faults, words)


def is_caught(here: House, scale: Scale, name: str, **given: object) -> Finding:
    cuts, faults = sending_cut(here, scale, **given)
    words = f"{len(faults)} faults in {cuts} states: {'; '.join(faults[:1])}"
    return Finding(f"control: {name}", holds=bool(faults), told=words)


def sending_cut(here: House, scale: Scale, **given: object) -> tuple[int, list[str]]:
    numbers = here.numbers if scale.long else here.numbers[::4]

    def look(folder: Path, done: Sequence[Step]) -> Iterator[str]:
        said = [step.words.split() for step in done if isinstance(step, Said)]
        thanked = [int(number) for word, number in said if word == "thanks"]
        sent = [here.letters[number] for number in numbers]
        inbox = standing.in_file(folder / STORE, hurried=True)
        yield from standing.faults(inbox, sent, [numbers.index(number) for number in thanked])

    return cut(here, scale, look, "send", numbers=numbers, **given)


# --- cutting ---------------------------------------------------------------------------------
def cut(
    here: House, scale: Scale, look: Look, what: str, **given: object
) -> tuple[int, list[str]]:
    """Record a piece of work, cut it off after each step in many ways, and look at each."""
    here.again()
    disk, record = Disk.of(here.data), here.folder / "record"
    here.nursery.traced(tracing.recording(record, also=["openat"]), what, **given)
    taken = steps(record, here.data)
    chance, seen, faults = Random(SEED), set[bytes](), list[str]()  # noqa: S311 - no secrets
    every = 1 if scale.long else max(1, len(taken) // STEPS_IN_SHORT)
    for number, step in enumerate(taken, start=1):
        disk.do(step)
        if number % every and not isinstance(step, Said | Synced):
            continue
        for fate in fates(disk.uncertain, scale.of(short=3, long=30), chance):
            files = disk.after_a_cut(fate)
            if (known := digest(files, taken[:number])) not in seen:
                seen.add(known)
                found = looked(here.data, files, look, taken[:number])
                faults += [f"after step {number} of {len(taken)}: {fault}" for fault in found]
    faults += [f"the record misses what was done to {name}" for name in missed(here.data, disk)]
    return len(seen), faults


def missed(data: Path, disk: Disk) -> list[str]:
    """Files that are not as the record says they were left: then it shows nothing."""
    left = Disk.of(data).after_the_end()
    modelled = disk.after_the_end()
    names = {path for path in {*left, *modelled} if not path.name.endswith(SHARED_MEMORY)}
    return sorted(path.name for path in names if left.get(path) != modelled.get(path))


def digest(files: Files, done: Sequence[Step]) -> bytes:
    """Tells states apart: files, and what had been said by then."""
    parts = hashlib.sha256(str(sum(isinstance(step, Said) for step in done)).encode())
    for path, content in files.items():
        parts.update(f"\0{path}\0{len(content)}\0".encode() + content)
    return parts.digest()


def looked(root: Path, files: Files, look: Look, done: Sequence[Step]) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="trivsel-power-") as folder:
        for path, content in files.items():
            if not path.name.endswith(SHARED_MEMORY):
                place = Path(folder) / path.relative_to(root.resolve())
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        try:
            return list(look(Path(folder), done))
        except standing.Damaged as damaged:
            return [f"the store is broken: {damaged}"]


# --- they are counted ------------------------------------------------------------------------
def the_count_is_whole(here: House, scale: Scale) -> Finding:
    cuts, faults = counting_cut(here, scale)
    words = f"{cuts} states after a cut; each is counted or can be, the same answers once"
    if faults:
        words = f"{len(faults)} faults in {cuts} states: {'; '.join(faults[:3])}"
    return Finding("power cut while they are counted", not faults, words)


def a_careless_count_is_caught(here: House, scale: Scale) -> Finding:
    cuts, faults = counting_cut(here, scale, careless=True)
    words = f"{len(faults)} faults in {cuts} states: {'; '.join(faults[:1])}"
    return Finding("control: the key destroyed before the commit", bool(faults), words)


def counting_cut(here: House, scale: Scale, **given: object) -> tuple[int, list[str]]:
    here.again()
    inbox = standing.in_file(here.data / STORE)
    keys = {name: (here.data / "keys" / name).read_bytes() for name in seals()}
    wanted = sorted(standing.to_be_counted(here.letters))

    def look(folder: Path, _: Sequence[Step]) -> Iterator[str]:
        found = standing.in_file(folder / STORE, hurried=True)
        with closing(sqlite3.connect(folder / STORE)) as connection:
            state = dict(connection.execute("SELECT code, state FROM ballots_box"))
            rows = connection.execute("SELECT box_id, packed FROM ballots_answer").fetchall()
        answers = [(box, packed.hex()) for box, packed in rows]
        for code, name in zip((BALLOTS, SLIPS), seals(), strict=True):
            mine = [answer for answer in wanted if answer[0] == code]
            if state[code] == "counted":
                if sorted(answer for answer in answers if answer[0] == code) != mine:
                    yield f"{code} is counted, with other answers than were sent"
                continue
            marks = {letter.mark for letter in here.letters if letter.box == code}
            if any(found.get(mark) != inbox[mark] for mark in marks):
                yield f"{code} is not counted, and envelopes are gone"
            key = folder / "keys" / name
            if not key.exists() or key.read_bytes() != keys[name]:
                yield f"{code} is not counted, and its key is gone"

    return cut(here, scale, look, "count", **given)


def seals() -> list[str]:
    return [f"{code}.seal" for code in (BALLOTS, SLIPS)]
