"""What the answer page needs to know of a box, kept in memory for a few seconds.

A page is the same for all who answer, so it is read and rendered once, not once per person.
Only the state can change while a box is open, and a page that is a few seconds late does no
harm: what is accepted is decided in the database (inbox.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from time import monotonic
from typing import Any

from trivsel.ballots.models import Box

FRESH_FOR = 5.0
MOST = 200


class Phase(Enum):
    """Where a box is, seen from the one who wants to answer."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"


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
    """A box as the answer page sees it."""

    code: str
    state: str
    opens_on: date
    closes_on: date
    seal_key: bytes
    paper: Mapping[str, Any]
    pages: dict[object, bytes] = field(default_factory=dict, compare=False, repr=False)

    def phase(self, today: date) -> Phase:
        if self.state in {Box.State.CLOSED, Box.State.COUNTED} or today > self.closes_on:
            return Phase.OVER
        if self.state == Box.State.PREPARED or today < self.opens_on:
            return Phase.EARLY
        return Phase.OPEN

    @property
    def names(self) -> list[str]:
        """The field names of the items, in the order their answers are packed."""
        return [f"item-{item['key']}" for item in self.paper["items"]]

    @property
    def sizes(self) -> list[int]:
        return sizes(self.paper)

    def language(self, wanted: str) -> str:
        """The wanted language if the paper has it, else the paper's first."""
        languages: list[str] = self.paper["languages"]
        return wanted if wanted in languages else languages[0]

    def questions(self, language: str, chosen: Sequence[int] = ()) -> list[Question]:
        values = chosen or [0] * len(self.paper["items"])
        return [
            Question(
                number,
                f"item-{item['key']}",
                item["text"][language],
                tuple(
                    Option(place, option["label"][language], place == value)
                    for place, option in enumerate(item["options"], start=1)
                ),
            )
            for number, (item, value) in enumerate(
                zip(self.paper["items"], values, strict=True), start=1
            )
        ]


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
    fresh = Sheet(
        box.code, box.state, box.opens_on, box.closes_on, bytes(box.seal_key), box.paper
    )
    current = kept if kept == fresh else fresh  # an unchanged sheet keeps its rendered pages
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[box_code] = (now, current)
    return current


def forget(box_code: str) -> None:
    """Read the box anew next time: its state has changed."""
    _kept.pop(box_code, None)
