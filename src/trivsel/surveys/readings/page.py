"""Put a results page together from a release cut to the reader.

Nothing is computed that the release does not hold.
"""

from datetime import datetime
from types import MappingProxyType

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Reason, Row
from trivsel.surveys.models import Round
from trivsel.surveys.readings import telling
from trivsel.surveys.readings.arranging import arrange
from trivsel.surveys.readings.below import PARTS, distributions, talk_of
from trivsel.surveys.readings.comparing import Changes
from trivsel.surveys.readings.finding import comparison, standings, support
from trivsel.surveys.readings.headline import find, headline
from trivsel.surveys.readings.lines import (
    group_lines,
    line_of,
    tile_of,
    weight_of,
    whole_line,
    whole_of,
)
from trivsel.surveys.readings.values import Column, ResultPage, Step, Tile, Waiting
from trivsel.surveys.releases import Published
from trivsel.surveys.words import day, moment

NONE: Changes = MappingProxyType({})


def waiting_for(round_: Round | None) -> Waiting | None:
    if round_ is None:
        return None
    held_back = round_.held_back is not None
    return Waiting(round_.name, round_.state, day(round_.closes_on), held_back=held_back)


def result_page(
    published: Published, code: str, *, released_at: datetime, changes: Changes = NONE
) -> ResultPage:
    """Say what the release holds about a unit and those below it that the reader sees."""
    row = row_for(published, code)
    finding = find(list(standings(published, row)))
    name = telling.name_of(published, row)
    overall = _overall(published, row)
    whole = whole_of(published, row)
    lines = tuple(line_of(published, placed, changes) for placed in arrange(published, row))
    return ResultPage(
        name=name,
        code=code,
        above=_above(published, code),
        headline=headline(finding) if row.reason is Reason.SHOWN else _too_few(row),
        support=(*support(published, row, finding), *comparison(published, row, whole)),
        answers=telling.answers(row.answered),
        eligible=row.eligible,
        share=telling.share(row.answered),
        overall=overall,
        overall_title=_overall_title(published),
        protected="" if row.reason is Reason.SHOWN else telling.why_protected(published, row),
        kept_in=published.kept.get(row.key),
        columns=tuple(Column(telling.title_of(s), s.good == "low") for s in published.scales),
        lines=lines,
        whole=whole_line(published, whole, changes),
        distributions=tuple(distributions(published, row)),
        parts=PARTS,
        weight=weight_of(row),
        talk=talk_of(published, row, finding, name),
        minimum=published.table.minimum,
        distribution_minimum=published.table.distribution_minimum,
        released=moment(released_at),
        compared=any(tile.mark for line in lines for tile in line.tiles),
        hidden=any(line.reason or any(tile.reason for tile in line.tiles) for line in lines),
        low_is_good=any(scale.good == "low" for scale in published.scales),
        groups=group_lines(published) if code == published.root else (),
    )


def row_for(published: Published, code: str) -> Row:
    """Find the row that stands for a unit: its own, its group's, or units shown together."""
    rows = {row.key: row for row in published.table.rows}
    row = rows[published.row_of(code)]
    return rows[row.merged_into] if row.merged_into else row


def _too_few(row: Row) -> str:
    if row.reason is Reason.TOO_FEW or row.reason is Reason.NO_ANSWERS:
        return _("Too few answers to show numbers")
    return _("The numbers are protected here")


def _overall(published: Published, row: Row) -> Tile | None:
    for scale in published.scales:
        if scale.key == published.overall:
            tile = tile_of(row.figures.get(scale.key), scale, None)
            return tile if tile.text else None
    return None


def _overall_title(published: Published) -> str:
    return next(
        (telling.title_of(s) for s in published.scales if s.key == published.overall), ""
    )


def _above(published: Published, code: str) -> tuple[Step, ...]:
    way = [published.places[up] for up in published.upwards(code)][1:]
    return tuple(Step(place.name, place.code) for place in reversed(way))
