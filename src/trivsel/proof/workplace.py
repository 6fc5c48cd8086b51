"""A workplace on the scratch stores, and its rounds, made by the services that users call."""

import secrets
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from trivsel.accounts.models import User
from trivsel.ballots import issuers, keys
from trivsel.domain.blindsign import IssuerKey
from trivsel.organisation import services as organisation
from trivsel.organisation.models import Organisation, Person, Role
from trivsel.proof.browser import Browser
from trivsel.surveys import services as surveys
from trivsel.surveys.models import Instrument, Round
from trivsel.surveys.services.plan import Plan

DAYS = 7
OPTIONS = 5


def questionnaire(items: int) -> str:
    """Neutral questions, each with the same five answers."""
    options = ", ".join(
        f'{{ value = {value}, da = "Svar {value}", en = "Answer {value}" }}'
        for value in range(1, OPTIONS + 1)
    )
    lines = [
        'key = "proof"',
        'version = "1"',
        'languages = ["da", "en"]',
        'title = { da = "Prøve", en = "Trial" }',
        'licence = "none: neutral labels"',
        "[[option_sets]]",
        'key = "five"',
        f"options = [{options}]",
        "[[scales]]",
        'key = "theme"',
        'good = "high"',
        'title = { da = "Tema", en = "Theme" }',
    ]
    for number in range(1, items + 1):
        lines += [
            "[[items]]",
            f'key = "item{number}"',
            'scale = "theme"',
            'options = "five"',
            f'text = {{ da = "Punkt {number}", en = "Item {number}" }}',
        ]
    return "\n".join(lines)


def workplace(slug: str, people: int) -> Organisation:
    """A workplace of so many in one unit; the first is HR, the second the employees' side."""
    at = timezone.now() - timedelta(days=30)
    made = organisation.create_organisation(f"Works {slug}", slug=slug, root_code="w", at=at)
    root = made.units.get()
    for number in range(people):
        mark = secrets.token_hex(4)
        name, email = f"Person {mark}", f"p{mark}@{slug}.example"
        user = User.objects.create_user(email, name=name)
        Person.objects.create(
            organisation=made,
            unit=root,
            number=f"E{number}-{mark}",
            name=name,
            email=email,
            user=user,
        )
    hr, rep = staff(made)[:2]
    organisation.give_role(Role.Kind.HR, to=hr, unit=root, by=None, at=at)
    organisation.give_role(Role.Kind.SAFETY_REP, to=rep, unit=root, by=None, at=at)
    return made


def staff(of: Organisation) -> list[Person]:
    """All people, in the order they were taken in."""
    found = of.people.select_related("user").prefetch_related("roles__unit")
    return list(found.order_by("pk"))


def load(of: Organisation, items: int, *, asked: str = "") -> Instrument:
    """Load a questionnaire of so many items; ``asked`` is the key of an open question."""
    hr = staff(of)[0]
    text = questionnaire(items)
    if asked:
        question = 'text = { da = "Hvad ville hjælpe?", en = "What would help?" }'
        text += f'\n[[open_questions]]\nkey = "{asked}"\n{question}\n'
    return surveys.load_instrument(
        text, file="proof.toml", organisation=of, by=hr, at=timezone.now()
    )


@cache
def issuer_key() -> bytes:
    """One key for all cells of a proof: to make one takes up to a second."""
    return IssuerKey.new().der


def stock(how_many: int = 1) -> None:
    """Lay keys in stock, as the job process does, but one that is made already."""
    for _number in range(how_many):
        name = f"{secrets.token_hex(8)}{issuers.ENDING}"
        keys.write_once(Path(settings.KEYS) / "stock" / name, issuer_key())


def signed_round(
    of: Organisation, instrument: Instrument, *, answered_by: str, at: datetime
) -> Round:
    """A round that both sides have signed."""
    hr, rep = staff(of)[:2]
    today = timezone.localdate(at)
    plan = Plan(
        name="Trial",
        instrument=instrument,
        opens_on=today,
        closes_on=today + timedelta(days=DAYS),
        minimum_group=5,
        answered_by=answered_by,
    )
    made = surveys.plan_round(of, plan, by=hr, at=at)
    stock()
    made = surveys.submit_round(made, by=hr, at=at)
    for signer in (hr, rep):
        made = surveys.sign_round(made, by=signer, at=at, digest=made.digest)
    made.refresh_from_db()
    return made


def over(at: datetime) -> datetime:
    """A moment when a round opened at that time has closed."""
    return at + timedelta(days=DAYS + 1)


def signed_in(people: Sequence[Person]) -> list[Browser]:
    """A browser for each, signed in: a session as the program makes it, without the form."""
    found = []
    for place, person in enumerate(people):
        user = person.user
        if user is None:
            raise ValueError(f"person {person.pk} cannot sign in")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        if person.roles.all():  # who carries a role has given the second factor
            TOTP.activate(user, generate_totp_secret())
            session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
            session["account_authentication_methods_user"] = str(user.pk)
        session.create()
        browser = Browser(address=f"10.9.{place // 250}.{place % 250 + 1}")
        browser.cookies["sessionid"] = str(session.session_key)
        found.append(browser)
    return found
