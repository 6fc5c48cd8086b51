"""The program's web process on a scratch folder, and many who send it letters at a time."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from trivsel.proof.letters import Letter
from trivsel.proof.scratch import OURS

PATIENCE_SECONDS = 120


class Answer(NamedTuple):
    """What was answered: its status, and what its JSON says."""

    status: int
    said: Mapping[str, str]


@contextmanager
def serving(data: Path, environment: Mapping[str, str]) -> Iterator[int]:
    """Serve as `trivsel up` does; gives the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
    command = [sys.executable, "-m", "uvicorn", "trivsel.config.asgi:application"]
    command += ["--port", str(port), "--no-access-log", "--log-level", "error", "--lifespan"]
    web = subprocess.Popen(  # noqa: S603 - our own program
        [*command, "off"],
        env={**inherited, **environment, "TRIVSEL_DATA": str(data)},
    )
    try:
        until_it_answers(port)
        yield port
    finally:
        web.terminate()
        web.wait()


def until_it_answers(port: int) -> None:
    before = time.monotonic()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() - before > PATIENCE_SECONDS:
                raise
            time.sleep(0.05)
        else:
            return


def send(port: int, letters: Sequence[Letter], *, at_a_time: int) -> list[Answer]:
    """Send all, so many at a time, each over a connection of its own."""
    with ThreadPoolExecutor(at_a_time) as pool:
        return list(pool.map(lambda letter: post(port, letter), letters))


def post(port: int, letter: Letter) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("POST", letter.path, letter.body, {"Content-Type": letter.kind})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    is_json = response.headers.get_content_type() == "application/json"
    return Answer(response.status, json.loads(body) if is_json else {})
