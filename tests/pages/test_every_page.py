"""Every kind of page, in both languages, light and dark: clean for axe, and fitting a phone.

The list is held against the program's own addresses: a page without a visit fails the build.
"""

import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve, reverse
from django.utils.translation import override
from playwright.sync_api import Page

import make
import make_ballots
import make_rounds
from browsing import LAPTOP, PHONE, axe, nothing_slides_out, sign_in
from make_changes import answers
from trivsel.organisation.imports import services as imports


class Visit(NamedTuple):
    """Who goes where; ``lands`` is another page that the address leads on to."""

    who: str
    name: str
    args: tuple[str, ...] = ()
    lands: str = ""


HOUSE, ROUND, DRAFT, RESULT, PERSON = "{slug}", "{open}", "{planned}", "{released}", "{person}"
VISITS = [
    Visit("nobody", "toolbox:front"),
    Visit("nobody", "toolbox:tool", ("mit-bidrag",)),
    Visit("nobody", "toolbox:away"),
    Visit("nobody", "toolbox:articles"),
    Visit("nobody", "toolbox:article", ("to-arbejdskulturer",)),
    Visit("nobody", "toolbox:article", ("de-tre-forebyggelsesomraader",)),
    Visit("nobody", "figures:openings"),
    Visit("nobody", "ui:accessibility"),
    Visit("nobody", "ui:privacy"),
    Visit("nobody", "ballots:protection"),
    Visit("nobody", "ballots:box-protection", ("{box}",)),
    Visit("nobody", "ballots:find-receipt", ("{stamped}",)),
    Visit("nobody", "links:page", ("{stamped}",)),
    Visit("nobody", "ballots:start"),
    Visit("nobody", "ballots:tablet"),
    Visit("nobody", "ballots:tablet-paper", ("{box}",)),
    Visit("nobody", "ballots:paper", ("{box}",)),
    Visit("nobody", "surveys:preview-public", (HOUSE, "{box}")),
    Visit("nobody", "account_login"),
    Visit("nobody", "account_inactive"),
    Visit("nobody", "accounts:sent"),
    Visit("nobody", "accounts:link", ("gone",)),
    Visit("hr", "accounts:account"),
    Visit("hr", "account_set_password"),
    Visit("hr", "account_logout"),
    Visit("hr", "account_reauthenticate", lands="mfa_reauthenticate"),
    Visit("hr", "mfa_reauthenticate"),
    Visit("hr", "mfa_index", lands="accounts:account"),
    Visit("hr", "mfa_view_recovery_codes"),
    Visit("hr", "mfa_generate_recovery_codes"),
    Visit("hr", "mfa_deactivate_totp"),
    Visit("hr", "accounts:organisations", lands="desk:overview"),
    Visit("hr", "desk:overview", (HOUSE,)),
    Visit("hr", "organisation:units", (HOUSE,)),
    Visit("hr", "organisation:unit", (HOUSE, "P")),
    Visit("hr", "organisation:unit-new", (HOUSE, "P")),
    Visit("hr", "organisation:unit-change", (HOUSE, "P")),
    Visit("hr", "organisation:people", (HOUSE,)),
    Visit("hr", "organisation:person-new", (HOUSE,)),
    Visit("hr", "organisation:person", (HOUSE, PERSON)),
    Visit("hr", "organisation:person-change", (HOUSE, PERSON)),
    Visit("hr", "organisation:representative", (HOUSE,)),
    Visit("hr", "organisation:settings", (HOUSE,)),
    Visit("hr", "organisation:events", (HOUSE,)),
    Visit("hr", "organisation:import", (HOUSE,)),
    Visit("hr", "organisation:import-preview", (HOUSE, "{import}")),
    Visit("hr", "surveys:rounds", (HOUSE,)),
    Visit("hr", "surveys:plan", (HOUSE,)),
    Visit("hr", "surveys:round", (HOUSE, ROUND)),
    Visit("hr", "surveys:change", (HOUSE, DRAFT)),
    Visit("hr", "surveys:cells", (HOUSE, DRAFT)),
    Visit("hr", "surveys:continuing", (HOUSE, DRAFT)),
    Visit("hr", "surveys:preview", (HOUSE, DRAFT)),
    Visit("hr", "surveys:sign", (HOUSE, "{signing}")),
    Visit("hr", "surveys:slips", (HOUSE, "{signed}")),
    Visit("hr", "surveys:instruments", (HOUSE,)),
    Visit("hr", "surveys:instrument", (HOUSE, "{instrument}")),
    Visit("hr", "surveys:instrument-load", (HOUSE,)),
    Visit("hr", "surveys:latest-results", (HOUSE,), lands="surveys:results"),
    Visit("hr", "surveys:results", (HOUSE, RESULT)),
    Visit("hr", "surveys:unit-results", (HOUSE, RESULT, "P")),
    Visit("hr", "surveys:comments", (HOUSE, RESULT)),
    Visit("hr", "surveys:unit-over-time", (HOUSE, RESULT, "P")),
    Visit("hr", "actions:actions", (HOUSE,)),
    Visit("hr", "actions:new", (HOUSE,)),
    Visit("hr", "actions:action", (HOUSE, "{action}")),
    Visit("hr", "actions:change", (HOUSE, "{action}")),
    Visit("employee", "desk:overview", (HOUSE,)),
    Visit("employee", "organisation:units", (HOUSE,)),
    Visit("employee", "actions:actions", (HOUSE,)),
    Visit("employee", "surveys:results", (HOUSE, RESULT)),
    Visit("leader", "surveys:preparation", (HOUSE, "{hard}", "P")),
    Visit("employee", "surveys:ballot", (HOUSE, "{ballots}")),
    Visit("employee", "surveys:control", (HOUSE, "{ballots}")),
    Visit("hr", "surveys:seal-half", (HOUSE, "{ballots}")),
    Visit("hr", "surveys:paper-letters", (HOUSE, "{ballots}")),
    Visit("employee", "account_change_password"),
    Visit("employee", "mfa_activate_totp"),
]
FORM = "answers a form and leads on"
FILE = "gives a file"
NO_PAGE = {
    "toolbox:worker": FILE,
    "toolbox:paper": FILE,
    "toolbox:preview": FILE,
    "toolbox:front-preview": FILE,
    "toolbox:article-preview": FILE,
    "ui:language": FORM,
    "ballots:check": FORM,
    "links:cell": FORM,
    "links:issue": FORM,
    "ballots:hand-in": FORM,
    "ballots:manifest": FILE,
    "ballots:receipts": FILE,
    "ballots:record": FILE,
    "surveys:release-file": FILE,
    "accounts:send-link": FORM,
    "mfa_authenticate": "stands between password and page; tests/accounts goes through it",
    "mfa_download_recovery_codes": FILE,
    "organisation:unit-remove": FORM,
    "organisation:person-leave": FORM,
    "organisation:role-give": FORM,
    "organisation:role-take": FORM,
    "organisation:import-sample": FILE,
    "organisation:import-carry-out": FORM,
    "organisation:import-again": FORM,
    "organisation:import-drop": FORM,
    "surveys:submit": FORM,
    "surveys:withdraw": FORM,
    "surveys:cancel": FORM,
    "surveys:open": FORM,
    "surveys:issue": FORM,
    "surveys:close": FORM,
    "surveys:instrument-example": FILE,
    "surveys:results-xlsx": FILE,
    "surveys:results-csv": FILE,
    "surveys:codebook": FILE,
    "reports:report": FILE,
    "reports:unit-report": FILE,
    "actions:move": FORM,
}


