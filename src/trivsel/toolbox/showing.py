"""A tool's steps as its page and its paper take them: plain values in one language."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse

from trivsel.domain.toolspec import Spoken, Step, Tool
from trivsel.toolbox import library

ENTRY = "toolbox/doing/tool.js"
# What the entry imports at once. Named in the page, so that a browser asks for all of them together.
PARTS = (
    "doing/page", "doing/plain", "doing/history", "doing/steps", "doing/keeping", "doing/drafts",
    "doing/menu", "doing/file", "doing/paper", "doing/timer", "doing/sharing", "doing/offline", "vendor/idb",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One step in one language. ``said`` holds the fields of its kind, as in its file."""

    key: str
    kind: str
    title: str
    prompt: str
    help: str
    sharing: str
    minutes: int
    stays: bool
    said: Mapping[str, Spoken]

    @property
    def json(self) -> str:
        """The same fields for the script; the template escapes them."""
        return json.dumps(self.said, ensure_ascii=False, separators=(",", ":"))

    @property
    def template(self) -> str:
        return f"toolbox/kinds/{self.kind}.html"

    @property
    def module(self) -> str:
        return static(f"toolbox/kinds/{self.kind}.js")


def shown(step: Step, language: str) -> Shown:
    words = step.spoken(language)
    words["said"] = _with_links(words["said"], language)
    return Shown(**words)  # type: ignore[arg-type]  # the names are those of Step.spoken


def _with_links(value: Spoken, language: str) -> Spoken:
    """Put title and address in place of the ids under ``tools``, wherever they stand."""
    if isinstance(value, list):
        return [_with_links(part, language) for part in value]
    if isinstance(value, dict):
        return {
            name: [*_links(part, language)] if name == "tools" else _with_links(part, language)
            for name, part in value.items()
        }
    return value


def _links(ids: Spoken, language: str) -> Iterator[Spoken]:
    for id_ in ids if isinstance(ids, list) else []:
        if tool := library.tool(str(id_)):
            address = reverse("toolbox:tool", args=[tool.slug])
            yield {"key": tool.id, "title": tool.title.in_(language), "address": address}


def modules(tool: Tool) -> Iterator[str]:
    """The addresses of every module the tool's page needs besides its entry."""
    for part in PARTS:
        yield static(f"toolbox/{part}.js")
    for kind in tool.kinds:
        yield static(f"toolbox/kinds/{kind}.js")
