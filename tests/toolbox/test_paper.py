"""The shelf of paper and who hands it out: never a Typst in the web process, never a wait."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings as original
from django.core.signals import request_finished
from django.db import close_old_connections
from django.urls import reverse
from django.utils.translation import override

from toolbox import onpaper
from trivsel.figures.models import Opening
from trivsel.toolbox import articles, queries
from trivsel.toolbox.paper import process, shelf, words

pytestmark = pytest.mark.django_db

POSTER = next(tool for tool in queries.tools().values() if tool.spec.poster)
PLAIN = next(tool for tool in queries.tools().values() if not tool.spec.poster)
PDF, PNG = b"%PDF-1.7 a sheet", b"\x89PNG a picture"


@pytest.fixture
def place(settings, tmp_path):
    """An empty shelf of its own."""
    settings.DATA = tmp_path
    return shelf.place()


@pytest.fixture
def full(place):
    """A shelf where a few things lie, each with other bytes."""
    article = next(iter(articles.articles()))
    for language in ("da", "en"):
        for name in (f"{POSTER.slug}-a4", f"{POSTER.slug}-a3", "cards"):
            shelf.put(place / language / f"{name}.pdf", PDF + f" {language} {name}".encode())
        for name in (
            f"tool-{POSTER.slug}",
            "front",
            f"article-{article}",
        ):
            shelf.put(place / language / f"{name}.png", PNG + f" {language} {name}".encode())
    return place


def address(size="a4", slug=POSTER.slug, language="da"):
    with override(language):
        return reverse("toolbox:paper", args=[slug, size])


def get(client, *args, method="get", **more):
    """The answer with its body read and its file closed, as a server leaves it."""
    response = getattr(client, method)(*args, **more)
    response.body = b"".join(response) if response.streaming else response.content
    # As the client itself does: the end of a request would close the test's own connection too.
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
    return response


# --- handing out -----------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_sheet_is_handed_out_in_the_language_of_its_address(client, full, size, language):
    response = get(client, address(size, language=language))

    assert response.status_code == 200
    assert response.body == PDF + f" {language} {POSTER.slug}-{size}".encode()
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    ("size", "language", "name"),
    [
        ("a4", "da", "trivsel-belastningskurven-a4.pdf"),
        ("a3", "en", "trivsel-the-load-curve-a3.pdf"),
        ("cards", "da", "trivsel-handlingskort.pdf"),
        ("cards", "en", "trivsel-action-cards.pdf"),
    ],
)
def test_a_file_has_a_name_one_finds_again(client, place, size, language, name):
    curve = "belastningskurven"
    shelf.put(shelf.paper(curve, size, language), PDF)

    response = get(client, address(size, curve, language))

    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_cards_are_the_same_whatever_tool_one_comes_from(client, full):
    one, other = get(client, address("cards")), get(client, address("cards", PLAIN.slug))

    assert one.body == other.body


@pytest.mark.parametrize(
    "path",
    [
        f"/da/vaerktoej/{PLAIN.slug}/a3.pdf",
        f"/da/vaerktoej/{POSTER.slug}/a5.pdf",
        "/da/vaerktoej/findes-ikke/a4.pdf",
        "/da/vaerktoej/findes-ikke/cards.pdf",
        "/da/vaerktoej/findes-ikke/kort.png",
        "/da/viden/findes-ikke/kort.png",
    ],
)
def test_what_there_is_not_is_not_found(client, full, path):
    assert get(client, path).status_code == 404


def test_a_sheet_that_was_read_before_is_not_sent_again(client, full):
    first = get(client, address())
    again = get(client, address(), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert get(client, address(), headers={"If-None-Match": '"old"'}).status_code == 200


def test_nothing_that_is_typed_reaches_a_sheet(client, full):
    """The address takes no words: the same bytes, whatever somebody adds to it."""
    plain = get(client, address()).body
    canary = "KANARIEFUGL"

    with_words = get(client, address(), {"text": canary, "language": "en"})

    assert with_words.body == plain
    assert canary not in str(with_words.headers)
    assert client.post(address(), {"text": canary}).status_code == 405


# --- not made yet ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "words_"), [("da", "Arket bliver sat lige nu."), ("en", "being set right now")]
)
def test_a_sheet_that_is_not_made_yet_is_promised(client, place, language, words_):
    response = get(client, address(language=language))

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert words_ in response.body.decode()
    assert f'href="/{language}/vaerktoej/{POSTER.slug}/"' in response.body.decode()
    assert "ETag" not in response


def test_a_picture_that_is_not_made_yet_is_asked_for_again(client, place):
    response = get(client, f"/da/vaerktoej/{POSTER.slug}/kort.png")

    assert (response.status_code, response["Retry-After"]) == (503, "30")


# --- counting --------------------------------------------------------------------------------
def counted():
    return list(Opening.objects.values_list("tool", "what", "count"))


def test_a_sheet_that_is_fetched_is_counted_once(client, full):
    get(client, address())

    assert counted() == [(POSTER.key, "pdf", 1)]


@pytest.mark.parametrize("method", ["head", "post"])
def test_what_is_not_fetched_is_not_counted(client, full, method):
    get(client, address(), method=method)

    assert counted() == []


def test_a_sheet_that_is_not_there_is_not_counted(client, place):
    get(client, address())

    assert counted() == []


# --- pictures of links -----------------------------------------------------------------------
def test_a_page_names_its_own_picture_and_the_picture_is_there(client, full, settings):
    settings.ORIGIN = "http://testserver"
    article = next(iter(articles.articles()))
    pages = {
        f"/en/vaerktoej/{POSTER.slug}/": f"/en/vaerktoej/{POSTER.slug}/kort.png",
        "/da/": "/da/forside.png",
        f"/da/viden/{article}/": f"/da/viden/{article}/kort.png",
    }
    for page, picture in pages.items():
        assert (
            f'"og:image" content="http://testserver{picture}"'
            in get(client, page).body.decode()
        )

        response = get(client, picture)

        assert response.body.startswith(PNG)
        assert response["Content-Type"] == "image/png"
        assert "max-age" in response["Cache-Control"]


def test_the_print_dialog_leads_to_the_sheets(client):
    page = get(client, f"/da/vaerktoej/{POSTER.slug}/").body.decode()
    without = get(client, f"/da/vaerktoej/{PLAIN.slug}/").body.decode()

    assert all(f'href="{address(size)}"' in page for size in shelf.SIZES)
    assert f'href="{address("a3", PLAIN.slug)}"' not in without


# --- the shelf -------------------------------------------------------------------------------
def test_the_folder_has_another_name_when_a_word_changes(place, settings, tmp_path):
    before = shelf.key()
    tools = tmp_path / "tools"
    tools.mkdir()
    settings.TOOL_FOLDERS = [str(tools)]
    shelf.key.cache_clear()
    same = shelf.key()
    (tools / "own.toml").write_text("id = 'X1'")
    shelf.key.cache_clear()
    other = shelf.key()
    shelf.key.cache_clear()

    assert before == same != other


def test_a_full_shelf_says_so_and_what_was_before_is_thrown_away(place):
    before = place.parent / "0123456789abcdef" / "da"
    before.mkdir(parents=True)
    (before / "old.pdf").touch()

    assert not shelf.is_full()
    shelf.finish(place)
    shelf.sweep(place)

    assert shelf.is_full()
    assert [path.name for path in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("folder", ["is not there", "holds what cannot be read"])
def test_a_partners_folder_can_be_in_disorder(place, settings, tmp_path, folder):
    tools = tmp_path / "tools"
    if folder != "is not there":
        (tools / "a-folder.toml").mkdir(parents=True)
        (tools / "gone.toml").symlink_to(tmp_path / "nowhere")
    settings.TOOL_FOLDERS = [str(tools)]
    shelf.key.cache_clear()

    assert len(shelf.key()) == 16

    shelf.key.cache_clear()


def test_words_on_paper_are_danish_and_english():
    assert words.words("da")["first-step"] == "Første skridt"
    assert words.words("en")["first-step"] == "First step"
    assert words.words("da").keys() == words.WORDS.keys()


# --- the process that sets it ----------------------------------------------------------------
FILLS = "from pathlib import Path; (Path('{}') / 'full').touch()"


@pytest.fixture
def typesetter(place, monkeypatch):
    """A typesetter whose process is a small program of the test's."""
    place.mkdir(parents=True)
    one = process.Typesetter()

    def with_program(program):
        monkeypatch.setattr(process, "COMMAND", [sys.executable, "-c", program])
        return one

    yield with_program
    one.stop()


