"""What has moved since the last round, in words: called a change only when it is sure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Figure, Reason, Row
from trivsel.surveys.readings import bands, telling
from trivsel.surveys.readings.comparing import (
    Change,
    Changes,
    changes_between,
    comparable,
    pairs,
)
from trivsel.surveys.readings.page import row_for
from trivsel.surveys.releases import Published, Reading, Scale
from trivsel.surveys.words import listed


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One theme, then and now. ``way`` is up, down, or empty where nothing is sure."""

    title: str
    low_is_good: bool
    before: str
    now: str
    difference: str
    between: str
    verdict: str
    way: str
    better: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """What the page of a unit says of the round before; ``why_not`` where it says nothing."""

    since: str
    why_not: str = ""
    lines: tuple[MovedLine, ...] = ()
    support: tuple[str, ...] = ()
    overall: str = ""
    smallest: str = ""
    any_sure: bool = False


def moved(now: Reading, before: Reading | None, code: str) -> tuple[Moved | None, Changes]:
    """Compare a unit's figures with those of the round before; None where there is none.

    Gives also the changes of all rows, for the marks in the table.
    """
    row = row_for(now.published, code)
    if before is None or row.reason is not Reason.SHOWN:
        return None, {}
    since = before.published.facts["round"]
    if not comparable(before.published, now.published):
        return Moved(since, _why_other_questions(since)), {}
    found = changes_between(before.release, now.release)
    old = _row_before(before.published, now.published, row)
    if old is None:
        return Moved(since, _why_no_row(since)), found
    if old.reason is not Reason.SHOWN:
        return Moved(since, _why_hidden(since)), found
    lines = tuple(_lines(now.published, old, row, found))
    return Moved(
        since=since,
        lines=lines,
        support=tuple(_support(lines, since)),
        overall=_overall(now.published, old, since),
        smallest=_smallest(row, found),
        any_sure=any(line.way for line in lines),
    ), found


def _row_before(before: Published, now: Published, row: Row) -> Row | None:
    key = pairs(before, now).get(row.key)
    return next((each for each in before.table.rows if each.key == key), None)


def _lines(now: Published, old: Row, row: Row, found: Changes) -> Iterable[MovedLine]:
    for scale in now.scales:
        yield _line(
            scale,
            old.figures.get(scale.key),
            row.figures.get(scale.key),
            found.get((row.key, scale.key)),
        )


def _line(
    scale: Scale, before: Figure | None, now: Figure | None, change: Change | None
) -> MovedLine:
    sure = change is not None and change.marked
    way = ("up" if change.points > 0 else "down") if change and sure else ""
    return MovedLine(
        title=telling.title_of(scale),
        low_is_good=scale.good == "low",
        before=told(before),
        now=told(now),
        difference=_signed(change.points) if change else "",
        between=_between(change) if change else "",
        verdict=said(change) if change else _why_no_difference(before, now),
        way=way,
        better=(way == "up") == (scale.good == "high"),
    )


def told(figure: Figure | None) -> str:
    """A figure with its margin, or in words why there is none."""
    if figure is None:
        return _("not asked")
    text = telling.figure(figure)
    if not text:
        return telling.why_no_figure(figure)
    return text if figure.margin is None else f"{text} ±{figure.margin}"


def said(change: Change) -> str:
    """Say whether a difference is called a change."""
    if not change.marked:
        return _("no sure change")
    if change.points > 0:
        return _("surely higher")
    return _("surely lower")


def _why_no_difference(before: Figure | None, now: Figure | None) -> str:
    shown = [f for f in (before, now) if f is not None and f.reason is Reason.SHOWN]
    if len(shown) == 2:  # noqa: PLR2004 - both rounds show something
        return _("one of the numbers is told as a range, so no difference is worked out")
    return _("a number is missing, so there is nothing to compare")


def _support(lines: Iterable[MovedLine], since: str) -> Iterable[str]:
    sure = [line for line in lines if line.way]
    better = [line.title for line in sure if line.better]
    weaker = [line.title for line in sure if not line.better]
    if better:
        sentence = _("Surely better than in “%(round)s”: %(themes)s")
        yield sentence % {"round": since, "themes": listed(better)}
    if weaker:
        sentence = _("Surely weaker than in “%(round)s”: %(themes)s")
        yield sentence % {"round": since, "themes": listed(weaker)}
    if not sure:
        yield _("No sure change since “%(round)s”") % {"round": since}


def _overall(now: Published, old: Row, since: str) -> str:
    figure = old.figures.get(now.overall or "")
    if figure is None or not telling.figure(figure):
        return ""
    return _("against %(figure)s in “%(round)s”") % {
        "figure": telling.figure(figure),
        "round": since,
    }


def _smallest(row: Row, found: Changes) -> str:
    halves = [change.half for (key, _scale), change in found.items() if key == row.key]
    if not halves or row.answered is None:
        return ""
    points = max(int(min(halves)), bands.SMALLEST_DIFFERENCE)
    sentence = _(
        "With %(answers)s answers, a change of less than about %(points)s points cannot be told"
        " from chance here."
    )
    return sentence % {
        "answers": telling.answers(row.answered),
        "points": number_format(points),
    }


def _signed(points: int) -> str:
    return f"+{points}" if points > 0 else str(points).replace("-", "−")


def _between(change: Change) -> str:
    return _("from %(low)s to %(high)s") % {
        "low": _signed(change.low),
        "high": _signed(change.high),
    }


def _why_other_questions(since: str) -> str:
    return _("“%(round)s” asked other questions, so the two rounds are not compared.") % {
        "round": since
    }


def _why_no_row(since: str) -> str:
    return _(
        "In “%(round)s” there was no number for the same unit, so nothing is compared here."
        " Look at the unit above."
    ) % {"round": since}


def _why_hidden(since: str) -> str:
    return _(
        "In “%(round)s” the numbers of this unit were hidden to protect those who answered, so"
        " nothing is compared here. Look at the unit above."
    ) % {"round": since}
