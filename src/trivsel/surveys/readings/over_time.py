"""A unit over all released rounds: a table with a small drawing, and which way it goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Figure, Reason, Row
from trivsel.surveys.readings import telling
from trivsel.surveys.readings.comparing import Change, changes_between, comparable
from trivsel.surveys.readings.moving import said, told
from trivsel.surveys.readings.page import row_for
from trivsel.surveys.readings.trending import (
    Direction,
    closed_on,
    directions_over,
    rows_as_now,
)
from trivsel.surveys.releases import Published, Reading, Scale
from trivsel.surveys.words import day

MOST_ROUNDS = 8
WIDE, HIGH, EDGE = 120, 40, 6  # the drawing's own units


@dataclass(frozen=True, slots=True)
class Wave:
    """One round: its name, its last day, and how many answered or why nothing is shown."""

    key: int
    name: str
    day: str
    answers: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Where a mean lies in the drawing, and the ends of its interval."""

    x: str
    y: str
    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class Course:
    """One theme over the rounds; ``lines`` are the unbroken stretches of the drawing."""

    title: str
    low_is_good: bool
    figures: tuple[str, ...]
    points: tuple[Point, ...]
    lines: tuple[str, ...]
    verdict: str
    way: str


@dataclass(frozen=True, slots=True)
class OverTime:
    name: str
    code: str
    waves: tuple[Wave, ...]
    courses: tuple[Course, ...]


def over_time(rounds: Sequence[Reading], code: str) -> OverTime:
    """Follow a unit of the last of these rounds through those before it, the oldest first."""
    now = rounds[-1].published
    row = row_for(now, code)
    rows = [_row(each.published, now, row) for each in rounds]
    waves = tuple(_wave(each, now, found) for each, found in zip(rounds, rows, strict=True))
    drawn = [None if wave.gap else found for wave, found in zip(waves, rows, strict=True)]
    releases = [each.release for each in rounds]
    ways = directions_over(releases)
    last = changes_between(*releases[-2:]) if len(releases) > 1 else {}
    return OverTime(
        telling.name_of(now, row),
        code,
        waves,
        tuple(
            _course(
                scale,
                [None if each is None else each.figures.get(scale.key) for each in drawn],
                [wave.gap for wave in waves],
                _places([closed_on(each.published).toordinal() for each in rounds]),
                ways.get((row.key, scale.key)) or last.get((row.key, scale.key)),
            )
            for scale in now.scales
        ),
    )


def _row(then: Published, now: Published, row: Row) -> Row | None:
    return row if then is now else rows_as_now(then, now).get(row.key)


def _wave(reading: Reading, now: Published, row: Row | None) -> Wave:
    then = reading.published
    gap = ""
    if not comparable(then, now):
        gap = _("other questions")
    elif row is None:
        gap = _("no number for the same unit")
    elif row.reason in (Reason.TOO_FEW, Reason.NO_ANSWERS):
        gap = _("too few answers")
    elif row.reason is not Reason.SHOWN:
        gap = _("protected")
    answers = telling.answers(row.answered) if row is not None and not gap else ""
    return Wave(
        reading.release.round_id, then.facts["round"], day(closed_on(then)), answers, gap
    )


def _course(
    scale: Scale,
    figures: Sequence[Figure | None],
    gaps: Sequence[str],
    places: Sequence[float],
    found: Direction | Change | None,
) -> Course:
    points = [
        _point(figure, at) if figure is not None else None
        for figure, at in zip(figures, places, strict=True)
    ]
    verdict, way = _verdict(found)
    return Course(
        title=telling.title_of(scale),
        low_is_good=scale.good == "low",
        figures=tuple(gap or told(f) for f, gap in zip(figures, gaps, strict=True)),
        points=tuple(point for point in points if point is not None),
        lines=tuple(_stretches(points)),
        verdict=verdict,
        way=way,
    )


# --- the drawing ----------------------------------------------------------------------------
def _places(days: Sequence[int]) -> list[float]:
    """Rounds stand as far apart as they were in time; where all were at once, evenly."""
    spread = days if max(days) > min(days) else range(len(days))
    first, width = min(spread), max(1, max(spread) - min(spread))
    return [EDGE + (WIDE - 2 * EDGE) * (at - first) / width for at in spread]


def _point(figure: Figure, at: float) -> Point | None:
    if figure.mean is None or figure.margin is None:
        return None
    ends = (figure.mean, figure.mean + figure.margin, figure.mean - figure.margin)
    middle, top, bottom = (f"{HIGH * (1 - min(100, max(0, end)) / 100):.1f}" for end in ends)
    return Point(f"{at:.1f}", middle, top, bottom)


def _stretches(points: Sequence[Point | None]) -> Iterable[str]:
    """Lines from point to point, broken where a round has none."""
    stretch: list[str] = []
    for point in [*points, None]:
        if point is not None:
            stretch.append(f"{point.x},{point.y}")
            continue
        if len(stretch) > 1:
            yield " ".join(stretch)
        stretch = []


# --- the words ------------------------------------------------------------------------------
def _verdict(found: Direction | Change | None) -> tuple[str, str]:
    if found is None:
        return _("nothing to compare"), ""
    if isinstance(found, Change):
        return said(found), _way(found.points) if found.marked else ""
    if not found.marked:
        return _("no sure direction"), ""
    between = {
        "slope": number_format(abs(found.slope), 1),
        "low": number_format(min(abs(found.low), abs(found.high)), 1),
        "high": number_format(max(abs(found.low), abs(found.high)), 1),
    }
    if found.slope > 0:
        rising = _("surely rising, %(slope)s points a year (between %(low)s and %(high)s)")
        return rising % between, "up"
    falling = _("surely falling, %(slope)s points a year (between %(low)s and %(high)s)")
    return falling % between, "down"


def _way(points: int) -> str:
    return "up" if points > 0 else "down"
