"""A whole round with marked people: in from a file, signed in by mail, answered, forgotten."""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from trivsel.domain.blindsign.manifest import Manifest
from trivsel.organisation import services as organisation
from trivsel.organisation.imports import services as imports
from trivsel.organisation.models import Organisation, Person, Role
from trivsel.proof import workplace
from trivsel.proof.browser import Browser, at
from trivsel.proof.canaries.marks import Canary, of
from trivsel.proof.canaries.matrix import Stage
from trivsel.proof.voter import NotTaken, Voter
from trivsel.surveys import box
from trivsel.surveys import services as surveys
from trivsel.surveys.models import Round

PEOPLE, ITEMS = 12, 40
BEGINNING = 256  # of an envelope: SQLite lays what is longer on several pages, apart
LINK = re.compile(r"/konto/log-ind/link/([\w-]{20,})/")
UNITS = "unit,parent,name\nw,,Works\n"


@dataclass(slots=True)
class Marked:
    """Somebody with everything that could tell who they are, and all of it unique."""

    name: str
    email: str
    number: str
    password: str
    browser: Browser
    canaries: list[Canary] = field(default_factory=list)
    voter: Voter | None = None

    def mark(self, what: str, secret: str | bytes) -> None:
        self.canaries.append(of(what, secret))


def somebody(place: int) -> Marked:
    mark = secrets.token_hex(6)
    agent, referrer = f"Browser/{mark}agent", f"https://intranet.example/{mark}page"
    network = f"2001:db8::{mark[:4]}:{mark[4:8]}:{mark[8:]}"
    telling = {"User-Agent": agent, "Referer": referrer, "X-Forwarded-For": network}
    browser = Browser(address=network, telling=telling)
    made = Marked(
        name=f"Navn{mark} Efternavn{place}",
        email=f"mail{mark}@works.example",
        number=f"N{mark}{place}",
        password=f"kode ord {mark}",
        browser=browser,
    )
    given = {"name": f"Navn{mark}", "address": made.email, "number": made.number}
    given |= {"browser": agent, "referrer": referrer, "network": network}
    for what, secret in (given | {"password": made.password}).items():
        made.mark(what, secret)
    return made


