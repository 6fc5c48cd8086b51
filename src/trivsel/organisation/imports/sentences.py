"""The words for what is wrong: what it is, and what to do. One table, one row for each kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trivsel.domain.importfile.problem import Kind, Problem, Sheet

SHEETS: Mapping[Sheet, Promise] = {
    Sheet.UNITS: gettext_lazy("Units"),
    Sheet.PEOPLE: gettext_lazy("People"),
}
# The heading each field has in our own template file, and what it is called in a sentence.
FIELDS: Mapping[str, Promise] = {
    "code": gettext_lazy("code"),
    "parent": gettext_lazy("belongs under"),
    "name": gettext_lazy("name"),
    "number": gettext_lazy("employee number"),
    "email": gettext_lazy("e-mail"),
    "unit": gettext_lazy("unit"),
    "roles": gettext_lazy("role"),
    "job_title": gettext_lazy("job"),
    "language": gettext_lazy("language"),
    "active": gettext_lazy("works here"),
}
SENTENCES: Mapping[Kind, Promise] = {
    Kind.EMPTY_FILE: gettext_lazy(
        "The file is empty. Save it again with headings and rows, and upload it."
    ),
    Kind.NOT_A_TABLE: gettext_lazy(
        "This is not a table. Upload a CSV file or an Excel workbook (.xlsx)."
    ),
    Kind.OLD_OR_LOCKED_WORKBOOK: gettext_lazy(
        "This is an old Excel file (.xls), or a workbook with a password. Save it as .xlsx "
        "without a password."
    ),
    Kind.BROKEN_WORKBOOK: gettext_lazy(
        "The workbook is damaged. Open it in Excel or LibreOffice, and save it again as .xlsx."
    ),
    Kind.NO_SHEET: gettext_lazy(
        "The workbook has no visible sheet with anything in it. Hidden sheets are not read."
    ),
    Kind.TOO_LARGE: gettext_lazy(
        "The file is larger than an import can hold: at most %(most)s MB, unpacked no more "
        "than a table of 50,000 rows needs. Remove other sheets and pictures, or divide it."
    ),
    Kind.TOO_MANY_ROWS: gettext_lazy(
        "There are more than %(most)s rows. Remove rows and empty formatted rows that do not "
        "belong to the table."
    ),
    Kind.UNKNOWN_CHARSET: gettext_lazy(
        "The Danish letters cannot be read for certain: it says “%(example)s”. Save the "
        "file as “CSV UTF-8” or as .xlsx."
    ),
    Kind.NUL_BYTES: gettext_lazy(
        "There are empty bytes in the text, so letters may be missing. Save the file as "
        "“CSV UTF-8” or as .xlsx."
    ),
    Kind.BROKEN_QUOTES: gettext_lazy(
        'The quotation marks do not match from this row on. A cell that begins with " must '
        "end with one, and one inside the cell is written twice."
    ),
    Kind.SAME_TABLE_TWICE: gettext_lazy(
        "This table appears twice. Upload it once, or keep one sheet of it in the workbook."
    ),
    Kind.MISSING_COLUMN: gettext_lazy(
        "The column “%(missing)s” is missing. The headings found are: %(found)s."
    ),
    Kind.DOUBLE_COLUMN: gettext_lazy(
        "The column appears twice. Remove one, or give it another heading."
    ),
    Kind.ONLY_HEADINGS: gettext_lazy("There are headings, but no rows below them."),
    Kind.ROW_TOO_WIDE: gettext_lazy(
        'The row has %(cells)s cells but there are %(headings)s headings. Put " around a text '
        "that holds a separator."
    ),
    Kind.EMPTY_CELL: gettext_lazy("The cell is empty. Fill it in."),
    Kind.TOO_LONG: gettext_lazy(
        "The text has %(length)s characters; %(most)s is the most. Shorten it."
    ),
    Kind.CONTROL_CHARACTERS: gettext_lazy(
        "There are invisible control characters in the text (%(codes)s). Type the text again."
    ),
    Kind.GARBLED: gettext_lazy(
        "The letters have been garbled before: “%(text)s”. Save the original as “CSV UTF-8” or "
        "as .xlsx."
    ),
    Kind.FORMULA: gettext_lazy(
        "The cell holds a formula. Copy the column, and paste it as values."
    ),
    Kind.DATE: gettext_lazy(
        "Excel has made this a date. Format the column as text, and type the value again."
    ),
    Kind.CELL_ERROR: gettext_lazy(
        "The cell shows an error (%(text)s). Replace it with the value."
    ),
    Kind.BAD_CODE: gettext_lazy(
        "“%(text)s” cannot be used: it must not begin with =, + or @, and has no slash."
    ),
    Kind.DUPLICATE_ID: gettext_lazy(
        "“%(text)s” is in row %(other)s as well. Each must have its own."
    ),
    Kind.BAD_EMAIL: gettext_lazy(
        "“%(text)s” is not an e-mail address. Correct it, or leave the cell empty."
    ),
    Kind.DUPLICATE_EMAIL: gettext_lazy(
        "“%(text)s” is in row %(other)s as well. An address belongs to one person: leave"
        " shared ones out."
    ),
    Kind.UNKNOWN_ROLE: gettext_lazy(
        "“%(text)s” is not a role here. Write leader, amr, tr, hr, top management or "
        "administrator, or leave the cell empty."
    ),
    Kind.BAD_LANGUAGE: gettext_lazy(
        "“%(text)s” is not a language. Write two letters, such as da or en."
    ),
    Kind.LOOKS_LIKE_CPR: gettext_lazy(
        "This looks like a CPR number, which must not be used here. Use the employee number."
    ),
    Kind.UNKNOWN_UNIT: gettext_lazy(
        "There is no unit with the code “%(text)s”. Correct it, or add the unit."
    ),
    Kind.UNKNOWN_PARENT: gettext_lazy(
        "There is no unit with the code “%(text)s” in the file. Correct it, or add the unit."
    ),
    Kind.CYCLE: gettext_lazy(
        "These units belong under each other in a circle: %(path)s. Put one of them "
        "somewhere else."
    ),
    Kind.TWO_ROOTS: gettext_lazy(
        "Only one unit is at the top. “%(text)s” in row %(other)s has nothing above it either: "
        "fill in what this one belongs under."
    ),
    Kind.NO_ROOT: gettext_lazy(
        "No unit is at the top. Leave the cell empty for the one that all others belong under."
    ),
    Kind.EMAIL_TAKEN: gettext_lazy(
        "%(holder)s has the address “%(text)s” already and stays. Give one of them another."
    ),
    Kind.SPEAKS_FOR_EMPLOYEES: gettext_lazy(
        "%(name)s speaks for the employees and cannot act for management as well. Leave the "
        "role out, or let the employees choose somebody else first."
    ),
    Kind.GONE_UNIT_HAS_PEOPLE: gettext_lazy(
        "“%(name)s” (%(code)s) is not in the file, but %(people)s work there. Upload the "
        "people as well, or keep the unit."
    ),
}
_NEAR = gettext_lazy("Did you mean “%(near)s”?")


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem as it is shown."""

    sheet: str
    row: int | None
    column: str
    sentence: str


def fault(problem: Problem) -> Fault:
    values = dict(problem.values)
    column = problem.column or ""
    if "missing" in values:
        column = column or str(FIELDS[str(values["missing"])])
        values["missing"] = str(FIELDS[str(values["missing"])])
    sentence = str(SENTENCES[problem.kind]) % values
    if values.get("near"):
        sentence = f"{sentence} {_NEAR % values}"
    return Fault(str(SHEETS[problem.sheet]), problem.row, column, sentence)


def told(problems: Iterable[Problem]) -> list[str]:
    """One line for each problem, for a terminal or a log file of the one who imports."""
    lines = []
    for problem in problems:
        shown = fault(problem)
        place = [shown.sheet]
        if shown.row is not None:
            place.append(_("row %(row)s") % {"row": shown.row})
        if shown.column:
            place.append(_("column %(column)s") % {"column": shown.column})
        lines.append(f"{', '.join(place)}: {shown.sentence}")
    return lines


def faults(count: int) -> str:
    return ngettext(
        "One thing in the files is wrong. Nothing has been changed.",
        "%(count)s things in the files are wrong. Nothing has been changed.",
        count,
    ) % {"count": count}


def no_file() -> str:
    return _("Choose at least one file.")
