"""The canary sweep: marked people go through a whole round, and every byte at rest is searched.

What may stand where, and until when, is written in allowed.toml for anybody to read. What is
found and not written there fails, and so does what is written there and never found.
"""

from collections.abc import Iterator
from itertools import islice

from django.db import connections

from trivsel.proof import browser
from trivsel.proof.canaries import careless, marks, matrix
from trivsel.proof.canaries.flow import PEOPLE, Flow
from trivsel.proof.canaries.matrix import Stage, Standing
from trivsel.proof.canaries.places import at_rest
from trivsel.proof.linkage import looking
from trivsel.proof.linkage.looking import Listening
from trivsel.proof.report import Finding, Scale

FEW = 5  # of those who took part


def prove(scale: Scale) -> Iterator[Finding]:
    looking.hurry()
    browser.program()
    store = connections["ballots"].vendor
    allowed = matrix.allowed(matrix.FILE.read_text("utf-8"), store=store)
    for _round in range(scale.of(short=1, long=3)):
        with looking.listening() as ear:
            found = swept(Flow(looked_for=PEOPLE if scale.long else FEW), ear)
        yield from judged(found, allowed)
    yield from controls(found, allowed)


def swept(flow: Flow, ear: Listening, stages: int = len(Stage)) -> set[Standing]:
    """All that stands somewhere, at each of the first stages of the round."""
    return {
        (what, where, stage)
        for stage in islice(flow.play(), stages)
        for what, where in marks.found(flow.canaries, at_rest(ear))
    }


def judged(found: set[Standing], allowed: set[Standing]) -> Iterator[Finding]:
    """Hold what was found against what may be."""
    both = together(found)
    told = "; ".join(both) or f"{len({where for _, where, _ in found})} places hold something"
    yield Finding("no person stands beside a ballot or an answer", not both, told)
    told = matrix.lines(found - allowed) or f"{len(found)} findings, all of them allowed"
    yield Finding("nothing stands where it may not", not found - allowed, told)
    told = matrix.lines(allowed - found) or f"{len(allowed)} permissions, all of them needed"
    yield Finding("every permission is needed", not allowed - found, told)


def together(found: set[Standing]) -> list[str]:
    pairs: dict[str, set[tuple[str, str]]] = {}
    for what, where, stage in found:
        pairs.setdefault(stage, set()).add((what, where))
    return [
        f"{stage}: {place}" for stage, here in pairs.items() for place in marks.together(here)
    ]


def controls(honest: set[Standing], allowed: set[Standing]) -> Iterator[Finding]:
    """Two careless programs are caught, and a permission that nothing needs."""
    with careless.logging_all():
        browser.program()  # before the one who listens: it sets up the logs
        with looking.listening() as ear:
            found = swept(Flow(looked_for=FEW), ear, stages=1)
    caught = any(place.startswith("open: log (") for place in together(found))
    told = matrix.lines(found - allowed)
    yield Finding("a program that logs requests is caught", caught, told)
    browser.program()
    with looking.listening() as ear:
        flow = Flow(after_answers=careless.person_beside_ballot, looked_for=FEW)
        found = swept(flow, ear, stages=1)
    careless.cleared()
    here = f"open: ballots: {careless.TABLE} ("
    caught = any(place.startswith(here) for place in together(found))
    yield Finding("a table that names people beside ballots is caught", caught, here[6:-2])
    stale = allowed | {("password", "log", Stage.OPEN)}
    caught = ("password", "log", Stage.OPEN) in stale - honest
    yield Finding("a permission that nothing needs is caught", caught, "a password in the log")
