"""How the toolbox's pages are sent: one style sheet, one strict policy, nothing personal."""

import gzip
import re

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

import make
from trivsel.config import static
from trivsel.toolbox import policy, queries
from trivsel.toolbox.bundles import BUNDLES
from trivsel.toolbox.modules import behind, imports
from trivsel.ui.bundles import Bundle, MissingPart, Paper, moved, plain, roots

SLUG = next(iter(queries.tools()))
TOOL, FRONT, AWAY = f"/da/vaerktoej/{SLUG}/", "/da/", "/da/vaerktoej/uden-net/"
WORKER = "/da/vaerktoej/sw.js"
SHEETS = re.compile(r'<link rel="stylesheet"[^>]*href="([^"]+)"')
pytestmark = pytest.mark.django_db  # opening a tool counts
by_name = {bundle.name: bundle for bundle in BUNDLES}


def directives(response):
    parts = response["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


# --- one style sheet -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("page", "sheet"),
    [
        (TOOL, "toolbox/tool.css"),
        (AWAY, "toolbox/tool.css"),
        (FRONT, "toolbox/front-page.css"),
        (TOOL.replace("/da/", "/en/"), "toolbox/tool.css"),
    ],
)
def test_a_page_asks_for_one_style_sheet(client, page, sheet):
    assert SHEETS.findall(client.get(page).text) == [f"/static/{sheet}"]


def test_a_page_of_another_room_still_asks_for_its_own(client):
    assert len(SHEETS.findall(client.get("/da/dine-data/").text)) > 1


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.name)
def test_a_bundle_holds_the_frame_the_font_and_paper_last(bundle):
    text = bundle.text()

    assert text.index("--brand:") < text.index(".skip") < text.index(".button {")
    assert text.count('url("../ui/fonts/inter.woff2")') == 1
    assert text.index("@media print {\n@page") > text.index(".button {")
    assert "/*" not in text
    assert text.count("{") == text.count("}")


def test_a_new_file_counts_by_itself(monkeypatch, tmp_path):
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "b.css").write_text("b {}")
    monkeypatch.setattr("trivsel.ui.bundles.roots", lambda: [tmp_path])
    bundle = Bundle("room/all.css", ("room/*.css",))
    before = bundle.text()

    (tmp_path / "room" / "a.css").write_text("a {}")

    assert before == "b {}\n"
    assert bundle.text() == "a {}\nb {}\n"


def test_a_part_that_is_nowhere_is_told_loudly():
    bundle = Bundle("toolbox/broken.css", ("ui/tokens.css", "ui/no-such.css"))

    with pytest.raises(MissingPart, match=r"ui/no-such\.css"):
        bundle.text()

    assert [fault.id for fault in static.faults(bundle)] == ["trivsel.E031"]
    assert not any(
        static.faults(whole) for whole in BUNDLES if next(static.faults(whole), None)
    )


def test_comments_go_and_strings_stay():
    sheet = 'a { content: "/* kept */"; } /* gone: "x" */\n\n\n  /* gone */ b { c: url(/*x*/) }'

    assert plain(sheet) == 'a { content: "/* kept */"; } \n   b { c: url(/*x*/) }'


@pytest.mark.parametrize(
    "address", ["data:image/svg+xml,x", "/static/x.woff2", "#mark", "https://x.example/y"]
)
def test_only_relative_addresses_are_moved(address):
    assert moved(f"url({address})", "ui", "toolbox") == f"url({address})"


def test_a_part_for_paper_speaks_of_paper_alone():
    text = Bundle("toolbox/x.css", ("ui/base.css", Paper("ui/print.css"))).text()

    screen, _, paper = text.partition("@media print {")
    assert ".bottom" in screen
    assert "18mm" in paper
    assert "18mm" not in screen


@pytest.mark.parametrize("name", by_name)
def test_a_bundle_is_served_before_anything_is_collected(name):
    found = static.Bundles().find(name)

    assert found.endswith(name)
    assert static.Bundles().find(name, find_all=True) == [found]
    assert static.Bundles().find("toolbox/no-such.css") == []


def test_collected_it_is_named_by_its_content_and_compressed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "trivsel.config.static.Storage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)

    [sheet] = tmp_path.glob("toolbox/tool.????????????.css")

    assert (tmp_path / f"toolbox/{sheet.name}.gz").exists()
    assert re.search(
        r'url\("\.\./ui/fonts/inter\.[0-9a-f]{12}\.woff2"\)',
        sheet.read_text(),
    )
    page = Template("{% load static %}{% static 'toolbox/tool.css' %}").render(Context())
    assert page == f"/static/toolbox/{sheet.name}"


def test_no_file_takes_the_name_of_a_bundle():
    """Django would serve the file, and the bundle would be forgotten."""
    assert [name for name in by_name for root in roots() if (root / name).exists()] == []


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.name)
def test_no_sheet_asks_for_a_weight_that_the_font_has_not(bundle):
    text = bundle.text()
    low, high = map(int, re.search(r"font-weight: (\d+) (\d+);", text).groups())

    asked = {int(number) for number in re.findall(r"font(?:-weight)?: (\d{3})[; ]", text)}

    assert {weight for weight in asked - {low} if not low <= weight <= high} == set()
    assert 600 in asked


# --- the scripts -------------------------------------------------------------------------------
def test_a_page_names_every_module_it_needs_so_that_all_come_at_once(client):
    text = client.get("/da/vaerktoej/belastningskurven/").text

    named = set(re.findall(r'<link rel="modulepreload" href="/static/([^"]+)"', text))
    assert {"toolbox/doing/tool.js", "toolbox/kinds/curve.js", "toolbox/vendor/idb.js"} <= named
    assert all(set(imports(name)) <= named for name in named)


def test_an_import_of_an_import_is_found(monkeypatch, tmp_path):
    written = {
        "a.js": 'import { b } from "./in/b.js";\nimport("./late.js");\n// from "./said.js";\n',
        "in/b.js": 'import {\n  c,\n} from "../c.js";\nexport * from "./d.js";\n',
        "c.js": 'import "./a.js";\n',
        "in/d.js": "",
    }
    (tmp_path / "in").mkdir()
    for name, text in written.items():
        (tmp_path / name).write_text(text)
    found = "django.contrib.staticfiles.finders.find"
    monkeypatch.setattr(found, lambda name: str(tmp_path / name))

    assert behind("a.js") == ("a.js", "in/b.js", "c.js", "in/d.js")


def test_a_module_that_is_nowhere_is_told_loudly():
    with pytest.raises(FileNotFoundError, match=r"toolbox/no-such\.js"):
        behind("toolbox/no-such.js")


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
