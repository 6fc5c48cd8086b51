"""Killed at any moment: what was thanked for is there, once, and the count ends the same."""

from collections.abc import Iterator

from django.db import connections

from trivsel.proof.kill import embedded, server
from trivsel.proof.report import Finding, Scale


def prove(scale: Scale) -> Iterator[Finding]:
    if connections["ballots"].vendor == "sqlite":
        yield from embedded.prove(scale)
    else:
        yield from server.prove(scale)
