"""A tool's steps as its page and its paper take them: plain values in one language."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static
from django.urls import reverse

from trivsel.domain.toolspec import Spoken, Step, Tool
from trivsel.toolbox import library
from trivsel.toolbox.modules import behind

ENTRY = "toolbox/doing/tool.js"
FRONT = "toolbox/front/front.js"


class Said:
    """The fields of a step for its template. A dict always has ``items``; a step may not."""

    def __init__(self, fields: Mapping[str, Spoken]) -> None:
        self.fields = fields

    def __getitem__(self, name: str) -> Spoken:
        return self.fields[name]


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
    said: Said

    @property
    def json(self) -> str:
        """The same fields for the script; the template escapes them."""
        return json.dumps(self.said.fields, ensure_ascii=False, separators=(",", ":"))

    @property
    def template(self) -> str:
        return f"toolbox/kinds/{self.kind}.html"

    @property
    def module(self) -> str:
        return static(f"toolbox/kinds/{self.kind}.js")


def shown(step: Step, language: str) -> Shown:
    words: dict[str, Any] = dict(step.spoken(language))
    words["said"] = Said(_with_links(words["said"], language))
    return Shown(**words)


def _with_links(value: Spoken, language: str) -> Any:
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
    """The addresses of every module that the tool's first step needs; the others can wait."""
    return map(static, behind(ENTRY, f"toolbox/kinds/{tool.steps[0].kind.name}.js"))


def front_modules() -> Iterator[str]:
    """The addresses of every module of the front door."""
    return map(static, behind(FRONT))
