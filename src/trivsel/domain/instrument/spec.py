"""What an instrument is once it has been read: frozen, complete, the same bytes everywhere."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from typing import Any, Literal

type Words = Mapping[str, str]
"""One text per language: {"da": ..., "en": ...}."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a person can choose."""

    value: int
    label: Words


@dataclass(frozen=True, slots=True)
class OptionSet:
    """The answers offered, in the order they are shown; 2-11, their values evenly spaced."""

    key: str
    options: tuple[Option, ...]

    @property
    def low(self) -> int:
        """The smallest value: 0 points."""
        return min(option.value for option in self.options)

    @property
    def high(self) -> int:
        """The largest value: 100 points."""
        return max(option.value for option in self.options)


@dataclass(frozen=True, slots=True)
class Scale:
    """What some items measure together, or one item alone; scored 0-100.

    ``good`` says which end people wish for; it colours a figure and never turns it round.
    ``minimum_answered`` is the share of the scale's items a person must have answered to get
    a score. ``talk`` holds questions for the conversation after the result.
    """

    key: str
    title: Words
    about: Words
    good: Literal["high", "low"]
    minimum_answered: float
    talk: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or question. A reversed item counts the other way in its scale."""

    key: str
    scale: str
    options: str
    reversed: bool
    text: Words


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question answered in one's own words. It has no scale and is never scored."""

    key: str
    text: Words
    hint: Words


@dataclass(frozen=True, slots=True)
class InstrumentSpec:
    """A questionnaire: what is asked, what can be answered, and how it is scored.

    Made by ``parse_instrument`` and read back by ``from_dict``, so that one that exists is
    sound: keys are unique, every reference leads somewhere, every text is there in every
    language.
    """

    key: str
    version: str
    languages: tuple[str, ...]
    title: Words
    intro: Words
    licence: str
    source: str
    option_sets: tuple[OptionSet, ...]
    scales: tuple[Scale, ...]
    items: tuple[Item, ...]
    open_questions: tuple[OpenQuestion, ...] = ()

    def option_set(self, item: Item) -> OptionSet:
        """The answers offered for an item."""
        return next(options for options in self.option_sets if options.key == item.options)

    def items_of(self, scale: str) -> tuple[Item, ...]:
        """The items of a scale, in the order they are asked."""
        return tuple(item for item in self.items if item.scale == scale)

    def answers_needed(self, scale: Scale) -> int:
        """How many of the scale's items a person must have answered to get a score."""
        # Rounded first, so that 0.7 of 10 asks for 7 and not, by a hair of binary, for 8.
        return ceil(round(scale.minimum_answered * len(self.items_of(scale.key)), 9))

    def points(self, item: Item) -> tuple[float, ...]:
        """The points, 0-100, that each offered answer gives in the item's scale, as shown.

        100 (value - lowest) / (highest - lowest), and 100 less that for a reversed item.
        """
        options = self.option_set(item)
        span = options.high - options.low
        straight = [100 * (o.value - options.low) / span for o in options.options]
        return tuple(100 - points if item.reversed else points for points in straight)

    def to_dict(self) -> dict[str, Any]:
        """Give the instrument as plain JSON values, in the shape of the file it came from."""
        # Left out where there are none: what was loaded before there were any keeps its digest.
        asked = {"open_questions": list(map(_open_table, self.open_questions))}
        return (asked if self.open_questions else {}) | {
            "key": self.key,
            "version": self.version,
            "languages": list(self.languages),
            "title": dict(self.title),
            "intro": dict(self.intro),
            "licence": self.licence,
            "source": self.source,
            "option_sets": [
                {
                    "key": options.key,
                    "options": [{"value": o.value, **o.label} for o in options.options],
                }
                for options in self.option_sets
            ],
            "scales": [
                {
                    "key": scale.key,
                    "title": dict(scale.title),
                    "about": dict(scale.about),
                    "good": scale.good,
                    "minimum_answered": scale.minimum_answered,
                    "talk": {language: list(asked) for language, asked in scale.talk.items()},
                }
                for scale in self.scales
            ],
            "items": [
                {
                    "key": item.key,
                    "scale": item.scale,
                    "options": item.options,
                    "reversed": item.reversed,
                    "text": dict(item.text),
                }
                for item in self.items
            ],
        }

    @staticmethod
    def from_dict(document: Mapping[str, Any]) -> "InstrumentSpec":
        """Read back what ``to_dict`` gave.

        Nothing is checked again: an instrument that was let in stays readable when the format
        grows or the question linter learns a new word.

        Raises:
            KeyError: The document did not come from ``to_dict``.
        """
        return InstrumentSpec(
            key=document["key"],
            version=document["version"],
            languages=tuple(document["languages"]),
            title=_frozen(document["title"]),
            intro=_frozen(document["intro"]),
            licence=document["licence"],
            source=document["source"],
            option_sets=tuple(map(_option_set, document["option_sets"])),
            scales=tuple(map(_scale, document["scales"])),
            items=tuple(map(_item, document["items"])),
            open_questions=tuple(map(_open_question, document.get("open_questions", ()))),
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, 64 hex digits: the instrument's identity."""
        canonical = json.dumps(
            self.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()


def _option_set(table: Mapping[str, Any]) -> OptionSet:
    options = (
        Option(
            entry["value"], _frozen({name: entry[name] for name in entry if name != "value"})
        )
        for entry in table["options"]
    )
    return OptionSet(table["key"], tuple(options))


def _scale(table: Mapping[str, Any]) -> Scale:
    return Scale(
        key=table["key"],
        title=_frozen(table["title"]),
        about=_frozen(table["about"]),
        good=table["good"],
        minimum_answered=float(table["minimum_answered"]),
        talk=_frozen({language: tuple(asked) for language, asked in table["talk"].items()}),
    )


def _item(table: Mapping[str, Any]) -> Item:
    return Item(
        key=table["key"],
        scale=table["scale"],
        options=table["options"],
        reversed=table["reversed"],
        text=_frozen(table["text"]),
    )


def _open_table(question: OpenQuestion) -> dict[str, Any]:
    return {"key": question.key, "text": dict(question.text), "hint": dict(question.hint)}


def _open_question(table: Mapping[str, Any]) -> OpenQuestion:
    return OpenQuestion(table["key"], _frozen(table["text"]), _frozen(table["hint"]))


def _frozen[T](table: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType(dict(table))
