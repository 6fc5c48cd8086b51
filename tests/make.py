"""Plain functions that make things for tests. Each room adds its own below; no inheritance."""

import time
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from trivsel.accounts.models import User
from trivsel.actions.services import Agreement, agree_action
from trivsel.organisation.models import Organisation, Person, Role, Unit
from trivsel.organisation.services.tree import renumber

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
