"""The articles of content/articles/, one file per language, read once per process.

An article begins with a head in TOML between two lines of +++; the rest is Markdown. A link
names a tool by its id, [the load curve](B02), or another article by its slug; the address
follows the language. HTML is never let through: it stands on the page as the text it is. What
a writer got wrong is said by article_checks.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from markdown_it import MarkdownIt
from markdown_it.token import Token

from trivsel.domain.levels import Level
from trivsel.toolbox import queries
from trivsel.toolbox.names import LEVELS
from trivsel.ui.content import folder

LANGUAGES = ("da", "en")
FENCE = "+++"
TOOL_ID = re.compile(r"B\d\d")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


class Source(NamedTuple):
    """Where the knowledge is from; the only place where an article leads to other hosts."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What differs between the languages."""

    title: str
    summary: str
    sources: tuple[Source, ...]
    body: SafeString


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``key`` is its number in the catalogue, where it has one."""

    slug: str
    key: str
    order: int
    minutes: int
    tools: tuple[str, ...]
    neighbours: tuple[str, ...]
    grid: bool
    texts: Mapping[str, Text]

    @property
    def text(self) -> Text:
        return self.texts["en" if get_language() == "en" else "da"]

    @property
    def title(self) -> str:
        return self.text.title

    @property
    def summary(self) -> str:
        return self.text.summary


class Related(NamedTuple):
    """A tool that belongs to an article, with the names of its levels."""

    tool: queries.Tool
    levels: Sequence[tuple[Level, Promise]]


@cache
def articles() -> Mapping[str, Article]:
    """Every article by the name in its address, in the order they are best read."""
    where = folder() / "articles"
    every = [_article(where, slug) for slug in slugs(where)]
    return MappingProxyType(
        {article.slug: article for article in sorted(every, key=lambda one: one.order)}
    )


def neighbours(article: Article) -> list[Article]:
    """The articles to read next."""
    return [articles()[slug] for slug in article.neighbours]


def related(article: Article) -> list[Related]:
    """The tools that put the article to use, in the order its writer chose."""
    tools = {tool.key: tool for tool in queries.tools().values()}
    return [
        Related(tool, [(level, LEVELS[level]) for level in Level if level in tool.levels])
        for tool in (tools[key] for key in article.tools)
    ]


def slugs(where: Path) -> list[str]:
    """The names of the articles in a folder: what stands before the language."""
    return sorted({path.name.split(".")[0] for path in where.glob("*.md")})


def read(path: Path) -> str:
    """The file as text; some editors put a mark at its beginning, which is left out."""
    return path.read_text(encoding="utf-8-sig")


def split(text: str) -> tuple[str, str]:
    """The head and the Markdown of a file; the head is empty where there is none."""
    if not text.startswith(f"{FENCE}\n"):
        return "", text
    head, fence, body = text.removeprefix(f"{FENCE}\n").partition(f"\n{FENCE}\n")
    return (head, body) if fence else ("", text)


def inline(tokens: Iterable[Token]) -> Iterator[tuple[Token, Token]]:
    """Each part of each run of text, with the run it stands in, which knows its lines."""
    for block in tokens:
        for part in block.children or ():
            yield block, part


def html(body: str, *, language: str, articles: Iterable[str] = ()) -> SafeString:
    """The Markdown as HTML. A link to nothing we know is left without an address."""
    tokens = MARKDOWN.parse(body)
    with override(language):
        addresses = _addresses(articles)
        for _block, part in inline(tokens):
            if part.type == "link_open":
                address = addresses.get(str(part.attrs.pop("href")))
                part.attrs |= {"href": address} if address else {}
    for block in tokens:
        _dress(block)
    _name_rows(tokens)
    shown: str = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return mark_safe(shown)  # noqa: S308 - made from Markdown that lets no HTML through


def _dress(block: Token) -> None:
    """Give tables our look, and a bold letter of IGLO the mark of its level."""
    block.attrs.pop("style", None)  # how columns align; the security policy refuses it
    if block.type == "table_open":
        block.attrs["class"] = "table"
    for part, inside in pairwise(block.children or ()):
        if part.type == "strong_open" and inside.content in {level.letter for level in Level}:
            part.attrs["class"] = f"level {inside.content.lower()}"


def _name_rows(tokens: Sequence[Token]) -> None:
    """Let the first cell of a row name it, also to those who hear the table."""
    opens = [i for i, token in enumerate(tokens) if token.type == "tr_open"]
    for first in (tokens[i + 1] for i in opens):
        if first.type == "td_open":
            first.tag, first.attrs["scope"] = "th", "row"
            close = tokens[tokens.index(first) + 2]
            close.tag = "th"


def _addresses(articles: Iterable[str]) -> dict[str, str]:
    """What a link may name, with its address in the language of the moment."""
    tools = {
        tool.key: reverse("toolbox:tool", args=[tool.slug]) for tool in queries.tools().values()
    }
    return tools | {slug: reverse("toolbox:article", args=[slug]) for slug in articles}


def _article(where: Path, slug: str) -> Article:
    files = {language: split(read(where / f"{slug}.{language}.md")) for language in LANGUAGES}
    heads = {language: tomllib.loads(head) for language, (head, _body) in files.items()}
    head = heads["da"]
    return Article(
        slug=slug,
        key=head.get("id", ""),
        order=head["order"],
        minutes=head["minutes"],
        tools=tuple(head["tools"]),
        neighbours=tuple(head["neighbours"]),
        grid=head.get("grid", False),
        texts={
            language: _text(
                heads[language], html(body, language=language, articles=slugs(where))
            )
            for language, (_head, body) in files.items()
        },
    )


def _text(head: Mapping[str, Any], body: SafeString) -> Text:
    sources = tuple(Source(**source) for source in head["sources"])
    return Text(head["title"], head["summary"], sources, body)
