"""Every byte at rest, by place: tables, whole stores, files, keys, log, mail, cache."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections

from trivsel.proof.linkage import looking
from trivsel.proof.linkage.looking import Listening

STORES = {"default": "people", "ballots": "ballots"}
BOX_TABLES = [
    "ballots_answer",
    "ballots_ballot",
    "ballots_comment",
    "ballots_slip",
    "ballots_receipt",
]
CODED = re.compile(r"[0-9a-z]{8,}")  # names of files that are codes


def at_rest(ear: Listening) -> dict[str, bytes]:
    """All places and what is in them, now."""
    found = {"log": ear.said, "mail": looking.mails(), "cache": looking.cached()}
    for alias, store in STORES.items():
        for name in connections[alias].introspection.table_names():
            found[f"{store}: {name}"] = looking.as_bytes(looking.rows(name, alias=alias))
    decoded = (f"{one.pk} {one.get_decoded()}" for one in Session.objects.all())
    found["people: django_session"] += "\n".join(decoded).encode()
    for where, content in (*_files(), *_dumps()):
        found[where] = found.get(where, b"") + content
    return found


def _files() -> Iterator[tuple[str, bytes]]:
    """All files of the data folder; of names that are codes, only what is alike in them."""
    for path in sorted(Path(settings.DATA).rglob("*")):
        if path.is_file():
            where = path.relative_to(settings.DATA).as_posix()
            for store in STORES.values():
                where = re.sub(rf"^{store}\.sqlite3.*", f"whole store: {store}", where)
            yield CODED.sub("*", where), where.encode() + b"\n" + path.read_bytes()


def _dumps() -> Iterator[tuple[str, bytes]]:
    """PostgreSQL's own copy of each store, and the pages of the box as they lie."""
    if not looking.postgres():
        return
    if looking.can_read_pages():
        yield "whole store: ballots", looking.pages(BOX_TABLES)
    program = shutil.which("pg_dump")
    for alias, store in STORES.items():
        place = connections[alias].settings_dict
        if program:
            address = (
                f"postgresql://{place['USER']}@{place['HOST']}:{place['PORT']}/{place['NAME']}"
            )
            command = [program, "--dbname", address]
            run = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - no shell
            yield f"whole store: {store}", run.stdout
