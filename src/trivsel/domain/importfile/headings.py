"""Which column is which: Danish and English headings as payroll systems write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trivsel.domain.importfile.problem import Kind, Problem, Sheet
from trivsel.domain.importfile.table import Table

_NOISE = re.compile(r"[\W_]+")

# Within a field the most telling word stands first: with both 'enhedskode' and 'enhed' in
# a file, the code decides and the other column is left out.
SYNONYMS: Mapping[Sheet, Mapping[str, tuple[str, ...]]] = {
    Sheet.UNITS: {
        "code": (
            *(
                "enhedskode",
                "unitcode",
                "afdelingskode",
                "enhedsnummer",
                "enhedsnr",
                "enhedsid",
            ),
            *("unitid", "unitnumber", "afdelingsnummer", "afdelingsnr", "kode", "code", "id"),
            *("enhed", "unit", "afdeling", "department"),
        ),
        "parent": (
            *("overenhedskode", "parentcode", "overenhed", "parent", "parentunit"),
            *("overordnetenhed", "overordnet", "moderenhed", "overafdeling", "hørerunder"),
        ),
        "name": ("navn", "name", "enhedsnavn", "unitname", "afdelingsnavn", "betegnelse"),
    },
    Sheet.PEOPLE: {
        "number": (
            *("medarbejdernummer", "medarbejdernr", "employeenumber", "employeeno"),
            *("employeeid", "medarbejderid", "medarbejder", "person", "personid", "employee"),
            *("nummer", "number", "nr", "no", "id"),
        ),
        "name": ("navn", "name", "fuldenavn", "fullname", "medarbejdernavn", "employeename"),
        "email": ("email", "mail", "epost", "emailadresse", "emailaddress", "mailadresse"),
        "unit": (
            *(
                "enhedskode",
                "unitcode",
                "afdelingskode",
                "enhedsnummer",
                "enhedsnr",
                "enhedsid",
            ),
            *("unitid", "afdelingsnummer", "afdelingsnr", "enhed", "unit", "afdeling"),
            *("department", "kode", "code"),
        ),
        "roles": ("roller", "rolle", "roles", "role"),
        "job_title": (
            "stilling",
            "stillingsbetegnelse",
            "job",
            "jobtitle",
            "jobtitel",
            "titel",
        ),
        "language": ("sprog", "language", "lang"),
    },
}
REQUIRED: Mapping[Sheet, tuple[str, ...]] = {
    Sheet.UNITS: ("code", "parent", "name"),
    Sheet.PEOPLE: ("number", "name", "unit"),
}
_FIELD_OF = {
    sheet: {word: field for field, words in fields.items() for word in words}
    for sheet, fields in SYNONYMS.items()
}
_ALL_WORDS = frozenset(word for words in _FIELD_OF.values() for word in words)


@dataclass(frozen=True, slots=True)
class Columns:
    """The position of each field that was found, and the headings nobody reads."""

    position: Mapping[str, int]
    ignored: tuple[str, ...]


def normal(heading: str) -> str:
    """Strip a heading to what tells it apart.

    >>> normal("Medarbejder-nr. "), normal("E-mail")
    ('medarbejdernr', 'email')
    """
    return _NOISE.sub("", heading.casefold())


def is_known(heading: str) -> bool:
    """Whether either table has such a column.

    >>> is_known("Overenhed"), is_known("Skonummer")
    (True, False)
    """
    return normal(heading) in _ALL_WORDS


def looks_like(table: Table) -> Sheet | None:
    """Tell units from people by the headings, or None when it could be either.

    The columns only one of the two has decide; a name and a unit stand in both.
    """
    words = {normal(heading) for heading in table.headings.cells}
    parent = words & set(SYNONYMS[Sheet.UNITS]["parent"])
    of_people = {"email", "roles", "job_title", "language"}
    person = {"medarbejder", "person", "employee", "medarbejdernummer", "medarbejdernr"}
    person |= {word for field in of_people for word in SYNONYMS[Sheet.PEOPLE][field]}
    if parent:
        return Sheet.UNITS
    return Sheet.PEOPLE if words & person else None


def map_columns(table: Table, sheet: Sheet) -> tuple[Columns, list[Problem]]:
    """Find each field's column, in any order.

    Returns:
        The columns, and a problem for each required one that is missing or there twice.
    """
    found = _candidates(table, sheet)
    problems = [
        Problem(Kind.DOUBLE_COLUMN, sheet, table.headings.number, table.headings.cells[place])
        for place in _doubles(table, sheet)
    ]
    position = {field: places[0] for field, places in found.items()}
    spare = found.get("code", [])[1:]
    if sheet is Sheet.UNITS and "name" not in position and spare:
        # Headed 'kode' and 'enhed': then the second is the unit's name.
        position["name"] = spare[0]
    used = set(position.values())
    ignored = tuple(
        heading
        for place, heading in enumerate(table.headings.cells)
        if heading and place not in used
    )
    missing = [field for field in REQUIRED[sheet] if field not in position]
    seen = ", ".join(heading for heading in table.headings.cells if heading)[:200]
    problems += [
        Problem(
            Kind.MISSING_COLUMN,
            sheet,
            table.headings.number,
            values={"missing": field, "found": seen},
        )
        for field in missing
    ]
    return Columns(position, ignored), problems


def _candidates(table: Table, sheet: Sheet) -> dict[str, list[int]]:
    """The columns each field could be, the most telling heading first."""
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(table.headings.cells):
        if field := _FIELD_OF[sheet].get(normal(heading)):
            found.setdefault(field, []).append(place)
    for field, places in found.items():
        words = SYNONYMS[sheet][field]
        places.sort(key=lambda place: words.index(normal(table.headings.cells[place])))
    return found


def _doubles(table: Table, sheet: Sheet) -> list[int]:
    seen: set[str] = set()
    doubles = []
    for place, heading in enumerate(table.headings.cells):
        word = normal(heading)
        if word in seen and word in _FIELD_OF[sheet]:
            doubles.append(place)
        seen.add(word)
    return doubles
