"""How the toolbox is sent: one strict policy, nothing personal, one address a language."""

import gzip
import re

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

import make
from trivsel.toolbox import policy, queries

SLUG = next(iter(queries.tools()))
TOOL, FRONT, AWAY = f"/da/vaerktoej/{SLUG}/", "/da/", "/da/vaerktoej/uden-net/"
WORKER = "/da/vaerktoej/sw.js"
pytestmark = pytest.mark.django_db  # opening a tool counts


def directives(response):
    parts = response["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


# --- nothing leaves ------------------------------------------------------------------------
@pytest.mark.parametrize("page", [TOOL, FRONT, AWAY])
def test_the_page_may_send_nothing(client, page):
    policy_ = directives(client.get(page))

    assert (
        policy_["default-src"] == policy_["connect-src"] == policy_["form-action"] == "'none'"
    )
    assert policy_["worker-src"] == policy_["script-src"] == "'self'"
    assert policy_["require-trusted-types-for"] == "'script'"


def test_a_page_of_another_room_may(client):
    """The control: the strict policy is the toolbox's own."""
    assert directives(client.get("/da/dine-data/"))["form-action"] == "'self'"


@pytest.mark.parametrize("page", [TOOL, AWAY])
def test_an_answer_that_nothing_has_changed_carries_the_same_policy(client, page):
    """A browser takes over the headers of a 304; a laxer policy would come in with them."""
    first = client.get(page)

    again = client.get(page, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert directives(again)["connect-src"] == "'none'"


@pytest.mark.parametrize("page", [TOOL, FRONT, AWAY])
def test_no_page_of_the_toolbox_has_a_form_that_sends(client, page):
    assert "<form" not in client.get(page).text
    assert "<form" in client.get("/da/dine-data/").text


def test_somebody_signed_in_gets_the_same_bytes_as_a_stranger(client):
    stranger = client.get(TOOL)
    client.force_login(make.user(), backend="django.contrib.auth.backends.ModelBackend")

    signed_in = client.get(TOOL)

    assert signed_in.content == stranger.content
    assert signed_in["ETag"] == stranger["ETag"]


def test_the_front_page_knows_who_reads_and_is_not_marked_for_everybody(client):
    """The control of the one above, and of what may be kept offline."""
    stranger = client.get(FRONT)
    client.force_login(make.user(), backend="django.contrib.auth.backends.ModelBackend")

    signed_in = client.get(FRONT)

    assert signed_in.content != stranger.content
    assert "Cookie" in signed_in["Vary"]
    assert "public" not in signed_in.get("Cache-Control", "")


@pytest.mark.parametrize("page", [TOOL, AWAY, FRONT])
def test_no_cookie_is_set(client, page):
    assert not client.get(page).cookies
    assert client.get("/da/dine-data/").cookies  # the control: a page with a form sets one


@pytest.mark.parametrize("page", [TOOL, AWAY])
def test_no_session_is_read(client, page):
    response = client.get(page)

    assert response.wsgi_request.session.accessed is False
    assert "Cookie" not in response["Vary"]
    assert client.get("/da/dine-data/").wsgi_request.session.accessed


@pytest.mark.parametrize("page", [TOOL, AWAY])
def test_a_kept_page_is_asked_for_anew_each_time(client, page):
    assert client.get(page)["Cache-Control"] == "public, no-cache"


def test_a_view_that_sets_a_cookie_is_not_marked_for_everybody(rf):
    def careless(_request):
        response = HttpResponse("x")
        response.set_cookie("who", "me")
        return response

    assert "Cache-Control" not in policy.same_for_everybody(careless)(rf.get("/"))


def test_the_page_is_compressed_and_reads_the_same(client):
    sent = client.get(TOOL, headers={"accept-encoding": "gzip"})

    assert sent["Content-Encoding"] == "gzip"
    assert gzip.decompress(sent.content) == client.get(TOOL).content


# --- the same page elsewhere -----------------------------------------------------------------
@pytest.mark.parametrize("page", [FRONT, TOOL])
def test_a_page_names_its_one_address_and_the_other_languages(client, settings, page):
    settings.ORIGIN = "https://trivsel.example"

    text = client.get(f"{page}?fra=et-sted").text

    here, there = f"https://trivsel.example{page}", page.replace("/da/", "/en/")
    assert f'<link rel="canonical" href="{here}">' in text
    assert f'<link rel="alternate" hreflang="da" href="{here}">' in text
    assert f'hreflang="en" href="https://trivsel.example{there}">' in text
    assert f'hreflang="x-default" href="{here}">' in text
    assert f'<a class="plain" href="{there}?fra=et-sted" lang="en"' in text


def test_a_link_to_a_tool_can_be_shown_with_its_words(client, settings):
    settings.ORIGIN = "https://trivsel.example"
    with override("en"):
        title = escape(str(queries.tools()[SLUG].title))

    text = client.get(f"/en/vaerktoej/{SLUG}/").text

    assert f'<meta property="og:title" content="{title}">' in text
    assert '<meta property="og:locale" content="en_GB">' in text
    assert '<meta property="og:locale:alternate" content="da_DK">' in text
    assert f'property="og:url" content="https://trivsel.example/en/vaerktoej/{SLUG}/"' in text
    pictures = re.findall(r'og:image" content="([^"]+)"', text)
    assert all(address.startswith("https://trivsel.example/") for address in pictures)


# --- the worker ------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_worker_reaches_the_tools_of_its_language_alone(client, language):
    response = client.get(f"/{language}/vaerktoej/sw.js")

    assert response["Content-Type"] == "text/javascript"
    assert f'const ROOT = "/{language}/vaerktoej/"' in response.text
    assert "Service-Worker-Allowed" not in response


def test_the_worker_has_a_policy_of_its_own_and_is_asked_for_anew(client):
    response = client.get(WORKER)

    assert directives(response) == {"default-src": "'none'", "connect-src": "'self'"}
    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies
    again = client.get(WORKER, headers={"if-none-match": response["ETag"]})
    assert directives(again) == directives(response)


def test_another_release_is_another_worker(client, monkeypatch):
    before = client.get(WORKER).content

    monkeypatch.setattr("trivsel.toolbox.views.worker.VERSION", "another")

    assert client.get(WORKER).content != before


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("name", ["toolbox:worker", "toolbox:away"])
def test_both_can_only_be_read(client, name, method):
    assert getattr(client, method)(reverse(name)).status_code == 405
