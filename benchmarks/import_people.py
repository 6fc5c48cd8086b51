"""How long an import takes: files of any size through the services, step by step.

    python benchmarks/import_people.py [--people 10000] [--units 1000] [--xlsx]

Uses a database of its own in a temporary folder (or TRIVSEL_DATABASE, a throw-away one), with
the durability settings of the real one. Steps: first import, the same again, a second month
in which everybody has another job title, some have moved, some are gone and some are new.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO

import django

FIRST = ["Anne", "Bo", "Eva", "Ida", "Jan", "Lars", "Søren", "Åse", "Øjvind", "Olena", "Paweł"]
LAST = ["Holm", "Lund", "Friis", "Dam", "Kjær", "Østergård", "Kowalska", "Bæk", "Skov"]


def tables(
    people: int, units: int, *, month: int = 1
) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of a made-up firm; the second month differs as a real one does."""
    rng = random.Random(7)  # noqa: S311 - made-up names
    tree = [["enhed", "overenhed", "navn"], ["U0", "", "Alt"]]
    tree += [[f"U{n}", f"U{(n - 1) // 5}", f"Enhed {n}"] for n in range(1, units)]
    crowd = [["medarbejder", "navn", "e-mail", "enhed", "rolle", "stilling", "sprog"]]
    for n in range(people):
        unit = rng.randrange(units)
        name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        if month > 1 and n % 10 == 0:
            unit = (unit + 1) % units
        number = f"N{n + people if month > 1 and n % 50 == 1 else n}"
        role = "leder" if n < units else "amr" if n % 40 == 0 else ""
        mail = f"{number.lower()}@firma.example" if n % 3 == 0 else ""
        crowd.append([number, name, mail, f"U{unit}", role, f"Job {month}", "da"])
    return tree, crowd


def as_csv(rows: list[list[str]]) -> bytes:
    return "\r\n".join(";".join(row) for row in rows).encode("cp1252", errors="replace")


def as_xlsx(rows: list[list[str]]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - slow package

    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet("Ark1")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file.getvalue()


def timed[T](label: str, rows: int, work: Callable[[], T]) -> T:
    started, cpu = time.perf_counter(), time.process_time()
    result = work()
    seconds, used = time.perf_counter() - started, time.process_time() - cpu
    print(f"{label:<34}{seconds:7.2f} s {used:7.2f} s CPU {rows / seconds:10,.0f} rows/s")
    return result


def run(people: int, units: int, write: Callable[[list[list[str]]], bytes]) -> None:
    from django.utils import timezone  # noqa: PLC0415 - Django must be set up first

    from trivsel.organisation.imports import services  # noqa: PLC0415 - as above
    from trivsel.organisation.services import create_organisation  # noqa: PLC0415 - as above

    at = timezone.now()
    works = create_organisation("Maaling", slug=f"maaling-{int(time.time())}", at=at)
    rows = people + units
    months = {month: [write(t) for t in tables(people, units, month=month)] for month in (1, 2)}

    def prepare(month: int) -> object:
        tree, crowd = months[month]
        return services.prepare_import(works, units=tree, people=crowd, by=None, at=at)

    for label, month in (("first import", 1), ("second month", 2)):
        draft = timed(f"{label}: read and preview", rows, lambda month=month: prepare(month))
        print(f"    {draft.summary['counts']}")
        timed(
            f"{label}: carry out",
            rows,
            lambda draft=draft: services.carry_out_import(
                draft, by=None, at=at, accept_gone=True
            ),
        )
    again = timed("the same again: preview", rows, lambda: prepare(2))
    assert not again.summary["changes"]  # noqa: S101 - what is measured must be right
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--units", type=int, default=1_000)
    parser.add_argument("--xlsx", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRIVSEL_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "trivsel.config.settings"
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above

        call_command("migrate", verbosity=0)
        run(asked.people, asked.units, as_xlsx if asked.xlsx else as_csv)


if __name__ == "__main__":
    sys.exit(main())
