"""Reading: the imports of the organisation somebody runs, and what a preview shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trivsel.organisation.imports.now import read_now
from trivsel.organisation.imports.sentences import FIELDS, SHEETS, Fault, fault
from trivsel.organisation.imports.store import stored_problems
from trivsel.organisation.models import Import, Person, Role
from trivsel.organisation.queries import may_manage_people

PAGE = 100
SECTIONS: Mapping[str, Promise] = {
    "units-new": _("New units"),
    "units-changed": _("Changed units"),
    "units-gone": _("Units that go"),
    "units-kept": _("Units that are kept"),
    "people-new": _("New people"),
    "people-changed": _("Changed people"),
    "people-gone": _("People who have left"),
    "people-kept": _("People who are kept"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of difference, with how many there are."""

    key: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class ShownChange:
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Line:
    """One unit or person of a section."""

    row: int | None
    id: str
    name: str
    place: str
    roles: str
    changes: tuple[ShownChange, ...]


def imports_for(person: Person) -> QuerySet[Import]:
    """The imports of the person's organisation; none for who does not run it."""
    rows = Import.objects.filter(organisation=person.organisation_id)
    return (
        rows.select_related("organisation", "made_by")
        if may_manage_people(person)
        else rows.none()
    )


def waiting_for(person: Person) -> QuerySet[Import]:
    return imports_for(person).filter(status=Import.Status.DRAFT)


def fingerprint_for(person: Person) -> str:
    """The organisation as it is now, seen by the person: a preview of another is stale."""
    return read_now(person.organisation, by=person).fingerprint


def faults_of(import_: Import) -> list[Fault]:
    return [fault(problem) for problem in stored_problems(import_.problems)]


def sections_of(import_: Import) -> list[Section]:
    """The kinds of differences there are any of."""
    counts = import_.summary.get("counts", {})
    return [
        Section(key, str(title), counts[key])
        for key, title in SECTIONS.items()
        if counts.get(key)
    ]


def ignored_of(import_: Import) -> list[tuple[str, str]]:
    """For each table, the headings nobody reads."""
    ignored = import_.summary.get("ignored", {})
    return [
        (str(title), ", ".join(ignored[sheet]))
        for sheet, title in SHEETS.items()
        if ignored.get(sheet)
    ]


def page_of(import_: Import, section: str, number: str | None) -> Page[Line]:
    """One page of a section, each line in words."""
    lines = import_.differences.get(section, [])
    page = Paginator(lines, PAGE).get_page(number)
    page.object_list = [_line(line) for line in page.object_list]
    return page


def _line(line: dict[str, Any]) -> Line:
    return Line(
        row=line.get("row"),
        id=line["id"],
        name=line["name"],
        place=line.get("parent") or line.get("unit") or "",
        roles=_roles(line.get("roles", ())),
        changes=tuple(_change(*change) for change in line.get("changes", ())),
    )


def _change(field: str, old: str, new: str) -> ShownChange:
    if field == "roles":
        old, new = (_roles(kinds.split(", ") if kinds else ()) for kinds in (old, new))
    if field == "active":
        old, new = str(_("has left")), str(_("is back"))
    return ShownChange(str(FIELDS[field]), old, new)


def _roles(kinds: list[str] | tuple[str, ...]) -> str:
    return ", ".join(str(Role.Kind(kind).label) for kind in kinds)
