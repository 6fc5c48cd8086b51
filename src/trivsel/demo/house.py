"""Build the demo organisation: people in, finished rounds, actions, an open round, logins."""

import json
import os
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.utils import timezone, translation

from trivsel.accounts import services as accounts
from trivsel.actions.origins import Origin
from trivsel.actions.services import Agreement, agree_action, move_action
from trivsel.demo import answering, workplace
from trivsel.domain.refusal import Refused
from trivsel.organisation import services as organisation
from trivsel.organisation.gates import needs_second_factor
from trivsel.organisation.imports import services as imports
from trivsel.organisation.models import Organisation, Person, Unit
from trivsel.surveys import services as surveys
from trivsel.surveys.models import CommentRelease, Instrument, Round
from trivsel.surveys.services.plan import Plan

type Step = Callable[[str], AbstractContextManager[None]]

FIRST_ROUND = "Trivselsmåling, forår"
SECOND_ROUND = "Trivselsmåling, efterår"
WHO = [
    ("birgit", "top management: sees everything, signs for management"),
    ("hanne", "HR: people, rounds, all results"),
    ("karen", "leader of Produktion"),
    ("ali", "health and safety representative of Produktion: signs for the employees"),
    ("lis", "leader of Pakkeri 1"),
    ("bo", "employee in Pakkeri 1: needs no second factor"),
]


def build(*, step: Step, now: datetime | None = None) -> None:
    """Make what is missing of the demo organisation; quick when it is all there.

    Raises:
        Refused: An earlier build was cut off in the middle.
    """
    now = now or timezone.now()
    kept = _kept()
    if kept.get("complete"):
        return
    if Organisation.objects.filter(slug=workplace.SLUG).exists():
        raise Refused(
            f"The demo in {settings.DATA} was cut off while it was made. Delete that folder, "
            "or use another with --data; nothing of yours is in the demo."
        )
    with translation.override("da"):
        with step(
            f"demo: {len(workplace.UNITS)} units, {len(list(workplace.people()))} people"
        ):
            kept = {"password": secrets.token_urlsafe(9)}
            _people(at=now - timedelta(days=830), password=kept["password"])
        with step("demo: three finished rounds"):
            for years, moved in ((2, workplace.TWO_YEARS_AGO), (1, workplace.A_YEAR_AGO)):
                begins = now - timedelta(days=60 + 364 * years)
                _round(
                    f"Trivselsmåling {begins.year}",
                    begins=begins,
                    share=0.8,
                    close=True,
                    moved=moved,
                )
            _round(FIRST_ROUND, begins=now - timedelta(days=60), share=0.84, close=True)
        with step("demo: three actions"):
            _actions(at=now - timedelta(days=35))
        with step("demo: an open round"):
            kept["slips"] = _round(
                SECOND_ROUND, begins=now - timedelta(days=5), share=0.35, close=False
            )
    _keep(kept | {"complete": True})


# --- people ----------------------------------------------------------------------------------
def _people(*, at: datetime, password: str) -> None:
    made = organisation.create_organisation(
        workplace.NAME, slug=workplace.SLUG, root_code=workplace.UNITS[0][0], at=at
    )
    imports.import_files(
        made, units=workplace.units_file(), people=workplace.people_file(), by=None, at=at
    )
    for somebody in workplace.NAMED:
        if somebody.login:
            user = accounts.create_user(somebody.email, somebody.name, password)
            accounts.arrive(user)
            if needs_second_factor(_person(somebody.login)):
                TOTP.activate(user, generate_totp_secret())


def _person(login: str) -> Person:
    return Person.objects.prefetch_related("roles__unit").get(
        organisation__slug=workplace.SLUG, email=f"{login}@nordvaerk.example"
    )


# --- rounds ----------------------------------------------------------------------------------
def _round(
    name: str,
    *,
    begins: datetime,
    share: float,
    close: bool,
    moved: Mapping[str, float] | None = None,
) -> list[str]:
    days = 14 if close else 19
    hanne, ali, birgit = _person("hanne"), _person("ali"), _person("birgit")
    planned = begins - timedelta(days=10)
    plan = Plan(
        name=name,
        instrument=Instrument.objects.filter(organisation=None).latest("pk"),
        opens_on=timezone.localdate(begins),
        closes_on=timezone.localdate(begins) + timedelta(days=days),
        minimum_group=5,
        job_groups=workplace.JOB_GROUPS,
    )
    round_ = surveys.plan_round(hanne.organisation, plan, by=hanne, at=planned)
    round_ = surveys.submit_round(round_, by=hanne, at=planned)
    for signer in (birgit, ali):
        surveys.sign_round(round_, by=signer, at=planned, digest=round_.digest)
    round_.refresh_from_db()
    made = surveys.print_slips(round_, list(round_.cells.all()), by=ali, at=planned)
    round_ = surveys.open_round(round_, by=None, at=begins)
    slips = [(slips.cell.code, slips.codes) for slips in made]
    unused = answering.answer(
        round_, slips, share=share, at=begins + timedelta(days=2), moved=moved or {}
    )
    if close:
        end = begins + timedelta(days=days + 1)
        round_ = surveys.close_round(round_, by=None, at=end)
        surveys.count_and_release(round_, at=end)
        _look_through(round_, by=(hanne, ali), at=end + timedelta(days=1))
    return unused


