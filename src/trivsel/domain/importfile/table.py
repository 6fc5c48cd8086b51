"""A table of text: what every kind of file is turned into before anybody checks it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from trivsel.domain.importfile.problem import Kind

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 100
# Zero-width signs that spreadsheets and web pages leave at the ends of a cell.
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060\u00ad"
_SPACES = re.compile("[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One row, with the number a spreadsheet shows beside it (the first row is 1)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows; cells are cleaned text.

    ``strange`` marks cells that held something other than text or a number (a date, a
    formula, an error) by row number and column position. Whether that matters is decided
    when the columns are known: a date in a column nobody reads is no fault.
    """

    headings: Line
    lines: tuple[Line, ...]
    strange: Mapping[tuple[int, int], Kind] = field(default_factory=dict)
    name: str = ""


def clean(text: str) -> str:
    r"""Trim a cell, make every run of white space one space, and compose its letters.

    A name typed on a Mac may hold 'a' and a ring instead of 'å'; they must be equal.
    Control characters other than white space stay: the check names them.

    >>> clean(" Åse\u00a0 Holm\n")
    'Åse Holm'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).strip(_INVISIBLE)
    return _SPACES.sub(" ", text).strip(" ")