def names(resolver: URLResolver | None = None, room: str = "") -> Iterator[str]:
    """The name of every address of the program."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, pattern.namespace or room)
        else:
            yield f"{room}:{pattern.name}" if room else str(pattern.name)


def test_every_address_is_visited_or_says_why_not():
    visited = {visit.name for visit in VISITS}

    assert visited | NO_PAGE.keys() == set(names())
    assert not visited & NO_PAGE.keys()


def test_an_address_nobody_visits_is_caught():
    assert {visit.name for visit in VISITS[1:]} | NO_PAGE.keys() != set(names())


@pytest.fixture
def house():
    """A works with rounds in several states, a result, an action, and a long name."""
    works = make.organisation("Nordværk Maskinfabrik og Jernstøberi A/S", slug="nord")
    production = make.unit(works, "Produktion", code="P")
    foundry = make.unit(production, "Støberi, formning og efterbehandling", code="S")
    make.people(foundry, 12)
    make.people(make.unit(works, "Vedligehold", code="V"), 4)
    employee = make.person(foundry, "Bo Lund")
    hr = make.person(works, "Hanne Holm", "hr", "administrator", "leader")
    RecoveryCodes.activate(make.login_of(hr))
    leader = make.person(production, "Karen Lund", "leader")
    make_rounds.signers(works)
    there = {
        "hard": make.released_round(works, {production: answers(20, "", wellbeing=40)}).pk,
        "released": make.released_round(
            works,
            {foundry: 20, production: 9},
            comments={foundry: [f"Ro til opgaverne om formiddagen {n}" for n in range(9)]},
        ).pk,
        **{
            state: make_rounds.round_(works, state, name=f"Måling {number}").pk
            for number, state in enumerate(("planned", "signing", "signed"))
        },
    }
    open_ = make_rounds.round_(works, "open")
    make_ballots.stock(4)
    stamped = make_rounds.round_(works, "open", answered_by="ballots")
    there |= {"ballots": stamped.pk, "stamped": stamped.box_code}
    action = make.action(production, hr, what="Planen for ugen hænger i pauserummet fredag")
    draft = imports.prepare_import(
        works,
        units="enhed;overenhed;navn\nroot;;Nordværk\nP;root;Produktion\n".encode(),
        people=b"",
        by=hr,
        at=make.NOW,
    )
    there |= {
        "slug": works.slug,
        "open": open_.pk,
        "box": open_.box_code,
        "instrument": open_.instrument_id,
        "action": action.pk,
        "person": employee.pk,
        "import": draft.pk,
    }
    return SimpleNamespace(there=there, hr=hr, leader=leader, employee=employee)


def enter(page: Page, house: SimpleNamespace, who: str, address: str) -> None:
    """Sign in as somebody who has just given password and code, so no page asks for more."""
    page.context.clear_cookies()
    if who == "nobody":
        return
    client = Client()
    somebody = getattr(house, who)
    user = make.login_of(somebody)
    if who == "employee":
        user.set_password("en lang adgangskode")
        user.save()
    make.sign_in(client, somebody)
    session = client.session
    method = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [
        *session.get("account_authentication_methods", []),
        method,
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    sign_in(page, client, address)


def fault_of(page: Page, visit: Visit, house: SimpleNamespace, language: str) -> str:
    """What is wrong with one page, or nothing."""
    args = [arg.format(**house.there) for arg in visit.args]
    with override(language):
        address = reverse(visit.name, args=args)
    page.set_viewport_size(PHONE)
    answer = page.goto(address)
    with override(language):
        where = resolve(urlsplit(page.url).path).view_name
    if where != (visit.lands or visit.name):
        return f"{address} led to {where}"
    if answer is None or answer.status not in {200, 410}:
        return f"{address} was not found"
    try:
        nothing_slides_out(page)
        page.set_viewport_size(LAPTOP)
        nothing_slides_out(page)
        axe(page)
    except AssertionError as found:
        return str(found)
    return ""


@pytest.mark.usefixtures("without_worker")
@pytest.mark.parametrize(("language", "scheme"), [("da", "light"), ("en", "dark")])
def test_every_page_is_clean_and_fits(browser_page, live_server, house, language, scheme):
    browser_page.emulate_media(color_scheme=scheme)
    faults = []
    here = None
    for visit in VISITS:
        if visit.who != here:
            enter(browser_page, house, visit.who, live_server.url)
            here = visit.who
        faults.append(fault_of(browser_page, visit, house, language))

    assert not any(faults), "\n\n".join(filter(None, faults))
