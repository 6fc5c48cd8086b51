"""What a content file is made of once it is read: words, options, plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("da", "en")

type Value = "Words | Option | str | int | bool | tuple[Value, ...]"
type Spoken = str | int | bool | list[Spoken] | dict[str, Spoken]


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages; neither may be missing.

    >>> Words(da="Krav", en="Demands").in_("en")
    'Demands'
    """

    da: str
    en: str

    def in_(self, language: str) -> str:
        """The words in one language; Danish for any language but English."""
        return self.en if language == "en" else self.da


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list: a key that answers are kept under, its words, and what else it says.

    ``words`` is None where the entry is made of its other fields alone (a pair).
    """

    key: str
    words: Words | None
    more: Mapping[str, Value]


def spoken(value: Value, language: str) -> Spoken:
    """Turn a value into plain text, numbers, lists and tables in one language.

    An option becomes ``{"key": ..., "text": ...}`` with its other fields beside them.

    >>> one = Option("plan", Words("Planen", "The plan"), {"level": "group"})
    >>> spoken((one,), "da")
    [{'key': 'plan', 'text': 'Planen', 'level': 'group'}]
    """
    if isinstance(value, Words):
        return value.in_(language)
    if isinstance(value, Option):
        text: dict[str, Spoken] = {"text": value.words.in_(language)} if value.words else {}
        more = {name: spoken(part, language) for name, part in value.more.items()}
        return {"key": value.key, **text, **more}
    if isinstance(value, tuple):
        return [spoken(part, language) for part in value]
    return value
