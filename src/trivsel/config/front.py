"""The front of the one embedded web process: requests go on to Django's WSGI application.

Django under ASGI costs several times the processor time of WSGI, so only what must stay open
(live streams, when they come) will be answered here; all else is handed to threads. A request
is handed over when it has come whole: eight telephones with a bad signal must not hold the
eight threads, and nobody else be answered.
"""

import asyncio
import os
from http import HTTPStatus
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.handlers.wsgi import WSGIHandler

THREADS = int(os.environ.get("TRIVSEL_THREADS", "8"))
LARGEST = 48 * 1024 * 1024  # two files to import and room to spare
PATIENCE_SECONDS = 120


class NotWhole(Exception):
    """The request is too large, or stopped coming; holds the status to answer with, if any."""

    def __init__(self, status: HTTPStatus | None = None) -> None:
        super().__init__(status)
        self.status = status


class Front:
    """An ASGI application in front of a WSGI one."""

    def __init__(self, program: WSGIHandler) -> None:
        # a2wsgi names the keys of an environ one by one, Django takes any.
        self.threads: Any = WSGIMiddleware(program, workers=THREADS)  # type: ignore[arg-type]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.threads(scope, receive, send)
            return
        try:
            body = await asyncio.wait_for(_whole(receive), PATIENCE_SECONDS)
        except TimeoutError:
            await _refuse(send, HTTPStatus.REQUEST_TIMEOUT)
        except NotWhole as reason:
            if reason.status:
                await _refuse(send, reason.status)
        else:
            await self.threads(_plain(scope), _told_at_once(body, receive), send)


def _plain(scope: Any) -> Any:
    """Without headers that only look like a proxy's: WSGI tells X_A and X-A not apart."""
    return {**scope, "headers": [pair for pair in scope["headers"] if b"_" not in pair[0]]}


async def _whole(receive: Any) -> bytes:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NotWhole
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST:
            raise NotWhole(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return bytes(body)


def _told_at_once(body: bytes, receive: Any) -> Any:
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Any:
        return messages.pop() if messages else await receive()

    return again


async def _refuse(send: Any, status: HTTPStatus) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": status.phrase.encode()})
