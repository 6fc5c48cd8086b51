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
_COUNTED = ("new", "changed", "gone")
UNIT, PERSON = _("Code"), _("Number")
UNDER, IN_UNIT = _("Belongs under"), _("Unit")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of difference: how its table looks, and what it means."""

    title: Promise
    id_title: Promise
    place_title: Promise | None = None
    note: Promise | None = None


SECTIONS: Mapping[str, Kind] = {
    "units-new": Kind(_("New units"), UNIT, UNDER),
    "units-changed": Kind(_("Changed units"), UNIT),
    "units-gone": Kind(_("Units that go"), UNIT),
    "units-kept": Kind(
        _("Units that are kept"),
        UNIT,
        UNDER,
        _("They are not in the file, but rounds or actions refer to them. They stay, empty."),
    ),
    "people-new": Kind(_("New people"), PERSON, IN_UNIT),
    "people-changed": Kind(_("Changed people"), PERSON),
    "people-gone": Kind(
        _("People who have left"),
        PERSON,
        IN_UNIT,
        _("They are not in the file. Their roles end, and they can no longer sign in here."),
    ),
    "people-kept": Kind(
        _("People who are kept"),
        PERSON,
        IN_UNIT,
        _("They are not in the file, but administrators, and you yourself, are never removed."),
    ),
}


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one kind there are: how many, and which columns they need."""

    key: str
    kind: Kind
    count: int

    @property
    def has_rows(self) -> bool:
        return self.key.endswith(("new", "changed"))

    @property
    def has_changes(self) -> bool:
        return self.key.endswith("changed")

    @property
    def has_roles(self) -> bool:
        return self.key == "people-new"


@dataclass(frozen=True, slots=True)
class Counts:
    title: str
    new: int
    changed: int
    gone: int


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
    if not may_manage_people(person):
        return Import.objects.none()
    rows = Import.objects.filter(organisation=person.organisation_id)
    return rows.select_related("organisation").defer("rows")


def waiting_for(person: Person) -> QuerySet[Import]:
    """Previews that could be carried out; one full of faults waits for nothing."""
    return (
        imports_for(person)
        .filter(status=Import.Status.DRAFT, summary__problems=0)
        .defer("rows", "differences", "problems")
    )


def fingerprint_for(person: Person) -> str:
    """The organisation as it is now, seen by the person: a preview of another is stale."""
    return read_now(person.organisation, by=person).fingerprint


def faults_of(import_: Import) -> list[Fault]:
    return [fault(problem) for problem in stored_problems(import_.problems)]


def sections_of(import_: Import) -> list[Section]:
    """The kinds of differences there are any of; none once they have been carried out."""
    return [
        Section(key, kind, len(import_.differences[key]))
        for key, kind in SECTIONS.items()
        if import_.differences.get(key)
    ]


def counts_of(import_: Import) -> list[Counts]:
    """For each table that was given, how many are new, changed and gone."""
    counts = import_.summary.get("counts", {})
    return [
        Counts(str(title), *(counts.get(f"{sheet}-{what}", 0) for what in _COUNTED))
        for sheet, title in SHEETS.items()
        if sheet in import_.summary.get("rows", {})
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
