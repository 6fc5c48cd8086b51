"""When something fails: what happened, what is kept, what to do now, in both languages."""

import pytest
from django.core.exceptions import BadRequest
from django.test import Client
from django.views import defaults


def test_a_page_that_is_not_there_says_so_in_both_languages(client):
    danish = client.get("/da/er-her-ikke/")
    english = client.get("/en/er-her-ikke/")

    assert (danish.status_code, english.status_code) == (404, 404)
    assert "Her er ingen side" in danish.text
    assert "This page is not here" in english.text


def test_a_missing_page_can_be_read_in_the_other_language(client):
    response = client.post("/da/sprog/", {"language": "en", "next": "/da/er-her-ikke/"})

    assert response["Location"] == "/en/er-her-ikke/"


def test_a_form_from_elsewhere_is_refused_in_a_plain_sentence():
    guarded = Client(enforce_csrf_checks=True)

    response = guarded.post("/da/sprog/", {"language": "en", "next": "/da/"})

    assert response.status_code == 403
    assert "Siden havde stået åben for længe" in response.text
    assert "Intet er ændret" in response.text


def test_no_access_gives_the_reason(rf):
    response = defaults.permission_denied(rf.get("/da/"), PermissionError("Kun for ledere."))

    assert response.status_code == 403
    assert "Kun for ledere." in response.text


@pytest.mark.parametrize(
    ("response", "danish", "english"),
    [
        (defaults.server_error, "Noget gik galt hos os", "Something went wrong on our side"),
        (
            lambda request: defaults.bad_request(request, BadRequest()),
            "Det kunne vi ikke læse",
            "We could not read that",
        ),
    ],
)
def test_the_pages_of_last_resort_need_no_database_and_no_language(
    rf, response, danish, english
):
    page = response(rf.get("/")).text

    assert danish in page
    assert english in page
    assert 'lang="en"' in page


def test_the_page_for_our_own_errors_is_used(client, monkeypatch):
    monkeypatch.setattr("trivsel.toolbox.queries.grid", lambda: 1 / 0)
    client.raise_request_exception = False

    response = client.get("/da/")

    assert response.status_code == 500
    assert "Noget gik galt hos os" in response.text
