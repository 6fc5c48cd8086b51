"""XLSX workbooks, read row by row and never further than needed."""

import io
import re
import sys
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from types import ModuleType
from typing import Any

from trivsel.domain.importfile.problem import Kind, Unreadable
from trivsel.domain.importfile.table import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Line,
    Table,
    clean,
)

# A real import of 50,000 rows unpacks to some 30 MB; a bomb to gigabytes.
MAX_UNPACKED = 100 * 1024 * 1024
MAX_STRINGS = 32 * 1024 * 1024
# No row with a value takes less room than this, so a small sheet cannot hold too many.
_BYTES_A_ROW = 40
_LAST_ROW = 1_048_576
# Rows that are formatted but empty are passed over, within reason.
_MOST_ROWS = 4 * MAX_ROWS
_PADDED = re.compile(r"0+")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_workbook(data: bytes) -> tuple[Table, ...]:
    """Read every visible sheet that is not empty, in the order of the workbook.

    Numbers become text as a person would write them (1001, not 1001.0; 0007 where the cell
    shows leading zeros). Dates, formulas and errors are marked as strange.

    Raises:
        Unreadable: Not a workbook, nothing in it, or more in it than an import may hold.
    """
    try:
        _measure(data)
        return _read(data)
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001 - openpyxl meets damage with whatever fails first
        raise Unreadable(Kind.BROKEN_WORKBOOK) from None


def _measure(data: bytes) -> None:
    """Look at the table of contents before anything is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [p for p in packed.infolist() if p.filename.endswith((".xml", ".rels"))]
        sheets = [p for p in parts if p.filename.startswith("xl/worksheets/")]
        if any(_has_too_many_rows(packed, sheet) for sheet in sheets):
            raise Unreadable(Kind.TOO_MANY_ROWS, values={"most": MAX_ROWS})
    unpacked = sum(part.file_size for part in parts)
    besides = unpacked - sum(sheet.file_size for sheet in sheets)
    if unpacked > MAX_UNPACKED or besides > MAX_STRINGS:
        raise Unreadable(Kind.TOO_LARGE, values={"most": MAX_BYTES // 1024 // 1024})


def _has_too_many_rows(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Count rows without parsing them: a sheet's own claim of its size may be missing."""
    if part.file_size < MAX_ROWS * _BYTES_A_ROW:
        return False
    count = 0
    with packed.open(part) as sheet:
        while count <= _MOST_ROWS and (piece := sheet.read(1 << 20)):
            count += piece.count(b"<row") + piece.count(b":row ")
    return count > _MOST_ROWS


def _read(data: bytes) -> tuple[Table, ...]:
    openpyxl = _openpyxl()
    # It warns of styles and extensions that mean nothing to an import.
    warnings.filterwarnings("ignore", module=r"openpyxl\.")
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        tables = [table for sheet in visible if (table := _table(sheet))]
    finally:
        book.close()
    if not tables:
        raise Unreadable(Kind.NO_SHEET)
    return tuple(tables)


def _openpyxl() -> ModuleType:
    """Load openpyxl without numpy, which it takes along if it can.

    A web process has no use for numpy and no room for it.
    """
    alone = "numpy" not in sys.modules
    if alone:
        sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import openpyxl  # noqa: PLC0415 - slow package, needed for few requests
    finally:
        if alone:
            del sys.modules["numpy"]
    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("openpyxl does not use defusedxml: set OPENPYXL_DEFUSEDXML=True")
    return openpyxl


def _table(sheet: Any) -> Table | None:
    lines: list[Line] = []
    strange: dict[tuple[int, int], Kind] = {}
    for number, cells in _rows(sheet):
        if not cells:
            continue
        if len(lines) > MAX_ROWS:
            raise Unreadable(Kind.TOO_MANY_ROWS, values={"most": MAX_ROWS})
        texts = [""] * (max(cells) + 1)
        for position, cell in cells.items():
            texts[position] = _text(cell)
            if kind := _kind(cell):
                strange[number, position] = kind
        lines.append(Line(number, tuple(texts)))
    if not lines:
        return None
    return Table(lines[0], tuple(lines[1:]), strange, sheet.title)


def _rows(sheet: Any) -> Iterator[tuple[int, dict[int, Any]]]:
    """Give each row's number and its filled cells by position."""
    # The sheet's own claim of its size is often wrong; without it all rows are read.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > _LAST_ROW:
            return
        yield (
            number,
            {
                position: cell
                for position, cell in enumerate(cells)
                if cell.value is not None and str(cell.value).strip()
            },
        )


def _kind(cell: Any) -> Kind | None:
    if cell.data_type == "f":
        return Kind.FORMULA
    if cell.data_type == "e":
        return Kind.CELL_ERROR
    if isinstance(cell.value, datetime | date | time | timedelta):
        return Kind.DATE
    return None


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        width = len(cell.number_format) if _PADDED.fullmatch(cell.number_format or "") else 0
        return str(value).zfill(width)
    if isinstance(value, str):
        return clean(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), value))
    return clean(str(value))
