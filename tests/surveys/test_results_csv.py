"""The CSV file: the reader's rows, every figure released, and nothing runs as a formula."""

import csv
import io
import tracemalloc

import pytest
from django.urls import reverse
from django.utils import translation

import make
from trivsel.domain.disclosure import thaw
from trivsel.surveys import csv_files, flat, releases

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def works():
    place = make.organisation("Nordværk")
    production = make.unit(place, "Produktion", code="P")
    units = {make.unit(production, f"Hold {n}", code=f"H{n}"): n for n in (20, 14, 4)}
    kind = [bytes([1] * 24)] * 12
    office = make.unit(place, "=1+1 Kontor", code="K")
    return make.released_round(place, {**units, office: kind}, name="Forår")


def reading_of(round_, *kinds, unit=None):
    return releases.release_for(make.person(unit or round_.organisation, "", *kinds), round_)


def lines(pieces):
    text = b"".join(pieces).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def number(text):
    return None if text == "" else float(text.replace(",", "."))


def test_every_figure_of_the_release_stands_in_it_and_can_be_read_back(works):
    found = {
        (line["row"], line["theme"]): line
        for line in lines(csv_files.release_csv(reading_of(works, "hr").published))
    }

    table = works.release.figures["table"]
    assert len(found) == len(table["rows"]) * len(table["scales"])
    bands = set()
    for row in table["rows"]:
        for scale in table["scales"]:
            line, figure = found[row["key"], scale], row["figures"].get(scale)
            assert int(line["eligible"]) == row["eligible"]
            assert line["row_reason"] == row["reason"]
            assert line["shown_in"] == (row["merged_into"] or "")
            assert line["members"] == " + ".join(row["members"])
            for name in ("exact", "low", "high", "percent"):
                told = line["answers" if name == "exact" else f"answers_{name}"]
                assert number(told) == (row["answered"] or {}).get(name)
            if figure is None:
                assert (line["mean"], line["reason"]) == ("", row["reason"])
                continue
            assert (line["band"] or None, line["reason"]) == (figure["band"], figure["reason"])
            for name in ("mean", "margin", "weight"):
                assert number(line[name]) == figure[name]
            shares = [number(line[name]) for name in flat.COLUMNS[-4:]]
            assert shares == (figure["distribution"] or [None] * 4)
            bands.add(figure["band"])
    # The test means something: the release holds hidden, merged and banded figures.
    assert {row["reason"] for row in table["rows"]} >= {"shown", "merged"}
    assert bands >= {None, "low"} or bands >= {None, "high"}


def test_danish_spreadsheets_open_it_by_themselves(works):
    raw = b"".join(csv_files.release_csv(reading_of(works, "hr").published))

    assert raw.startswith(b"\xef\xbb\xbfrow;name;kind;")
    assert raw.endswith(b"\r\n")
    assert b"Hold 20" in raw


def test_a_name_never_runs_as_a_formula(works):
    found = lines(csv_files.release_csv(reading_of(works, "hr").published))

    assert "'=1+1 Kontor" in {line["name"] for line in found}
    for text in ("=1", "+1", "-1", "@a", " =1", "\t=1", "\r=1", "\n@"):
        assert csv_files._cell(text).startswith("'")
    assert csv_files._cell("a\nb;c") == "a b;c"


def test_it_holds_only_what_the_reader_may_see(client, works):
    unit = works.organisation.units.get(code="H20")
    make.sign_in(client, make.person(unit, "Bo"))
    address = reverse("surveys:results-csv", args=[works.organisation.slug, works.pk])

    response = client.get(address)

    text = b"".join(response.streaming_content).decode()
    assert "Hold 20" in text
    assert "Hold 14" not in text
    assert 'filename="nordvaerk-foraar.csv"' in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["surveys:results-csv", "surveys:codebook"])
def test_a_stranger_gets_no_file_and_nobody_altered_figures(client, works, name):
    address = reverse(name, args=[works.organisation.slug, works.pk])

    assert client.get(address).status_code == 302
    make.sign_in(client, make.person(make.organisation("Andre"), "Eva", "hr"))
    assert client.get(address).status_code == 404
    make.sign_in(client, make.person(works.organisation, "Hanne", "hr"))
    assert client.get(address).status_code == 200
    works.release.figures["table"]["rows"][0]["eligible"] += 1
    works.release.save()
    assert client.get(address).status_code == 503


@pytest.mark.parametrize(("language", "word"), [("da", "Gennemsnit"), ("en", "Mean")])
def test_the_codebook_explains_every_column_and_every_code(works, language, word):
    published = reading_of(works, "hr").published
    with translation.override(language):
        book = lines(csv_files.codebook_csv(published))
        found = lines(csv_files.release_csv(published))

    explained = {(line["column"], line["code"]) for line in book}
    assert all(line["meaning"] for line in book)
    assert [line["column"] for line in book if not line["code"]] == list(flat.COLUMNS)
    assert any(line["meaning"].startswith(word) for line in book)
    for column in ("kind", "answers_band", "row_reason", "reason", "theme", "good", "band"):
        used = {line[column] for line in found} - {""}
        assert used <= {code for name, code in explained if name == column}


def larger(published, times):
    frozen = published.freeze()
    top, *others = frozen["table"]["rows"]
    rows = [top]
    for n in range(times):
        rows += [{**row, "key": f"{row['key']}-{n}"} for row in others]
    names = {row["key"]: f"Navn {row['key']}" for row in rows if not row["members"]} | {
        member: member for row in rows for member in row["members"]
    }
    table = thaw({**frozen["table"], "rows": rows})
    return type(published)(
        table, names, published.places, published.scales, published.overall, published.facts
    )


def most_memory(published):
    tracemalloc.start()
    size = sum(len(piece) for piece in csv_files.release_csv(published))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size, peak


def test_it_is_streamed_memory_does_not_grow_with_the_release(works):
    published = reading_of(works, "hr").published
    small, large = larger(published, 100), larger(published, 1000)

    (size, memory), (large_size, large_memory) = most_memory(small), most_memory(large)

    assert large_size > 8 * size
    assert large_memory < 1.5 * memory
