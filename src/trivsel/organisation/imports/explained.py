"""What each column holds and what it may be called: made from the table the reading uses."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trivsel.domain.importfile.headings import REQUIRED, SYNONYMS
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
        "email": _("Only the person's own. It may be empty: then they answer with a slip."),
        "roles": _(
            "Several are parted by a comma: leader, amr, tr, hr, top management, "
            "administrator. A role is for the person's unit; the last three for everybody."
        ),
        "job_title": _("Job or job group."),
        "language": _("Two letters, such as da, en or pl."),
    },
}
_SHOWN = 6


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
    words = SYNONYMS[sheet][field]
    return Column(
        name=str(FIELDS[field]),
        holds=str(held),
        headings=", ".join(sorted(words, key=len)[:_SHOWN]),
        required=field in REQUIRED[sheet],
    )
