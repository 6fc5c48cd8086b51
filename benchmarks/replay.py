"""The whole chain on real files: import, ask, answer over HTTP, close, release, and compare.

    python benchmarks/replay.py UNITS PEOPLE --answers ITEMS
    python benchmarks/replay.py UNITS PEOPLE --share 0.7

With --answers, person i of PEOPLE answers row i of ITEMS. Without it, a share of the people
answer at random. Every figure shown is compared with what the files say, worked out in truth.py
without Trivsel's code; the exit code tells whether all agree.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import load
import serving
import setting
import truth
from truth import Answers, Scale

SCALES = (("LEAD", 1, 5, "high"), ("TSIG", 1, 5, "high"), ("HOSTIL", 0, 4, "low"))
COUNTS = {"LEAD": 11, "TSIG": 3, "HOSTIL": 5}
BAND_HIGH, BAND_LOW = 90, 10


@dataclass(frozen=True)
class Respondent:
    number: str
    unit: str
    answers: Answers


def scales() -> list[Scale]:
    return [
        Scale(
            prefix.lower(),
            tuple(f"{prefix}{n:02}" for n in range(1, COUNTS[prefix] + 1)),
            low,
            high,
            good,
        )
        for prefix, low, high, good in SCALES
    ]


def respondents(people: Path, items: Path | None, share: float) -> list[Respondent]:
    rows = truth.rows(people)
    number, unit = (next(k for k in rows[0] if k in names) for names in (
        ("person", "medarbejder"), ("unit", "enhed"),
    ))  # fmt: skip
    if items:
        given = [
            {k: int(v) for k, v in row.items() if k != "COMPID" and v not in {"", "NA"}}
            for row in truth.rows(items)
        ]
    else:
        chance = random.Random(7)  # noqa: S311 - invented answers
        rows = sorted(chance.sample(rows, round(share * len(rows))), key=lambda r: r[number])
        given = [
            {
                item: chance.randint(scale.low, scale.high)
                for scale in scales()
                for item in scale.items
                if chance.random() > 0.05
            }
            for _ in rows
        ]
    return [
        Respondent(row[number], row[unit], answers)
        for row, answers in zip(rows, given, strict=True)
    ]


def submissions(
    everybody: Sequence[Respondent],
    box: str,
    cells: Mapping[str, str],
    codes: Mapping[str, list[str]],
) -> Iterator[load.Submission]:
    """Hand each person a slip of the cell their unit is counted in."""
    left = {cell: list(slips) for cell, slips in codes.items()}
    places = {item: (s.low, item) for s in scales() for item in s.items}
    for each in everybody:
        values = {
            f"item-{item.lower()}": str(value - places[item][0] + 1)
            for item, value in each.answers.items()
        }
        yield load.Submission(f"/da/svar/{box}/", left[cells[each.unit]].pop(), values)


# --- compare ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Shown:
    """A row that shows a figure of a scale, and who of the files' people it is made of."""

    key: str
    figure: Mapping[str, Any]
    people: frozenset[int]


def shown(
    figures: Mapping[str, Any], everybody: Sequence[Respondent], scale: Scale
) -> Iterator[Shown]:
    rows = {row["key"]: row for row in figures["table"]["rows"]}
    home = {code: row for code, _name, _parent, row in figures["places"]}
    of_row: defaultdict[str, set[int]] = defaultdict(set)
    for number, each in enumerate(everybody):
        key: str | None = home[each.unit]
        while key is not None and scale.score(each.answers) is not None:
            of_row[key].add(number)
            key = rows[key]["parent"]
    for key, row in rows.items():
        figure = row["figures"].get(scale.key)
        if figure and (figure["mean"] is not None or figure["band"] is not None):
            people = set().union(*(of_row[m] for m in row["members"])) or of_row[key]
            yield Shown(key, figure, frozenset(people))


def compare(
    figures: Mapping[str, Any], everybody: Sequence[Respondent]
) -> tuple[int, list[str]]:
    """How many figures were compared, and which differ from the files."""
    compared, differences = 0, []
    for scale in scales():
        for row in shown(figures, everybody, scale):
            compared += 1
            expected = truth.mean([everybody[n].answers for n in row.people], scale)
            if expected is None or not agrees(row.figure, expected[0]):
                differences.append(f"{row.key} {scale.key}: {row.figure}, files say {expected}")
    return compared, differences


