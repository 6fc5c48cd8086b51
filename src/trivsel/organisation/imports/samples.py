"""Template files to fill in, in the reader's language, as CSV and as a workbook."""

import csv
import io
from collections.abc import Mapping, Sequence

from trivsel.domain.importfile.problem import Sheet

type Grid = Sequence[Sequence[str]]

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Headings and example rows are content, not interface: they must stay readable for the import.
_GRIDS: Mapping[str, Mapping[Sheet, Grid]] = {
    "da": {
        Sheet.UNITS: (
            ("enhedskode", "overenhed", "navn"),
            ("100", "", "Værket A/S"),
            ("110", "100", "Produktion"),
            ("111", "110", "Pakkeri"),
        ),
        Sheet.PEOPLE: (
            ("medarbejdernummer", "navn", "e-mail", "enhedskode", "rolle", "stilling", "sprog"),
            ("1001", "Åse Holm", "aase.holm@example.dk", "110", "leder", "Leder", "da"),
            ("1002", "Jan Kowalski", "", "111", "amr", "Operatør", "pl"),
        ),
    },
    "en": {
        Sheet.UNITS: (
            ("unit code", "parent", "name"),
            ("100", "", "The Works Ltd"),
            ("110", "100", "Production"),
            ("111", "110", "Packing"),
        ),
        Sheet.PEOPLE: (
            ("employee number", "name", "e-mail", "unit code", "role", "job", "language"),
            ("1001", "Åse Holm", "aase.holm@example.dk", "110", "leader", "Leader", "da"),
            ("1002", "Jan Kowalski", "", "111", "amr", "Operator", "pl"),
        ),
    },
}
_SHEET_NAMES = {
    "da": {Sheet.UNITS: "Enheder", Sheet.PEOPLE: "Personer"},
    "en": {Sheet.UNITS: "Units", Sheet.PEOPLE: "People"},
}


def sample_csv(sheet: Sheet, language: str) -> bytes:
    """With a byte order mark and semicolons: so Excel in Danish opens it right."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(_GRIDS[_known(language)][sheet])
    return text.getvalue().encode("utf-8-sig")


def sample_workbook(language: str) -> bytes:
    """Both tables in one workbook; every cell is text, so that codes keep their zeros."""
    import xlsxwriter  # noqa: PLC0415 - slow package, needed for one download

    language = _known(language)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@"})
        bold = book.add_format({"num_format": "@", "bold": True})
        for sheet, grid in _GRIDS[language].items():
            page = book.add_worksheet(_SHEET_NAMES[language][sheet])
            page.set_column(0, len(grid[0]) - 1, 22, text)
            page.freeze_panes(1, 0)
            for number, row in enumerate(grid):
                for place, cell in enumerate(row):
                    page.write_string(number, place, cell, text if number else bold)
    return file.getvalue()


def _known(language: str) -> str:
    return language if language in _GRIDS else "en"