def test_what_is_missing_is_set_beside_other_work_and_then_no_more(typesetter, place):
    setter = typesetter(FILLS.format(place))

    setter.look()
    setter.at_work.wait()
    setter.look()
    setter.look()

    assert setter.settled
    assert setter.at_work is None


def test_a_full_shelf_starts_nothing(typesetter, place):
    shelf.finish(place)
    setter = typesetter("raise SystemExit(1)")

    setter.look()

    assert setter.at_work is None


def test_what_failed_is_tried_again_later_and_not_at_once(typesetter, caplog):
    setter = typesetter("raise SystemExit(1)")

    setter.look()
    setter.at_work.wait()
    setter.look()
    setter.look()
    waits = setter.at_work is None
    setter.next_try = time.monotonic()
    setter.look()

    assert waits
    assert setter.at_work is not None
    assert "tried again in ten minutes" in caplog.text


def test_it_ends_when_the_job_process_ends(typesetter):
    setter = typesetter("import signal; signal.pause()")
    setter.look()
    child = setter.at_work

    setter.stop()

    assert child.returncode is not None


def test_prepare_waits_until_all_is_set(typesetter, place):
    typesetter(FILLS.format(place))
    assert process.set_now()

    (place / "full").unlink()
    typesetter("raise SystemExit(1)")
    assert not process.set_now()


def python(program, **more):
    """How a program ends that has our settings but not yet our apps, and what it says."""
    environment = {**os.environ, "TRIVSEL_DATA": str(original.DATA), **more}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True)


LOADED = "import sys; sys.exit('typst' in sys.modules)"


def test_neither_pages_nor_jobs_load_typst():
    load = "import django; django.setup(); import trivsel.config.urls, trivsel.config.jobs; "

    assert python(load + LOADED).returncode == 0
    assert python(f"import trivsel.toolbox.paper.typesetting; {LOADED}").returncode == 1


def test_one_document_that_fails_is_said_and_nothing_of_it_is_laid_there(tmp_path):
    program = (
        "from pathlib import Path; from trivsel.toolbox.paper import facts, typesetting as t; "
        f"bad = facts.Document('da/x.pdf', 'nothing.typ', {{}}); "
        f"good = facts.Document('da/y.pdf', 'cards.typ', next(facts.documents([])).facts); "
        f"there = Path({str(tmp_path)!r}); "
        "print([t._apart(one, there / one.name) for one in (bad, good)])"
    )

    result = python(program)

    assert result.stdout.strip() == "[False, True]"
    assert result.stderr.startswith("da/x.pdf could not be set: ")
    assert [path.name for path in tmp_path.rglob("*.*")] == ["y.pdf"]


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(place):
    place.parent.write_text("a file where the folder should be")

    result = onpaper.run(place.parents[1])

    assert result.returncode == 1
    assert result.stderr.startswith("No paper can be laid in ")
    assert result.stderr.count("\n") == 1
