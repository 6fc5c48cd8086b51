"""The report: what the reader may see, whole, tagged, on twelve pages, in both languages."""

import io
import logging
from random import Random

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

import make
from toolbox.onpaper import squeezed, tags, text_of
from trivsel.organisation.models import Unit
from trivsel.reports import chapters, process
from trivsel.reports.facts import MOST_ROWS, facts_of
from trivsel.surveys import releases
from trivsel.surveys.readings.moving import Moved, MovedLine

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def works():
    place = make.organisation("Nordværk")
    production = make.unit(place, "Produktion", code="P")
    foundry = make.unit(production, "Støberi", code="S")
    packing = make.unit(production, "Pakkeri", code="PK")
    workshop = make.unit(production, "Værksted", code="V")
    office = make.unit(place, "Kontor", code="K")
    round_ = make.released_round(
        place, {foundry: 20, packing: 16, workshop: 3, office: 12}, name="Forår"
    )
    return place, round_


def facts(round_, *kinds, unit=None, code=None, language="en"):
    reading = releases.release_for(make.person(unit or round_.organisation, "", *kinds), round_)
    with translation.override(language):
        return facts_of(reading, code or reading.published.root, asked="Questions")


def set_(made):
    return PdfReader(io.BytesIO(process.pdf_of(made)))


def address(round_, code=""):
    with translation.override("da"):
        name = "reports:unit-report" if code else "reports:report"
        return reverse(name, args=[round_.organisation.slug, round_.pk, *filter(None, [code])])


def test_the_page_leads_to_the_report_of_the_unit_it_shows(client, works):
    place, round_ = works
    make.sign_in(client, make.person(place, "Hanne", "hr"))

    page = client.get(reverse("surveys:unit-results", args=[place.slug, round_.pk, "P"]))
    response = client.get(address(round_, "P"))

    assert address(round_, "P") in page.content.decode()
    assert response["Content-Type"] == "application/pdf"
    disposition = 'attachment; filename="nordvaerk-foraar-produktion.pdf"'
    assert response["Content-Disposition"] == disposition
    assert "no-store" in response["Cache-Control"]
    assert "Produktion" in text_of(PdfReader(io.BytesIO(response.content)))


def test_an_employee_has_a_report_of_what_they_see_and_a_stranger_none(client, works):
    place, round_ = works
    make.sign_in(client, make.person(place.units.get(code="S"), "Bo"))

    mine = text_of(PdfReader(io.BytesIO(client.get(address(round_)).content)))

    assert "Støberi" in mine
    assert "Pakkeri" not in mine
    assert client.get(address(round_, "PK")).status_code == 404
    make.sign_in(client, make.person(make.organisation("Et andet sted"), "Eva", "hr"))
    assert client.get(address(round_)).status_code == 404
    client.logout()
    assert client.get(address(round_)).status_code == 302


def test_there_is_none_before_the_release_and_none_of_altered_figures(client, works):
    place, released = works
    open_ = make.closed_round(place, {place.units.get(code="S"): 20})
    make.sign_in(client, make.person(place, "Hanne", "hr"))

    assert client.get(address(open_)).status_code == 404
    released.release.figures["table"]["rows"][0]["figures"]["influence"]["mean"] += 1
    released.release.save()
    response = client.get(address(released))
    assert (response.status_code, response["Content-Type"][:9]) == (503, "text/html")


def test_every_figure_of_the_release_stands_in_it(works):
    _place, round_ = works
    text = text_of(set_(facts(round_, "hr")))

    for row in round_.release.figures["table"]["rows"]:
        for figure in row["figures"].values():
            assert squeezed(f"{figure['mean']} ±{figure['margin']}") in text
            for share in figure["distribution"] or [] if row["parent"] is None else []:
                assert str(share) in text
    assert round_.release.digest in text


def test_it_says_what_is_hidden_and_why_and_what_the_auditor_tried(works):
    _place, round_ = works
    made = facts(round_, "hr")
    text = text_of(set_(made))

    [hidden, protection] = made["chapters"]
    assert any("Værksted" in point for point in hidden["points"])
    for chapter in (hidden, protection):
        for words in [chapter["title"], *chapter["sentences"], *chapter["points"]]:
            assert squeezed(words) in text
    assert squeezed("0 findings in") in text
    assert squeezed(protection["table"]["rows"][0][0]) in text


@pytest.mark.parametrize(
    ("language", "words"), [("da", "Det aftaler vi"), ("en", "What we agree on")]
)
def test_it_is_tagged_titled_and_speaks_its_language(works, language, words):
    _place, round_ = works
    pdf = set_(facts(round_, "hr", language=language))
    found = list(tags(pdf))
    kinds = [kind for kind, _alt in found]

    assert pdf.trailer["/Root"]["/Lang"] == language
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Nordværk · Forår"
    assert "pdfuaid:part" in pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 6
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/Figure")
    assert squeezed(words) in text_of(pdf)
    figures = [alt for kind, alt in found if kind == "/Figure"]
    assert len(figures) == 2
    assert all("0" in alt and len(alt) > 60 for alt in figures)
    # Each drawing is followed by the table that says the same, with headings.
    for at, kind in enumerate(kinds):
        if kind == "/Figure":
            assert kinds[at + 1 :].index("/Table") < kinds[at + 1 :].index("/TH")


def test_the_languages_differ_and_neither_holds_the_other(works):
    _place, round_ = works
    danish, english = (
        text_of(set_(facts(round_, "hr", language=code))) for code in ("da", "en")
    )

    assert "Indflydelse" in danish
    assert "Influence" not in danish
    assert "Influence" in english
    assert "Indflydelse" not in english


