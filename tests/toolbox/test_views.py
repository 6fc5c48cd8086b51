"""The front page and the pages of tools that are on their way."""

import pytest

import make
from trivsel.toolbox import queries

TOOLS = list(queries.tools().values())


def test_the_front_page_links_to_all_tools_and_marks_each_as_coming(client):
    page = client.get("/da/").text

    assert all(f'href="/da/vaerktoej/{tool.slug}/"' in page for tool in TOOLS)
    assert page.count('<span class="mark">på vej</span>') == len(TOOLS)
    assert "41 værktøjer" in page


def test_the_front_page_asks_no_database_of_a_visitor(client):
    """Without the database mark any query would raise."""
    assert client.get("/da/").status_code == 200


@pytest.mark.django_db
def test_somebody_signed_in_costs_two_queries(client, django_assert_max_num_queries):
    client.force_login(make.user(), backend="django.contrib.auth.backends.ModelBackend")

    with django_assert_max_num_queries(2):
        page = client.get("/da/").text

    assert "Log ud" in page
    assert "Log ind" not in page


def test_the_front_page_claims_nothing_that_is_not_there_yet(client):
    page = client.get("/da/").text

    assert "De er på vej" in page
    assert "bliver i din browser" not in page  # true of the tools, when they come
    assert "APV" not in page


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.key)
def test_a_tool_says_what_it_will_be_and_what_one_can_do_today(client, tool, language):
    page = client.get(f"/{language}/vaerktoej/{tool.slug}/").text

    for words in (tool.title, tool.purpose, tool.today):
        assert getattr(words, language).replace("'", "&#x27;").replace('"', "&quot;") in page
    assert {"da": "på vej", "en": "on its way"}[language] in page
    assert "<form class=" not in page.replace('<form class="languages"', "")


def test_a_tool_that_does_not_exist_is_not_found(client):
    assert client.get("/da/vaerktoej/findes-ikke/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_front_page_can_only_be_read(client, method):
    assert getattr(client, method)("/da/").status_code == 405
