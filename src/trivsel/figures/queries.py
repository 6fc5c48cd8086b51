"""Reading: what may be shown of the counters. Small numbers never leave the store.

A month is shown when it is over. One still running would tell its days: seven yesterday and
eight today is one opening since, and in a workplace of six that may be somebody.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from trivsel.figures.catalogue import Tool
from trivsel.figures.models import Opening
from trivsel.figures.months import month_of, months_before

LEAST = 5
SHOWN_MONTHS = 24  # fewer than are kept, so that no month is shown while it is forgotten

type Sums = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """A tool with its sums of a month; None stands for any number under the least, also 0."""

    title: str
    slug: str  # empty where the tool has left the catalogue
    pages: int | None
    pdfs: int | None


def months(*, today: date) -> dict[date, Sums]:
    """Give the months that have something to show, newest first: sums per tool and what."""
    this_month = month_of(today)
    large = (
        Opening.objects.filter(
            day__gte=months_before(this_month, SHOWN_MONTHS), day__lt=this_month
        )
        .annotate(month=TruncMonth("day"))
        .values("month", "tool", "what")
        .annotate(total=Sum("count"))
        .filter(total__gte=LEAST)
        .order_by("-month", "tool")
        .values_list("month", "tool", "what", "total")
    )
    found: dict[date, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for month, tool, what, total in large:
        found[month][tool][what] = total
    return dict(found)


def rows(sums: Sums, tools: Sequence[Tool]) -> list[Row]:
    """Name the tools of a month: in the order of the catalogue, and last those that left it."""
    known = {tool.key: tool for tool in tools}
    order = [*(key for key in known if key in sums), *(key for key in sums if key not in known)]
    return [
        Row(
            title=str(known[key].title) if key in known else key,
            slug=known[key].slug if key in known else "",
            pages=sums[key].get(Opening.What.PAGE.value),
            pdfs=sums[key].get(Opening.What.PDF.value),
        )
        for key in order
    ]


def others(sums: Sums, tools: Sequence[Tool]) -> int:
    """How many tools of the catalogue have no number to show that month."""
    return sum(tool.key not in sums for tool in tools)
