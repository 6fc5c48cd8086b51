"""The sorts of values a content file may hold. Each reads one value, or complains of it.

``read`` takes the raw value from the file, the place it stands, and where to complain; it
gives the clean value, or None after a complaint. ``sort`` says in words what is meant: the
complaints and content/README.md both use it.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol

from trivsel.domain.toolspec.complaints import Complaints
from trivsel.domain.toolspec.words import LANGUAGES, Option, Value, Words

KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
TOOL_ID = re.compile(r"[A-Z][A-Z0-9-]{1,15}")
LONGEST_KEY = 40
# Letters that hide, or that turn the reading direction of what follows.
UNSEEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Sort(Protocol):
    """Something that can read a value."""

    @property
    def sort(self) -> str:
        """What is meant, in words."""

    def read(self, raw: object, place: str, complaints: Complaints) -> Value | None:
        """Give the clean value, or None after a complaint."""


@dataclass(frozen=True, slots=True)
class Field:
    """One word of the format: its name, what it holds, what it is for."""

    name: str
    holds: Sort
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words in both languages: ``{ da = "...", en = "..." }``."""

    most: int = 300
    paragraphs: bool = False

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        lines = "paragraphs" if self.paragraphs else "words"
        return f"{lines} in da and en, at most {self.most} characters each"

    def read(self, raw: object, place: str, complaints: Complaints) -> Words | None:
        """Give the words if both languages are there and can be shown as they are."""
        if not isinstance(raw, Mapping):
            complaints.add(
                place, "This must be written in both languages.", '{ da = "...", en = "..." }'
            )
            return None
        for name in raw:
            if name not in LANGUAGES:
                complaints.add(f"{place}.{name}", f"'{name}' is no language here.", "da and en")
        da, en = (self._one(raw, language, place, complaints) for language in LANGUAGES)
        return Words(da, en) if da and en else None

    def _one(self, raw: Mapping[str, object], language: str, place: str, c: Complaints) -> str:
        here = f"{place}.{language}"
        if language not in raw:
            c.add(here, f"The words in '{language}' are missing.", "Write both languages.")
            return ""
        text = raw[language]
        if not isinstance(text, str):
            c.add(here, "This must be text.", f'{language} = "..."')
            return ""
        return self.sound(text, here, c)

    def sound(self, text: str, here: str, c: Complaints) -> str:
        """Give the text without space around it, or '' after a complaint."""
        text = unicodedata.normalize("NFC", text.strip())
        odd = next((s for s in text if _odd(s, paragraphs=self.paragraphs)), "")
        if not text:
            c.add(here, "The text is empty.", "Write it, or take the field out.")
        elif len(text) > self.most:
            c.add(here, f"The text has {len(text)} characters; {self.most} is the most.",
                  "Shorten it: it is read on a phone.")  # fmt: skip
        elif odd == "\n":
            c.add(here, "The text goes over several lines.", "Write it on one line.")
        elif odd:
            c.add(here, f"The text holds a character that cannot be shown (U+{ord(odd):04X}).",
                  "It often comes along when text is copied. Type that spot again.")  # fmt: skip
        else:
            return text
        return ""


@dataclass(frozen=True, slots=True)
class WordLists:
    """A list of search words in each language: ``{ da = ["..."], en = ["..."] }``."""

    most: int = 40
    sort: str = "a list of words in da and in en"

    def read(self, raw: object, place: str, complaints: Complaints) -> tuple[Words, ...] | None:
        """Give one pair of joined words, or None after a complaint."""
        joined = {}
        for language in LANGUAGES:
            found = raw.get(language) if isinstance(raw, Mapping) else None
            if not isinstance(found, list) or not all(isinstance(w, str) and w for w in found):
                complaints.add(f"{place}.{language}", f"This must be {self.sort}.",
                               'search = { da = ["sover dårligt"], en = ["sleep badly"] }')  # fmt: skip
                return None
            if not 1 <= len(found) <= self.most:
                complaints.add(f"{place}.{language}", f"There are {len(found)} search words.",
                               f"From 1 to {self.most} in each language.")  # fmt: skip
                return None
            joined[language] = ", ".join(found)
        return (Words(**joined),)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two bounds, both included."""

    low: int
    high: int

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        return f"a whole number from {self.low} to {self.high}"

    def read(self, raw: object, place: str, complaints: Complaints) -> int | None:
        """Give the number; True is none, though Python counts it as 1."""
        if isinstance(raw, int) and not isinstance(raw, bool) and self.low <= raw <= self.high:
            return raw
        complaints.add(place, f"This must be {self.sort}.", "Without quotation marks.")
        return None


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    sort: str = "true or false"

    def read(self, raw: object, place: str, complaints: Complaints) -> bool | None:
        """Give the flag."""
        if isinstance(raw, bool):
            return raw
        complaints.add(place, "This must be true or false.", "Without quotation marks.")
        return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some fixed words."""

    words: tuple[str, ...]

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        return f"one of {', '.join(self.words)}"

    def read(self, raw: object, place: str, complaints: Complaints) -> str | None:
        """Give the word."""
        if isinstance(raw, str) and raw in self.words:
            return raw
        complaints.add(place, f"'{_short(raw)}' is not known here.", f"This is {self.sort}.")
        return None


