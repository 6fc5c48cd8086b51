"""The pages of an import: for who runs the organisation, and as if missing for all others."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import make
from trivsel.domain.importfile.headings import SYNONYMS, normal
from trivsel.domain.importfile.problem import Sheet
from trivsel.organisation.imports import services
from trivsel.organisation.imports.explained import SHOWN
from trivsel.organisation.models import Import

pytestmark = pytest.mark.django_db

UNITS = "enhed;overenhed;navn\nV;;Værket\nP;V;Produktion\n"
PEOPLE = "nr;navn;enhed;rolle\n1;Bo Friis;P;leder\n2;<b>Ida</b>;P;\n"


@pytest.fixture
def works():
    return make.organisation("Værket", slug="vaerket")


@pytest.fixture
def admin(works):
    return make.person(works, "Karen Holm", "administrator", number="admin-1")


@pytest.fixture
def draft(works, admin):
    return prepare(works, admin)


def prepare(works, admin, units=UNITS, people=PEOPLE):
    return services.prepare_import(
        works, units=units.encode(), people=people.encode(), by=admin, at=make.NOW
    )


def upload(client, works, **files):
    sent = {name: SimpleUploadedFile(f"{name}.csv", text) for name, text in files.items()}
    return client.post(reverse("organisation:import", args=[works.slug]), sent)


def address(name, draft):
    return reverse(f"organisation:{name}", args=[draft.organisation.slug, draft.pk])


def test_an_upload_leads_to_its_preview_and_one_click_carries_it_out(client, works, admin):
    make.sign_in(client, admin)

    response = upload(client, works, units=UNITS.encode("cp1252"), people=PEOPLE.encode())
    draft = Import.objects.get()
    assert response["Location"] == draft.get_absolute_url()
    assert "Bo Friis" in client.get(f"{draft.get_absolute_url()}?show=people-new").text
    client.post(address("import-carry-out", draft))

    assert works.people.filter(name="Bo Friis", unit__code="P").exists()
    assert "gennemført" in client.get(draft.get_absolute_url()).text


def test_a_preview_names_row_and_column_of_what_is_wrong(client, works, admin):
    make.sign_in(client, admin)

    upload(client, works, units=UNITS.encode(), people=PEOPLE.replace("P;leder", "Q").encode())
    page = client.get(Import.objects.get().get_absolute_url()).text

    assert "Der er ingen enhed med koden »Q«" in page
    assert "gennemfoer" not in page


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", b"\0\1\2", b"PK\x03\x04"])
def test_a_file_that_is_no_table_gets_a_page_that_says_so(client, works, admin, content):
    make.sign_in(client, admin)

    response = upload(client, works, people=content)

    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200


def test_no_file_at_all_is_asked_for(client, works, admin):
    make.sign_in(client, admin)

    response = upload(client, works)

    assert response.status_code == 422
    assert "Vælg mindst én fil" in response.text


def test_names_are_shown_as_text(client, admin, draft):
    make.sign_in(client, admin)

    page = client.get(f"{draft.get_absolute_url()}?show=people-new").text

    assert "&lt;b&gt;Ida&lt;/b&gt;" in page


def test_when_many_would_go_the_tick_decides(client, works, admin):
    make.sign_in(client, admin)
    services.carry_out_import(prepare(works, admin), by=admin, at=make.NOW)
    second = prepare(works, admin, people="nr;navn;enhed\n1;Bo Friis;P\n")

    client.post(address("import-carry-out", second))
    assert works.people.get(number="2").left_on is None
    client.post(address("import-carry-out", second), {"accept_gone": "on"})

    assert works.people.get(number="2").left_on is not None


def test_a_stale_preview_says_so_and_is_compared_again(client, works, admin, draft):
    make.person(works, "Ny Mand")
    make.sign_in(client, admin)

    assert "Sammenlign igen" in client.get(draft.get_absolute_url()).text
    client.post(address("import-again", draft))

    assert "Sammenlign igen" not in client.get(draft.get_absolute_url()).text


def test_a_preview_can_be_deleted(client, admin, draft):
    make.sign_in(client, admin)

    client.post(address("import-drop", draft))

    assert not Import.objects.exists()


def test_the_page_in_english_is_english(client, admin, draft):
    make.sign_in(client, admin)

    page = client.get(draft.get_absolute_url().replace("/da/", "/en/")).text

    assert "Preview of the import" in page


# --- the template files -----------------------------------------------------------------------
@pytest.mark.parametrize("language", ["da", "en"])
def test_our_own_templates_import_without_a_fault(client, works, admin, language):
    make.sign_in(client, admin)
    root = f"/{language}/o/{works.slug}/import/skabelon"

    files = {name: client.get(f"{root}/{name}.csv").content for name in ("units", "people")}
    done = services.import_files(works, **files, by=admin, at=make.NOW)

    assert done.summary["counts"]["people-new"] == 2


@pytest.mark.parametrize("language", ["da", "en"])
def test_our_own_workbook_imports_without_a_fault(client, works, admin, language):
    make.sign_in(client, admin)

    book = client.get(f"/{language}/o/{works.slug}/import/skabelon/workbook.xlsx").content
    done = services.import_files(works, units=book, by=admin, at=make.NOW)

    assert done.summary["counts"]["people-new"] == 2
    assert len(openpyxl.load_workbook(BytesIO(book)).worksheets) == 2


def test_there_is_no_other_template(client, works, admin):
    make.sign_in(client, admin)

    assert client.get(f"/da/o/{works.slug}/import/skabelon/roles.csv").status_code == 404


@pytest.mark.parametrize("sheet", list(Sheet))
def test_every_heading_we_say_we_know_is_known(sheet):
    for field, headings in SHOWN[sheet].items():
        assert {normal(heading) for heading in headings} <= set(SYNONYMS[sheet][field])


# --- who may --------------------------------------------------------------------------------
PAGES = [
    ("get", "import-preview"),
    ("post", "import-carry-out"),
    ("post", "import-again"),
    ("post", "import-drop"),
]


@pytest.mark.parametrize(("method", "name"), PAGES)
@pytest.mark.parametrize("role", ["leader", "safety_rep", "union_rep", "top_management", ""])
def test_a_colleague_learns_nothing_and_changes_nothing(client, draft, role, method, name):
    works = draft.organisation
    make.sign_in(client, make.person(works, "Bo", *([role] if role else [])))

    response = getattr(client, method)(address(name, draft))

    assert response.status_code == 404
    assert Import.objects.get().status == "draft"
    assert not works.people.filter(number="1").exists()


@pytest.mark.parametrize(("method", "name"), PAGES)
@pytest.mark.parametrize("through", ["their own", "this"])
def test_another_organisation_s_administrator_learns_nothing(
    client, draft, through, method, name
):
    stranger = make.person(make.organisation("Andet"), "Per", "administrator")
    make.sign_in(client, stranger)
    slug = stranger.organisation.slug if through == "their own" else draft.organisation.slug

    response = getattr(client, method)(reverse(f"organisation:{name}", args=[slug, draft.pk]))

    assert response.status_code == 404
    assert Import.objects.get().status == "draft"


@pytest.mark.parametrize(("method", "name"), PAGES)
def test_somebody_not_signed_in_is_sent_to_sign_in(client, draft, method, name):
    response = getattr(client, method)(address(name, draft))

    assert response.status_code == 302
    assert "konto" in response["Location"]


def test_hr_may(client, works, draft):
    make.sign_in(client, make.person(works, "Eva", "hr"))

    assert client.get(draft.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("how_many", [1, 3])
def test_three_waiting_previews_cost_no_more_queries_than_one(
    client, works, admin, django_assert_max_num_queries, how_many
):
    for _ in range(how_many):
        prepare(works, admin)
    make.sign_in(client, admin)

    with django_assert_max_num_queries(8):
        page = client.get(reverse("organisation:import", args=[works.slug]))

    assert len(page.context["waiting"]) == how_many


def test_three_new_people_cost_no_more_queries_than_one(client, works, admin):
    make.sign_in(client, admin)

    counts = {}
    for how_many in (1, 3):
        rows = "".join(f"{n};Bo {n};P\n" for n in range(how_many))
        draft = prepare(works, admin, people="nr;navn;enhed\n" + rows)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"{draft.get_absolute_url()}?show=people-new")
        counts[how_many] = (len(queries), len(page.context["page"]))

    assert counts[1][0] == counts[3][0]
    assert [shown for _, shown in counts.values()] == [1, 3]
