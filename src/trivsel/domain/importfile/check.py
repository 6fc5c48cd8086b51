"""Cells to values: every row is checked, every fault is told, none stops the rest."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trivsel.domain.importfile.headings import map_columns
from trivsel.domain.importfile.problem import Kind, Problem, Sheet
from trivsel.domain.importfile.table import Line, Table

LENGTHS = {
    "code": 50,
    "parent": 50,
    "number": 50,
    "name": 200,
    "email": 254,
    "unit": 50,
    "roles": 200,
    "job_title": 100,
    "language": 20,
}
_ARRANGING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_GARBLED = re.compile("Ã[\u0080-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = (
    r"[A-Za-z0-9æøåäöüéÆØÅÄÖÜÉ](?:[A-Za-z0-9æøåäöüéÆØÅÄÖÜÉ-]{0,61}[A-Za-z0-9æøåäöüéÆØÅÄÖÜÉ])?"
)
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
_CPR = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-\d{4}")
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
# A near miss is looked for in this many rows; beyond that it costs time and helps nobody.
_GUESSES = 20


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as the file has it; an empty parent marks the top."""

    row: int
    code: str
    parent: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the file has them; None where the file has no such column."""

    row: int
    number: str
    name: str
    unit: str
    email: str | None = None
    roles: tuple[str, ...] | None = None
    job_title: str | None = None
    language: str | None = None


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


class _Checked:
    """One table under check: finds cells by field and gathers what is wrong."""

    def __init__(self, table: Table, sheet: Sheet) -> None:
        self.table = table
        self.sheet = sheet
        self.columns, self.problems = map_columns(table, sheet)
        self.complete = not self.problems
        self._guesses = 0
        if not table.lines:
            self.say(Kind.ONLY_HEADINGS, table.headings.number)

    def has(self, field: str) -> bool:
        return field in self.columns.position

    def say(self, kind: Kind, row: int, field: str = "", **values: str | int) -> None:
        place = self.columns.position.get(field, -1)
        column = self.table.headings.cells[place] if place >= 0 else None
        self.problems.append(Problem(kind, self.sheet, row, column, values))

    def text(self, line: Line, field: str, *, required: bool = False) -> str:
        """The cell's text, with everything told that would be wrong in any field."""
        place = self.columns.position[field]
        text = line.cells[place] if place < len(line.cells) else ""
        if strange := self.table.strange.get((line.number, place)):
            self.say(strange, line.number, field, text=_short(text))
            return ""
        if not text:
            if required:
                self.say(Kind.EMPTY_CELL, line.number, field)
            return ""
        if fault := _fault(text, LENGTHS[field]):
            kind, values = fault
            self.say(kind, line.number, field, **values)
            return ""
        return text

    def code(self, line: Line, field: str, *, required: bool = True) -> str:
        """A unit's code or a person's number: it becomes part of addresses and files."""
        text = self.text(line, field, required=required)
        if text and (text[0] in "=+@" or set(text) & set("/\\") or not text.strip(".")):
            self.say(Kind.BAD_CODE, line.number, field, text=_short(text))
            return ""
        if text and field == "number" and _CPR.fullmatch(text):
            # The number itself is not repeated: it must not spread further.
            self.say(Kind.LOOKS_LIKE_CPR, line.number, field)
            return ""
        return text

    def wide(self, line: Line) -> None:
        """Tell of cells beyond the headings: most often a separator inside a name."""
        headings = len(self.table.headings.cells)
        if any(line.cells[headings:]):
            self.say(Kind.ROW_TOO_WIDE, line.number, cells=len(line.cells), headings=headings)

    def near(self, text: str, known: Mapping[str, str]) -> str:
        """The code that was probably meant: of the unit with this name, or one much like it."""
        self._guesses += 1
        if self._guesses > _GUESSES:
            return ""
        by_fold = {name.casefold(): code for code, name in known.items()}
        if text.casefold() in by_fold:
            return by_fold[text.casefold()]
        by_fold = {code.casefold(): code for code in known}
        close = difflib.get_close_matches(text.casefold(), by_fold, n=1, cutoff=0.75)
        return by_fold[close[0]] if close else ""


def check_units(table: Table) -> tuple[tuple[UnitRow, ...], list[Problem], tuple[str, ...]]:
    """Check a table of units: codes, names, and that the parents make one tree.

    Returns:
        The rows, the problems in the order of the rows, and the headings nobody reads.
        The rows are fit for use only when there are no problems.
    """
    checked = _Checked(table, Sheet.UNITS)
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
    _tree(checked, rows)
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
    checked = _Checked(table, Sheet.PEOPLE)
    if not checked.complete:
        return (), checked.problems, checked.columns.ignored
    rows = []
    for line in table.lines:
        checked.wide(line)
        rows.append(_person(checked, line, units))
    _once(checked, "number", ((row.row, row.number) for row in rows), Kind.DUPLICATE_ID)
    _once(checked, "email", ((row.row, row.email or "") for row in rows), Kind.DUPLICATE_EMAIL)
    return tuple(rows), _in_order(checked.problems), checked.columns.ignored


