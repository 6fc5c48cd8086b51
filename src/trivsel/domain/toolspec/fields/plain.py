"""Numbers, true or false, and words from a fixed list."""

from dataclasses import dataclass

from trivsel.domain.toolspec.complaints import Spot, short


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two bounds, both included."""

    low: int
    high: int

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        return f"a whole number from {self.low} to {self.high}"

    def read(self, raw: object, spot: Spot) -> int | None:
        """Give the number; true is none, though Python counts it as 1."""
        if isinstance(raw, int) and not isinstance(raw, bool) and self.low <= raw <= self.high:
            return raw
        spot.complain(f"This must be {self.sort}.", f"Here stands {short(raw)}.")
        return None


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    sort: str = "true or false"

    def read(self, raw: object, spot: Spot) -> bool | None:
        """Give the flag."""
        if isinstance(raw, bool):
            return raw
        spot.complain(f"This must be {self.sort}.", "Without quotation marks.")
        return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some fixed words."""

    words: tuple[str, ...]

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        return f"one of {', '.join(self.words)}"

    def read(self, raw: object, spot: Spot) -> str | None:
        """Give the word."""
        if isinstance(raw, str) and raw in self.words:
            return raw
        spot.complain(f"{short(raw)} is not known here.", f"This is {self.sort}.")
        return None


@dataclass(frozen=True, slots=True)
class Several:
    """A list of fixed words, each at most once, at least one."""

    words: tuple[str, ...]

    @property
    def sort(self) -> str:
        """What is meant, in words."""
        return f"a list of {', '.join(self.words)}"

    def read(self, raw: object, spot: Spot) -> tuple[str, ...] | None:
        """Give the words in the order they stand."""
        if not isinstance(raw, list) or not raw:
            spot.complain(f"This must be {self.sort}.", "Name at least one.")
            return None
        one = OneOf(self.words)
        found = [one.read(word, spot.entry(n)) for n, word in enumerate(raw, start=1)]
        words = tuple(word for word in found if word is not None)
        if len(set(words)) != len(words):
            spot.complain("A word stands twice.", "Once is enough.")
        return words if len(words) == len(found) else None
