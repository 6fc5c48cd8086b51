"""What can be wrong with a file. The words are made by the room that shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Sheet(StrEnum):
    """The two tables of an import."""

    UNITS = "units"
    PEOPLE = "people"


class Kind(StrEnum):
    """One kind of fault; the comment names the values it carries."""

    # The file as a whole.
    EMPTY_FILE = "empty_file"
    NOT_A_TABLE = "not_a_table"
    OLD_OR_LOCKED_WORKBOOK = "old_or_locked_workbook"
    BROKEN_WORKBOOK = "broken_workbook"
    NO_SHEET = "no_sheet"
    TOO_LARGE = "too_large"  # most (megabytes)
    TOO_MANY_ROWS = "too_many_rows"  # most
    UNKNOWN_CHARSET = "unknown_charset"  # example
    NUL_BYTES = "nul_bytes"
    BROKEN_QUOTES = "broken_quotes"
    SAME_TABLE_TWICE = "same_table_twice"
    # The headings.
    MISSING_COLUMN = "missing_column"  # missing, found
    DOUBLE_COLUMN = "double_column"
    ONLY_HEADINGS = "only_headings"
    # One cell.
    ROW_TOO_WIDE = "row_too_wide"  # cells, headings
    EMPTY_CELL = "empty_cell"
    TOO_LONG = "too_long"  # length, most
    CONTROL_CHARACTERS = "control_characters"  # codes
    GARBLED = "garbled"  # text
    FORMULA = "formula"
    DATE = "date"
    CELL_ERROR = "cell_error"  # text
    BAD_CODE = "bad_code"  # text
    DUPLICATE_ID = "duplicate_id"  # text, other
    BAD_EMAIL = "bad_email"  # text
    DUPLICATE_EMAIL = "duplicate_email"  # text, other
    UNKNOWN_ROLE = "unknown_role"  # text
    BAD_LANGUAGE = "bad_language"  # text
    LOOKS_LIKE_CPR = "looks_like_cpr"
    UNKNOWN_UNIT = "unknown_unit"  # text, near
    # The tree.
    UNKNOWN_PARENT = "unknown_parent"  # text, near
    CYCLE = "cycle"  # path
    TWO_ROOTS = "two_roots"  # text, other
    NO_ROOT = "no_root"
    # Together with what is there already.
    EMAIL_TAKEN = "email_taken"  # text, holder
    SPEAKS_FOR_EMPLOYEES = "speaks_for_employees"  # name
    GONE_UNIT_HAS_PEOPLE = "gone_unit_has_people"  # code, name, people


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: in which table, in which row and column as a spreadsheet shows them."""

    kind: Kind
    sheet: Sheet
    row: int | None = None
    column: str | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)


class Unreadable(Exception):
    """The file cannot be read as a table at all."""

    def __init__(
        self,
        kind: Kind,
        *,
        row: int | None = None,
        column: str | None = None,
        values: Mapping[str, str | int] | None = None,
    ) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.row = row
        self.column = column
        self.values = dict(values or {})

    def in_sheet(self, sheet: Sheet) -> Problem:
        """Say in which of the two tables it was.

        >>> Unreadable(Kind.EMPTY_FILE).in_sheet(Sheet.UNITS).kind
        <Kind.EMPTY_FILE: 'empty_file'>
        """
        return Problem(self.kind, sheet, self.row, self.column, self.values)
