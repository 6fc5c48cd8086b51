"""Prepare a round in an empty data folder, by the services that a user's clicks call."""

import os
from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from truth import Scale

if TYPE_CHECKING:
    from trivsel.organisation.models import Organisation, Person
    from trivsel.surveys.models import Round

SLUG = "replay"


def begin(data: Path) -> None:
    """Point Trivsel at the folder and make its tables. Call before anything else here."""
    os.environ["TRIVSEL_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "trivsel.config.settings"
    import django  # noqa: PLC0415 - the settings above come first

    django.setup()
    from trivsel.config import up  # noqa: PLC0415 - as above

    up.prepare(say=lambda _: None)


def instrument(scales: Sequence[Scale]) -> str:
    """An instrument file with neutral texts: Item 1, Item 2 ..."""
    lines = [
        'key = "replay"',
        'version = "1"',
        'languages = ["da", "en"]',
        'title = { da = "Genafspilning", en = "Replay" }',
        'intro = { da = "Neutrale tekster.", en = "Neutral texts." }',
        'licence = "none: neutral labels"',
        'source = "benchmarks/replay.py"',
    ]
    for scale in scales:
        lines += [
            "[[option_sets]]",
            f'key = "from-{scale.low}-to-{scale.high}-{scale.key}"',
            "options = [",
        ]
        lines += [
            f'  {{ value = {value}, da = "Svar {value}", en = "Answer {value}" }},'
            for value in range(scale.low, scale.high + 1)
        ]
        lines += ["]"]
    for scale in scales:
        lines += [
            "[[scales]]",
            f'key = "{scale.key}"',
            f'good = "{scale.good}"',
            f'title = {{ da = "Tema {scale.key}", en = "Theme {scale.key}" }}',
            'about = { da = "Et tema.", en = "A theme." }',
        ]
    for scale in scales:
        for item in scale.items:
            lines += [
                "[[items]]",
                f'key = "{item.lower()}"',
                f'scale = "{scale.key}"',
                f'options = "from-{scale.low}-to-{scale.high}-{scale.key}"',
                f'text = {{ da = "Punkt {item}", en = "Item {item}" }}',
            ]
    return "\n".join(lines)


def workplace(units: bytes, people: bytes) -> "Organisation":
    """Import the two files, and give the roles a round needs where the files name nobody."""
    from django.utils import timezone  # noqa: PLC0415 - after begin()

    from trivsel.organisation import services  # noqa: PLC0415 - after begin()
    from trivsel.organisation.imports.services import import_files  # noqa: PLC0415 - after begin()
    from trivsel.organisation.models import Role, Unit  # noqa: PLC0415 - after begin()

    at = timezone.now() - timedelta(days=30)
    made = services.create_organisation("Replay", slug=SLUG, root_code="replay", at=at)
    import_files(made, units=units, people=people, by=None, at=at)
    first, second, *_ = made.people.filter(left_on__isnull=True).order_by("pk")
    root = Unit.objects.get(organisation=made, parent__isnull=True)
    if not Role.objects.filter(person__organisation=made, kind=Role.Kind.HR).exists():
        services.give_role(Role.Kind.HR, to=first, unit=root, by=None, at=at)
    if not Role.objects.filter(person__organisation=made, kind=Role.Kind.SAFETY_REP).exists():
        services.give_role(Role.Kind.SAFETY_REP, to=second, unit=root, by=None, at=at)
    return made


def somebody(organisation: "Organisation", kind: str) -> "Person":
    return organisation.people.filter(roles__kind=kind).prefetch_related("roles__unit").first()


def open_round(
    organisation: "Organisation", scales: Sequence[Scale]
) -> "tuple[Round, dict[str, list[str]]]":
    """Plan, freeze, sign twice, print, open. The round and each cell's codes."""
    from django.utils import timezone  # noqa: PLC0415 - after begin()

    from trivsel.surveys import services  # noqa: PLC0415 - after begin()
    from trivsel.surveys.services.plan import Plan  # noqa: PLC0415 - after begin()

    at = timezone.now()
    today = timezone.localdate(at)
    hr, rep = somebody(organisation, "hr"), somebody(organisation, "safety_rep")
    loaded = services.load_instrument(
        instrument(scales), file="replay.toml", organisation=organisation, by=hr, at=at
    )
    plan = Plan("Replay", loaded, today, today + timedelta(days=7), 5)
    round_ = services.plan_round(organisation, plan, by=hr, at=at)
    round_ = services.submit_round(round_, by=hr, at=at)
    for signer in (hr, rep):
        services.sign_round(round_, by=signer, at=at, digest=round_.digest)
    round_.refresh_from_db()
    printed = services.print_slips(round_, list(round_.cells.all()), by=rep, at=at)
    round_ = services.open_round(round_, by=None, at=at)
    return round_, {slips.cell.code: slips.codes for slips in printed}


def statements(path: str, form: dict[str, str]) -> int:
    """How many SQL statements a whole submission takes in a process that never saw the round.

    Asked of the program itself, in a transaction that is taken back: the code stays unused.
    """
    from contextlib import ExitStack  # noqa: PLC0415 - after begin()

    from django.db import connections, transaction  # noqa: PLC0415 - after begin()
    from django.test import Client  # noqa: PLC0415 - after begin()
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - after begin()

    client = Client(headers={"host": "localhost"})
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic(using="ballots"))
        seen = [stack.enter_context(CaptureQueriesContext(c)) for c in connections.all()]
        client.get(path)
        answer = client.post(path, form)
        transaction.set_rollback(True, using="ballots")
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"the answer was not taken: {answer.status_code}")
    return sum(len(queries.captured_queries) for queries in seen)
