"""Knowledge: the list, each article, and what is never let through to a page."""

import pytest

from trivsel.toolbox import articles as library
from trivsel.toolbox import queries

EVERY = list(library.articles().values())


def page_of(client, article, language="da"):
    return client.get(f"/{language}/viden/{article.slug}/").text


def test_the_list_leads_to_every_article_in_order(client):
    page = client.get("/da/viden/").text

    places = [page.index(f'href="/da/viden/{article.slug}/"') for article in EVERY]

    assert places == sorted(places)
    assert all(article.texts["da"].summary in page for article in EVERY)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("article", EVERY, ids=lambda article: article.slug)
def test_an_article_shows_words_minutes_tools_neighbours_and_sources(client, article, language):
    page = page_of(client, article, language)

    assert f"<h1>{article.texts[language].title}</h1>" in page
    assert f"{article.minutes} min" in page
    for one in library.related(article):
        assert page.count(f'href="/{language}/vaerktoej/{one.tool.slug}/"') > 1  # text and list
        for level, _name in one.levels:
            assert f'<span class="level {level.letter.lower()}"' in page
    for other in library.neighbours(article):
        assert f'href="/{language}/viden/{other.slug}/"' in page
    assert all(source.url in page for source in article.texts[language].sources)


def test_the_menu_of_the_front_page_leads_to_knowledge(client):
    assert '<a href="/da/viden/">Viden</a>' in client.get("/da/").text


def test_the_article_on_the_three_areas_shows_the_grid_and_others_do_not(client):
    with_grid = page_of(client, library.articles()["de-tre-forebyggelsesomraader"])
    without = page_of(client, library.articles()["krav-og-ressourcer"])

    assert all(f'href="/da/vaerktoej/{slug}/"' in with_grid for slug in queries.tools())
    assert 'class="area"' in with_grid
    assert 'class="area"' not in without


def test_an_article_that_does_not_exist_is_not_found(client):
    assert client.get("/da/viden/findes-ikke/").status_code == 404


def test_articles_ask_no_database_and_leave_no_cookie(client):
    """Without the database mark any query would raise."""
    answer = client.get("/da/viden/iglo-modellen/")

    assert answer.status_code == 200
    assert not answer.cookies
    assert "<form" not in answer.text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_articles_can_only_be_read(client, method):
    assert getattr(client, method)("/da/viden/").status_code == 405


def test_markdown_becomes_a_page():
    shown = library.html("## Hej\n\nSe [kurven](B02).", language="da")

    assert "<h2>Hej</h2>" in shown
    assert '<a href="/da/vaerktoej/belastningskurven/">kurven</a>' in shown


def test_a_link_follows_the_language():
    shown = library.html("[a](iglo-modellen)", language="en", articles=["iglo-modellen"])

    assert 'href="/en/viden/iglo-modellen/"' in shown


@pytest.mark.parametrize(
    "smuggled",
    [
        "<script>alert(1)</script>",
        "Hej <img src=x onerror=alert(1)>",
        "<div onclick='alert(1)'>\nhej\n</div>",
        "Hej <a href='javascript:alert(1)'>her</a>",
    ],
)
def test_html_in_an_article_stands_there_as_text(smuggled):
    shown = library.html(smuggled, language="da")

    for tag in ("<script", "<img", "<div", "<a "):
        assert tag not in shown
    assert "&lt;" in shown


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "https://example.org/", "//example.org", "data:text/html,x", "B99"],
)
def test_a_link_to_anything_we_do_not_know_has_no_address(target):
    shown = library.html(f"[her]({target}) og <{target}>", language="da")

    assert "href" not in shown


def test_a_picture_from_elsewhere_is_never_fetched():
    assert "<img" not in library.html("![hej](https://example.org/a.png)", language="da")


def test_a_table_carries_no_style_of_its_own_and_names_its_rows():
    shown = library.html("| a | b |\n| :-: | --- |\n| c | d |", language="da")

    assert "style=" not in shown
    assert '<th scope="row">c</th>' in shown
    assert "<td>d</td>" in shown


def test_a_bold_letter_of_iglo_is_the_mark_of_its_level_and_no_other_letter_is():
    shown = library.html("**G** gruppen, **X** og **Gud**", language="da")

    assert '<strong class="level g">G</strong>' in shown
    assert "<strong>X</strong>" in shown
    assert "<strong>Gud</strong>" in shown
