"""Plain functions that make things for tests. Each room adds its own below; no inheritance."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from trivsel.accounts.models import User
from trivsel.actions.services import Agreement, agree_action
from trivsel.ballots import services as ballots
from trivsel.ballots.models import Answer, Box, Comment
from trivsel.ballots.sheets import sheet
from trivsel.domain.instrument import InstrumentSpec, parse_instrument
from trivsel.domain.slipcode import read_code
from trivsel.organisation.models import Organisation, Person, Role, Unit
from trivsel.organisation.services.tree import renumber
from trivsel.surveys.models import Cell, CellUnit, Instrument, Round
from trivsel.surveys.queries import staff_of
from trivsel.surveys.results import release_round
from trivsel.surveys.rounds.manifest import CellEntry, manifest_of
from trivsel.surveys.services.instruments import load_instrument

ROOT = Path(__file__).parents[1]
_numbers = count(1)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

# --- accounts and organisation --------------------------------------------------------------


def organisation(name: str = "Værket", *, slug: str = "", **fields: Any) -> Organisation:
    """An organisation with its root unit, whose code is "root"."""
    slug = slug or f"org-{next(_numbers)}"
    made = Organisation.objects.create(name=name, slug=slug, **fields)
    Unit.objects.create(organisation=made, code="root", name=name)
    return made


def root(of: Organisation) -> Unit:
    return of.units.get(parent__isnull=True)


def unit(under: Organisation | Unit, name: str = "", *, code: str = "") -> Unit:
    """A unit under the organisation's root, or under another unit; the tree is renumbered."""
    parent = root(under) if isinstance(under, Organisation) else under
    code = code or f"u{next(_numbers)}"
    made = Unit.objects.create(
        organisation=parent.organisation, parent=parent, code=code, name=name or f"Unit {code}"
    )
    renumber(parent.organisation)
    made.refresh_from_db()
    return made


def person(where: Organisation | Unit, name: str = "", *roles: str, **fields: Any) -> Person:
    """Somebody in a unit (the root for an organisation), with roles for that unit.

    Has no e-mail and no login unless given one; ``sign_in`` makes both.
    """
    home = root(where) if isinstance(where, Organisation) else where
    home.refresh_from_db()  # units made since may have moved its place in the tree
    number = next(_numbers)
    fields = {"number": f"n{number}", "name": name or f"Person {number}", **fields}
    made = Person.objects.create(organisation=home.organisation, unit=home, **fields)
    for kind in roles:
        role(made, kind)
    return made


def people(where: Organisation | Unit, how_many: int) -> list[Person]:
    return [person(where) for _ in range(how_many)]


def role(of: Person, kind: str, *, for_unit: Unit | None = None, **fields: Any) -> Role:
    """A role for the person's own unit; HR, top management and administrator for the root."""
    everywhere = {Role.Kind.HR, Role.Kind.TOP_MANAGEMENT, Role.Kind.ADMINISTRATOR}
    home = root(of.organisation) if kind in everywhere else of.unit
    return Role.objects.create(person=of, kind=kind, unit=for_unit or home, **fields)


def user(email: str = "", name: str = "", *, password: str | None = None) -> User:
    number = next(_numbers)
    email = email or f"user{number}@example.org"
    return User.objects.create_user(email, password, name=name or f"User {number}")


def login_of(somebody: Person) -> User:
    """The person's user; made, with an e-mail, where there is none."""
    if somebody.user is None:
        somebody.email = somebody.email or f"person{next(_numbers)}@example.org"
        found = User.objects.filter(email=somebody.email.lower()).first()
        somebody.user = found or user(somebody.email, somebody.name)
        somebody.save(update_fields=["email", "user"])
    return somebody.user


