"""Which rows a page shows. The table stands in reading order: each row before those in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from trivsel.domain.disclosure import Reason, Row
from trivsel.surveys.releases import Published

COMFORTABLE = (
    40  # rows read in one go; a larger unit shows two levels, a huge one only the next
)
DEEPEST_INDENT = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A row on the page.

    ``code`` names the unit whose page says more, or is empty; ``more`` counts the rows below it
    that the page leaves out.
    """

    row: Row
    code: str
    indent: int
    more: int = 0


def arrange(published: Published, top: Row) -> list[Placed]:
    """Place a row and those in it, as deep as can be read in one go."""
    everything = _place(published, inside(published, top))
    deepest = next(
        (
            levels
            for levels in (max(placed.indent for placed in everything), 2)
            if sum(placed.indent <= levels for placed in everything) <= COMFORTABLE
        ),
        1,
    )
    kept: list[Placed] = []
    for placed in everything:
        if placed.indent <= deepest:
            kept.append(placed)
        else:
            last = kept[-1]
            kept[-1] = Placed(last.row, last.code, last.indent, last.more + 1)
    return [
        Placed(
            placed.row,
            "" if placed.row.key == top.key else placed.code,
            min(placed.indent, DEEPEST_INDENT),
            placed.more,
        )
        for placed in kept
    ]


def every_row(published: Published) -> list[Placed]:
    """Place all rows the reader sees, from the top, however many they are."""
    return _place(published, published.table.rows)


def inside(published: Published, top: Row) -> list[Row]:
    """Give a row and those in it: all that stand deeper, until one does not."""
    rows = published.table.rows
    start = next(place for place, row in enumerate(rows) if row.key == top.key)
    found = [rows[start]]
    for row in rows[start + 1 :]:
        if row.depth <= top.depth:
            break
        found.append(row)
    return found


def _place(published: Published, rows: Iterable[Row]) -> list[Placed]:
    codes: dict[str, str] = {}
    for code in published.places:
        codes.setdefault(published.row_of(code), code)
    rows = list(rows)
    return [Placed(row, _code(row, codes), row.depth - rows[0].depth) for row in rows]


def _code(row: Row, codes: dict[str, str]) -> str:
    if row.reason is not Reason.SHOWN:
        return ""
    return next((codes[key] for key in (row.key, *row.members) if key in codes), "")