def agrees(figure: Mapping[str, Any], expected: float) -> bool:
    half = 0.5 + 1e-9
    if figure["band"] == "high":
        return expected >= BAND_HIGH - half
    if figure["band"] == "low":
        return expected <= BAND_LOW + half
    return bool(abs(figure["mean"] - expected) <= half)


def attack(
    figures: Mapping[str, Any], everybody: Sequence[Respondent], minimum: int
) -> tuple[int, list[str]]:
    """Subtract from every shown row the shown rows inside it; name what leaves too few."""
    tried, found = 0, []
    for scale in scales():
        rows = list(shown(figures, everybody, scale))
        for row in rows:
            tried += 1
            inside = [r.people for r in rows if r.people < row.people]
            left = row.people - frozenset().union(*inside)
            if 0 < len(left) < minimum:
                found.append(f"{row.key} {scale.key}: {len(left)} people left")
    return tried, found


# --- the run ---------------------------------------------------------------------------------
def main() -> int:
    given = arguments()
    everybody = respondents(given.people, given.answers, given.share)
    data = Path(tempfile.mkdtemp(prefix="trivsel-replay-"))
    try:
        return run(given, everybody, data)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def run(given: argparse.Namespace, everybody: Sequence[Respondent], data: Path) -> int:
    setting.begin(data)
    began = time.perf_counter()
    organisation = setting.workplace(given.units.read_bytes(), given.people.read_bytes())
    imported = time.perf_counter() - began
    round_, codes = setting.open_round(organisation, scales())
    prepared = time.perf_counter() - began - imported
    cells = {unit: cell["code"] for cell in round_.manifest["cells"] for unit in cell["units"]}
    sent = list(submissions(everybody, round_.box_code, cells, codes))
    first = sent[0]
    statements = setting.statements(first.path, {"code": first.code, **first.values})
    print(f"machine          {serving.machine()}")
    print(f"import           {len(everybody)} answering, {imported:.1f} s")
    print(
        f"round            {len(codes)} cells planned, signed, printed, open: {prepared:.1f} s"
    )
    command = [sys.executable, "-m", "trivsel.config.cli", "up", "--port", str(given.port)]
    environment = {
        "TRIVSEL_DATA": str(data),
        "TRIVSEL_ORIGIN": f"http://localhost:{given.port}",
    }
    with serving.Program(command, port=given.port, environment=environment) as program:
        before = program.web.seconds
        pace = load.everybody(given.port, sent)
        cpu = (program.web.seconds - before) / len(sent)
        print(f"answers          {pace}")
        print(f"server CPU       {cpu * 1000:.2f} ms an answer (page and form)")
        print(f"SQL statements   {statements} an answer (page and form)")
        figures, waited = release(round_)
        print(f"close, release   {waited:.1f} s until everybody can see it")
        memory = [program.web.peak, *(child.peak for child in program.children)]
    print(f"peak memory      {' + '.join(f'{m:.0f}' for m in memory)} = {sum(memory):.0f} MB")
    compared, differences = compare(figures, everybody)
    tried, found = attack(figures, everybody, minimum=5)
    print(f"compared         {compared} figures, {len(differences)} differ")
    print(f"subtracted       {tried} rows, {len(found)} leave fewer than five")
    print("\n".join([*differences[:20], *found[:20]]))
    if given.keep:
        given.keep.write_text(
            json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8"
        )
    return int(bool(differences or found) or not compared)


def release(round_: Any) -> tuple[dict[str, Any], float]:
    """Close the round as a person does, and wait until the job process has released it."""
    from django.utils import timezone  # noqa: PLC0415 - after begin()

    from trivsel.surveys import services, tasks  # noqa: PLC0415 - after begin()
    from trivsel.surveys.models import Release  # noqa: PLC0415 - after begin()

    hr = setting.somebody(round_.organisation, "hr")
    began = time.perf_counter()
    services.close_round(round_, by=hr, at=timezone.now(), reason="All have answered.")
    tasks.count_and_release.enqueue(round_.pk)
    while not (found := Release.objects.filter(round=round_).first()):
        if time.perf_counter() - began > 300:
            raise RuntimeError("the job process did not release the round")
        time.sleep(0.1)
    return dict(found.figures), time.perf_counter() - began


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("units", type=Path)
    parser.add_argument("people", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--share", type=float, default=0.7)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--keep", type=Path, help="write the release to this file")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
