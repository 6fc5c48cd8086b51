"""What handing in a stamped ballot costs, beside a bare insert on the same store and server.

    python benchmarks/ballots.py [--ballots 1500] [--server]

Both are asked over HTTP, in turns, so that whatever else the machine does strikes both. With
--server the store is a PostgreSQL of the benchmark's own, else an embedded file.
"""

import argparse
import http.client
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import load
import serving

from trivsel.proof.cluster import cluster
from trivsel.proof.nursery import Nursery

HERE = Path(__file__).resolve().parent
TURNS = 5
WANTED = 0.8
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
WEB = [sys.executable, "-m", "uvicorn", "trivsel.config.asgi:application", "--no-access-log"]
WEB += ["--log-level", "error", "--lifespan", "off", "--port"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=1500)
    parser.add_argument("--port", type=int, default=8768)
    parser.add_argument("--server", action="store_true", help="on PostgreSQL")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="trivsel-ballots-") as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        with stores(data, server=given.server) as (bare, ours):
            return run(given, data, bare, ours)


@contextmanager
def stores(data: Path, *, server: bool) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Where the bare view writes, and what tells the program where to."""
    if not server:
        yield str(data / "bare.sqlite3"), {}
        return
    with cluster() as made:
        for name in ("bare", "ballots"):
            made.order("CREATE DATABASE {}", name)
        yield made.address("bare"), {"TRIVSEL_BALLOTS_DATABASE": made.address("ballots")}


def run(given: argparse.Namespace, data: Path, bare: str, ours: Mapping[str, str]) -> int:
    with Nursery(data, ours) as nursery:
        nursery.run("prepare", ballots=given.ballots, slips=1)
    bodies = ballots_of(data)[: given.ballots]
    environment = {"TRIVSEL_DATA": str(data), **ours}
    insert = [sys.executable, str(HERE / "bare.py"), str(given.port), bare]
    hand_in = [*WEB, str(given.port + 1)]
    with (
        serving.Program(insert, port=given.port, environment={}) as one,
        serving.Program(hand_in, port=given.port + 1, environment=environment) as other,
    ):
        path, turn = bodies[0][0], len(bodies) // (TURNS + 1)
        inserting = [post(given.port, "/insert/", FORM, f"body={'3' * 40}")] * turn
        handing = [post(given.port + 1, path, JSON, body) for _, body in bodies]
        in_turns(one, inserting), in_turns(other, handing[:turn])  # both are warm now
        rates: list[tuple[float, float]] = []
        costs: list[tuple[float, float]] = []
        for number in range(1, TURNS + 1):
            a = in_turns(one, inserting)
            b = in_turns(other, handing[number * turn : (number + 1) * turn])
            rates.append((a[0], b[0]))
            costs.append((a[1], b[1]))
    tell(rates, costs, server=given.server)
    return 0


def ballots_of(data: Path) -> list[tuple[str, str]]:

    from_file = json.loads((data / "letters.json").read_text("ascii"))
    return [(letter["path"], letter["body"]) for letter in from_file]


def post(port: int, path: str, kind: str, body: str) -> Callable[[], None]:
    def send() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", path, body, {"Content-Type": kind})
        response = connection.getresponse()
        content = response.read()
        connection.close()
        if response.status != http.client.OK:
            raise RuntimeError(f"{path}: {response.status} {content[:300]!r}")

    return send


def in_turns(
    program: serving.Program, calls: Sequence[Callable[[], None]]
) -> tuple[float, float]:
    """How many a second, and the server's processor time for each."""
    before = program.web.seconds
    pace = load.in_parallel(calls)
    return pace.count / pace.seconds, (program.web.seconds - before) / pace.count


def tell(
    rates: Sequence[tuple[float, float]],
    costs: Sequence[tuple[float, float]],
    *,
    server: bool,
) -> None:
    ratio = median(ours / bare for bare, ours in rates)
    bare, ours = (median(rate[place] for rate in rates) for place in (0, 1))
    bare_cpu, our_cpu = (median(cost[place] for cost in costs) * 1000 for place in (0, 1))
    print(f"machine       {serving.machine()}")
    print(f"store         {'PostgreSQL' if server else 'SQLite'}")
    print(f"bare insert   {bare:.0f} a second, {bare_cpu:.2f} ms server CPU")
    print(f"ballot        {ours:.0f} a second, {our_cpu:.2f} ms server CPU")
    print(f"ratio         {ratio:.0%} of the bare view (at least {WANTED:.0%} is wanted)")
    print(f"each turn     {', '.join(f'{ours / bare:.0%}' for bare, ours in rates)}")


if __name__ == "__main__":
    sys.exit(main())