def _person(checked: _Checked, line: Line, units: Mapping[str, str] | None) -> PersonRow:
    unit = checked.code(line, "unit")
    if unit and units is not None and unit not in units:
        near = checked.near(unit, units)
        checked.say(Kind.UNKNOWN_UNIT, line.number, "unit", text=_short(unit), near=near)
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


def _email(checked: _Checked, line: Line) -> str:
    text = checked.text(line, "email").removeprefix("mailto:").lower()
    if text and not _EMAIL.fullmatch(text):
        checked.say(Kind.BAD_EMAIL, line.number, "email", text=_short(text))
        return ""
    return text


def _roles(checked: _Checked, line: Line) -> tuple[str, ...]:
    found = set()
    for part in re.split(r"[,|;/]", checked.text(line, "roles")):
        word = re.sub(r"[\W_]+", "", part.casefold())
        if not word:
            continue
        if role := _ROLE_OF.get(word):
            found.add(role)
        else:
            checked.say(Kind.UNKNOWN_ROLE, line.number, "roles", text=_short(part.strip()))
    return tuple(sorted(found))


def _language(checked: _Checked, line: Line) -> str:
    text = checked.text(line, "language").casefold().replace("_", "-")
    code = _LANGUAGES.get(text, text)
    if code and not _LANGUAGE.fullmatch(code):
        checked.say(Kind.BAD_LANGUAGE, line.number, "language", text=_short(text))
        return ""
    return code


def _fault(text: str, most: int) -> tuple[Kind, dict[str, str | int]] | None:
    if len(text) > most:
        return Kind.TOO_LONG, {"length": len(text), "most": most}
    if text.isascii() and text.isprintable():
        return None
    if bad := [sign for sign in text if _is_control(sign)]:
        codes = ", ".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in bad))
        return Kind.CONTROL_CHARACTERS, {"codes": codes}
    if _GARBLED.search(text):
        return Kind.GARBLED, {"text": _short(text)}
    return None


def _is_control(sign: str) -> bool:
    # Signs that turn the direction of writing can make a name look like another one.
    return sign in _ARRANGING or unicodedata.category(sign) in {"Cc", "Cs"}


def _short(text: str) -> str:
    """Enough of a cell to recognise it, with nothing in it that could harm a page or log."""
    plain = "".join("?" if _is_control(sign) else sign for sign in text)
    return plain if len(plain) <= 60 else plain[:59] + "…"  # noqa: PLR2004 - one line of a phone


def _once(checked: _Checked, field: str, values: Iterable[tuple[int, str]], kind: Kind) -> None:
    first: dict[str, int] = {}
    for row, value in values:
        if not value:
            continue
        if value in first:
            checked.say(kind, row, field, text=_short(value), other=first[value])
        else:
            first[value] = row


def _tree(checked: _Checked, rows: list[UnitRow]) -> None:
    by_code: dict[str, UnitRow] = {}
    for row in rows:
        if row.code:
            by_code.setdefault(row.code, row)
    spoiled = _spoiled(checked)
    roots = [row for row in rows if row.code and not row.parent and row.row not in spoiled]
    for extra in roots[1:]:
        checked.say(Kind.TWO_ROOTS, extra.row, "parent", text=roots[0].code, other=roots[0].row)
    for row in rows:
        if row.parent and row.parent not in by_code:
            near = checked.near(row.parent, {code: unit.name for code, unit in by_code.items()})
            checked.say(
                Kind.UNKNOWN_PARENT, row.row, "parent", text=_short(row.parent), near=near
            )
    for cycle in _cycles(by_code):
        path = " > ".join([*(row.code for row in cycle), cycle[0].code])
        checked.say(Kind.CYCLE, cycle[0].row, "parent", path=_short_path(path))
    if rows and not roots and not spoiled:
        checked.say(Kind.NO_ROOT, checked.table.headings.number, "parent")


def _spoiled(checked: _Checked) -> set[int | None]:
    """Rows whose parent only looks empty because its cell was refused."""
    heading = checked.table.headings.cells[checked.columns.position["parent"]]
    return {problem.row for problem in checked.problems if problem.column == heading}


def _cycles(by_code: dict[str, UnitRow]) -> list[list[UnitRow]]:
    """Each circle once, starting at its first row; walks upwards without recursion."""
    done: set[str] = set()
    cycles = []
    for start in by_code:
        trail: dict[str, None] = {}
        code = start
        while code in by_code and code not in done and code not in trail:
            trail[code] = None
            code = by_code[code].parent
        if code in trail:
            codes = list(trail)
            circle = [by_code[c] for c in codes[codes.index(code) :]]
            first = circle.index(min(circle, key=lambda row: row.row))
            cycles.append(circle[first:] + circle[:first])
        done.update(trail)
    return cycles


def _short_path(path: str) -> str:
    most = 200
    return path if len(path) <= most else path[: most // 2] + " … " + path[-most // 2 :]


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.row or 0)
