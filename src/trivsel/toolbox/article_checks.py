"""Are the articles well written? `manage.py check` proof-reads: file, place, what to do."""

import re
import tomllib
from collections.abc import Generator, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, register
from markdown_it import MarkdownIt
from markdown_it.token import Token

from trivsel.toolbox import queries
from trivsel.toolbox.articles import FENCE, LANGUAGES, inline, read, slugs, split
from trivsel.ui.content import folder

# What a head may say, and of what kind it is. The same in both languages, but for the words.
REQUIRED: Mapping[str, type] = {
    "title": str,
    "summary": str,
    "minutes": int,
    "order": int,
    "tools": list,
    "neighbours": list,
    "sources": list,
}
OPTIONAL: Mapping[str, type] = {"id": str, "grid": bool}
SHARED = ("minutes", "order", "tools", "neighbours", "id", "grid")
KINDS = {str: "text", int: "a whole number", list: "a list", bool: "true or false"}

NAME = re.compile(r"[a-z0-9-]+\.(?:da|en)\.md")
OUTWARD = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)

# Reads more than the page shows, so that what would be shown as text is found and named.
STRICT = MarkdownIt("commonmark", {"html": True}).enable("table")
STRICT.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005


@register("trivsel")
def articles_are_sound(**_: Any) -> list[CheckMessage]:
    return list(proof_read(folder() / "articles"))


def proof_read(where: Path) -> Iterator[Error]:
    """Everything to mend in a folder of articles."""
    if not slugs(where):
        yield error(where, "folder", "No article came with it.", "Install Trivsel again.")
        return
    for path in sorted(where.iterdir()):
        if not NAME.fullmatch(path.name):
            hint = "Name it slug.da.md or slug.en.md, the slug in a-z, 0-9 and hyphens."
            yield error(path, "name", "This is not an article.", hint)
    for slug in slugs(where):
        heads: dict[str, dict[str, Any]] = {}
        for language in LANGUAGES:
            path = where / f"{slug}.{language}.md"
            if not path.exists():
                yield error(
                    path, "file", "The article is missing in this language.", "Write it."
                )
                continue
            try:
                text = read(path)
            except UnicodeDecodeError:
                yield error(path, "file", "The letters cannot be read.", "Save it as UTF-8.")
                continue
            heads[language] = yield from _head(path, split(text)[0])
            yield from _body(path, text)
        if all(heads.get(language) for language in LANGUAGES):
            yield from _pair(where / f"{slug}.en.md", heads["da"], heads["en"])


def error(path: Path, place: str, says: str, hint: str) -> Error:
    return Error(f"articles/{path.name}: {place}: {says}", hint=hint, id="trivsel.E061")


def _head(path: Path, text: str) -> Generator[Error, None, dict[str, Any]]:
    """Yield what is wrong; return the head where it can be read at all."""
    if not text:
        hint = f"Begin the file with {FENCE}, the head in TOML, and {FENCE} again."
        yield error(path, "line 1", "The head is missing.", hint)
        return {}
    try:
        head = tomllib.loads(f"\n{text}")  # so that a fault is counted from the top of the file
    except tomllib.TOMLDecodeError as fault:
        hint = "Look at the line it names: quotes, brackets, = signs."
        yield error(path, "head", f"This is not TOML: {fault}.", hint)
        return {}
    known = {**REQUIRED, **OPTIONAL}
    for key in head.keys() - known:
        meant = get_close_matches(key, known, 1) or sorted(known)
        yield error(path, key, "No article has this key.", f"It can be: {', '.join(meant)}.")
    for key in REQUIRED.keys() - head:
        yield error(path, key, "This key is missing.", f"Write it: {KINDS[REQUIRED[key]]}.")
    for key in known.keys() & head:
        if type(head[key]) is not known[key]:
            yield error(path, key, "This is of another kind.", f"Write {KINDS[known[key]]}.")
        elif known[key] is str and not head[key].strip():
            yield error(path, key, "This is empty.", "Write a few words.")
    yield from _names(path, head)
    yield from _sources(path, head.get("sources"))
    return head


def _names(path: Path, head: Mapping[str, Any]) -> Iterator[Error]:
    tools = {tool.key for tool in queries.tools().values()}
    for key, known in (("tools", tools), ("neighbours", set(slugs(path.parent)))):
        named = head.get(key)
        for name in named if isinstance(named, list) else ():
            if str(name) not in known:
                hint = f"Known are: {', '.join(sorted(known))}."
                yield error(path, key, f"There is no {name!r}.", hint)


def _sources(path: Path, sources: Any) -> Iterator[Error]:
    for number, source in enumerate(sources if isinstance(sources, list) else (), 1):
        place = f"sources {number}"
        if not isinstance(source, dict) or not str(source.get("text", "")).strip():
            yield error(
                path, place, "A source has no text.", "Write text: who, when, what, where."
            )
        elif source.keys() - {"text", "url"}:
            yield error(
                path, place, "A source has text and url, nothing else.", "Take it away."
            )
        elif "url" in source and not str(source["url"]).startswith("https://"):
            yield error(path, place, "The address is not safe.", "Begin it with https://.")
    if sources == []:
        yield error(path, "sources", "No source is named.", "Say where the knowledge is from.")


def _pair(path: Path, da: Mapping[str, Any], en: Mapping[str, Any]) -> Iterator[Error]:
    for key in SHARED:
        if da.get(key) != en.get(key):
            hint = f"{path.stem.split('.')[0]}.da.md says {da.get(key)!r}. Make them the same."
            yield error(path, key, "The languages do not agree.", hint)
    if len(da.get("sources", ())) != len(en.get("sources", ())):
        yield error(path, "sources", "The languages name different sources.", "Name the same.")


def _body(path: Path, text: str) -> Iterator[Error]:
    body = split(text)[1]
    before = text[: len(text) - len(body)].count("\n")
    if not body.strip():
        yield error(path, "text", "There is nothing to read.", "Write the article.")
    tokens = STRICT.parse(body)
    for token in tokens:
        line = f"line {before + _line(token)}"
        if token.type == "html_block":
            yield error(path, line, "HTML is not let through.", "Write it in Markdown.")
        elif token.type == "heading_open" and token.tag == "h1":
            yield error(
                path, line, "The title is the only heading of its kind.", "Use ## here."
            )
    for block, part in inline(tokens):
        line = f"line {before + _line(block)}"
        if part.type == "html_inline":
            yield error(path, line, "HTML is not let through.", "Write it in Markdown.")
        elif part.type == "image":
            yield error(path, line, "Articles have no pictures yet.", "Say it in words.")
        elif part.type == "link_open":
            yield from _link(path, line, str(part.attrs["href"]))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _link(path: Path, line: str, target: str) -> Iterator[Error]:
    if OUTWARD.match(target):
        says = f"The link {target!r} leads out of Trivsel."
        yield error(path, line, says, "Put the address under sources.")
    elif target not in {tool.key for tool in queries.tools().values()} | set(
        slugs(path.parent)
    ):
        says = f"The link {target!r} leads nowhere."
        yield error(path, line, says, "Name a tool, such as B02, or the slug of an article.")
