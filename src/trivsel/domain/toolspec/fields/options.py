"""Lists of entries, each with a key of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from trivsel.domain.toolspec.complaints import Spot
from trivsel.domain.toolspec.fields.field import Field, read_fields
from trivsel.domain.toolspec.fields.keys import read_key
from trivsel.domain.toolspec.fields.texts import Text
from trivsel.domain.toolspec.words import LANGUAGES, Option


@dataclass(frozen=True, slots=True)
class Options:
    """A list of entries: ``{ key = "plan", da = "Planen", en = "The plan" }``.

    Attributes:
        fewest, most: How many there may be.
        more: What an entry may say besides key and words.
        worded: Whether an entry has words of its own; pairs have none.
        longest: How many letters those words may have in each language.
    """

    fewest: int = 1
    most: int = 60
    more: tuple[Field, ...] = ()
    worded: bool = True
    longest: int = 200

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        low, high = self.fewest, self.most
        count = f"{low}" if low == high else f"{low} to {high}"
        own = f"key, da, en (at most {self.longest} characters)" if self.worded else "key"
        names = ", ".join([own, *(one.name for one in self.more)])
        return f"a list of {count}, each with {names}"

    def read(self, raw: object, spot: Spot) -> tuple[Option, ...] | None:
        """Give the entries that are sound; complain of the others one by one."""
        if not isinstance(raw, list) or not all(isinstance(entry, Mapping) for entry in raw):
            spot.complain("This must be a list of tables.", f"It is {self.sort}.")
            return None
        if not self.fewest <= len(raw) <= self.most:
            spot.complain(f"There are {len(raw)} here.", f"It is {self.sort}.")
            return None
        found = [self._one(entry, spot.entry(n)) for n, entry in enumerate(raw, start=1)]
        complain_of_twins([option.key if option else "" for option in found], spot)
        return tuple(option for option in found if option is not None)

    def _one(self, raw: Mapping[str, object], spot: Spot) -> Option | None:
        key = read_key(raw, spot)
        inner = {name: value for name, value in raw.items() if name != "key"}
        words = None
        if self.worded:
            own = {name: inner.pop(name) for name in LANGUAGES if name in inner}
            words = Text(self.longest).read(own, spot)
        also = ("key", *LANGUAGES) if self.worded else ("key",)
        more = read_fields(inner, self.more, spot, also=also)
        return Option(key, words, more) if key and (words or not self.worded) else None


def complain_of_twins(keys: list[str], spot: Spot) -> None:
    """Complain of each key that has stood in the list before."""
    for number, key in enumerate(keys, start=1):
        if key and key in keys[: number - 1]:
            spot.entry(number).named("key").complain(
                f"The key '{key}' is used twice.", "Answers are kept under keys."
            )
