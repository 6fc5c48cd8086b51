"""What the figures of a round cost, from the counted answers to the release that is stored.

    python benchmarks/release.py [--sizes 1000x20 10000x200 ...] [--server]

Answers x units; 40 items on 8 scales. Processor time, so that other work on the machine counts
little, and beside it the least that numpy and the store could do, measured in turns. Each size
runs in a process of its own, so that its peak is its own.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import invented
import numpy as np
import serving
import setting
from numpy.typing import NDArray

from trivsel.domain.disclosure import Node, Tally, protect, tally_of_counts
from trivsel.domain.disclosure.plan import best_plan
from trivsel.domain.disclosure.sums import Ladder
from trivsel.domain.statistics import ScoreCount
from trivsel.proof.cluster import cluster

SIZES = ("1000x20", "10000x200", "100000x2000", "1000000x10000")
TURNS = 3
WIDTH = invented.OPTIONS + 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--server", action="store_true", help="on PostgreSQL")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        [size] = given.sizes
        with tempfile.TemporaryDirectory(prefix="trivsel-release-") as folder:
            return measure(Path(folder), *map(int, size.split("x")))
    print(f"machine {serving.machine()}, load {os.getloadavg()[0]:.1f}")
    with stores(server=given.server) as environment:
        for size in given.sizes:
            command = [sys.executable, __file__, "--here", "--sizes", size]
            subprocess.run(command, check=True, env={**os.environ, **environment(size)})
    return 0


@contextmanager
def stores(*, server: bool) -> Iterator[Callable[[str], Mapping[str, str]]]:
    """Where each size is kept: files of its own, or databases of one server."""
    if not server:
        yield lambda _: {}
        return
    with cluster() as made:

        def databases(size: str) -> Mapping[str, str]:
            names = {"TRIVSEL_DATABASE": "p" + size, "TRIVSEL_BALLOTS_DATABASE": "b" + size}
            for name in names.values():
                made.order("CREATE DATABASE {}", name)
            return {key: made.address(name) for key, name in names.items()}

        yield databases


def measure(folder: Path, answers: int, units: int) -> int:
    setting.begin(folder)
    nodes, answered = invented.tree(units, answers)
    round_ = invented.make_round(nodes)
    answers = invented.fill(answered)
    from django.db import connections  # noqa: PLC0415 - after begin()

    store = connections["ballots"].vendor
    print(f"\n{answers:,} answers, {len(nodes):,} units, {len(answered):,} cells, {store}")
    release(round_)
    print(f"  peak memory                   {peak():7.0f} MB")
    parts(round_, nodes, list(answered))
    return 0


def release(round_: "object") -> None:
    """All of it: read, count, plan, protect, audit, store."""
    from django.utils import timezone  # noqa: PLC0415 - after begin()

    from trivsel.domain.statistics import score_answers  # noqa: F401, PLC0415 - loaded before
    from trivsel.surveys.results import release_round  # noqa: PLC0415 - after begin()

    said("whole release", once(lambda: release_round(round_, at=timezone.now())))  # type: ignore[arg-type]


def parts(round_: "object", nodes: Sequence[Node], cells: Sequence[str]) -> None:
    """The same in pieces, and the least that could be done beside it."""
    from trivsel.ballots.reading import read_answers  # noqa: PLC0415 - after begin()
    from trivsel.domain.instrument import InstrumentSpec  # noqa: PLC0415 - after begin()
    from trivsel.surveys import results  # noqa: PLC0415 - after begin()
    from trivsel.surveys.releases.published import Published  # noqa: PLC0415 - after begin()

    spec = InstrumentSpec.from_dict(round_.instrument.spec)  # type: ignore[attr-defined]
    place = {node.key: number for number, node in enumerate(nodes)}
    parents = [-1 if node.parent is None else place[node.parent] for node in nodes]
    keys = [node.key for node in nodes]
    held = list(read_answers(invented.BOX, cells))
    where = np.concatenate([some.cells for some in held])
    chosen = np.concatenate([some.chosen for some in held])
    del held
    rows = np.array([place[cell] for cell in cells])

    def count(of: object) -> Tally:
        counter = ScoreCount(of, len(cells))  # type: ignore[type-var, var-annotated, arg-type]
        for start in range(0, len(where), 100_000):
            part = slice(start, start + 100_000)
            counter.add(where[part], chosen[part])
        return tally_of_counts(cells, counter.answered.tolist(), counter.counted())

    def along(tally: Tally) -> None:
        ladder = Ladder(keys, parents, cells)
        for sums in tally.sums:
            ladder.totals(sums)

    def from_store() -> None:
        counter = ScoreCount(spec, len(cells))
        for some in read_answers(invented.BOX, cells):
            counter.add(some.cells, some.chosen)
        along(tally_of_counts(cells, counter.answered.tolist(), counter.counted()))

    took = in_turns(
        {
            "bare scan": lambda: bare_scan(where, chosen, rows, parents),
            "arrays to scales": lambda: along(count(spec)),
            "arrays to every item": lambda: along(count(Single(spec))),
            "bare read": lambda: bare_read(cells),
            "store to scales": from_store,
        }
    )
    bare = took["bare scan"]
    whole = bare + took["bare read"]
    said("bare scan of arrays", bare)
    said("arrays to all units, 8 scales", took["arrays to scales"], bare)
    said("arrays to all units, 40 items", took["arrays to every item"], bare)
    said("bare read and scan", whole)
    said("store to all units, 8 scales", took["store to scales"], whole)
    tally = count(spec)
    own = [0] * len(nodes)
    for cell, number in zip(cells, tally.answered, strict=True):
        own[place[cell]] = number
    said("plan", once(lambda: best_plan(parents, own, keys, minimum=5, merging=True)))
    scales = [scale.key for scale in spec.scales]
    said("protect, plan included", once(lambda: protect(nodes, tally, scales=scales)))
    published, known = results._publish(round_)  # type: ignore[arg-type]  # noqa: SLF001 - in parts
    frozen = published.freeze()
    said("audit", once(lambda: results.auditing.examine(frozen, known)))
    said("release read back", once(lambda: Published.thaw(frozen)))


class Single:
    """An instrument in which every item is a scale: its distribution is the item's own."""

    def __init__(self, spec: object) -> None:
        self.of = spec
        self.items = [_Key(str(n)) for n in range(len(spec.items))]  # type: ignore[attr-defined]
        self.scales = self.items

    def points(self, item: "_Key") -> Sequence[float]:
        return self.of.points(self.of.items[int(item.key)])  # type: ignore[attr-defined, no-any-return]

    def answers_needed(self, _scale: "_Key") -> int:
        return 1


