"""What a result costs to take along: the report as PDF, the CSV file, the workbook.

    python benchmarks/taking_along.py [--units 10 100 1000 10000]

An invented release of so many units with eight themes, read as HR reads it. No database.
Processor time, of the report with its own process.
"""

import argparse
import os
import resource
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trivsel.surveys.releases import Reading

THEMES = [f"theme{n}" for n in range(8)]
IN_A_DEPARTMENT = 20


def figure(seed: int) -> dict[str, Any]:
    return {
        "mean": 30 + seed * 7 % 50,
        "band": None,
        "margin": 3 + seed % 6,
        "distribution": [10, 20, 40, 30],
        "reason": "shown",
        "weight": 2.5,
    }


def row(key: str, parent: str | None, depth: int, seed: int) -> dict[str, Any]:
    count = {"exact": 20, "low": 20, "high": 20, "percent": 80, "band": None}
    return {
        "key": key,
        "kind": "node",
        "parent": parent,
        "depth": depth,
        "members": [],
        "answered": count,
        "eligible": 25,
        "reason": "shown",
        "merged_into": None,
        "figures": {theme: figure(seed + at) for at, theme in enumerate(THEMES)},
    }


def reading(units: int) -> "Reading":
    """A release of a root, departments and teams, frozen and thawed as a stored one is."""
    from trivsel.surveys.models import Release  # noqa: PLC0415 - after the set-up
    from trivsel.surveys.releases import Published, Reading, digest  # noqa: PLC0415 - as above

    rows, places = [row("u:root", None, 0, 0)], [["root", "Works", None, "u:root"]]
    above = "root"
    for n in range(1, units):
        department = n % IN_A_DEPARTMENT == 1
        parent, code = ("root" if department else above), f"U{n}"
        above = code if department else above
        rows.append(row(f"u:{code}", f"u:{parent}", 1 if department else 2, n))
        places.append([code, f"Unit number {n}", parent, f"u:{code}"])
    facts = {"organisation": "Works", "round": "Spring", "instrument": "core 1", "manifest": ""}
    days = {"opens_on": "2026-10-01", "closes_on": "2026-10-15"}
    frozen = {
        "format": 1,
        "table": {
            "format": 1,
            "minimum": 5,
            "distribution_minimum": 10,
            "scales": THEMES,
            "rows": rows,
        },
        "names": {f"u:{code}": name for code, name, _parent, _row in places},
        "places": places,
        "scales": [[t, {"da": t, "en": t}, "high", {}] for t in THEMES],
        "overall": None,
        "facts": facts | days,
    }
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    release = Release(figures=frozen, digest=digest(frozen), released_at=at)
    return Reading(release, Published.thaw(frozen), "root")


def cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, nargs="+", default=[10, 100, 1_000, 10_000])
    os.environ["DJANGO_SETTINGS_MODULE"] = "trivsel.config.settings"
    import django  # noqa: PLC0415 - the settings above come first

    django.setup()
    from trivsel.reports import process  # noqa: PLC0415 - after the set-up
    from trivsel.reports.facts import facts_of  # noqa: PLC0415 - as above
    from trivsel.surveys import csv_files, exports  # noqa: PLC0415 - as above

    for units in parser.parse_args().units:
        read = reading(units)
        pieces = {
            "report": lambda read=read: len(process.pdf_of(facts_of(read, "root", asked="Q"))),
            "csv": lambda read=read: sum(map(len, csv_files.release_csv(read.published))),
            "xlsx": lambda read=read: len(exports.workbook(read)),
        }
        for name, make in pieces.items():
            before, began = cpu(), time.perf_counter()
            size = make()
            used, passed = cpu() - before, time.perf_counter() - began
            print(
                f"{units:>7} units {name:7} {used:6.2f} s CPU {passed:6.2f} s {size:>10,} bytes"
            )


if __name__ == "__main__":
    main()
