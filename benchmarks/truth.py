"""What the figures should be, worked out from the files alone. Imports nothing of Trivsel."""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

type Answers = Mapping[str, int]  # item -> value; an item left out was not answered


@dataclass(frozen=True)
class Scale:
    """Some items with one range; every item counts the same."""

    key: str
    items: tuple[str, ...]
    low: int
    high: int
    good: str

    def score(self, answers: Answers) -> float | None:
        """0-100, from at least half of the items."""
        given = [answers[item] for item in self.items if item in answers]
        if 2 * len(given) < len(self.items):
            return None
        parts = [100 * (value - self.low) / (self.high - self.low) for value in given]
        return math.fsum(parts) / len(parts)


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.DictReader(text.splitlines(), delimiter=delimiter))


def mean(people: Sequence[Answers], scale: Scale) -> tuple[float, int] | None:
    """The mean of the people's scores and how many have one."""
    scores = [score for each in people if (score := scale.score(each)) is not None]
    return (math.fsum(scores) / len(scores), len(scores)) if scores else None
