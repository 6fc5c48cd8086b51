"""What each column holds and what it may be called: made from the table the reading uses."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trivsel.domain.importfile.headings import REQUIRED
from trivsel.domain.importfile.problem import Sheet
from trivsel.organisation.imports.sentences import FIELDS, SHEETS

HOLDS: Mapping[Sheet, Mapping[str, Promise]] = {
    Sheet.UNITS: {
        "code": _("A short code that never changes, one for each unit."),
        "parent": _("The code of the unit it belongs under. Empty for the one at the top."),
        "name": _("What people call it."),
    },
    Sheet.PEOPLE: {
        "number": _("The number from payroll. Never a CPR number."),
        "name": _("First and last name."),
        "unit": _("The code of the unit."),
        "email": _(
            "Only the person's own. It may be empty: a person answers with a slip and"
            " needs no e-mail."
        ),
        "roles": _(
            "Separate several with commas: leader, amr, tr, hr, top management,"
            " administrator. A role is for the person's unit; the last three for"
            " everybody."
        ),
        "job_title": _("Job or job group."),
        "language": _("Two letters, such as da, en or pl."),
    },
}
# A few of the headings that are known: enough to recognise one's own system's.
SHOWN: Mapping[Sheet, Mapping[str, tuple[str, ...]]] = {
    Sheet.UNITS: {
        "code": ("enhedskode", "enhed", "afdeling", "kode", "unit code", "unit"),
        "parent": ("overenhed", "overordnet enhed", "parent"),
        "name": ("navn", "enhedsnavn", "name"),
    },
    Sheet.PEOPLE: {
        "number": ("medarbejdernummer", "medarbejder", "nr.", "employee number", "person"),
        "name": ("navn", "name"),
        "unit": ("enhedskode", "enhed", "afdeling", "unit code", "unit"),
        "email": ("e-mail", "mail"),
        "roles": ("rolle", "roller", "role"),
        "job_title": ("stilling", "titel", "job"),
        "language": ("sprog", "language"),
    },
}


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    holds: str
    headings: str
    required: bool


@dataclass(frozen=True, slots=True)
class Explained:
    title: str
    columns: tuple[Column, ...]


def explanations() -> list[Explained]:
    return [
        Explained(
            str(SHEETS[sheet]),
            tuple(_column(sheet, field, held) for field, held in fields.items()),
        )
        for sheet, fields in HOLDS.items()
    ]


def _column(sheet: Sheet, field: str, held: Promise) -> Column:
    return Column(
        name=str(FIELDS[field]),
        holds=str(held),
        headings=", ".join(SHOWN[sheet][field]),
        required=field in REQUIRED[sheet],
    )