def second_factor(of: User) -> str:
    """Give the user an authenticator app; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(of, secret)
    return secret


def sign_in(client: Client, somebody: Person, *, factor: bool | None = None) -> User:
    """Sign in as the person. The second factor is given where a role needs it.

    ``factor`` overrides: False leaves it out, True gives it to an employee too.
    """
    who = login_of(somebody)
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    if somebody.roles.exists() if factor is None else factor:
        if not Authenticator.objects.filter(user=who, type=Authenticator.Type.TOTP).exists():
            second_factor(who)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(who.pk)
        session.save()
    return who


# --- actions ---------------------------------------------------------------------------------


def action(for_unit: Unit, by: Person, **fields: Any) -> Any:
    """An action agreed for the unit; the person must carry a role that may."""
    given = {
        "what": "Planen hænger i pauserummet",
        "why": "Alle skal kende ugen",
        "level": "group",
        "prevention": "primary",
        "owner": by,
        "due_on": date(2026, 12, 1),
    }
    origin = fields.pop("origin", None)
    agreement = Agreement(**(given | fields))
    return agree_action(for_unit, agreement, by=by, at=NOW, origin=origin)


# --- ballots ---------------------------------------------------------------------------------

EVER, NEVER = date(2020, 1, 1), date(2099, 12, 31)


def open_question(key: str = "help") -> dict[str, Any]:
    return {
        "key": key,
        "text": {"da": f"Hvad ville hjælpe mest? ({key})", "en": f"What would help? ({key})"},
        "hint": {"da": "Skriv kort.", "en": "Be brief."},
    }


def paper(items: int = 5, *, options: int = 5, **fields: Any) -> dict[str, Any]:
    """What an answer page is made of, in Danish and English."""
    labels_da = ["Aldrig", "Sjældent", "Sommetider", "Ofte", "Altid", "Ved ikke"]
    labels_en = ["Never", "Seldom", "Sometimes", "Often", "Always", "Do not know"]
    choices = [
        {"value": place + 1, "label": {"da": labels_da[place], "en": labels_en[place]}}
        for place in range(options)
    ]
    made: dict[str, Any] = {
        "organisation": "Værket",
        "round": "Efteråret 2026",
        "languages": ["da", "en"],
        "title": {"da": "Hvordan har du det på arbejdet?", "en": "How is work for you?"},
        "intro": {
            "da": "Svar ud fra de sidste fire uger.",
            "en": "Think of the last four weeks.",
        },
        "promise": {
            "da": ["Ingen ser tal for færre end 5 personer."],
            "en": ["Nobody sees a figure for fewer than 5 people."],
        },
        "preview_url": "",
        "items": [
            {
                "key": f"i{number}",
                "text": {
                    "da": f"{number}. Jeg ved i god tid, når min arbejdsplan bliver lavet om",
                    "en": f"{number}. I know in good time when my work schedule changes",
                },
                "options": choices,
            }
            for number in range(1, items + 1)
        ],
    }
    return made | fields


def box(code: str = "", *, slips: dict[str, int] | None = None, **fields: Any) -> Any:
    """An open box, open for a century; ``made.codes`` has the codes of each cell's slips."""
    code = code or f"box{next(_numbers)}"
    items = fields.pop("items", 5)
    given = {"opens_on": EVER, "closes_on": NEVER, "paper": paper(items)} | fields
    ballots.prepare_box(code=code, **given)
    codes = {
        cell: ballots.print_slips(code, cell, count)
        for cell, count in (slips or {"c1": 3}).items()
    }
    made = ballots.open_box(code)
    made.codes = codes  # type: ignore[attr-defined]
    return made


def answer(
    to: Any, code: str, *values: int, at: datetime = NOW, comments: Sequence[str] = ()
) -> None:
    """Answer with a code; 3 to everything unless told."""
    found = sheet(to.code)
    assert found is not None
    packed = bytes(values or [3] * len(found.sizes))
    ballots.submit(found, code=read_code(code), packed=packed, at=at, comments=comments)


# --- results ---------------------------------------------------------------------------------


def core_instrument() -> Instrument:
    """Trivsel's own questionnaire, loaded for all."""
    text = (ROOT / "content/instruments/core.toml").read_text("utf-8")
    spec = parse_instrument(text, file="core.toml")
    return Instrument.objects.get_or_create(
        organisation=None,
        key=spec.key,
        version=spec.version,
        defaults={"title": dict(spec.title), "spec": spec.to_dict(), "digest": spec.digest},
    )[0]


def open_instrument() -> Instrument:
    """The core questionnaire with one open question of the tests' own."""
    core = core_instrument()
    asked = [{"key": "help", "text": {"da": "Hvad ville hjælpe?", "en": "What would help?"}}]
    spec = {**core.spec, "key": "open", "open_questions": [asked[0] | {"hint": {}}]}
    return Instrument.objects.get_or_create(
        organisation=None,
        key="open",
        version="1",
        defaults={"title": core.title, "spec": spec, "digest": "0" * 64},
    )[0]


def packed(instrument: Instrument, how_many: int, *, seed: str) -> list[bytes]:
    """Answers as they come out of the box: a byte per item, the same for the same seed.

    Every scale has its own level in the workplace, and each group lies a little beside it.
    """
    spec = InstrumentSpec.from_dict(instrument.spec)
    everywhere, here = Random("workplace"), Random(seed)
    level = {
        scale.key: everywhere.uniform(45, 75) + here.uniform(-12, 12) for scale in spec.scales
    }
    points = [(level[item.scale], spec.points(item)) for item in spec.items]
    return [
        bytes(nearest_option(here.gauss(at, 24), offered) for at, offered in points)
        for _person in range(how_many)
    ]


