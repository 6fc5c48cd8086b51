"""What is wrong is told with row and column; what is right comes through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.importfile.problem import Kind, Sheet
from trivsel.domain.importfile.reading import read_files
from trivsel.domain.importfile.rows import PersonRow

UNITS = "enhed;overenhed;navn\n"
PEOPLE = "medarbejder;navn;e-mail;enhed;rolle;stilling;sprog\n"


def read_units(text):
    return read_files({Sheet.UNITS: text.encode()}, units={})


def read_people(text, units=("A", "B")):
    names = {code: f"Unit {code}" for code in units}
    return read_files({Sheet.PEOPLE: text.encode()}, units=names)


def faults(reading):
    return [(problem.kind, problem.row, problem.column) for problem in reading.problems]


# --- headings -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "headings",
    [
        "enhed;overenhed;navn",
        "unit;parent;name",
        "Afdeling; Overordnet enhed ;NAVN",
        "kode;overenhed;enhed",
        "Enheds-kode;overenhed;enhed",
        "unit code;parent unit;unit name",
    ],
)
def test_units_have_danish_or_english_headings(headings):
    reading = read_units(f"{headings}\nA;;Alt\n")

    assert reading.problems == ()
    assert (reading.units[0].code, reading.units[0].name) == ("A", "Alt")


@pytest.mark.parametrize(
    "headings",
    [
        "medarbejder;navn;e-mail;enhed;rolle;stilling;sprog",
        "person;name;email;unit;role;job;language",
        "Medarbejdernummer;Fulde navn;Mail;Afdeling;Roller;Stilling;Sprog",
        "Nr.;navn;E-mail adresse;enhedskode;roles;Jobtitel;lang",
    ],
)
def test_people_have_danish_or_english_headings(headings):
    reading = read_people(f"{headings}\n7;Åse Holm;Aase@X.dk;B;Leder | AMR;Operatør;Polsk\n")

    assert reading.problems == ()
    assert reading.people == (
        PersonRow(
            row=2,
            number="7",
            name="Åse Holm",
            unit="B",
            email="aase@x.dk",
            roles=("leader", "safety_rep"),
            job_title="Operatør",
            language="pl",
        ),
    )


def test_columns_come_in_any_order_and_unknown_ones_are_named():
    reading = read_people("enhed;skonummer;navn;nr\nA;43;Bo;1\n")

    assert reading.problems == ()
    assert reading.ignored[Sheet.PEOPLE] == ("skonummer",)
    assert reading.people[0].email is None


def test_the_code_wins_over_the_name_of_the_unit():
    reading = read_people("nr;navn;enhed;enhedskode\n1;Bo;Pakkeri;A\n")

    assert reading.people[0].unit == "A"
    assert reading.ignored[Sheet.PEOPLE] == ("enhed",)


def test_a_missing_column_is_told_with_what_was_found():
    reading = read_people("nr;navn;skonummer\n1;Bo;43\n")

    [problem] = reading.problems
    assert problem.kind == Kind.MISSING_COLUMN
    assert problem.values == {"missing": "unit", "found": "nr, navn, skonummer"}


def test_the_same_heading_twice_is_told():
    assert faults(read_people("nr;navn;navn;enhed\n1;Bo;Bo;A\n")) == [
        (Kind.DOUBLE_COLUMN, 1, "navn")
    ]


def test_headings_alone_are_told():
    assert faults(read_units(UNITS)) == [(Kind.ONLY_HEADINGS, 1, None)]


# --- cells ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("row", "kind", "column"),
    [
        (";Bo;;A;;;", Kind.EMPTY_CELL, "medarbejder"),
        ("1;;;A;;;", Kind.EMPTY_CELL, "navn"),
        ("1;Bo;;;;;", Kind.EMPTY_CELL, "enhed"),
        ("=1;Bo;;A;;;", Kind.BAD_CODE, "medarbejder"),
        ("+1;Bo;;A;;;", Kind.BAD_CODE, "medarbejder"),
        ("@1;Bo;;A;;;", Kind.BAD_CODE, "medarbejder"),
        ("1/2;Bo;;A;;;", Kind.BAD_CODE, "medarbejder"),
        ("..;Bo;;A;;;", Kind.BAD_CODE, "medarbejder"),
        ("010190-1234;Bo;;A;;;", Kind.LOOKS_LIKE_CPR, "medarbejder"),
        (f"1;{'B' * 201};;A;;;", Kind.TOO_LONG, "navn"),
        (f"{'1' * 51};Bo;;A;;;", Kind.TOO_LONG, "medarbejder"),
        ("1;B\x07o;;A;;;", Kind.CONTROL_CHARACTERS, "navn"),
        ("1;B\u202eo;;A;;;", Kind.CONTROL_CHARACTERS, "navn"),
        ("1;SÃ¸ren;;A;;;", Kind.GARBLED, "navn"),
        ("1;S\ufffdren;;A;;;", Kind.GARBLED, "navn"),
        ("1;Bo;bo;A;;;", Kind.BAD_EMAIL, "e-mail"),
        ("1;Bo;bo@;A;;;", Kind.BAD_EMAIL, "e-mail"),
        ("1;Bo;bo@firma;A;;;", Kind.BAD_EMAIL, "e-mail"),
        ("1;Bo;b o@firma.dk;A;;;", Kind.BAD_EMAIL, "e-mail"),
        ("1;Bo;;Q;;;", Kind.UNKNOWN_UNIT, "enhed"),
        ("1;Bo;;A;pave;;", Kind.UNKNOWN_ROLE, "rolle"),
        ("1;Bo;;A;;;dansk sprog", Kind.BAD_LANGUAGE, "sprog"),
        ("1;Bo;;A;;;;for meget", Kind.ROW_TOO_WIDE, None),
    ],
)
def test_a_wrong_cell_is_told_with_row_and_column(row, kind, column):
    reading = read_people(f"{PEOPLE}9;Ida;;A;;;\n{row}\n")

    assert faults(reading) == [(kind, 3, column)]


@pytest.mark.parametrize(
    "name",
    ["=HYPERLINK(1)", "O’Brien-Ærø", "李小龍", "Bo 😀", "محمد", "D'Arcy", "<b>Bo</b>", "-"],
)
def test_odd_names_are_people_s_own(name):
    reading = read_people(f"{PEOPLE}1;{name};;A;;;\n")

    assert reading.problems == ()
    assert reading.people[0].name == name


def test_a_number_that_looks_like_cpr_is_not_repeated():
    [problem] = read_people(f"{PEOPLE}010190-1234;Bo;;A;;;\n").problems

    assert "010190" not in str(problem.values)


def test_duplicates_name_both_rows():
    reading = read_people(f"{PEOPLE}1;Bo;bo@x.dk;A;;;\n2;Ida;;A;;;\n1;Eva;BO@x.dk;A;;;\n")

    assert faults(reading) == [
        (Kind.DUPLICATE_ID, 4, "medarbejder"),
        (Kind.DUPLICATE_EMAIL, 4, "e-mail"),
    ]
    assert [problem.values["other"] for problem in reading.problems] == [2, 2]


def test_an_unknown_unit_comes_with_the_nearest_one():
    [problem] = read_people(f"{PEOPLE}1;Bo;;pakkeri1;;;\n", units=["Pakkeri-1", "B"]).problems

    assert problem.values["near"] == "Pakkeri-1"


def test_the_name_of_a_unit_in_place_of_its_code_is_recognised():
    [problem] = read_people(f"{PEOPLE}1;Bo;;unit b;;;\n").problems

    assert problem.values["near"] == "B"


def test_every_fault_of_every_row_is_told():
    reading = read_people(f"{PEOPLE};;bo;Q;pave;;\n;;bo;Q;pave;;\n")

    assert len(reading.problems) == 10


def test_one_unreadable_file_of_units_is_not_told_for_each_person():
    reading = read_files(
        {Sheet.UNITS: b"%PDF-", Sheet.PEOPLE: b"nr;navn;enhed\n1;Bo;A\n"}, units=()
    )

    assert faults(reading) == [(Kind.NOT_A_TABLE, None, None)]


# --- the tree -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rows", "kind", "row"),
    [
        ("A;;Alt\nB;;Nord\n", Kind.TWO_ROOTS, 3),
        ("A;;Alt\nB;Q;Nord\n", Kind.UNKNOWN_PARENT, 3),
        ("A;;Alt\nA;;Alt\n", Kind.DUPLICATE_ID, 3),
        ("A;;Alt\nB;C;x\nC;B;y\n", Kind.CYCLE, 3),
        ("A;;Alt\nB;B;x\n", Kind.CYCLE, 3),
    ],
)
def test_what_is_no_tree_is_told(rows, kind, row):
    assert (kind, row) in [(p.kind, p.row) for p in read_units(UNITS + rows).problems]


def test_a_circle_is_shown_and_told_once():
    reading = read_units(f"{UNITS}A;;Alt\nB;D;x\nC;B;y\nD;C;z\nE;D;w\n")

    [problem] = reading.problems
    assert problem.values["path"] == "B > D > C > B"


def test_a_file_without_a_top_is_told():
    reading = read_units(f"{UNITS}A;B;x\nB;A;y\n")

    assert {problem.kind for problem in reading.problems} == {Kind.CYCLE, Kind.NO_ROOT}


def test_a_chain_of_many_units_needs_no_recursion():
    rows = "".join(f"u{n};{f'u{n - 1}' if n else ''};x\n" for n in range(5000))

    assert read_units(UNITS + rows).problems == ()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_any_set_of_parents_is_a_tree_or_is_told(parents):
    rows = "".join(f"u{n};{f'u{p}' if p else ''};x\n" for n, p in enumerate(parents, start=1))

    reading = read_units(UNITS + rows)

    assert bool(reading.problems) != is_tree(parents)


def is_tree(parents):
    """Told apart from the code: everybody reaches the one top in so many steps."""

    def steps(n):
        for _ in parents:
            n = parents[n - 1]
            if n == 0:
                return True
            if n > len(parents):
                return False
        return False

    return parents.count(0) == 1 and all(steps(n) for n in range(1, len(parents) + 1))
