"""What is wrong with a content file, for the one who writes it: place, sentence, hint."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

MOST = 200  # a file of quite another sort would otherwise give thousands
SHOWN = 60  # letters of a writer's own words that a complaint repeats


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to mend.

    Attributes:
        file: The file's name as its writer knows it.
        place: A path with lists counted from 1, ``steps[2].items[3].da``; "" for all of it.
        says: What is wrong, a whole sentence.
        hint: What to do about it.
        line: The line of the place, from 1; None where it cannot be told.

    >>> str(Complaint("b02.toml", "steps[2]", "'title' is missing.", "Give it one.", 14))
    "b02.toml:14: steps[2]: 'title' is missing."
    """

    file: str
    place: str
    says: str
    hint: str
    line: int | None = None

    def __str__(self) -> str:
        """File, line and place, then the sentence."""
        line = f":{self.line}" if self.line else ""
        place = f" {self.place}:" if self.place else ""
        return f"{self.file}{line}:{place} {self.says}"

    def with_line(self, lines: Mapping[str, int]) -> "Complaint":
        """Give it the line of its place, or of the nearest part around it.

        >>> bare = Complaint("b02.toml", "steps[2].title.da", "It is empty.", "Write it.")
        >>> bare.with_line({"steps": 9, "steps[2]": 14}).line
        14
        """
        place = self.place
        while place and self.line is None:
            if place in lines:
                return replace(self, line=lines[place])
            place = place[: max(place.rfind("."), place.rfind("["), 0)]
        return self


class ToolErrors(Exception):
    """All that is wrong with a file, at least one complaint, in the order they were met."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        """Keep the complaints."""
        super().__init__("\n".join(map(str, complaints)))
        self.complaints = tuple(complaints)

    def __iter__(self) -> Iterator[Complaint]:
        """Go through them."""
        return iter(self.complaints)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the file that is being read, and the list its complaints go to.

    All spots of one file share the list, so that the writer sees everything at once.

    >>> top = Spot("b02.toml")
    >>> top.named("steps").entry(2).named("da").complain("It is empty.", "Write it.")
    >>> print(*top.heard)
    b02.toml: steps[2].da: It is empty.
    """

    file: str
    place: str = ""
    heard: list[Complaint] = field(default_factory=list)

    def named(self, name: str) -> "Spot":
        """Give what stands under a name here."""
        place = f"{self.place}.{name}" if self.place else name
        return Spot(self.file, place, self.heard)

    def entry(self, number: int) -> "Spot":
        """Give an entry of the list here, counted from 1."""
        return Spot(self.file, f"{self.place}[{number}]", self.heard)

    @property
    def is_full(self) -> bool:
        """Whether there are as many complaints as anybody would read."""
        return len(self.heard) >= MOST

    def complain(self, says: str, hint: str, *, line: int | None = None) -> None:
        """Note one thing to mend, if anybody would still read it."""
        if not self.is_full:
            self.heard.append(Complaint(self.file, self.place, says, hint, line))


def short(raw: object) -> str:
    """Show a raw value in a sentence: a writer's own words, or what sort of thing it is.

    >>> short("plan"), short(7), short({"da": "Plan"}), short([1])
    ("'plan'", '7', 'a table', 'a list')
    """
    if isinstance(raw, str):
        text = "".join(sign if sign.isprintable() else "?" for sign in raw[: SHOWN + 1])
        return f"'{text}'" if len(text) <= SHOWN else f"'{text[: SHOWN - 3]}...'"
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, int):
        # Python refuses to write out numbers of thousands of digits.
        return str(raw) if abs(raw) < 10**15 else "a very large number"
    if isinstance(raw, Mapping):
        return "a table"
    return "a list" if isinstance(raw, list) else str(raw)
