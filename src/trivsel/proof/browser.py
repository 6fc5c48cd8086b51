"""A browser that talks to the program itself, without a network: cookies, forms, files.

It sends all that a careless browser tells of its owner, also to the pages that do not want it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.core.wsgi import get_wsgi_application

BOUNDARY = "a-boundary-between-the-parts"


@cache
def program() -> Any:
    """The WSGI application, with every middleware of the settings."""
    return get_wsgi_application()


@dataclass(frozen=True, slots=True)
class Page:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True)
class Browser:
    """One person's browser; ``telling`` are headers that say who that is."""

    address: str = "127.0.0.1"
    telling: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Page:
        """Read a page, and follow where it leads on this host."""
        page = self.ask("GET", path)
        while page.status in {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}:
            page = self.ask("GET", page.headers["location"])
        return page

    def form(self, path: str, **fields: Any) -> Page:
        """Send a form as a page would, and follow where it leads."""
        page = self.ask("POST", path, urlencode(fields, doseq=True).encode())
        return self.get(page.headers["location"]) if "location" in page.headers else page

    def json(self, path: str, value: Any) -> Page:
        return self.ask("POST", path, json.dumps(value).encode(), kind="application/json")

    def files(self, path: str, **files: tuple[str, bytes]) -> Page:
        """Send files as a page's form does, and follow where it leads."""
        parts = b""
        for name, (filename, content) in files.items():
            says = f'form-data; name="{name}"; filename="{filename}"'
            parts += f"--{BOUNDARY}\r\nContent-Disposition: {says}\r\n\r\n".encode()
            parts += content + b"\r\n"
        parts += f"--{BOUNDARY}--\r\n".encode()
        page = self.ask("POST", path, parts, kind=f"multipart/form-data; boundary={BOUNDARY}")
        return self.get(page.headers["location"]) if "location" in page.headers else page

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        kind: str = "application/x-www-form-urlencoded",
    ) -> Page:
        """Send one request as it stands, and take what comes back."""
        if method == "POST" and "csrftoken" not in self.cookies:
            self.cookies["csrftoken"] = "0" * 32
        parts = urlsplit(path)
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self.address,
            "HTTP_HOST": "localhost:8000",
            "HTTP_COOKIE": "; ".join(f"{name}={v}" for name, v in self.cookies.items()),
            "HTTP_X_CSRFTOKEN": self.cookies.get("csrftoken", ""),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **{f"HTTP_{name.upper().replace('-', '_')}": v for name, v in self.telling.items()},
        }
        return self._answer(environ)

    def _answer(self, environ: dict[str, Any]) -> Page:
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            told.append((status, headers))

        answer = program()(environ, start)
        try:
            body = b"".join(answer)
        finally:
            answer.close()
        [(status, headers)] = told
        for name, value in headers:
            if name.lower() == "set-cookie":
                self._keep(value)
        whole = {name.lower(): value for name, value in headers}
        return Page(int(status.split()[0]), whole, body)

    def _keep(self, cookie: str) -> None:
        for name, morsel in SimpleCookie(cookie).items():
            if morsel.value:
                self.cookies[name] = morsel.value
            else:
                self.cookies.pop(name, None)


def at(path: str, *parts: Any) -> str:
    """An address in Danish, of parts that are made safe."""
    return "/da/" + path.format(*(quote(str(part)) for part in parts))
