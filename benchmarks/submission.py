"""What one whole submission costs: open the page, send 40 answers. Ratios to a bare insert.

    python benchmarks/submission.py [--people 600] [--port 8766]

The bare view (bare.py) is measured in the same run on the same server software, so that the
ratio holds on any machine.
"""

import argparse
import http.client
import re
import shutil
import sys
import tempfile
from pathlib import Path

import load
import serving
import setting
from truth import Scale

HERE = Path(__file__).resolve().parent
ITEMS = 40


def scales() -> list[Scale]:
    keys = "abcdefgh"
    return [Scale(key, tuple(f"{key}{n}" for n in range(5)), 1, 5, "high") for key in keys]


def files(people: int) -> tuple[bytes, bytes]:
    """A works of teams of twenty."""
    teams = people // 20
    units = ["unit,parent,name", "W,,Works", *(f"T{n},W,Team {n}" for n in range(teams))]
    persons = ["person,name,email,unit,role"]
    persons += [f"P{n},Person {n},,T{n % teams}," for n in range(people)]
    return "\n".join(units).encode(), "\n".join(persons).encode()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--port", type=int, default=8766)
    given = parser.parse_args()
    data = Path(tempfile.mkdtemp(prefix="trivsel-submission-"))
    try:
        return run(given, data)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def run(given: argparse.Namespace, data: Path) -> int:
    setting.begin(data)
    organisation = setting.workplace(*files(given.people))
    round_, codes = setting.open_round(organisation, scales())
    path = f"/da/svar/{round_.box_code}/"
    values = {f"item-{item}": "3" for scale in scales() for item in scale.items}
    sent = [load.Submission(path, code, values) for slips in codes.values() for code in slips]
    first = sent[0]
    statements = setting.statements(first.path, {"code": first.code, **values})
    bare = bare_cost(given.port, data)
    command = [sys.executable, "-m", "trivsel.config.cli", "up", "--port", str(given.port + 1)]
    with serving.Program(
        command, port=given.port + 1, environment={"TRIVSEL_DATA": str(data)}
    ) as web:
        requests, weight = page(given.port + 1, path)
        before = web.web.seconds
        pace = load.everybody(given.port + 1, sent)
        cost = (web.web.seconds - before) / len(sent)
        memory = [web.web.peak, *(child.peak for child in web.children)]
    print(f"machine       {serving.machine()}")
    print(f"bare insert   {bare * 1000:.2f} ms server CPU")
    print(
        f"submission    {cost * 1000:.2f} ms server CPU = {cost / bare:.1f} x the bare insert"
    )
    print(f"              {pace}")
    print(f"statements    {statements} for page and form, whatever the number of items")
    print(f"answer page   {requests} requests, {weight / 1000:.1f} kB compressed")
    print(f"memory        {' + '.join(f'{m:.0f}' for m in memory)} = {sum(memory):.0f} MB")
    return 0


def bare_cost(port: int, data: Path, count: int = 1500) -> float:
    command = [sys.executable, str(HERE / "bare.py"), str(port), str(data / "bare.sqlite3")]

    def insert() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        load.request(connection, "POST", "/insert/", {"body": "3" * ITEMS})
        connection.close()

    with serving.Program(command, port=port, environment={}) as program:
        load.in_parallel([insert] * 100)
        before = program.web.seconds
        load.in_parallel([insert] * count)
        return (program.web.seconds - before) / count


def page(port: int, path: str) -> tuple[int, int]:
    """How many requests the answer page takes, and their bytes as they travel."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    weight, html = fetch(connection, path)
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', load.unpacked(html)))
    weight += sum(fetch(connection, url)[0] for url in linked)
    return 1 + len(linked), weight


def fetch(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    content = response.read()
    return len(content), content


if __name__ == "__main__":
    sys.exit(main())
