"""Make instruments and rounds for tests, by the services that a user calls."""

from datetime import date, datetime, timedelta
from datetime import time as clock
from itertools import count
from typing import Any

from django.utils import timezone

from make import people, person
from trivsel.domain.instrument import parse_instrument
from trivsel.organisation.models import Organisation, Person
from trivsel.surveys import services as rounds
from trivsel.surveys.models import Instrument, Round
from trivsel.surveys.services.plan import Plan

_numbers = count(1)

SHORT = """
key = "short"
version = "1"
languages = ["da", "en"]
title = { da = "Kort skema", en = "Short questionnaire" }

[[option_sets]]
key = "often"
options = [
  { value = 3, da = "Ofte", en = "Often" },
  { value = 2, da = "Sommetider", en = "Sometimes" },
  { value = 1, da = "Sjældent", en = "Rarely" },
]

[[scales]]
key = "influence"
title = { da = "Indflydelse", en = "Influence" }
good = "high"

[[scales]]
key = "demands"
title = { da = "Krav", en = "Demands" }
good = "low"

[[items]]
key = "asked"
scale = "influence"
options = "often"
text = { da = "Jeg bliver spurgt, før noget ændres", en = "I am asked before things change" }

[[items]]
key = "pace"
scale = "demands"
options = "often"
text = { da = "Tempoet er for højt", en = "The pace is too high" }
"""


def instrument(of: Organisation | None = None) -> Instrument:
    """A short questionnaire: two themes of one question, three answers each."""
    number = next(_numbers)
    spec = parse_instrument(SHORT, file="short.toml")
    return Instrument.objects.create(
        organisation=of,
        key=f"short-{number}",
        version="1",
        title=dict(spec.title),
        spec=spec.to_dict(),
        digest=spec.digest,
    )


def signers(of: Organisation) -> tuple[Person, Person]:
    """Somebody from HR and a safety representative; made where there is none."""

    def somebody(kind: str) -> Person:
        there = Person.objects.filter(organisation=of, roles__kind=kind).first()
        return there or person(of, "", kind)

    return somebody("hr"), somebody("safety_rep")


def noon(on: date | None = None) -> datetime:
    """Twelve o'clock in Copenhagen, today or on that day."""
    day = on or timezone.localdate()
    return datetime.combine(day, clock(12), tzinfo=timezone.get_default_timezone())


def round_(
    of: Organisation, state: str = "planned", *, on: date | None = None, **fields: Any
) -> Round:
    """A round in the state, brought there by the services a user calls.

    Makes signers and up to ten people where the organisation has fewer. Its slips' codes are
    kept on the object made, ``codes`` by cell, for tests that answer.
    """
    hr, rep = signers(of)
    if (short := 10 - of.people.filter(left_on__isnull=True).count()) > 0:
        people(of, short)
    on = on or timezone.localdate()
    at = noon(on)
    plan = {
        "name": "Trivsel, efterår",
        "opens_on": on,
        "closes_on": on + timedelta(days=14),
        "minimum_group": of.minimum_group,
        **fields,
    }
    plan.setdefault("instrument", fields.get("instrument") or instrument(of))
    made = rounds.plan_round(of, Plan(**plan), by=hr, at=at)
    made.codes = {}
    return bring(made, state, hr=hr, rep=rep, at=at)


def bring(made: Round, state: str, *, hr: Person, rep: Person, at: datetime) -> Round:
    """Take a planned round onwards to the state."""
    codes = made.codes
    steps = {
        "cancelled": lambda: rounds.cancel_round(made, by=hr, at=at),
        "signing": lambda: rounds.submit_round(made, by=hr, at=at),
        "signed": lambda: [
            rounds.sign_round(made, by=side, at=at, digest=made.digest) for side in (hr, rep)
        ],
        "open": lambda: (
            made.answered_by == "slips"
            and codes.update(
                (slips.cell.code, slips.codes)
                for slips in rounds.print_slips(made, list(made.cells.all()), by=rep, at=at)
            ),
            rounds.open_round(made, by=hr, at=at),
        ),
        "closed": lambda: rounds.close_round(made, by=hr, at=at, reason="Alle har svaret."),
        "released": lambda: rounds.count_and_release(made, at=at),
    }
    way = (
        [] if state == "planned" else ["cancelled"] if state == "cancelled" else list(steps)[1:]
    )
    for step in way[: way.index(state) + 1] if way else []:
        steps[step]()
        made.refresh_from_db()
    return made
