"""The front page and the tools as they leave the server: everything that is to be read."""

import re
from functools import cache
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import make
from trivsel.domain.toolspec import Option, Words
from trivsel.toolbox import names, queries

TOOLS = list(queries.tools().values())
each_tool = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.key)
each_language = pytest.mark.parametrize("language", ["da", "en"])


def address(tool, language="da"):
    return f"/{language}/vaerktoej/{tool.slug}/"


@cache
def response_of(path):
    """Each page is asked for once: it is the same whoever asks."""
    return Client().get(path)


def page_of(tool, language="da"):
    return response_of(address(tool, language)).text


def squeezed(text):
    return " ".join(text.split())


def to_read(page):
    """The words of a page without its tags: what is only in an attribute does not count."""
    return squeezed(unescape(re.sub(r"<[^>]*>", " ", page)))


def words_of(value, language):
    """Every text of a step's fields, wherever it stands."""
    match value:
        case Words():
            yield squeezed(value.in_(language))
        case Option():
            yield from words_of((value.words, *value.more.values()), language)
        case tuple():
            for part in value:
                yield from words_of(part, language)


# --- the front page --------------------------------------------------------------------------
@each_language
def test_the_front_page_shows_every_tool_with_its_minutes(client, language):
    page = client.get(f"/{language}/").text

    for tool in TOOLS:
        assert f'href="{address(tool, language)}"' in page
        assert f"{tool.spec.title.in_(language)} {tool.minutes} min" in to_read(page)
    assert {"da": "41 værktøjer", "en": "41 tools"}[language] in page


@each_language
def test_the_front_page_carries_the_words_each_tool_is_found_by(client, language):
    page = unescape(client.get(f"/{language}/").text)

    assert [tool.key for tool in TOOLS if tool.spec.search.in_(language) not in page] == []


@each_language
def test_the_three_questions_offer_every_level_and_everything_that_brings_people(
    client, language
):
    page = client.get(f"/{language}/").text

    for level in names.LEVELS:
        assert f'name="who" value="{level}"' in page
    for key in names.BRINGS:
        assert f'name="what" value="{key}"' in page
    assert page.count('name="time"') == 3


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


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_front_page_can_only_be_read(client, method):
    assert getattr(client, method)("/da/").status_code == 405


# --- a tool ----------------------------------------------------------------------------------
@pytest.mark.django_db
@each_language
@each_tool
def test_a_tool_shows_all_its_words(tool, language):
    page = to_read(page_of(tool, language))

    for words in (tool.spec.title, tool.spec.purpose):
        assert squeezed(words.in_(language)) in page
    for step in tool.spec.steps:
        for words in (step.title, step.prompt, step.help, *step.said.values()):
            missing = [text for text in words_of(words, language) if text not in page]
            assert missing == [], f"{tool.key}, step {step.key}"


@pytest.mark.django_db
@each_tool
def test_a_step_stands_once_and_the_list_at_the_side_leads_to_it(tool):
    page = page_of(tool)

    for step in tool.spec.steps:
        assert page.count(f' id="{step.key}"') == 1
        assert page.count(f'href="#{step.key}"') == 1


@pytest.mark.django_db
def test_a_word_that_stands_only_in_an_attribute_would_be_missed():
    tool = queries.tools()["hvorfor-gaar-jeg-ikke-til-min-leder"]
    [*_, last] = words_of(tuple(tool.spec.steps[0].said.values()), "da")
    page = page_of(tool)

    without = page.replace(f">{last}<", "><")

    assert last in to_read(page)
    assert last in unescape(without)
    assert last not in to_read(without)


@pytest.mark.django_db
@each_tool
def test_a_tool_says_how_long_it_takes_and_for_whom(tool):
    facts = page_of(tool).partition('class="row facts"')[2].partition("</p>")[0]

    assert f"{tool.minutes} min" in facts
    assert all(str(name) in facts for _level, name in tool.level_names)
    assert all(str(way) in facts for way in tool.ways)
    assert tool.ways


@pytest.mark.django_db
@each_tool
def test_a_tool_leaves_no_cookie_and_asks_for_no_account(tool):
    response = response_of(address(tool))

    assert not response.cookies
    for words in ("Log ind", "Log ud", "konto/", "<form"):
        assert words not in response.text


@pytest.mark.django_db
def test_a_tool_costs_one_query_which_counts_it_and_names_nobody(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(address(TOOLS[0]), headers={"user-agent": "canary", "referer": "/canary"})

    [counted] = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert counted.strip().startswith("INSERT INTO figures_opening")
    assert TOOLS[0].key in counted
    assert "canary" not in counted


@pytest.mark.django_db
def test_the_page_is_the_same_whoever_asks_and_whatever_is_behind_the_question_mark(client):
    plain = client.get(address(TOOLS[0])).text.partition("<main")[2]

    client.force_login(make.user(), backend="django.contrib.auth.backends.ModelBackend")
    asked = client.get(address(TOOLS[0]) + "?draft=canary").text

    assert asked.partition("<main")[2] == plain
    assert "canary" not in asked.replace('href="/en/vaerktoej', "").partition("<main")[2]


@pytest.mark.django_db
def test_the_link_to_share_is_the_tools_one_address(client):
    page = client.get(address(TOOLS[0]) + "?fra=forsiden").text

    [shared] = re.findall(r'data-address="([^"]+)"', page)
    assert shared.endswith(address(TOOLS[0]))
    assert f'<link rel="canonical" href="{shared}">' in page


@pytest.mark.django_db
@each_language
def test_without_script_the_page_says_what_still_can_be_done(language):
    page = page_of(TOOLS[0], language)

    [said] = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert "JavaScript" in said
    assert {"da": "udskrive", "en": "print"}[language] in said


@each_language
def test_a_tool_that_does_not_exist_is_not_found(client, language):
    assert client.get(f"/{language}/vaerktoej/findes-ikke/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_tool_can_only_be_read(client, method):
    """Without the database mark: it is refused before anything is counted."""
    assert getattr(client, method)(address(TOOLS[0])).status_code == 405
