"""A partner's tool on the pages: in the grid, found by search, at its address, only as text."""

import re

import pytest

from make_partner import SCRIPT, beside_ours, forget, with_script
from make_tools import ALSO, EXAMPLE, SAID, document, step, toml

pytestmark = pytest.mark.django_db

RAW = re.compile(r"<img src=x|</script><img|onerror=go\(\)>")


@pytest.fixture
def partner(settings, tmp_path):
    """A folder beside ours, with the example of content/README.md in it."""
    (tmp_path / "pausen.toml").write_bytes(EXAMPLE)
    with beside_ours(settings, tmp_path):
        yield tmp_path


@pytest.mark.parametrize(
    ("language", "title"), [("da", "Pausen"), ("en", "The break")], ids=["da", "en"]
)
def test_a_partners_tool_stands_in_its_cell_of_the_grid(client, partner, language, title):
    page = client.get(f"/{language}/").text

    row = page.split('<section class="area">')[2]
    cell = row.split('class="card cell')[2]
    assert f"<span data-title>{title}</span>" in cell
    assert f'href="/{language}/vaerktoej/pausen/"' in cell


@pytest.mark.parametrize(("language", "word"), [("da", "spiser ved skærmen"), ("en", "lunch")])
def test_it_is_found_by_its_search_words(client, partner, language, word):
    page = client.get(f"/{language}/").text

    [entry] = re.findall(r'<li data-tool="NORD-1".*?>', page)
    assert word in entry
    assert 'data-brings="energy too-much"' in entry


@pytest.mark.parametrize(("language", "word"), [("da", "Det prøver vi"), ("en", "What we try")])
def test_it_has_its_own_page_that_leads_on_to_ours(client, partner, language, word):
    page = client.get(f"/{language}/vaerktoej/pausen/").text

    assert word in page
    assert f'href="/{language}/vaerktoej/mit-barometer/"' in page


def test_without_the_folder_there_is_no_such_page(client, partner, settings):
    settings.TOOL_FOLDERS = []
    forget()

    assert client.get("/da/vaerktoej/pausen/").status_code == 404


def test_a_broken_file_closes_neither_the_front_door_nor_other_tools(client, partner):
    (partner / "wrong.toml").write_bytes(b"id = ")
    (partner / "taken.toml").write_bytes(toml(document(id="B02", slug="mit-barometer")))

    assert client.get("/da/").status_code == 200
    assert client.get("/da/vaerktoej/pausen/").status_code == 200
    assert "Belastningskurven" in client.get("/da/vaerktoej/belastningskurven/").text
    assert "Titel" not in client.get("/da/vaerktoej/mit-barometer/").text


@pytest.mark.parametrize(
    ("kind", "said"), [*SAID.items(), *ALSO.items()], ids=lambda value: str(value)[:12]
)
def test_script_in_a_partners_texts_arrives_as_text(client, partner, kind, said):
    steps = [] if kind == "action" else [step(kind, **said)]
    hostile = with_script(document(*steps))
    hostile["search"] = {"da": [SCRIPT], "en": [SCRIPT]}
    (partner / "hostile.toml").write_bytes(toml(hostile))

    for address in ("/da/", "/da/vaerktoej/x-en/", "/en/vaerktoej/x-en/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "&lt;/script&gt;&lt;img src=x onerror=go()&gt;&quot;&#x27;{{7}}" in answer.text
        assert not RAW.search(answer.text)


def test_script_that_arrived_as_script_would_be_found():
    assert RAW.search(f"<h1>{SCRIPT}</h1>")
