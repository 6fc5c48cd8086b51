"""What is wrong with a content file, for the one who writes it: place, sentence, hint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST = 200  # a file of quite another sort would otherwise give thousands


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to mend. ``place`` is a path with lists counted from 1: ``steps[2].items[3].da``."""

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


class ToolErrors(Exception):
    """All that is wrong with a file, at least one complaint, in the order they were met."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        """Keep the complaints."""
        super().__init__("\n".join(map(str, complaints)))
        self.complaints = tuple(complaints)

    def __iter__(self) -> Iterator[Complaint]:
        """Go through them."""
        return iter(self.complaints)


class Complaints:
    """Gathers complaints while a file is read, so that the writer sees all of them at once."""

    def __init__(self, file: str) -> None:
        """Start with none."""
        self.file = file
        self.all: list[Complaint] = []

    def add(self, place: str, says: str, hint: str) -> None:
        """Note one, unless there are more than anybody would read."""
        if len(self.all) < MOST:
            self.all.append(Complaint(self.file, place, says, hint))
