"""How long the audit of many units takes: `python benchmarks/auditing.py 5000`."""

import argparse
import os
import resource
import tempfile
import time

import django
import numpy as np

from trivsel.domain.audit import Report, audit, log_of
from trivsel.domain.disclosure import Node, protect

SCALES = ("demands", "influence", "support")


def organisation(units: int, *, seed: int = 1) -> list[Node]:
    """A tree with about so many nodes: up to eight children, leaves of 8 to 40 people."""
    rng = np.random.default_rng(seed)
    parents = [-1] + [int((n - 1) // rng.integers(3, 9)) for n in range(1, units)]
    inner = set(parents)
    children: dict[int, list[int]] = {}
    for node, parent in enumerate(parents):
        children.setdefault(parent, []).append(node)
    nodes, todo = [], [0]
    while todo:
        node = todo.pop()
        above = None if parents[node] < 0 else f"u:{parents[node]}"
        eligible = 0 if node in inner else int(rng.integers(8, 41))
        nodes.append(Node(f"u:{node}", above, eligible))
        todo += reversed(children.get(node, []))
    return nodes


def answers(nodes: list[Node], *, seed: int = 2) -> dict[str, "np.ndarray"]:
    """A third of the teams answers hardly at all; one in twenty skips a theme."""
    rng = np.random.default_rng(seed)
    given = {}
    for node in nodes:
        if node.eligible:
            share = rng.choice([0.15, 0.6, 0.75])
            rows = rng.normal(60, 20, (int(rng.binomial(node.eligible, share)), len(SCALES)))
            rows = np.clip(rows, 0, 100)
            rows[rng.random(rows.shape) < 0.05] = np.nan
            given[node.key] = rows
    return given


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("units", type=int, nargs="?", default=5_000)
    units = parser.parse_args().units
    from trivsel.surveys.releases.logged import release_log  # noqa: PLC0415 - after the set-up

    nodes = organisation(units)
    given = answers(nodes)
    start = time.process_time()
    table = protect(nodes, given, scales=SCALES)
    print(f"{len(nodes):,} units, {sum(map(len, given.values())):,} answers")
    print(f"protect: {time.process_time() - start:.2f} s")
    known = {
        key: {"": len(rows)} | {s: int((rows[:, n] >= 0).sum()) for n, s in enumerate(SCALES)}
        for key, rows in given.items()
    }
    start = time.process_time()
    log = log_of(release_log({"table": table.freeze(), "names": {}, "facts": {}}))
    read = time.process_time() - start
    told, counted = audit(log), audit(log, known=known)
    print(f"audit: {time.process_time() - start:.2f} s CPU, of which reading {read:.2f} s")
    for name, report in (("the release alone", told), ("numbers known", counted)):
        show(name, report)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def show(name: str, report: Report) -> None:
    print(f"{name}: {len(report.findings)} findings in {report.figures:,} figures")
    for tried in report.tried:
        print(f"  {tried.letter}  {tried.asked:7,} questions  {tried.seconds:.2f} s")
    for finding in report.findings[:5]:
        print(f"  {finding.attack}: {finding.text}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRIVSEL_DATA"] = folder  # nothing is kept in it
        os.environ["DJANGO_SETTINGS_MODULE"] = "trivsel.config.settings"
        django.setup()
        main()
