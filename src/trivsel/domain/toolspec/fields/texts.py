"""Words in both languages."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from trivsel.domain.toolspec.complaints import Spot, short
from trivsel.domain.toolspec.words import LANGUAGES, Words

# Letters that hide, or that turn the reading direction of what follows.
UNSEEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters without width: a title of these alone would be a link nobody can see.
WIDTHLESS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Text:
    """Words in both languages: ``{ da = "...", en = "..." }``.

    Attributes:
        most: How many letters each language may have.
        paragraphs: Whether it may go over several lines.
    """

    most: int = 300
    paragraphs: bool = False

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        lines = "paragraphs" if self.paragraphs else "words"
        return f"{lines} in da and en, at most {self.most} characters each"

    def read(self, raw: object, spot: Spot) -> Words | None:
        """Give the words if both languages are there and can be shown as they are."""
        if not isinstance(raw, Mapping):
            spot.complain("This must be in both languages.", '{ da = "...", en = "..." }')
            return None
        _complain_of_other_languages(raw, spot)
        da, en = (self._in(language, raw, spot) for language in LANGUAGES)
        return Words(da, en) if da and en else None

    def _in(self, language: str, raw: Mapping[str, object], spot: Spot) -> str:
        here = spot.named(language)
        if language not in raw:
            here.complain(f"The words in '{language}' are missing.", "Write both languages.")
            return ""
        return self.sound(raw[language], here)

    def sound(self, raw: object, spot: Spot) -> str:
        """Give a text without space around it, or "" after a complaint."""
        if not isinstance(raw, str):
            spot.complain("This must be text.", "Between quotation marks.")
            return ""
        text = unicodedata.normalize("NFC", raw.strip())
        odd = next((s for s in text if _odd(s, paragraphs=self.paragraphs)), "")
        if not text.strip("".join(WIDTHLESS)).strip():
            spot.complain("The text is empty.", "Write it, or take the field out.")
        elif len(text) > self.most:
            spot.complain(
                f"The text has {len(text)} characters; {self.most} is the most.",
                "Shorten it: it is read on a phone.",
            )
        elif odd == "\n":
            spot.complain("The text goes over several lines.", "Write it on one line.")
        elif odd:
            spot.complain(
                f"The text holds a character that cannot be shown (U+{ord(odd):04X}).",
                "It often comes along when text is copied. Type that spot again.",
            )
        else:
            return text
        return ""


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Words people search by: ``{ da = ["sover dårligt"], en = ["sleep badly"] }``."""

    most: int = 40
    longest: int = 60

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        return f"a list of 1 to {self.most} in da and one in en"

    def read(self, raw: object, spot: Spot) -> tuple[Words, ...] | None:
        """Give one pair of words: each language's list, with commas between."""
        if not isinstance(raw, Mapping):
            spot.complain(f"This must be {self.sort}.", 'search.da = ["sover dårligt"]')
            return None
        _complain_of_other_languages(raw, spot)
        da, en = (self._in(language, raw, spot) for language in LANGUAGES)
        return (Words(da, en),) if da and en else None

    def _in(self, language: str, raw: Mapping[str, object], spot: Spot) -> str:
        here, words = spot.named(language), raw.get(language)
        if not isinstance(words, list) or not 1 <= len(words) <= self.most:
            here.complain(f"Here stands {self.sort}.", f'search.{language} = ["...", "..."]')
            return ""
        one = Text(self.longest)
        found = [one.sound(word, here.entry(n)) for n, word in enumerate(words, start=1)]
        return ", ".join(found) if all(found) else ""


def _complain_of_other_languages(raw: Mapping[str, object], spot: Spot) -> None:
    for name in raw:
        if name not in LANGUAGES:
            spot.complain(f"{short(name)} is no language here.", "The languages are da and en.")


def _odd(sign: str, *, paragraphs: bool) -> bool:
    if sign == "\n":
        return not paragraphs
    return sign in TURNING or unicodedata.category(sign) in UNSEEN
