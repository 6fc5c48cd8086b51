"""The drawings of a report and the tables that say the same; a drawing is never alone."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Band, Figure, Row
from trivsel.surveys.readings import PARTS, bands, lines, telling
from trivsel.surveys.releases import Published, Scale

STEPS = {"a": 5, "b": 4, "c": 3, "d": 2, "e": 1}


def steps(band: str) -> int:
    """How many of five boxes are filled; none where there is no number."""
    return STEPS.get(band, 0)


def themes(published: Published, row: Row) -> dict[str, Any]:
    """Each theme with number and interval, beside the whole organisation's."""
    whole = lines.whole_of(published, row)
    rows = [_theme(scale, row, whole) for scale in published.scales]
    told = [f"{row['title']} {row['text']} {row['margin']}".strip() for row in rows]
    alt = _(
        "Drawing: each theme on a line from 0 to 100, with its interval. %(numbers)s. The table"
        " below says the same."
    )
    return {
        "rows": rows if row.figures else [],
        "alt": alt % {"numbers": "; ".join(told)},
        "whole": whole is not None,
    }


def _theme(scale: Scale, row: Row, whole: Row | None) -> dict[str, Any]:
    figure = row.figures.get(scale.key)
    beside = whole.figures.get(scale.key) if whole else None
    tile = lines.tile_of(figure, scale, whole)
    return {
        "title": telling.title_of(scale),
        "low": scale.good == "low",
        "text": tile.text or tile.reason,
        "margin": tile.margin,
        "steps": steps(tile.band),
        "reads": _reads_as(tile.band),
        "whole": _number(beside),
        "mark": _mark(tile.mark),
        **_line(figure),
        "whole_at": beside.mean if beside else None,
    }


def _line(figure: Figure | None) -> dict[str, Any]:
    """Where the dot and the ends of its line stand; a banded number is a line alone."""
    if figure is None or (figure.mean is None and figure.band is None):
        return {"at": None, "from": None, "to": None}
    if figure.mean is None:
        end = lines.ENDS[figure.band or Band.LOW]
        low, high = (end, 100) if figure.band is Band.HIGH else (0, end)
        return {"at": None, "from": low, "to": high}
    margin = figure.margin or 0
    return {
        "at": figure.mean,
        "from": max(0, figure.mean - margin),
        "to": min(100, figure.mean + margin),
    }


def _number(figure: Figure | None) -> str:
    if figure is None:
        return ""
    margin = "" if figure.margin is None else f"±{figure.margin}"
    return f"{telling.figure(figure)} {margin}".strip()


def _mark(mark: str) -> str:
    return {
        bands.Mark.OVER: _("clearly above the whole organisation"),
        bands.Mark.UNDER: _("clearly below the whole organisation"),
    }.get(bands.Mark(mark), "") if mark else ""  # fmt: skip


def _reads_as(band: str) -> str:
    return {
        "a": _("carries well"),
        "b": _("carries"),
        "c": _("could be better"),
        "d": _("weighs"),
        "e": _("weighs heavily"),
    }.get(band, "")


# --- how the answers spread -------------------------------------------------------------------
def spread(published: Published, row: Row) -> dict[str, Any]:
    rows = list(_shares(published, row))
    told = [f"{one['title']} {', '.join(map(str, one['shares']))}" for one in rows]
    alt = _(
        "Drawing: how the answers to each theme spread over the four quarters of the scale, in"
        " per cent. %(numbers)s. The table below says the same."
    )
    return {"rows": rows, "parts": list(PARTS), "alt": alt % {"numbers": "; ".join(told)}}


def _shares(published: Published, row: Row) -> Iterable[dict[str, Any]]:
    for scale in published.scales:
        figure = row.figures.get(scale.key)
        if figure is not None and figure.distribution:
            yield {
                "title": telling.title_of(scale),
                "low": scale.good == "low",
                "shares": list(figure.distribution),
            }
