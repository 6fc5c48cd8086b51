"""The front of the web process: what it hands to the threads, and when."""

import asyncio
import os
import subprocess
import sys

import pytest
from django.core.wsgi import get_wsgi_application

from trivsel.config import front

FRONT = front.Front(get_wsgi_application())
SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "path": "/da/svar/",
    "query_string": b"",
    "headers": [(b"host", b"localhost"), (b"content-length", b"1000")],
}
FORM = (b"content-type", b"application/x-www-form-urlencoded")


async def ask(app, method: str, parts, rest: asyncio.Event | None = None) -> int:
    """The status of the answer. With ``rest``, the request stops coming until it is set."""
    messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    answered: list[int] = []

    async def receive():
        if messages:
            return messages.pop(0)
        if rest:
            await rest.wait()
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        answered.append(message.get("status", 0))

    scope = {**SCOPE, "method": method, "headers": [*SCOPE["headers"], FORM]}
    await app(scope, receive, send)
    return answered[0] if answered else 0


async def somebody_else_beside_slow_ones(app) -> int:
    """The status somebody gets while more requests than there are threads do not come on."""
    rest = asyncio.Event()
    slow = [
        asyncio.create_task(ask(app, "POST", [b"code="], rest))
        for _number in range(front.THREADS + 2)
    ]
    await asyncio.sleep(0.2)
    try:
        return await asyncio.wait_for(ask(app, "GET", []), 3)
    except TimeoutError:
        return 0
    finally:
        rest.set()
        await asyncio.gather(*slow, return_exceptions=True)


def test_requests_that_do_not_come_on_keep_nobody_waiting():
    assert asyncio.run(somebody_else_beside_slow_ones(FRONT)) == 200


def test_handed_over_before_they_are_whole_they_would():
    assert asyncio.run(somebody_else_beside_slow_ones(FRONT.threads)) == 0


def test_a_request_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(front, "PATIENCE_SECONDS", 0.05)

    async def never() -> int:
        return await ask(FRONT, "POST", [b"code="], asyncio.Event())

    assert asyncio.run(never()) == 408


@pytest.mark.parametrize(("size", "status"), [(400, 422), (4000, 413)])
def test_a_request_too_large_is_refused_before_a_thread_reads_it(monkeypatch, size, status):
    monkeypatch.setattr(front, "LARGEST", 1000)
    parts = [b"code=", *[b"x" * 100] * (size // 100)]

    assert asyncio.run(ask(FRONT, "POST", parts)) == status


@pytest.mark.parametrize(
    ("name", "passes"), [(b"x-forwarded-for", True), (b"x_forwarded_for", False)]
)
def test_a_header_that_only_looks_like_a_proxys_is_dropped(monkeypatch, name, passes):
    handed = []

    async def keep(scope, receive, send):
        handed.extend(scope["headers"])

    monkeypatch.setattr(FRONT, "threads", keep)
    monkeypatch.setitem(SCOPE, "headers", [(name, b"192.0.2.1")])

    asyncio.run(ask(FRONT, "GET", []))

    assert ((name, b"192.0.2.1") in handed) is passes


def started(data, **given):
    ours = ("TRIVSEL_", "DJANGO_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=inherited | {"TRIVSEL_DATA": str(data)} | given,
        capture_output=True,
        text=True,
        check=False,
    )


PROGRAM = """
from trivsel.config.asgi import application
from django.conf import settings
print(type(application).__name__, settings.WEB_PROCESS)
"""


def test_a_server_that_knows_nothing_of_us_gets_a_web_process(tmp_path):
    done = started(tmp_path / "data")

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["Front", "True"]


def test_it_gets_nothing_where_answering_would_not_be_safe(tmp_path):
    done = started(tmp_path / "data", TRIVSEL_ORIGIN="http://trivsel.firm.example")

    assert done.returncode != 0
    assert "E007" in done.stderr
