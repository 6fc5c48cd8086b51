"""One style sheet a page, made of many; and every module named, so that all come at once."""

import re

import pytest
from django.core.management import call_command
from django.template import Context, Template

from trivsel.config import static
from trivsel.toolbox import queries
from trivsel.toolbox.bundles import BUNDLES
from trivsel.toolbox.modules import behind, imports
from trivsel.ui.bundles import Bundle, MissingPart, Paper, moved, plain, roots

TOOL = f"/da/vaerktoej/{next(iter(queries.tools()))}/"
FRONT, AWAY = "/da/", "/da/vaerktoej/uden-net/"
SHEETS = re.compile(r'<link rel="stylesheet"[^>]*href="([^"]+)"')
pytestmark = pytest.mark.django_db  # opening a tool counts
by_name = {bundle.name: bundle for bundle in BUNDLES}


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