def _look_through(round_: Round, *, by: Sequence[Person], at: datetime) -> None:
    """Both sides have read the comments and let them all be shown."""
    comments = CommentRelease.objects.get(release__round=round_)
    for person in by:
        surveys.sign_comments(comments, by=person, at=at, digest=comments.digest)


def _actions(*, at: datetime) -> None:
    karen, ali = _person("karen"), _person("ali")
    round_ = Round.objects.get(organisation__slug=workplace.SLUG, name=FIRST_ROUND)

    def agree(unit: str, scale: str, **what: Any) -> Any:
        place = Unit.objects.get(organisation=round_.organisation, code=unit)
        origin = Origin("result", f"{round_.pk}:{unit}:{scale}", f"{FIRST_ROUND}, {place}")
        agreement = Agreement(
            due_on=timezone.localdate(at) + timedelta(days=what.pop("days")), **what
        )
        return agree_action(place, agreement, by=karen, at=at, origin=origin)

    plan = agree(
        "PK2D", "predictability", days=21, owner=_person("lis"),
        what="Ugeplanen hænger klar torsdag kl. 12, også for aftenholdet",
        why="Folk skal kunne lægge deres egen uge. I dag kommer planen ofte først mandag.",
        first_step="Lis og planlæggeren aftaler, hvornår ordrer lukkes",
        level="group", prevention="primary",
    )  # fmt: skip
    move_action(plan, "started", outcome="", by=karen, at=at)
    agree(
        "PK", "demands", days=50, owner=karen,
        what="Hasteordrer må højst fylde to timer om dagen",
        why="Tempoet er højest, når hasteordrer lægges oven i den plan, der allerede er fuld.",
        first_step="Salg og Pakkeri tæller hasteordrer i to uger",
        level="organisation", prevention="primary", audience="organisation",
    )  # fmt: skip
    talk = agree(
        "VK", "support", days=14, owner=ali,
        what="Ti minutter fælles opstart mandag morgen i Værksted",
        why="Mange står alene med svære opgaver, fordi ingen ved, hvem der har hvad.",
        level="group", prevention="primary",
    )  # fmt: skip
    move_action(
        talk, "done", by=ali, at=at + timedelta(days=20),
        outcome="Vi har gjort det fire mandage. Folk ved, hvem de kan spørge. Det fortsætter.",
    )  # fmt: skip


# --- what the operator is told ---------------------------------------------------------------
def tell_logins(origin: str = "") -> None:
    """Print who can sign in, how, and where answers can be given."""
    kept = _complete()
    say = sys.stdout.write
    say(f"\nDemo: {workplace.NAME}   {origin or settings.ORIGIN}/da/o/{workplace.SLUG}/\n")
    say(f"  password for all: {kept['password']}\n")
    for login, who in WHO:
        say(f"  {login + '@nordvaerk.example':<28} {who}\n")
    say(f"  second factor of somebody: {_command('demo code NAME')}\n")
    say(f"  codes of unused slips:     {_command('demo slips')}\n")


def _command(words: str) -> str:
    """How to call this program from the folder one stands in, with the same data folder."""
    program = Path(sys.argv[0])
    shown = os.path.relpath(program) if program.name == "trivsel" else "trivsel"
    folder = "" if settings.DATA == settings.ROOT / "data" else f" --data {settings.DATA}"
    return f"{shown} {words}{folder}"


def second_factor(name: str) -> str:
    """Give the six digits that the demo login's authenticator would show now.

    Raises:
        Refused: Nobody of that name needs any.
    """
    _complete()
    person = Person.objects.filter(
        organisation__slug=workplace.SLUG, email=f"{name.lower()}@nordvaerk.example"
    ).first()
    app = Authenticator.objects.filter(
        user=person.user if person else None, type=Authenticator.Type.TOTP
    ).first()
    if app is None:
        names = ", ".join(login for login, _ in WHO)
        raise Refused(f"No second factor belongs to {name!r}. The demo's people: {names}.")
    counter = next(iter(yield_hotp_counters_from_time()))
    code: str = format_hotp_value(hotp_value(decrypt(app.data["secret"]), counter))
    return code


def unused_slips(count: int) -> list[str]:
    """Give some codes of the open demo round, which a person would get on paper."""
    codes: list[str] = _complete()["slips"]
    return codes[:count]


# --- what the demo must remember, because the program itself does not keep in clear ----------
def _kept() -> dict[str, Any]:
    path = settings.DATA / "demo.json"
    kept: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return kept


def _complete() -> dict[str, Any]:
    kept = _kept()
    if not kept.get("complete"):
        raise Refused("There is no demo organisation here yet: `trivsel demo build` makes it.")
    return kept


def _keep(kept: dict[str, Any]) -> None:
    path = settings.DATA / "demo.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