def nearest_option(wished: float, offered: Sequence[float]) -> int:
    return 1 + min(range(len(offered)), key=lambda place: abs(offered[place] - wished))


def closed_round(
    of: Organisation,
    groups: Mapping[Unit | tuple[Unit, ...], int | list[bytes]],
    *,
    name: str = "Trivselsmåling",
    eligible: float = 1.25,
    comments: Mapping[Unit, Sequence[str]] | None = None,
    job_groups: Sequence[str] = (),
) -> Round:
    """A round that is closed and counted, ready to be released.

    ``comments`` is what people wrote to the one open question "help", by the unit of their
    cell; None for a questionnaire without.

    ``groups`` are its cells: a unit, or several units counted together under the unit above
    the first of them; each with its answers, or how many to invent. With job groups people
    choose one, or none, by chance.
    """
    instrument = core_instrument() if comments is None else open_instrument()
    number = next(_numbers)
    made = Round.objects.create(
        organisation=of,
        instrument=instrument,
        name=name,
        opens_on=date(2026, 10, 1),
        closes_on=date(2026, 10, 15),
        closed_on=date(2026, 10, 15),
        state=Round.State.CLOSED,
        box_code=f"box{number}",
        manifest={},
        digest="0" * 64,
        minimum_group=of.minimum_group,
        job_groups=list(job_groups),
    )
    box = Box.objects.create(
        code=made.box_code,
        state=Box.State.COUNTED,
        opens_on=made.opens_on,
        closes_on=made.closes_on,
        paper={},
        seal_key=b"",
    )
    for place, (who, given) in enumerate(groups.items()):
        units, code = who if isinstance(who, tuple) else (who,), f"k{place}"
        seed = f"{code} {units[0].code}"
        rows = packed(instrument, given, seed=seed) if isinstance(given, int) else given
        _cell(made, code, units, round(len(rows) * eligible))
        if job_groups and isinstance(given, int):
            chance = Random(seed)
            rows = [row + bytes([chance.randint(0, len(job_groups) + 1)]) for row in rows]
        Answer.objects.bulk_create(
            Answer(key=uuid4().bytes, box=box, cell=code, packed=row) for row in rows
        )
        written = (comments or {}).get(units[0], ())
        Comment.objects.bulk_create(
            Comment(key=uuid4().bytes, box=box, cell=code, question="help", text=text)
            for text in written
        )
    made.manifest = _manifest(made)
    made.save(update_fields=["manifest"])
    return made


def _manifest(of: Round) -> dict[str, Any]:
    """The manifest that would have been signed for the round's cells."""
    entries = [
        CellEntry(
            cell.code,
            cell.name,
            cell.anchor.code,
            tuple(counted.unit.code for counted in cell.units.all()),
            cell.eligible,
        )
        for cell in of.cells.all()
    ]
    return manifest_of(of, entries, staff_of(of.organisation))


def _cell(of: Round, code: str, units: tuple[Unit, ...], eligible: int) -> None:
    alone = len(units) == 1
    cell = Cell.objects.create(
        round=of,
        code=code,
        name=" + ".join(unit.name for unit in units),
        anchor=units[0] if alone else units[0].parent or units[0],
        eligible=max(8, eligible),
    )
    for unit in units:
        CellUnit.objects.create(round=of, unit=unit, cell=cell)


def released_round(
    of: Organisation,
    groups: Mapping[Unit | tuple[Unit, ...], int | list[bytes]],
    **fields: Any,
) -> Round:
    """A round whose figures are released, by the service that releases them."""
    made = closed_round(of, groups, **fields)
    release_round(made, at=NOW)
    made.refresh_from_db()
    return made


# --- questionnaires --------------------------------------------------------------------------

INSTRUMENT = """
key = "{key}"
version = "{version}"
languages = ["da", "en"]
title = {{ da = "Skema om værktøj", en = "On tools" }}
licence = "Ours"
[[option_sets]]
key = "yes"
options = [{{ value = 2, da = "Ja", en = "Yes" }}, {{ value = 1, da = "Nej", en = "No" }}]
[[scales]]
key = "tools"
title = {{ da = "Værktøj", en = "Tools" }}
good = "high"
[[items]]
key = "at-hand"
scale = "tools"
options = "yes"
text = {{ da = "{text}", en = "My tools lie where they should" }}
"""


def instrument_file(
    key: str = "tools", version: str = "1", text: str = "Mit værktøj ligger, hvor det skal"
) -> str:
    return INSTRUMENT.format(key=key, version=version, text=text)


def instrument(of: Organisation | None, **fields: str) -> Any:
    """A questionnaire of one statement; for None, one that comes with Trivsel."""
    return load_instrument(
        instrument_file(**fields), file="tools.toml", organisation=of, by=None, at=NOW
    )
