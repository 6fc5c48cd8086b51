"""Files as offices write them: every encoding, separator and line end, and every bad one."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivsel.domain.importfile.problem import Kind, Sheet, Unreadable
from trivsel.domain.importfile.reading import read_files, read_tables
from trivsel.domain.importfile.table import MAX_ROWS, clean
from workbooks import sample_workbook

HEADINGS = ("enhed", "overenhed", "navn")
ROWS = (("A", "", "Værket"), ("B", "A", "Smørum & Ås"))


def written(rows, *, separator=";", end="\r\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    return text.getvalue().encode(encoding)


def cells(data):
    [table] = read_tables(data)
    return [table.headings.cells, *(line.cells for line in table.lines)]


def refusal(data):
    with pytest.raises(Unreadable) as caught:
        read_tables(data)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_office_s_file_reads_the_same(encoding, separator, end):
    data = written([HEADINGS, *ROWS], separator=separator, end=end, encoding=encoding)

    assert cells(data) == [HEADINGS, *ROWS]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_read_in_either_byte_order(encoding):
    data = ("\ufeff" + written([HEADINGS, *ROWS]).decode()).encode(encoding)

    assert cells(data) == [HEADINGS, *ROWS]


def test_a_separator_inside_quotation_marks_belongs_to_the_name():
    data = b'enhed;overenhed;navn\nA;;"Drift; vest, ""nord"""\n'

    assert cells(data)[1] == ("A", "", 'Drift; vest, "nord"')


def test_a_comma_in_every_name_does_not_make_it_the_separator():
    data = b"enhed;overenhed;navn\nA;;Drift, vest\nB;A;Drift, syd\n"

    assert cells(data)[1] == ("A", "", "Drift, vest")


def test_excel_s_own_hint_names_the_separator():
    assert (
        cells(b"sep=,\r\nenhed,overenhed,navn\r\nA,,Alt; og mere\r\n")[1][2] == "Alt; og mere"
    )


def test_row_numbers_are_those_a_spreadsheet_shows():
    [table] = read_tables(b'enhed;overenhed;navn\n\nA;;"to\nlinjer"\n;;\nB;A;x\n')

    assert [line.number for line in table.lines] == [3, 5]
    assert table.lines[0].cells[2] == "to linjer"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Kind.EMPTY_FILE),
        (b" \r\n\t\n", Kind.EMPTY_FILE),
        (b"\xef\xbb\xbf", Kind.EMPTY_FILE),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", Kind.NOT_A_TABLE),
        (b"\x89PNG\r\n\x1a\n\0\0", Kind.NOT_A_TABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), Kind.OLD_OR_LOCKED_WORKBOOK),
        (b"PK\x03\x04nonsense", Kind.BROKEN_WORKBOOK),
        (b"enhed;navn\nA\0B;x\n", Kind.NUL_BYTES),
        (b'enhed;navn\nA;"x\nB;y\n', Kind.BROKEN_QUOTES),
        (b'enhed;navn\nA;"Bo" Hansen\n', Kind.BROKEN_QUOTES),
        ("enhed;navn\nA;Søren".encode("cp850"), Kind.UNKNOWN_CHARSET),
        ("enhed;navn\nA;Gråsten".encode("cp850"), Kind.UNKNOWN_CHARSET),
        ("enhed;navn\nÅ;Ås".encode("cp850"), Kind.UNKNOWN_CHARSET),
        (b"\x03\x04\xff\xe5", Kind.NOT_A_TABLE),
        ("enhed;navn\nA;Søren".encode("mac_roman"), Kind.UNKNOWN_CHARSET),
        (b"\xff\xfea\xd8", Kind.NOT_A_TABLE),
    ],
)
def test_what_is_not_a_table_is_refused_by_its_kind(data, kind):
    assert refusal(data).kind == kind


def test_too_many_rows_are_refused_without_reading_them_all():
    data = b"enhed;overenhed;navn\n" + b"A;;x\n" * (MAX_ROWS + 1) + b'"never closed'

    assert refusal(data).kind == Kind.TOO_MANY_ROWS


def test_a_file_of_exactly_the_most_rows_is_read():
    [table] = read_tables(b"enhed;overenhed;navn\n" + b"A;;x\n" * MAX_ROWS)

    assert len(table.lines) == MAX_ROWS


def test_a_file_over_the_limit_is_refused():
    assert refusal(b"x" * (20 * 1024 * 1024 + 1)).kind == Kind.TOO_LARGE


# --- laws -----------------------------------------------------------------------------------
danish = st.text("abcæøåÆØÅé ,;\t\"'=+@-\n", max_size=20)
anything = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(
    rows=st.lists(st.tuples(danish, danish, danish).filter(lambda row: any(map(clean, row)))),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    separator=st.sampled_from([";", ",", "\t"]),
    end=st.sampled_from(["\r\n", "\n"]),
    order=st.permutations(range(3)),
)
def test_any_table_comes_back_as_it_was_written(rows, encoding, separator, end, order):
    shuffled = [tuple(row[place] for place in order) for row in (HEADINGS, *rows)]
    data = written(
        shuffled, separator=separator, end=end, encoding=encoding, quoting=csv.QUOTE_ALL
    )

    assert cells(data) == [tuple(map(clean, row)) for row in shuffled]


@given(rows=st.lists(st.tuples(anything, anything).filter(lambda row: any(map(clean, row)))))
def test_names_of_the_whole_world_come_back(rows):
    data = written([("kode", "navn"), *rows], encoding="utf-16", quoting=csv.QUOTE_ALL)

    assert cells(data)[1:] == [tuple(map(clean, row)) for row in rows]


@given(st.binary(max_size=400))
def test_random_bytes_give_a_table_or_a_reason(data):
    reading = read_files({Sheet.PEOPLE: data}, units={})

    assert reading.problems


@given(
    st.lists(
        st.sampled_from(
            [
                b"enhed",
                b"navn",
                b";",
                b",",
                b"\n",
                b"\r",
                b'"',
                b"\0",
                b"\xff\xfe",
                b"\xe5",
                b"A",
            ]
        ),
        max_size=30,
    )
)
def test_shuffled_pieces_of_a_file_never_crash(pieces):
    read_files({Sheet.UNITS: b"".join(pieces), Sheet.PEOPLE: b"".join(pieces)}, units={})


@settings(deadline=None)
@given(st.binary(max_size=100), st.integers(0, 2000))
def test_a_damaged_workbook_never_crashes(noise, place):
    data = bytearray(sample_workbook())
    place %= len(data)
    data[place : place + len(noise)] = noise

    read_files({Sheet.UNITS: bytes(data)}, units={})


def test_the_sample_workbook_itself_reads():
    assert cells(sample_workbook()) == [("kode",)]
