"""What stands in the menu of an organisation's pages.

Rooms above are named by the names of their addresses; a name that does not resolve is left
out, so the menu never leads nowhere. A room that wants a line adds it here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLANNERS = frozenset({"administrator", "hr"})
PEOPLE_READERS = PLANNERS | {"leader", "top_management"}
ROUND_PEOPLE = PLANNERS | {"leader", "safety_rep", "employee_rep", "top_management"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: where it leads, what it says, and whose roles it is for."""

    name: str
    label: Promise
    roles: frozenset[str] | None = None  # None: everybody in the organisation


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: Promise
    current: str  # the value of aria-current, or ""


ENTRIES = (
    Entry("desk:overview", _("Overview")),
    Entry("surveys:latest-results", _("Results")),
    Entry("actions:actions", _("Actions")),
    Entry("surveys:rounds", _("Rounds"), ROUND_PEOPLE),
    Entry("surveys:instruments", _("Questionnaires"), PLANNERS),
    Entry("organisation:people", _("People"), PEOPLE_READERS),
    Entry("organisation:units", _("Units")),
)


def address(name: str, *args: Any) -> str:
    """The address behind a name, or an empty string where nobody answers to it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def links_for(request: HttpRequest, entries: Iterable[Entry] = ENTRIES) -> Iterator[Link]:
    """The menu of the organisation in the address, as far as this person's roles reach."""
    organisation = getattr(request, "organisation", None)
    person = getattr(request, "person", None)
    if organisation is None or person is None:
        return
    kinds = {role.kind for role in person.roles.all()}
    for entry in entries:
        url = address(entry.name, organisation.slug)
        if url and (entry.roles is None or kinds & entry.roles):
            yield Link(url, entry.label, current(in_the_menu(request.path), url))


def in_the_menu(path: str) -> str:
    """A round's results lie under the round in the address, but under Results in the menu."""
    return re.sub(r"/runder/\d+/resultat/", "/resultat/", path)


def current(path: str, url: str) -> str:
    if path == url:
        return "page"
    depth_of_an_overview = 4  # /da/o/<slug>/ begins every page, so only itself counts
    inside = path.startswith(url) and url.count("/") > depth_of_an_overview
    return "true" if inside else ""
