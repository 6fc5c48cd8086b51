"""How a mean is read: five bands of colour, and when a difference is worth a mark."""

from collections.abc import Sequence
from enum import StrEnum

HARD = 55  # below: the theme weighs on people
FINE = 65  # from here: the theme carries
SMALLEST_DIFFERENCE = 5  # points; less is not felt at work, however sure the number is


class Band(StrEnum):
    """Five bands of a mean that is turned so that high is good; the last is for no mean."""

    VERY_GOOD = "a"
    GOOD = "b"
    MIDDLE = "c"
    WEAK = "d"
    VERY_WEAK = "e"


_FLOORS: Sequence[tuple[float, Band]] = (
    (75, Band.VERY_GOOD),
    (FINE, Band.GOOD),
    (HARD, Band.MIDDLE),
    (40, Band.WEAK),
    (0, Band.VERY_WEAK),
)


def turned(mean: float, *, good: str) -> float:
    """Turn a mean so that high is good."""
    return 100 - mean if good == "low" else mean


def band(mean: float, *, good: str) -> Band:
    """Give the band a mean lies in."""
    score = turned(mean, good=good)
    return next(band for floor, band in _FLOORS if score >= floor)


class Mark(StrEnum):
    """A unit's number is clearly another than the whole organisation's."""

    OVER = "over"
    UNDER = "under"


def mark(mean: int, margin: int, *, whole: int, whole_margin: int) -> Mark | None:
    """Mark a mean only if its interval and the organisation's do not touch, and it matters.

    The rule and what it costs in false marks: docs/method/results-page.md.
    """
    difference = mean - whole
    if abs(difference) <= margin + whole_margin or abs(difference) < SMALLEST_DIFFERENCE:
        return None
    return Mark.OVER if difference > 0 else Mark.UNDER


def is_better(mark: Mark, *, good: str) -> bool:
    return (mark is Mark.OVER) == (good == "high")
