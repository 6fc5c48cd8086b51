"""The measure of all ratios: a bare Django view with one durable insert, on the same server.

Run by the other benchmarks as a program of its own: python benchmarks/bare.py PORT STORE, which
is a file for SQLite or the address of an empty PostgreSQL database.
"""

import os
import sys
from typing import Any
from urllib.parse import urlsplit

import django
import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from trivsel.config.secrets import sqlite_durability


def insert(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO answer (body) VALUES (%s)", [request.POST["body"]])
    return HttpResponse("thank you")


urlpatterns = [path("insert/", insert)]


def database(store: str) -> dict[str, Any]:
    """The same ways to connect as in Trivsel's settings."""
    if store.startswith("postgresql://"):
        parts = urlsplit(store)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": parts.username,
            "HOST": parts.hostname,
            "PORT": str(parts.port),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": store,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": sqlite_durability(),
        },
    }


def main(port: int, store: str) -> None:
    settings.configure(
        ROOT_URLCONF=__name__,
        SECRET_KEY=os.urandom(16).hex(),
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": database(store)},
    )
    django.setup()
    with connection.cursor() as cursor:
        number = "serial" if connection.vendor == "postgresql" else "INTEGER"
        cursor.execute(f"CREATE TABLE answer (id {number} PRIMARY KEY, body TEXT NOT NULL)")
    connection.close()
    application = WSGIMiddleware(get_wsgi_application(), workers=8)
    uvicorn.run(application, host="127.0.0.1", port=port, access_log=False, log_level="error")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
