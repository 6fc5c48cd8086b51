"""From uploaded bytes to checked rows: the one way in for pages, scripts and trials."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trivsel.domain.importfile.check import check_people, check_units
from trivsel.domain.importfile.delimited import read_delimited
from trivsel.domain.importfile.headings import is_known, looks_like
from trivsel.domain.importfile.problem import Kind, Problem, Sheet, Unreadable
from trivsel.domain.importfile.rows import PersonRow, UnitRow
from trivsel.domain.importfile.table import MAX_BYTES, Table
from trivsel.domain.importfile.workbook import read_workbook

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files say; None for a table that was not given.

    The rows are fit for use only when ``problems`` is empty.
    """

    units: tuple[UnitRow, ...] | None = None
    people: tuple[PersonRow, ...] | None = None
    problems: tuple[Problem, ...] = ()
    ignored: Mapping[Sheet, tuple[str, ...]] = field(default_factory=dict)


def read_files(files: Mapping[Sheet, bytes], *, units: Mapping[str, str]) -> Reading:
    r"""Read and check what was uploaded.

    A workbook may hold both tables; it is then enough to give it once.

    Args:
        files: The bytes given for each table; at most one of each.
        units: Names of the units there are, by code. Used when no table of units is given.

    Returns:
        The rows and every problem found, units first. Nothing is raised: a file that
        cannot be read is a problem like any other.

    >>> both = read_files({Sheet.UNITS: b"kode;overenhed;navn\nA;;Alt"}, units={})
    >>> both.units, both.problems
    ((UnitRow(row=2, code='A', parent='', name='Alt'),), ())
    """
    tables, problems = _tables(files)
    unit_rows: tuple[UnitRow, ...] | None = None
    people_rows: tuple[PersonRow, ...] | None = None
    ignored: dict[Sheet, tuple[str, ...]] = {}
    known: Mapping[str, str] | None = None if problems else units
    if Sheet.UNITS in tables:
        unit_rows, found, ignored[Sheet.UNITS] = check_units(tables[Sheet.UNITS])
        problems += found
        known = {row.code: row.name for row in unit_rows} or None
    if Sheet.PEOPLE in tables:
        people_rows, found, ignored[Sheet.PEOPLE] = check_people(
            tables[Sheet.PEOPLE], units=known
        )
        problems += found
    return Reading(unit_rows, people_rows, tuple(problems), ignored)


def read_tables(data: bytes) -> tuple[Table, ...]:
    r"""Read one file of any kind: several tables from a workbook, one from a text file.

    Raises:
        Unreadable: It is not a table, too large, or damaged.

    >>> [table] = read_tables(b"kode,navn\nA,Alt")
    >>> table.headings.cells
    ('kode', 'navn')
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(Kind.TOO_LARGE, values={"most": MAX_BYTES // 1024 // 1024})
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(Kind.OLD_OR_LOCKED_WORKBOOK)
    if data.startswith(_ZIP):
        return read_workbook(data)
    return (read_delimited(data, known=is_known),)


def _tables(files: Mapping[Sheet, bytes]) -> tuple[dict[Sheet, Table], list[Problem]]:
    tables: dict[Sheet, Table] = {}
    problems: list[Problem] = []
    for sheet, data in files.items():
        try:
            read = read_tables(data)
        except Unreadable as fault:
            problems.append(fault.in_sheet(sheet))
            continue
        for place, table in _placed(read, sheet):
            if place in tables:
                problems.append(Problem(Kind.SAME_TABLE_TWICE, place))
            else:
                tables[place] = table
    return tables, problems


def _placed(tables: tuple[Table, ...], sheet: Sheet) -> list[tuple[Sheet, Table]]:
    """Say which table is which. A single one is what it was given as, or what it looks like."""
    if len(tables) == 1:
        return [(looks_like(tables[0]) or sheet, tables[0])]
    told = [(place, table) for table in tables if (place := looks_like(table))]
    # Sheets with notes or lists for drop-downs are left alone.
    return told or [(sheet, tables[0])]
