"""Answer over HTTP as people do: open the page, send the form. Imports nothing of Trivsel."""

import gzip
import http.client
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from statistics import median, quantiles
from urllib.parse import urlencode

AT_A_TIME = 16


@dataclass(frozen=True)
class Submission:
    """One person's answer: the paper's address, the code, and the form's values by item."""

    path: str
    code: str
    values: dict[str, str]


@dataclass(frozen=True)
class Pace:
    count: int
    seconds: float
    latencies: list[float]

    def __str__(self) -> str:
        p95 = quantiles(self.latencies, n=20)[-1] if len(self.latencies) > 1 else 0
        return (
            f"{self.count} in {self.seconds:.1f} s: {self.count / self.seconds:.0f} a second, "
            f"median {median(self.latencies) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
        )


class Form(HTMLParser):
    """The names of the fields on the page, so that the benchmark sends what a browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"input", "select", "textarea"} and (name := dict(attrs).get("name")):
            self.names.add(name)


def everybody(port: int, submissions: Sequence[Submission]) -> Pace:
    """Send them all, 16 at a time. Every one must be thanked for."""
    return in_parallel([lambda s=each: submit(port, s) for each in submissions])


def in_parallel(calls: Sequence[Callable[[], None]]) -> Pace:
    def timed(call: Callable[[], None]) -> float:
        began = time.perf_counter()
        call()
        return time.perf_counter() - began

    began = time.perf_counter()
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        latencies = list(pool.map(timed, calls))
    return Pace(len(calls), time.perf_counter() - began, latencies)


def submit(port: int, submission: Submission) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        page = request(connection, "GET", submission.path)
        form = Form()
        form.feed(page.decode())
        missing = set(submission.values) - form.names
        if missing or "code" not in form.names:
            raise RuntimeError(f"the page has no field for {sorted(missing)[:3]}")
        request(
            connection, "POST", submission.path, {"code": submission.code, **submission.values}
        )
    finally:
        connection.close()


def request(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    form: dict[str, str] | None = None,
) -> bytes:
    body = urlencode(form) if form is not None else None
    headers = {"Accept-Encoding": "gzip"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    content = response.read()
    if response.status != http.client.OK:
        raise RuntimeError(f"{method} {path}: {response.status} {content[:300]!r}")
    return (
        gzip.decompress(content)
        if response.headers.get("Content-Encoding") == "gzip"
        else content
    )


def unpacked(content: bytes) -> str:
    """The page as text, whether it came compressed or not."""
    packed = content.startswith(b"\x1f\x8b")
    return (gzip.decompress(content) if packed else content).decode()