class _Key:
    def __init__(self, key: str) -> None:
        self.key = self.scale = key


def bare_scan(
    where: NDArray[np.intp],
    chosen: NDArray[np.uint8],
    rows: NDArray[np.intp],
    parents: list[int],
) -> list[NDArray[np.float64]]:
    """Counts, means and distributions of every item in all units, and nothing else."""
    found = []
    start = where * WIDTH
    above = np.array(parents)
    levels = by_level(parents)
    values = np.arange(WIDTH)
    for item in range(chosen.shape[1]):
        counts = np.bincount(start + chosen[:, item], minlength=len(rows) * WIDTH)
        units = np.zeros((len(parents), WIDTH), dtype=np.int64)
        units[rows] = counts.reshape(-1, WIDTH)
        for level in levels:
            np.add.at(units, above[level], units[level])
        found.append((units @ values) / np.maximum(units[:, 1:].sum(axis=1), 1))
    return found


def by_level(parents: list[int]) -> list[NDArray[np.intp]]:
    depth = [0] * len(parents)
    for node, parent in enumerate(parents):
        depth[node] = depth[parent] + 1 if parent >= 0 else 0
    deep = np.array(depth)
    return [np.nonzero(deep == level)[0] for level in range(max(depth), 0, -1)]


def bare_read(cells: Sequence[str]) -> int:
    """The same rows by the driver itself, as arrays."""
    from django.db import connections  # noqa: PLC0415 - after begin()

    connection = connections["ballots"]
    connection.ensure_connection()
    number = {cell: place for place, cell in enumerate(cells)}
    select = f"SELECT cell, packed FROM ballots_answer WHERE box_id = '{invented.BOX}'"  # noqa: S608 - ours
    if connection.vendor == "sqlite":
        import sqlite3  # noqa: PLC0415 - one store or the other

        cursor = sqlite3.Cursor(connection.connection)
    else:
        connection.connection.autocommit = False  # rows are handed over only in a transaction
        cursor = connection.connection.cursor("bare")
    read = 0
    cursor.execute(select)
    while rows := cursor.fetchmany(5_000):
        where, packed = zip(*rows, strict=True)
        np.frombuffer(b"".join(packed), dtype=np.uint8).reshape(len(packed), -1)
        read += len(np.fromiter(map(number.__getitem__, where), np.intp, len(where)))
    cursor.close()
    if connection.vendor != "sqlite":
        connection.connection.rollback()
        connection.connection.autocommit = True
    return read


def in_turns(calls: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Each call's processor time, the middle of some turns; the first is not counted."""
    took: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(TURNS + 1):
        for name, call in calls.items():
            took[name].append(once(call))
    return {name: median(seconds[1:]) for name, seconds in took.items()}


def once(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def said(what: str, seconds: float, beside: float | None = None) -> None:
    ratio = "" if beside is None else f"  {seconds / beside:5.2f} x the bare"
    print(f"  {what:30}{seconds:8.3f} s{ratio}", flush=True)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
