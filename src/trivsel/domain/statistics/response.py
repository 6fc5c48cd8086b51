"""Who did not answer: how far the silent may change the picture."""

from collections.abc import Sequence
from math import sqrt

from trivsel.domain.statistics.proportions import Interval


def r_indicator(answered: Sequence[int], asked: Sequence[int]) -> float:
    """Say how alike the response rates of groups are: 1 alike, 0 as unlike as can be.

    Low means that some groups speak louder in the whole than others, whatever the rate.

    Args:
        answered: Answers in each group; 0 to the number asked.
        asked: Who might answer, group by group; 1 or more each, 2 or more in all.

    Returns:
        1 - 2 S, where S is the spread of the rates over all who were asked.

    Raises:
        ValueError: Something is out of bounds, or the rows are unequally long.

    Source:
        Schouten, B., Cobben, F. and Bethlehem, J. (2009). Indicators for the representativeness
        of survey response. Survey Methodology 35(1), 101-113.

    >>> round(r_indicator([30, 10], [50, 50]), 4)
    0.598
    """
    groups = list(zip(answered, asked, strict=True))
    total = sum(asked)
    if total < 2 or not all(0 <= x <= n and n >= 1 for x, n in groups):  # noqa: PLR2004 - a spread
        raise ValueError("each group has 0 to n answers of n asked, and two are asked in all")
    rate = sum(answered) / total
    spread = sum(n * (x / n - rate) ** 2 for x, n in groups) / (total - 1)
    return 1 - 2 * sqrt(spread)


def bounds_of_the_whole(mean: float, answered: int, asked: int) -> Interval:
    """Say where the mean of all who were asked must lie, whatever the silent think.

    No assumption at all: the silent could all be at 0, or all at 100. With 60 of 100 answering
    the picture can be 40 points wide; that is what a high response rate is for.

    Args:
        mean: Of those who answered; 0-100 points.
        answered: How many; 1 up to asked.
        asked: How many might have.

    Returns:
        Points, 0-100.

    Raises:
        ValueError: Something is out of bounds.

    Source:
        Manski, C. F. (1989). Anatomy of the selection problem. Journal of Human Resources
        24(3), 343-360.

    >>> bounds_of_the_whole(70.0, 60, 100)
    Interval(low=42.0, high=82.0)
    """
    if not (0 <= mean <= 100 and 1 <= answered <= asked):  # noqa: PLR2004 - points
        raise ValueError(f"no bounds for {mean=} of {answered} of {asked}")
    known, silent = mean * answered / asked, 100 * (asked - answered) / asked
    return Interval(known, known + silent)
