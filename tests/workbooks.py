"""Workbooks for tests, written part by part: also those no spreadsheet would write."""

import io
import zipfile
from collections.abc import Iterable

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def sheet_xml(rows: str, *, dimension: str = "", before: str = "") -> str:
    size = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f'{before}<worksheet xmlns="{_MAIN}">{size}<sheetData>{rows}</sheetData></worksheet>'


KODE = '<row r="1"><c r="A1" t="inlineStr"><is><t>kode</t></is></c></row>'


def packed(sheet: str) -> bytes:
    """A workbook with one sheet, given as XML."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        "</Types>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        '<sheet name="Enheder" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def sample_workbook() -> bytes:
    return packed(sheet_xml(KODE))


def workbook(**sheets: Iterable[Iterable[object]]) -> bytes:
    """A workbook as LibreOffice or Excel would save it; a name ending in _hidden is hidden."""
    import openpyxl  # noqa: PLC0415 - slow package

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name.removesuffix("_hidden"))
        page.sheet_state = "hidden" if name.endswith("_hidden") else "visible"
        for row in rows:
            page.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
