"""Our own articles: complete, short, in both languages; every fault is named with its place."""

import re
import shutil
from pathlib import Path

import pytest
from django.utils.translation import override

from trivsel.toolbox import article_checks, articles, queries

FOLDER = Path(__file__).parents[2] / "content" / "articles"
FILES = sorted(FOLDER.glob("*.md"))
SLUGS = {
    "iglo-modellen",
    "de-tre-forebyggelsesomraader",
    "belastning-og-restitution",
    "krav-og-ressourcer",
    "tre-slags-forebyggelse",
    "psykologisk-tryghed",
    "stressforloeb",
    "to-arbejdskulturer",
}
TOMORROW = {"da": "## Det kan du gøre i morgen", "en": "## What you can do tomorrow"}
EXAMPLE = {"da": "## Et eksempel", "en": "## An example"}


def language_of(path):
    return path.name.split(".")[1]


def body_of(path):
    return articles.split(path.read_text(encoding="utf-8"))[1]


def test_every_article_is_there_in_both_languages():
    assert {path.name for path in FILES} == {
        f"{slug}.{language}.md" for slug in SLUGS for language in ("da", "en")
    }


def test_the_two_explanations_of_the_catalogue_have_their_numbers():
    numbers = {one.slug: one.key for one in articles.articles().values() if one.key}

    assert numbers == {"iglo-modellen": "B08", "de-tre-forebyggelsesomraader": "B09"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_article_is_short_with_one_example_and_something_to_do_tomorrow(path):
    body = body_of(path)

    assert 350 <= len(body.split()) <= 600
    assert body.count(EXAMPLE[language_of(path)]) == 1
    assert body.count(TOMORROW[language_of(path)]) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sentences_are_short_enough_to_read_aloud(path):
    running = re.sub(r"^\|.*$", "", body_of(path), flags=re.MULTILINE)  # no tables
    sentences = re.split(r"(?<=[.?!:])\s+|\n\n", running)

    longest = max(sentences, key=lambda sentence: len(sentence.split()))

    assert len(longest.split()) <= 35, longest


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_article_leads_to_each_of_its_tools_in_the_text(path):
    article = articles.articles()[path.name.split(".")[0]]

    assert all(f"]({key})" in body_of(path) for key in article.tools)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_link_to_a_tool_says_the_tools_own_name(path):
    tools = {tool.key: tool for tool in queries.tools().values()}

    for said, key in re.findall(r"\[([^]]+)\]\((B\d\d)\)", body_of(path)):
        with override(language_of(path)):
            assert said == str(tools[key].title)


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_both_languages_are_built_alike(slug):
    shapes = [
        re.findall(r"^(?:#+|-|\d\.|\|)(?= )|\]\([^)]*\)", body_of(path), flags=re.MULTILINE)
        for path in sorted(FOLDER.glob(f"{slug}.*.md"))
    ]

    assert shapes[0] == shapes[1]


def test_our_own_articles_have_nothing_to_mend():
    assert article_checks.articles_are_sound() == []


def test_the_articles_come_in_an_order_of_their_own():
    orders = [article.order for article in articles.articles().values()]

    assert orders == sorted(set(orders))


# --- negative controls: one article is spoiled in one place --------------------------------


@pytest.fixture
def spoil(tmp_path):
    """Change one file of a copy, and say what is found; the copy itself is sound."""
    where = tmp_path / "articles"
    shutil.copytree(FOLDER, where)
    assert list(article_checks.proof_read(where)) == []

    def spoil(before, after, name="iglo-modellen.da.md"):
        path = where / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        return list(article_checks.proof_read(where))

    spoil.where = where
    return spoil


@pytest.mark.parametrize(
    ("before", "after", "place", "says"),
    [
        ('title = "IGLO-modellen"', 'title = ""', "title", "empty"),
        ('title = "IGLO-modellen"', 'titel = "IGLO-modellen"', "titel", "No article has"),
        ('title = "IGLO-modellen"', "", "title", "missing"),
        ("minutes = 3", 'minutes = "tre"', "minutes", "another kind"),
        ("minutes = 3", "minutes = 3 min", "head", "not TOML"),
        ('tools = ["B38"', 'tools = ["B99"', "tools", "'B99'"),
        ('tools = ["B38"', 'tools = [["B38"]', "tools", "There is no"),
        ('neighbours = ["de-tre', 'neighbours = ["de-fem', "neighbours", "'de-fem"),
        ('text = "godt', 'tekst = "godt', "sources 1", "no text"),
        ('url = "https://www.g', 'url = "http://www.g', "sources 1", "not safe"),
        ("+++\nid", "id", "line 1", "head is missing"),
        ("## De fire", "<b>De fire</b>\n\n## De fire", "line", "HTML is not let through"),
        ("## De fire", "<script>alert(1)</script>\n\n## De fire", "line", "HTML"),
        ("## De fire", "# De fire", "line", "title is the only"),
        ("(B38)", "(https://example.org)", "line", "leads out"),
        ("(B38)", "(//example.org)", "line", "leads out"),
        ("(B38)", "(javascript:alert(1))", "line", "leads out"),
        ("(B38)", "(http://[)", "line", "leads out"),
        ("(B38)", "(B99)", "line", "leads nowhere"),
        ("(B38)", "(../../konto/)", "line", "leads nowhere"),
        ("## De fire", "![kat](kat.png)\n\n## De fire", "line", "no pictures"),
    ],
)
def test_a_fault_is_named_with_file_place_and_remedy(spoil, before, after, place, says):
    text = (FOLDER / "iglo-modellen.da.md").read_text(encoding="utf-8")
    if place == "line":
        place = f"line {text[: text.index(before)].count('\n') + 1}"

    found = spoil(before, after)

    assert any(
        error.id == "trivsel.E061"
        and error.msg.startswith(f"articles/iglo-modellen.da.md: {place}: ")
        and says in error.msg
        and error.hint
        for error in found
    ), [error.msg for error in found]


def test_an_article_missing_in_one_language_is_named(spoil):
    (spoil.where / "stressforloeb.en.md").unlink()

    [error] = article_checks.proof_read(spoil.where)

    assert error.msg.startswith("articles/stressforloeb.en.md: file: ")


def test_a_file_that_is_no_article_is_named(spoil):
    (spoil.where / "noter.txt").write_text("husk")

    [error] = article_checks.proof_read(spoil.where)

    assert error.msg.startswith("articles/noter.txt: name: ")


def test_an_installation_without_articles_is_named(tmp_path):
    [error] = article_checks.proof_read(tmp_path / "articles")

    assert "No article came with it" in error.msg


def test_letters_that_cannot_be_read_are_named(spoil):
    (spoil.where / "stressforloeb.en.md").write_bytes("+++ \xe6".encode("latin-1"))

    [error] = article_checks.proof_read(spoil.where)

    assert error.msg.startswith("articles/stressforloeb.en.md: file: The letters")


def test_a_mark_at_the_beginning_of_a_file_does_no_harm(spoil):
    path = spoil.where / "stressforloeb.en.md"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")

    assert list(article_checks.proof_read(spoil.where)) == []


def test_languages_that_do_not_agree_are_named(spoil):
    [error] = spoil("minutes = 3", "minutes = 5")

    assert "articles/iglo-modellen.en.md: minutes: The languages do not agree." in error.msg


def test_an_article_without_sources_is_named(spoil):
    found = [error.msg for error in spoil("[[sources]]", "[[sider]]", "stressforloeb.da.md")]

    assert any("sider: No article has this key" in line for line in found)
    assert any("The languages name different sources" in line for line in found)


def test_an_unknown_key_is_answered_with_what_was_probably_meant(spoil):
    errors = spoil('summary = "Fire', 'sumary = "Fire')

    assert any("summary" in error.hint for error in errors if ": sumary: " in error.msg)