@dataclass(slots=True)
class Flow:
    """The round as it goes.

    ``after_answers`` is where a careless twin does its harm; ``looked_for`` is how many of the
    people are searched for, the two with a second factor first.
    """

    after_answers: Callable[["Flow"], None] = lambda _flow: None
    looked_for: int = PEOPLE
    people: list[Marked] = field(default_factory=list)
    extra: list[Canary] = field(default_factory=list)

    @property
    def canaries(self) -> list[Canary]:
        people = self.people[: self.looked_for]
        return [*self.extra, *(canary for one in people for canary in one.canaries)]

    def play(self) -> Iterator[Stage]:
        """Go on to the next stage, and stop there to be looked at."""
        now, slug = timezone.now(), f"works-{secrets.token_hex(3)}"
        self.people = [somebody(place) for place in range(PEOPLE)]
        works = self._taken_in(slug)
        for one in self.people:
            sign_in(one)
        staff = {person.number: person for person in workplace.staff(works)}
        self._factors(works, staff)
        round_ = workplace.signed_round(
            works, workplace.load(works, ITEMS, asked="help"), answered_by="ballots", at=now
        )
        surveys.open_round(round_, by=None, at=now)
        surveys.tick(at=now)
        work()
        self._answered(works, round_)
        self.after_answers(self)
        yield Stage.OPEN
        later = workplace.over(now)
        surveys.close_round(round_, by=None, at=later)
        yield Stage.CLOSED
        box.count(round_)
        round_.refresh_from_db()
        yield Stage.COUNTED
        surveys.count_and_release(round_, at=later)
        self._looked_up(round_)
        yield Stage.RELEASED
        surveys.tick(at=later + timedelta(days=15))
        yield Stage.FORGOTTEN

    def _taken_in(self, slug: str) -> Organisation:
        made = organisation.create_organisation(
            "Works", slug=slug, root_code="w", at=timezone.now()
        )
        rows = [f"{one.number},{one.name},{one.email},w" for one in self.people]
        people = "\n".join(["person,name,email,unit", *rows]).encode()
        imports.import_files(
            made, units=UNITS.encode(), people=people, by=None, at=timezone.now()
        )
        return made

    def _factors(self, works: Organisation, staff: dict[str, Person]) -> None:
        """HR and the employees' representative, each with a second factor."""
        root, first = works.units.get(), workplace.staff(works)[:2]
        for kind, person in zip((Role.Kind.HR, Role.Kind.SAFETY_REP), first, strict=True):
            organisation.give_role(kind, to=person, unit=root, by=None, at=timezone.now())
        for one in self.people:
            person = staff[one.number]
            person.refresh_from_db()
            if person.user is None:
                raise NotTaken("somebody who signed in has no login")
            if not person.user.has_usable_password():
                raise NotTaken("the password was not taken")
            if person in first:
                secret = generate_totp_secret()
                one.mark("factor", secret)
                TOTP.activate(person.user, secret)

    def _answered(self, works: Organisation, round_: Round) -> None:
        manifest = Manifest.from_json(bytes(round_.ballot_manifest or b""))
        seal = Path(settings.KEYS) / f"{round_.box_code}.seal"
        self.extra.append(of("seal-key", seal.read_bytes()))
        first = {person.number for person in workplace.staff(works)[:2]}
        asked = [one for one in self.people if one.number not in first]
        for one in asked:
            vote(one, works, round_, manifest)

    def _looked_up(self, round_: Round) -> None:
        """Each looks whether their receipt is among those published, signed in as they are."""
        for one in self.people:
            page = one.browser.get(at("svar/{}/kvitteringer.txt", round_.box_code))
            if one.voter and str(one.voter.receipt) not in page.text:
                raise NotTaken("a receipt is not among those published")


def sign_in(one: Marked) -> None:
    """By a link in a mail, as most people do; the job process sends it."""
    one.browser.get(at("konto/log-ind/"))
    one.browser.form(at("konto/log-ind/link/"), email=one.email)
    work()
    letters = [letter for letter in mail.outbox if letter.to == [one.email]]
    link = LINK.search(str(letters[-1].body)) if letters else None
    if link is None:
        raise NotTaken("no mail with a link came")
    one.mark("link", link[1])
    path = at("konto/log-ind/link/{}/", link[1])
    one.browser.get(path)
    one.browser.form(path)
    if "sessionid" not in one.browser.cookies:
        raise NotTaken("the link did not sign anybody in")
    one.browser.form(
        at("konto/adgangskode/ny/"), password1=one.password, password2=one.password
    )
    one.mark("session", one.browser.cookies["sessionid"])


def work() -> None:
    """What the job process does with all that waits."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def vote(one: Marked, works: Organisation, round_: Round, manifest: Manifest) -> None:
    """Fetch a ballot, answer, hand in: every page on the way is opened too."""
    voter = one.voter = Voter(manifest, manifest.cells[0].code)
    one.browser.get(at("o/{}/runder/{}/stemmeseddel/", works.slug, round_.pk))
    voter.fetch(one.browser, works.slug, round_.pk)
    one.browser.get(at("svar/{}/", round_.box_code))
    one.browser.get(at("svar/{}/manifest.json", round_.box_code))
    answer = bytes(1 + secrets.randbelow(workplace.OPTIONS) for _item in range(ITEMS))
    written = f"ord {secrets.token_hex(12)}"
    voter.answer(answer, [written])
    voter.hand_in(one.browser)
    voter.hand_in(one.browser)  # a connection that breaks makes a browser send again
    one.mark("answer", answer)
    one.mark("comment", written)
    one.mark("envelope", voter.envelope[:BEGINNING])
    for what in ("nonce", "message", "signature", "nullifier", "blinded", "stamp"):
        one.mark(what, getattr(voter, what))
    one.mark("blinded-hash", sha256(voter.blinded).digest())
    one.mark("receipt", voter.receipt.digest)
