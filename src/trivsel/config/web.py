"""A process that serves pages: it gives up what it does not need before the first request."""

import os
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from trivsel.ballots import rights
from trivsel.config import stores

STORE = "ballots"


def become() -> None:
    """From now on this process reads no answer and opens no envelope, whatever it is told."""
    settings.WEB_PROCESS = True
    os.environ.pop("TRIVSEL_TALLY_DATABASE", None)
    settings.DATABASES[STORE].update(stores.ballots_of_web())
    connections[STORE].close()  # what is open has more rights than it will have
    connection_created.connect(restrict, dispatch_uid="web process")


def restrict(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Take from a fresh SQLite connection what a role has not got on PostgreSQL."""
    if connection.alias == STORE and connection.vendor == "sqlite":
        connection.connection.set_authorizer(rights.authorise)


def application() -> WSGIHandler:
    """The program for a WSGI server; refuses to start where answering would not be safe.

    Raises:
        Unsafe: Something must be mended first; it says what.
    """
    become()
    served = get_wsgi_application()
    from trivsel.config import doctor  # noqa: PLC0415 - needs the set-up above

    doctor.refuse_to_start()
    return served
