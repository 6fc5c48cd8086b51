"""Cells to values: every row is checked, every fault is told, none stops the rest."""

import re
from collections.abc import Iterable, Mapping

from trivsel.domain.importfile.cells import Checked, short
from trivsel.domain.importfile.problem import Kind, Problem, Sheet
from trivsel.domain.importfile.rows import PersonRow, UnitRow
from trivsel.domain.importfile.table import Line, Table
from trivsel.domain.importfile.tree import check_tree

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = (
    r"[A-Za-z0-9æøåäöüéÆØÅÄÖÜÉ](?:[A-Za-z0-9æøåäöüéÆØÅÄÖÜÉ-]{0,61}[A-Za-z0-9æøåäöüéÆØÅÄÖÜÉ])?"
)
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z]{2})?")
_LANGUAGES = {
    "dansk": "da",
    "danish": "da",
    "engelsk": "en",
    "english": "en",
    "polsk": "pl",
    "polish": "pl",
    "tysk": "de",
    "german": "de",
    "ukrainsk": "uk",
    "ukrainian": "uk",
    "tyrkisk": "tr",
    "turkish": "tr",
    "arabisk": "ar",
    "arabic": "ar",
    "rumænsk": "ro",
    "romanian": "ro",
}
ROLES = {
    "leader": ("leder", "leader", "manager", "chef"),
    "safety_rep": (
        *("amr", "safetyrep", "arbejdsmiljørepræsentant", "safetyrepresentative"),
        "healthandsafetyrepresentative",
    ),
    "union_rep": ("tr", "unionrep", "tillidsrepræsentant", "unionrepresentative"),
    "hr": ("hr",),
    "top_management": ("topleder", "topmanagement", "topledelse", "direktion"),
    "administrator": ("administrator", "admin"),
}
_ROLE_OF = {word: role for role, words in ROLES.items() for word in words}


def check_units(table: Table) -> tuple[tuple[UnitRow, ...], list[Problem], tuple[str, ...]]:
    """Check a table of units: codes, names, and that the parents make one tree.

    Returns:
        The rows, the problems in the order of the rows, and the headings nobody reads.
        The rows are fit for use only when there are no problems.
    """
    checked = Checked(table, Sheet.UNITS)
    if not checked.complete:
        return (), checked.problems, checked.columns.ignored
    rows = []
    for line in table.lines:
        checked.wide(line)
        rows.append(
            UnitRow(
                row=line.number,
                code=checked.code(line, "code"),
                parent=checked.code(line, "parent", required=False),
                name=checked.text(line, "name", required=True),
            )
        )
    _once(checked, "code", ((row.row, row.code) for row in rows), Kind.DUPLICATE_ID)
    check_tree(checked, rows)
    return tuple(rows), _in_order(checked.problems), checked.columns.ignored


def check_people(
    table: Table, *, units: Mapping[str, str] | None
) -> tuple[tuple[PersonRow, ...], list[Problem], tuple[str, ...]]:
    """Check a table of people.

    Args:
        table: What was read.
        units: Names of the units a person may belong to, by code; None when they could not
            be read, so that one fault is not told ten thousand times.

    Returns:
        The rows, the problems in the order of the rows, and the headings nobody reads.
        The rows are fit for use only when there are no problems.
    """
    checked = Checked(table, Sheet.PEOPLE)
    if not checked.complete:
        return (), checked.problems, checked.columns.ignored
    rows = []
    for line in table.lines:
        checked.wide(line)
        rows.append(_person(checked, line, units))
    _once(checked, "number", ((row.row, row.number) for row in rows), Kind.DUPLICATE_ID)
    _once(checked, "email", ((row.row, row.email or "") for row in rows), Kind.DUPLICATE_EMAIL)
    return tuple(rows), _in_order(checked.problems), checked.columns.ignored


def _person(checked: Checked, line: Line, units: Mapping[str, str] | None) -> PersonRow:
    unit = checked.code(line, "unit")
    if unit and units is not None and unit not in units:
        near = checked.near(unit, units)
        checked.say(Kind.UNKNOWN_UNIT, line.number, "unit", text=short(unit), near=near)
    return PersonRow(
        row=line.number,
        number=checked.code(line, "number"),
        name=checked.text(line, "name", required=True),
        unit=unit,
        email=_email(checked, line) if checked.has("email") else None,
        roles=_roles(checked, line) if checked.has("roles") else None,
        job_title=checked.text(line, "job_title") if checked.has("job_title") else None,
        language=_language(checked, line) if checked.has("language") else None,
    )


def _email(checked: Checked, line: Line) -> str:
    text = checked.text(line, "email").removeprefix("mailto:").lower()
    if text and not _EMAIL.fullmatch(text):
        checked.say(Kind.BAD_EMAIL, line.number, "email", text=short(text))
        return ""
    return text


def _roles(checked: Checked, line: Line) -> tuple[str, ...]:
    found = set()
    for part in re.split(r"[,|;/]", checked.text(line, "roles")):
        word = re.sub(r"[\W_]+", "", part.casefold())
        if not word:
            continue
        if role := _ROLE_OF.get(word):
            found.add(role)
        else:
            checked.say(Kind.UNKNOWN_ROLE, line.number, "roles", text=short(part.strip()))
    return tuple(sorted(found))


def _language(checked: Checked, line: Line) -> str:
    text = checked.text(line, "language").casefold().replace("_", "-")
    code = _LANGUAGES.get(text, text)
    if code and not _LANGUAGE.fullmatch(code):
        checked.say(Kind.BAD_LANGUAGE, line.number, "language", text=short(text))
        return ""
    return code


def _once(checked: Checked, field: str, values: Iterable[tuple[int, str]], kind: Kind) -> None:
    first: dict[str, int] = {}
    for row, value in values:
        if not value:
            continue
        if value in first:
            checked.say(kind, row, field, text=short(value), other=first[value])
        else:
            first[value] = row


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.row or 0)