@dataclass(frozen=True, slots=True)
class Several:
    """A list of fixed words, each at most once, at least one."""

    words: tuple[str, ...]

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        return f"a list of {', '.join(self.words)}"

    def read(self, raw: object, place: str, complaints: Complaints) -> tuple[str, ...] | None:
        """Give the words in the order they stand."""
        if not isinstance(raw, list) or not raw:
            complaints.add(place, f"This must be {self.sort}.", "Name at least one.")
            return None
        one = OneOf(self.words)
        found = [one.read(w, f"{place}[{n}]", complaints) for n, w in enumerate(raw, start=1)]
        words = tuple(word for word in found if word is not None)
        if len(set(words)) != len(words):
            complaints.add(place, "A word stands twice.", "Once is enough.")
        return words if len(words) == len(found) else None


@dataclass(frozen=True, slots=True)
class ToolIds:
    """Ids of other tools; that they exist is asked when all files are read."""

    sort: str = 'a list of tool ids, such as ["B02"]'

    def read(self, raw: object, place: str, complaints: Complaints) -> tuple[str, ...] | None:
        """Give the ids."""
        if isinstance(raw, list) and all(
            isinstance(i, str) and TOOL_ID.fullmatch(i) for i in raw
        ):
            return tuple(raw)
        complaints.add(place, f"This must be {self.sort}.", "Capital letters and digits.")
        return None


@dataclass(frozen=True, slots=True)
class Options:
    """A list of entries, each with a key of its own: ``{ key = "plan", da = "...", en = "..." }``."""

    fewest: int = 1
    most: int = 60
    more: tuple[Field, ...] = ()
    worded: bool = True
    longest: int = 200
    text: Text = field(init=False)

    def __post_init__(self) -> None:
        """Give the entries' own words their limit."""
        object.__setattr__(self, "text", Text(self.longest))

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        count = (
            f"{self.fewest}" if self.fewest == self.most else f"{self.fewest} to {self.most}"
        )
        own = "key, da, en" if self.worded else "key"
        return f"a list of {count}, each with {', '.join([own, *(f.name for f in self.more)])}"

    def read(
        self, raw: object, place: str, complaints: Complaints
    ) -> tuple[Option, ...] | None:
        """Give the entries that are sound; complain of the others one by one."""
        if not isinstance(raw, list) or not all(isinstance(entry, Mapping) for entry in raw):
            complaints.add(place, "This must be a list of tables.", f"It is {self.sort}.")
            return None
        if not self.fewest <= len(raw) <= self.most:
            complaints.add(place, f"There are {len(raw)} here.", f"It is {self.sort}.")
            return None
        found = [self._one(e, f"{place}[{n}]", complaints) for n, e in enumerate(raw, start=1)]
        options = tuple(option for option in found if option is not None)
        keys = [option.key for option in options]
        for key in {key for key in keys if keys.count(key) > 1}:
            complaints.add(
                place, f"The key '{key}' is used twice.", "Answers are kept under keys."
            )
        return options

    def _one(self, raw: Mapping[str, object], place: str, c: Complaints) -> Option | None:
        key = read_key(raw, place, c)
        inner = {name: value for name, value in raw.items() if name != "key"}
        words = None
        if self.worded:
            own = {name: inner.pop(name) for name in LANGUAGES if name in inner}
            words = self.text.read(own, place, c)
        more = read_fields(inner, self.more, place, c, also=("key", "da", "en"))
        return Option(key, words, more) if key and (words or not self.worded) else None


def read_key(raw: Mapping[str, object], place: str, complaints: Complaints) -> str:
    """Give the key of a table, or '' after a complaint."""
    key = raw.get("key")
    if isinstance(key, str) and KEY.fullmatch(key) and len(key) <= LONGEST_KEY:
        return key
    says = "The key is missing." if key is None else f"'{_short(key)}' cannot be a key."
    complaints.add(f"{place}.key" if key is not None else place, says,
                   'Small letters a-z, digits and hyphens, such as key = "short-deadlines".')  # fmt: skip
    return ""


def read_fields(
    raw: Mapping[str, object],
    known: tuple[Field, ...],
    place: str,
    complaints: Complaints,
    *,
    also: tuple[str, ...] = (),
) -> dict[str, Value]:
    """Read a table by its fields; complain of what is missing and of words nobody knows."""
    names = [one.name for one in known]
    for name in raw:
        if name not in names:
            close = get_close_matches(name[:60], names, n=1, cutoff=0.6)
            hint = (
                f"Did you mean '{close[0]}'?"
                if close
                else f"Known here: {', '.join([*also, *names])}."
            )
            complaints.add(
                _join(place, name), f"'{_short(name)}' is no word of this format.", hint
            )
    values: dict[str, Value] = {}
    for one in known:
        here = _join(place, one.name)
        if one.name in raw:
            value = one.holds.read(raw[one.name], here, complaints)
            if value is not None:
                values[one.name] = value
        elif one.required:
            complaints.add(
                place, f"'{one.name}' is missing.", f"{one.meaning} It is {one.holds.sort}."
            )
    return values


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _odd(sign: str, *, paragraphs: bool) -> bool:
    if sign == "\n":
        return not paragraphs
    return sign in TURNING or unicodedata.category(sign) in UNSEEN


def _short(raw: object) -> str:
    text = str(raw)
    return text if len(text) <= 60 else f"{text[:57]}..."
