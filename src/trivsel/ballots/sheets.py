"""What the answer page needs to know of a box, kept in memory for a few seconds.

A page is the same for all who answer, so it is read and rendered once, not once per person.
Only the state can change while a box is open, and a page that is a few seconds late does no
harm: what is accepted is decided in the database (inbox.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache
from time import monotonic
from typing import Any

from trivsel.ballots.models import Box
from trivsel.domain.blindsign.manifest import Manifest

FRESH_FOR = 5.0
MOST = 200


class Phase(Enum):
    """Where a box is, seen from the one who wants to answer."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    number: int
    key: str
    name: str
    text: str
    hint: str
    written: str


@dataclass(frozen=True, slots=True)
class Option:
    value: int
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    number: int
    name: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A box as the answer page sees it; ``names`` and ``sizes`` have one entry per item.

    ``asked`` has the keys of the open questions.
    """

    code: str
    state: str
    opens_on: date
    closes_on: date
    seal_key: bytes
    manifest: bytes | None
    paper: Mapping[str, Any]
    names: tuple[str, ...]
    sizes: tuple[int, ...]
    asked: tuple[str, ...] = ()
    pages: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def counted(self) -> bool:
        return self.state == Box.State.COUNTED

    def phase(self, today: date) -> Phase:
        if self.state in {Box.State.CLOSED, Box.State.COUNTED} or today > self.closes_on:
            return Phase.OVER
        if self.state == Box.State.PREPARED or today < self.opens_on:
            return Phase.EARLY
        return Phase.OPEN

    def language(self, wanted: str) -> str:
        """The wanted language if the paper has it, else the paper's first."""
        languages: list[str] = self.paper["languages"]
        return wanted if wanted in languages else languages[0]

    def questions(self, language: str, chosen: Sequence[int] = ()) -> list[Question]:
        values = chosen or [0] * len(self.names)
        return [
            Question(
                number,
                name,
                item["text"][language],
                tuple(
                    Option(place, option["label"][language], place == value)
                    for place, option in enumerate(item["options"], start=1)
                ),
            )
            for number, (item, name, value) in enumerate(
                zip(self.paper["items"], self.names, values, strict=True), start=1
            )
        ]

    def open_questions(self, language: str, written: Sequence[str] = ()) -> list[OpenQuestion]:
        texts = written or [""] * len(self.asked)
        return [
            OpenQuestion(
                number,
                question["key"],
                open_name(question["key"]),
                question["text"][language],
                question["hint"].get(language, ""),
                text,
            )
            for number, (question, text) in enumerate(
                zip(self.paper.get("open_questions", ()), texts, strict=True),
                start=len(self.names) + 1,
            )
        ]


def open_name(question: str) -> str:
    """What the field of an open question is called in the form."""
    return f"open-{question}"


def open_questions(paper: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the open questions, in the order they are asked."""
    return tuple(question["key"] for question in paper.get("open_questions", ()))


def sizes(paper: Mapping[str, Any]) -> list[int]:
    """How many options each item has."""
    return [len(item["options"]) for item in paper["items"]]


_kept: dict[str, tuple[float, Sheet]] = {}


def sheet(box_code: str) -> Sheet | None:
    """Give the box's sheet, at most a few seconds old; None if there is no such box."""
    now = monotonic()
    read_at, kept = _kept.get(box_code, (0.0, None))
    if kept and now - read_at < FRESH_FOR:
        return kept
    box = Box.objects.filter(code=box_code).first()
    if box is None:
        return None
    fresh = _sheet_of(box)
    current = kept if kept == fresh else fresh  # an unchanged sheet keeps its rendered pages
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[box_code] = (now, current)
    return current


def _sheet_of(box: Box) -> Sheet:
    return Sheet(
        code=box.code,
        state=box.state,
        opens_on=box.opens_on,
        closes_on=box.closes_on,
        seal_key=bytes(box.seal_key),
        manifest=bytes(box.manifest) if box.manifest else None,
        paper=box.paper,
        names=tuple(f"item-{item['key']}" for item in box.paper["items"]),
        sizes=tuple(sizes(box.paper)),
        asked=open_questions(box.paper),
    )


def manifest_of(sheet: Sheet) -> Manifest | None:
    """The public manifest of a box answered with ballots, read once."""
    return _manifest(sheet.manifest) if sheet.manifest else None


@lru_cache(maxsize=16)
def _manifest(raw: bytes) -> Manifest:
    return Manifest.from_json(raw)


def forget(box_code: str) -> None:
    """Read the box anew next time: its state has changed."""
    _kept.pop(box_code, None)
