"""Workbooks: numbers as people write them, and nothing that could hurt the one who reads."""

import io
import subprocess
import sys
from datetime import date, time
from time import perf_counter

import openpyxl
import pytest

from trivsel.domain.importfile.problem import Kind, Sheet, Unreadable
from trivsel.domain.importfile.reading import read_files, read_tables
from trivsel.domain.importfile.table import MAX_ROWS
from workbooks import KODE, packed, sheet_xml, workbook

UNITS = (("enhed", "overenhed", "navn"), (1001, None, "Værket"), (1002, 1001, "Smørum"))
PEOPLE = (("medarbejder", "navn", "enhed"), (1, "Åse Holm", 1002))


def refusal(data):
    with pytest.raises(Unreadable) as caught:
        read_tables(data)
    return caught.value.kind


def test_numbers_are_read_as_people_write_them():
    rows = [*UNITS, (1003.0, 1001, 7.5)]

    [table] = read_tables(workbook(Enheder=rows))

    assert [line.cells for line in table.lines] == [
        ("1001", "", "Værket"),
        ("1002", "1001", "Smørum"),
        ("1003", "1001", "7.5"),
    ]


def test_leading_zeros_that_the_cell_shows_are_kept():
    book = openpyxl.Workbook()
    book.active.append(["nr", "navn", "enhed"])
    book.active.append([7, "Åse", "A"])
    book.active["A2"].number_format = "0000"
    file = io.BytesIO()
    book.save(file)

    [table] = read_tables(file.getvalue())

    assert table.lines[0].cells[0] == "0007"


def test_one_workbook_holds_both_tables_in_any_order_and_hidden_sheets_are_not_read():
    data = workbook(Folk=PEOPLE, Gammelt_hidden=UNITS, Afdelinger=UNITS, Noter=[["Husk!"]])

    reading = read_files({Sheet.UNITS: data}, units={})

    assert reading.problems == ()
    assert [unit.code for unit in reading.units] == ["1001", "1002"]
    assert [person.name for person in reading.people] == ["Åse Holm"]


def test_the_same_table_twice_is_told():
    data = workbook(Folk=PEOPLE, Afdelinger=UNITS)

    reading = read_files({Sheet.UNITS: data, Sheet.PEOPLE: data}, units={})

    assert {problem.kind for problem in reading.problems} == {Kind.SAME_TABLE_TWICE}


def test_files_in_each_other_s_place_are_read_for_what_they_are():
    units, people = workbook(A=UNITS), workbook(A=PEOPLE)

    reading = read_files({Sheet.UNITS: people, Sheet.PEOPLE: units}, units={})

    assert reading.problems == ()
    assert len(reading.units) == 2


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (date(2026, 2, 1), Kind.DATE),
        (time(10, 30), Kind.DATE),
        ("=A2", Kind.FORMULA),
        ("#N/A", Kind.CELL_ERROR),
    ],
)
def test_a_cell_that_is_no_text_is_told_with_row_and_column(value, kind):
    rows = [*UNITS, (value, 1001, "Nord")]

    reading = read_files({Sheet.UNITS: workbook(Enheder=rows)}, units={})

    [problem] = reading.problems
    assert (problem.kind, problem.row, problem.column) == (kind, 4, "enhed")


def test_dates_and_formulas_in_a_column_nobody_reads_do_no_harm():
    rows = [(*UNITS[0], "oprettet", "sum"), (*UNITS[1], date(2020, 1, 1), "=1+1")]

    reading = read_files({Sheet.UNITS: workbook(Enheder=rows)}, units={})

    assert reading.problems == ()
    assert reading.ignored[Sheet.UNITS] == ("oprettet", "sum")


def test_empty_rows_below_and_between_are_skipped_and_numbers_stay():
    rows = [UNITS[0], (None, None, None), UNITS[1], (None, " ", None), (None,) * 3]

    [table] = read_tables(workbook(Enheder=rows))

    assert [line.number for line in table.lines] == [3]


def test_a_hidden_control_character_is_found():
    rows = [*UNITS, (1003, 1001, "Nord_x0007_")]

    reading = read_files({Sheet.UNITS: workbook(Enheder=rows)}, units={})

    [problem] = reading.problems
    assert (problem.kind, problem.values["codes"]) == (Kind.CONTROL_CHARACTERS, "U+0007")


# --- what is too much -----------------------------------------------------------------------
def many_rows(count):
    return packed(sheet_xml(KODE + '<row><c r="A2"><v>1</v></c></row>' * (count - 1)))


def test_a_million_rows_are_refused_quickly():
    data = many_rows(1_000_000)
    started = perf_counter()

    kind = refusal(data)

    assert kind == Kind.TOO_MANY_ROWS
    assert perf_counter() - started < 3


def test_rows_that_are_only_formatted_do_not_count():
    filled = '<row r="2"><c r="A2"><v>1</v></c></row>'
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 60_000))

    [table] = read_tables(packed(sheet_xml(KODE + filled + empty, dimension="A1:A60000")))

    assert len(table.lines) == 1


def test_the_most_rows_are_read():
    [table] = read_tables(many_rows(MAX_ROWS + 1))

    assert len(table.lines) == MAX_ROWS


def test_one_row_more_is_refused():
    assert refusal(many_rows(MAX_ROWS + 2)) == Kind.TOO_MANY_ROWS


def test_a_claim_of_a_million_rows_with_few_in_it_is_read():
    data = packed(
        sheet_xml(KODE + '<row r="2"><c r="A2"><v>1</v></c></row>', dimension="A1:A1048576")
    )

    assert len(read_tables(data)[0].lines) == 1


def test_a_row_far_below_does_not_take_forever():
    data = packed(sheet_xml(KODE + '<row r="999999999"><c r="A999999999"><v>1</v></c></row>'))

    [table] = read_tables(data)

    assert table.lines == ()


def test_a_column_far_out_takes_no_room():
    data = packed(sheet_xml(KODE + '<row r="2"><c r="ZZZ2"><v>1</v></c></row>'))

    [table] = read_tables(data)

    assert table.lines == ()


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    data = packed(sheet_xml("<row/>" + " " * 300_000_000))

    assert len(data) < 1_000_000
    assert refusal(data) == Kind.TOO_LARGE


def test_an_xml_bomb_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'

    assert refusal(packed(sheet_xml(rows, before=bomb))) == Kind.BROKEN_WORKBOOK


def test_the_same_sheet_without_the_bomb_is_read():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>b</t></is></c></row>'

    assert read_tables(packed(sheet_xml(rows)))[0].headings.cells == ("b",)


def test_a_workbook_without_a_visible_row_is_refused():
    assert refusal(workbook(Tom=[])) == Kind.NO_SHEET


def test_a_word_document_is_refused():
    file = io.BytesIO()
    with __import__("zipfile").ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    assert refusal(file.getvalue()) == Kind.BROKEN_WORKBOOK


def test_reading_a_workbook_brings_no_numpy_into_the_process():
    code = (
        "import sys; from workbooks import sample_workbook;"
        "from trivsel.domain.importfile.reading import read_tables;"
        "read_tables(sample_workbook()); assert 'openpyxl' in sys.modules;"
        "assert 'numpy' not in sys.modules; import numpy"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd="tests")
