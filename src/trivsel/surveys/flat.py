"""A release as lines: one for each row and theme, the same in the CSV file and the workbook.

Names of columns and codes are the same in all languages and stay what they are; the codebook
says in the reader's language what they mean. A generator, so that memory does not grow.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Row
from trivsel.surveys.readings import PARTS
from trivsel.surveys.readings.telling import title_of
from trivsel.surveys.releases import Published, Scale

type Value = str | int | float | None

KINDS = {"u": "unit", "c": "group", "m": "together"}
COLUMNS = (
    *("row", "name", "kind", "inside", "level", "members", "shown_in"),
    *("eligible", "answers", "answers_low", "answers_high", "answers_percent", "answers_band"),
    *("row_reason", "theme", "title", "good", "mean", "margin", "band", "reason", "weight"),
    *(f"share_{part.replace('–', '_')}" for part in PARTS),
)


def flat(published: Published) -> Iterator[tuple[Value, ...]]:
    """Give the lines of all rows the reader sees, in reading order, without the heading."""
    # Read once: a file may still be on its way when the request's language is gone.
    scales = [(scale, title_of(scale)) for scale in published.scales]
    return _lines(published, scales)


def _lines(
    published: Published, scales: list[tuple[Scale, str]]
) -> Iterator[tuple[Value, ...]]:
    for row in published.table.rows:
        about = (*_who(published, row), *_how_many(row), row.reason.value)
        for scale, title in scales:
            yield (*about, scale.key, title, scale.good, *_figure(row, scale.key))


def _who(published: Published, row: Row) -> tuple[Value, ...]:
    names = published.names
    name = " + ".join(names[key] for key in row.members) if row.members else names[row.key]
    return (
        row.key,
        name,
        KINDS.get(row.key[0], row.kind),
        row.parent,
        row.depth + 1,
        " + ".join(row.members),
        row.merged_into,
    )


def _how_many(row: Row) -> tuple[Value, ...]:
    count = row.answered
    if count is None:
        return (row.eligible, *(None,) * 5)
    band = None if count.band is None else count.band.value
    return row.eligible, count.exact, count.low, count.high, count.percent, band


def _figure(row: Row, scale: str) -> tuple[Value, ...]:
    figure = row.figures.get(scale)
    if figure is None:
        return (*(None,) * 3, row.reason.value, *(None,) * (1 + len(PARTS)))
    band = None if figure.band is None else figure.band.value
    shares = figure.distribution or (None,) * len(PARTS)
    return figure.mean, figure.margin, band, figure.reason.value, figure.weight, *shares


# --- the codebook -----------------------------------------------------------------------------
def codebook(published: Published) -> Iterator[tuple[str, str, str]]:
    """Give column, code and meaning; without a code it is the column's own meaning."""
    meanings = _columns() | dict.fromkeys(COLUMNS[-len(PARTS) :], "")
    for column in COLUMNS:
        yield column, "", meanings[column] or _share(column)
        for code, meaning in _codes(published).get(column, {}).items():
            yield column, code, meaning


def _share(column: str) -> str:
    low, high = column.split("_")[1:]
    return _(
        "Per cent of the answers from %(low)s to %(high)s. Rounded to 5, 10 or 20 where the"
        " number of answers is a range."
    ) % {"low": low, "high": high}


def _columns() -> dict[str, str]:
    return {
        "row": _("Key of the row, the same in every file of this release"),
        "name": _("Name, as it was in the round; units shown together with a plus between"),
        "kind": _("What the row is"),
        "inside": _("Key of the unit it stands in; empty for the whole organisation"),
        "level": _("How deep it stands; 1 is the whole organisation"),
        "members": _("Keys of those shown together in this row"),
        "shown_in": _("Key of the row that tells this unit's answers together with others'"),
        "eligible": _("How many could answer"),
        "answers": _("How many answered; empty where only a range is told"),
        "answers_low": _("The fewest it can be"),
        "answers_high": _("The most it can be"),
        "answers_percent": _("Per cent of those who could answer"),
        "answers_band": _("How the per cent is to be read; empty for an exact number"),
        "row_reason": _("Whether the row has numbers, or why not"),
        "theme": _("Key of the theme"),
        "title": _("Name of the theme"),
        "good": _("Which end of the scale one wishes for"),
        "mean": _("Mean from 0 to 100, in whole points"),
        "margin": _("Half width of the 95% confidence interval, in points, rounded up"),
        "band": _("Stands instead of a mean that would tell too much"),
        "reason": _("Whether there is a number, or why not"),
        "weight": _("How many points one person moves the mean, at most"),
    }


def _codes(published: Published) -> dict[str, dict[str, str]]:
    why = {
        "shown": _("shown"),
        "too few": _("too few answers"),
        "protects others": _("hidden, so that nobody can work out another group's numbers"),
        "merged": _("shown only together with others"),
        "no answers": _("nobody has answered"),
    }
    return {
        "kind": {
            "unit": _("a unit with all that is in it"),
            "group": _("people of one or more units who are counted together"),
            "together": _("units shown together, because one of them is too small"),
        },
        "answers_band": {
            "high": _("this per cent or more"),
            "low": _("fewer than this per cent"),
            "middle": _("a range, so that the number of another group stays hidden"),
        },
        "row_reason": why,
        "reason": why,
        "theme": {scale.key: title_of(scale) for scale in published.scales},
        "good": {"high": _("high is good"), "low": _("low is good")},
        "band": {"high": _("90 or more"), "low": _("10 or less")},
    }
