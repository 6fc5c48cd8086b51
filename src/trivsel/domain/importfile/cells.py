"""One table under check: each cell's text, and everything that may be wrong with any cell."""

import difflib
import re
import unicodedata
from collections.abc import Mapping

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
_CPR = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-\d{4}")
# A near miss is looked for in this many rows; beyond that it costs time and helps nobody.
_GUESSES = 20


class Checked:
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
            self.say(strange, line.number, field, text=short(text))
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
            self.say(Kind.BAD_CODE, line.number, field, text=short(text))
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


def _fault(text: str, most: int) -> tuple[Kind, dict[str, str | int]] | None:
    if len(text) > most:
        return Kind.TOO_LONG, {"length": len(text), "most": most}
    if text.isascii() and text.isprintable():
        return None
    if bad := [sign for sign in text if _is_control(sign)]:
        codes = ", ".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in bad))
        return Kind.CONTROL_CHARACTERS, {"codes": codes}
    if _GARBLED.search(text):
        return Kind.GARBLED, {"text": short(text)}
    return None


def _is_control(sign: str) -> bool:
    # Signs that turn the direction of writing can make a name look like another one.
    return sign in _ARRANGING or unicodedata.category(sign) in {"Cc", "Cs"}


def short(text: str) -> str:
    r"""Enough of a cell to recognise it, with nothing in it that could harm a page or log.

    >>> short("Bo\x07")
    'Bo?'
    """
    plain = "".join("?" if _is_control(sign) else sign for sign in text)
    return plain if len(plain) <= 60 else plain[:59] + "…"  # noqa: PLR2004 - one line of a phone
