"""The frame of every page: languages, menu, messages."""

from datetime import date

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

import make
from trivsel.ui.languages import same_page
from trivsel.ui.navigation import Entry, current, links_for


def test_the_front_page_speaks_the_language_of_its_address(client):
    danish = client.get("/da/")
    english = client.get("/en/")

    assert '<html lang="da">' in danish.text
    assert '<html lang="en">' in english.text
    assert "Log ind" in danish.text
    assert "Sign in" in english.text


@pytest.mark.parametrize(
    ("page", "elsewhere"),
    [
        ("/da/", "/en/"),
        ("/da/vaerktoej/mit-bidrag/?a=1&b=/da/", "/en/vaerktoej/mit-bidrag/?a=1&b=/da/"),
        ("/da/er/her/ikke", "/en/er/her/ikke"),
        ("/data/", "/data/"),
    ],
)
def test_a_page_keeps_its_address_in_the_other_language(page, elsewhere):
    assert same_page(page, "en") == elsewhere


def test_the_chosen_language_is_kept_in_the_browser(client):
    response = client.post("/da/sprog/", {"language": "en", "next": "/da/dine-data/?x=1"})

    assert response["Location"] == "/en/dine-data/?x=1"
    assert client.get("/")["Location"] == "/en/"


@pytest.mark.django_db
def test_the_chosen_language_is_kept_with_the_account(client):
    user = make.user()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    client.post("/da/sprog/", {"language": "en", "next": "/da/"})

    user.refresh_from_db()
    assert user.language == "en"


@pytest.mark.parametrize("next_", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_language_switch_leads_to_no_other_host(client, next_):
    response = client.post("/da/sprog/", {"language": "en", "next": next_})

    assert response["Location"] == "/en/"


def test_an_unknown_language_changes_nothing(client):
    response = client.post("/da/sprog/", {"language": "xx", "next": "/da/dine-data/"})

    assert response["Location"] == "/da/dine-data/"
    assert not client.cookies


def test_the_language_cannot_be_changed_by_a_link(client):
    assert client.get("/da/sprog/?language=en").status_code == 405


class Request:
    """As much of a request as the menu reads, on a page of the person's organisation."""

    def __init__(self, person, path="/da/"):
        self.person = person
        self.organisation = person.organisation
        self.path = path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("roles", "names"),
    [
        ([], {"Overblik", "Resultat", "Handlinger", "Enheder"}),
        (["safety_rep"], {"Overblik", "Resultat", "Handlinger", "Enheder", "Runder"}),
        (["leader"], {"Overblik", "Handlinger", "Enheder", "Runder", "Personer"}),
        (["hr"], {"Overblik", "Resultat", "Handlinger", "Runder", "Personer", "Enheder"}),
    ],
)
def test_the_menu_has_what_the_persons_roles_reach(roles, names):
    person = make.person(make.organisation(), "", *roles)
    by_role = {"Runder", "Personer"}

    found = {str(link.label) for link in links_for(Request(person))}

    assert names <= found
    assert found & by_role == names & by_role


@pytest.mark.django_db
def test_a_name_that_nobody_answers_to_is_left_out():
    person = make.person(make.organisation())
    entries = [Entry("nobody:here", "Nobody"), Entry("desk:overview", "Overview")]

    assert [link.label for link in links_for(Request(person), entries)] == ["Overview"]


@pytest.mark.django_db
def test_the_menu_stays_away_where_there_is_no_organisation(rf):
    assert list(links_for(rf.get("/da/"))) == []


@pytest.mark.parametrize(
    ("path", "url", "mark"),
    [
        ("/da/o/nord/", "/da/o/nord/", "page"),
        ("/da/o/nord/runder/", "/da/o/nord/", ""),
        ("/da/o/nord/runder/", "/da/o/nord/runder/", "page"),
        ("/da/o/nord/runder/3/", "/da/o/nord/runder/", "true"),
        ("/da/o/nord/personer/", "/da/o/nord/runder/", ""),
    ],
)
def test_the_menu_shows_where_one_is(path, url, mark):
    assert current(path, url) == mark


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (messages.SUCCESS, "Færdigt:"),
        (messages.WARNING, "Vær opmærksom:"),
        (messages.ERROR, "Det lykkedes ikke:"),
        (messages.INFO, "Godt at vide:"),
    ],
)
def test_a_message_says_in_words_what_kind_it_is(level, words):
    html = render_to_string("ui/messages.html", {"messages": [Message(level, "Gemt.")]})

    assert words in html
    assert "<svg" in html
    assert "Gemt." in html


@pytest.mark.parametrize("name", ["ui:privacy", "ui:accessibility"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pages_of_the_footer_are_there(client, name, language):

    with override(language):
        address = reverse(name)

    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("language", "day"), [("da", "4. december 2026"), ("en", "4 December 2026")]
)
def test_a_date_is_written_as_the_language_does(language, day):
    with override(language):
        assert date_format(date(2026, 12, 4)) == day