def test_it_says_what_has_changed_since_the_round_before_and_nothing_in_the_first(works):
    place, first = works
    units = place.units.filter(code__in=["S", "PK"])
    later = make.released_round(place, dict.fromkeys(units, 18), name="Efterår")
    hr = make.person(place, "Hanne", "hr")
    alone, reading = (releases.release_for(hr, each) for each in (first, later))

    with translation.override("da"):
        before = facts_of(alone, "P", asked="Spørgsmål")
        after = facts_of(reading, "P", asked="Spørgsmål", before=alone)

    [since] = [one for one in after["chapters"] if one["title"] == "Siden »Forår«"]
    assert len(since["table"]["rows"]) == len(reading.published.scales)
    assert not [one for one in before["chapters"] if "Siden" in one["title"]]
    text = squeezed(text_of(set_(after)))
    for row in since["table"]["rows"]:
        assert squeezed(row[1]) in text


def test_a_unit_without_numbers_has_a_report_with_the_reason_and_the_talk():
    place = make.organisation("Lille sted")
    large, small = make.unit(place, "Stor"), make.unit(place, "Lille", code="V")
    round_ = make.released_round(place, {large: 20, small: 3})
    made = facts(round_, unit=small, code="V")
    text = text_of(set_(made))

    assert squeezed(made["protected"]) in text
    assert made["themes"]["rows"] == []
    assert "±" not in text
    assert squeezed("You can still have the talk") in text


ODD = [
    "#let x = 1 $y$ *b* _i_ ] [ } { `raw` = <a> @b \\ // c",
    "\u200fصيانة\u200e",
    "Smedje 🔨🔥",
    "L" * 200,
    "日本支社",
]


def test_a_name_is_never_markup_and_unknown_letters_stop_nothing():
    place = make.organisation("Nordværk")
    units = [make.unit(place, name, code=f"U{n}") for n, name in enumerate(ODD)]
    round_ = make.released_round(place, dict.fromkeys(units, 12))

    pdf = set_(facts(round_, "hr"))

    assert squeezed(ODD[0]) in text_of(pdf)
    assert "/StructTreeRoot" in pdf.trailer["/Root"]


def many(count, *, name="Hold"):
    place = make.organisation("Stor")
    root = make.root(place)
    middle = Unit.objects.bulk_create(
        Unit(organisation=place, parent=root, code=f"A{n}", name=f"{name} {n}")
        for n in range(40)
    )
    teams = Unit.objects.bulk_create(
        Unit(organisation=place, parent=middle[n % 40], code=f"T{n}", name=f"{name} {n}")
        for n in range(count)
    )
    make.renumber(place)
    chance = Random(1)
    return make.released_round(place, {team: chance.randint(5, 12) for team in teams})


def test_of_a_thousand_units_only_what_fits_is_listed_and_the_rest_is_told():
    made = facts(many(1000), "hr")
    pdf = set_(made)

    [table] = made["units"]["tables"]
    assert len(table["rows"]) == 41 <= MOST_ROWS
    assert made["units"]["left_out"].startswith("1,000 rows")
    assert len(pdf.pages) <= 12
    assert squeezed("1,000 rows further down") in text_of(pdf)


def test_the_worst_there_can_be_still_has_twelve_pages():
    # Long names, every row of the next level, hidden ones among them, and thirty themes.
    made = facts(many(300, name="Efterbehandling og vedligehold af støbte emner " * 4), "hr")
    [table] = made["units"]["tables"]
    for name in ("themes", "spread"):
        made[name]["rows"] = (made[name]["rows"] * 4)[:30]
    short = [*table["rows"], *table["rows"]][:12]
    made["units"]["tables"] = [{**table, "rows": short}] * 4
    moved = MovedLine(
        title="Støtte og sammenhold i gruppen",
        low_is_good=True,
        before="52 ±4",
        now="61 ±4",
        difference="+9",
        between="fra +3 til +15",
        verdict="sikkert højere",
        way="up",
        better=True,
    )
    change = Moved("Efterårets måling", lines=(moved,) * 30, smallest="Med 9 svar. " * 8)
    made["chapters"] = [*chapters.changes(change), *made["chapters"]]

    assert len(set_(made).pages) <= 12


def test_what_cannot_be_set_is_a_page_that_says_so_and_a_line_in_the_log(
    client, works, caplog, monkeypatch
):
    place, round_ = works
    make.sign_in(client, make.person(place, "Hanne", "hr"))
    monkeypatch.setattr(process, "COMMAND", [*process.COMMAND[:1], "-c", "raise SystemExit(3)"])

    response = client.get(address(round_))

    assert response.status_code == 503
    assert "Prøv igen om et minut" in response.content.decode()
    assert [record.levelno for record in caplog.records if "report" in record.name] == [
        logging.ERROR
    ]
    assert "Produktion" not in caplog.text


def test_the_process_gets_no_address_and_no_secret_of_ours(monkeypatch):
    monkeypatch.setenv("TRIVSEL_DATABASE", "postgresql://hemmelig")

    assert "hemmelig" not in str(process._environment())
    assert "PATH" in process._environment()


def test_a_report_costs_as_many_queries_for_one_unit_as_for_thirty(
    client, django_assert_num_queries
):
    for number in (1, 30):
        place = make.organisation(f"Sted {number}")
        units = [make.unit(place, f"Hold {n}") for n in range(number)]
        round_ = make.released_round(place, dict.fromkeys(units, 9))
        make.sign_in(client, make.person(place, "Hanne", "hr"))
        client.get(address(round_))
        with django_assert_num_queries(9):
            client.get(address(round_))
