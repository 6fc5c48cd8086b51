"""The spreadsheet: the reader's rows, numbers as numbers, and no name runs as a formula."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

import make
from trivsel.surveys import exports, flat, releases
from trivsel.surveys.models import Release

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])

ODD_NAMES = [
    '=HYPERLINK("http://example.com","klik")',
    "+45 12 34 56 78",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    " =1+1",
    "Ærø & Ålborg <b>'\"</b>",
    "\u200fصيانة\u200e",
    "Smedje 🔨🔥",
    "L" * 200,
    "[Hold] 1/2: a*b?",
]


@pytest.fixture
def organisation():
    return make.organisation("Nordværk")


@pytest.fixture
def released(organisation):
    units = [make.unit(organisation, name, code=f"U{n}") for n, name in enumerate(ODD_NAMES)]
    return make.released_round(
        organisation, dict.fromkeys(units, 12), name="=cmd|' /C calc'!A0"
    )


def reading_of(round_, *kinds, unit=None):
    return releases.release_for(make.person(unit or round_.organisation, "", *kinds), round_)


def opened(round_, *kinds, unit=None, language="en"):
    with translation.override(language):
        content = exports.workbook(reading_of(round_, *kinds, unit=unit))
    return load_workbook(BytesIO(content))


def test_numbers_are_numbers_and_the_same_as_in_the_release(released):
    sheet = opened(released, "hr")["Result"]

    table = Release.objects.get(round=released).figures["table"]
    frozen = {row["key"]: row for row in table["rows"]}
    head = [cell.value for cell in sheet[1]]
    top = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert top["Answers"] == 132
    assert top["Influence"] == frozen["u:root"]["figures"]["influence"]["mean"]
    assert top["Influence ±"] == frozen["u:root"]["figures"]["influence"]["margin"]
    assert sheet.max_row == len(frozen) + 1
    written = [row[7::2] for row in sheet.iter_rows(min_row=2, values_only=True)]
    released_means = [
        tuple(row["figures"][scale]["mean"] for scale in table["scales"])
        for row in frozen.values()
    ]
    assert [tuple(v for v in row if v is not None) for row in written] == released_means


def test_every_name_stays_text(released):
    book = opened(released, "hr")

    names = {row[0].value for row in book["Result"].iter_rows(min_row=2)}
    for name in ODD_NAMES:
        assert name in names
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                first = cell.value.strip(" ")[:1] if isinstance(cell.value, str) else ""
                assert first not in set("=+-@\t") or cell.quotePrefix


def test_there_is_no_formula_and_no_outer_link_in_the_file(released):
    content = exports.workbook(reading_of(released, "hr"))

    with ZipFile(BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "external" in name.lower()]
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in parts.read(name)
                assert b"<hyperlink" not in parts.read(name)


def test_a_hidden_number_is_a_reason_in_words(organisation):
    production = make.unit(organisation, "Produktion")
    groups = {make.unit(production, "Stor"): 30, make.unit(production, "Lille"): 3}
    round_ = make.released_round(organisation, groups)

    sheet = opened(round_, "hr")["Result"]

    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert "too few" in rows["Lille"][6] or "together" in rows["Lille"][6]
    assert all(value is None for value in rows["Lille"][4:6] + rows["Lille"][7:])


def test_the_sheet_holds_only_what_the_reader_may_see(organisation):
    mine, theirs = make.unit(organisation, "Mit hold"), make.unit(organisation, "Deres hold")
    round_ = make.released_round(organisation, {mine: 20, theirs: 20})

    book = opened(round_, unit=mine)

    text = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "Mit hold" in text
    assert "Deres hold" not in text


def test_it_says_what_the_figures_are(released):
    book = opened(released, "hr")

    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True, max_col=2)}
    assert about["Smallest group shown"] == 5
    assert about["First day"] == "2026-10-01"
    assert about["Fingerprint of the release (SHA-256)"] == released.release.digest


def test_distributions_sum_to_a_hundred(released):
    sheet = opened(released, "hr")["Distributions"]

    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows
    assert all(sum(row[2:6]) == 100 for row in rows)


def test_share_and_weight_stand_beside_the_answers(released):
    sheet = opened(released, "hr")["Result"]

    top = released.release.figures["table"]["rows"][0]
    weights = {figure["weight"] for figure in top["figures"].values()}
    assert [cell.value for cell in sheet[2]][4:6] == [top["answered"]["percent"], max(weights)]


def test_where_the_rate_is_a_band_it_is_said_and_no_number(organisation):
    teams = {make.unit(organisation, f"Hold {n}"): 20 for n in range(2)}
    round_ = make.released_round(organisation, teams, eligible=1)

    share = opened(round_, "hr")["Result"][2][4].value

    assert round_.release.figures["table"]["rows"][0]["answered"]["band"] == "high"
    assert "or more" in share


def test_it_holds_the_lines_of_the_csv_file_and_its_codebook(released):
    book = opened(released, "hr")
    published = reading_of(released, "hr").published

    lines = list(book["Figures"].iter_rows(values_only=True))
    plain = [tuple(None if value == "" else value for value in line) for line in lines[1:]]
    with translation.override("en"):
        lines_of_csv = list(flat.flat(published))
    expected = [
        tuple(None if value == "" else value for value in line) for line in lines_of_csv
    ]
    assert lines[0] == flat.COLUMNS
    assert plain == expected
    explained = {row[0] for row in book["Codebook"].iter_rows(min_row=2, values_only=True)}
    assert explained == set(flat.COLUMNS)


def test_the_sheets_are_named_in_the_readers_language(released):
    assert opened(released, "hr", language="da").sheetnames == [
        "Resultat",
        "Fordelinger",
        "Tal",
        "Kodebog",
        "Om tallene",
    ]


def test_it_is_downloaded_under_a_plain_name(client, released):
    make.sign_in(client, make.person(released.organisation, "Hanne", "hr"))

    response = client.get(
        reverse("surveys:results-xlsx", args=[released.organisation.slug, released.pk])
    )

    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert 'filename="nordvaerk-cmd-c-calca0.xlsx"' in response["Content-Disposition"]
    assert load_workbook(BytesIO(response.content)).sheetnames


def test_a_thousand_units_are_written_in_one_go(organisation):
    from trivsel.organisation.models import Unit  # noqa: PLC0415 - only here, in bulk

    root = make.root(organisation)
    teams = Unit.objects.bulk_create(
        Unit(organisation=organisation, parent=root, code=f"T{n}", name=f"Hold {n}")
        for n in range(999)
    )
    make.renumber(organisation)
    round_ = make.released_round(organisation, dict.fromkeys(teams, 8))

    sheet = opened(round_, "hr")["Result"]

    assert sheet.max_row == 1001


def test_more_lines_than_a_workbook_carries_are_left_to_the_csv_file(released, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 3)

    [line] = opened(released, "hr")["Figures"].iter_rows(values_only=True)

    assert "in the CSV file" in line[0]
