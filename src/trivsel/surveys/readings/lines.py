"""The rows of the heat map, their figures and their marks."""

from dataclasses import replace

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Band, Figure, Reason, Row
from trivsel.surveys.readings import bands, telling
from trivsel.surveys.readings.arranging import Placed
from trivsel.surveys.readings.bands import Mark
from trivsel.surveys.readings.comparing import Change, Changes
from trivsel.surveys.readings.values import Line, Tile
from trivsel.surveys.releases import Published, Scale

ENDS = {Band.HIGH: 90, Band.LOW: 10}


def line_of(published: Published, placed: Placed, changes: Changes) -> Line:
    row = placed.row
    whole = whole_of(published, row)
    return Line(
        name=telling.name_of(published, row),
        code=placed.code,
        indent=placed.indent,
        answers=telling.answers(row.answered),
        tiles=tuple(
            tile_of(row.figures.get(s.key), s, whole, changes.get((row.key, s.key)))
            for s in published.scales
        ),
        reason="" if row.reason is Reason.SHOWN else telling.why_protected(published, row),
        more=placed.more,
        weight=weight_of(row),
    )


def weight_of(row: Row) -> float | None:
    """The most that one person can move a number of the row, where there is one."""
    return max((f.weight for f in row.figures.values() if f.weight), default=None)


def whole_line(published: Published, whole: Row | None, changes: Changes) -> Line | None:
    """The whole organisation, to hold a unit's figures against."""
    if whole is None:
        return None
    line = line_of(published, Placed(whole, published.root, 0), changes)
    return replace(line, name=_("The whole organisation"))


def group_lines(published: Published) -> tuple[Line, ...]:
    """The job groups in the order in which they stood in the form, never by their figures."""
    return tuple(
        Line(
            name=telling.name_of(published, row),
            code="",
            indent=row.depth,
            answers=telling.answers(row.answered),
            tiles=tuple(tile_of(row.figures.get(s.key), s, None) for s in published.scales),
            reason="" if row.reason is Reason.SHOWN else telling.why_protected(published, row),
            more=0,
        )
        for row in published.table.groups
    )


def tile_of(
    figure: Figure | None, scale: Scale, whole: Row | None, change: Change | None = None
) -> Tile:
    if figure is None:
        return Tile()
    text = telling.figure(figure)
    if not text:
        return Tile(reason=telling.why_no_figure(figure))
    mean = figure.mean if figure.mean is not None else ENDS[figure.band or Band.LOW]
    mark = mark_of(figure, whole.figures.get(scale.key)) if whole else None
    return Tile(
        text=text,
        margin="" if figure.margin is None else f"±{figure.margin}",
        band=bands.band(mean, good=scale.good),
        mark=mark or "",
        moved=abs(change.points) if change and change.marked else 0,
        way="up" if change and change.points > 0 else "down",
    )


def mark_of(figure: Figure, whole: Figure | None) -> Mark | None:
    if whole is None or figure.mean is None or whole.mean is None:
        return None
    if figure.margin is None or whole.margin is None:
        return None
    return bands.mark(figure.mean, figure.margin, whole=whole.mean, whole_margin=whole.margin)


def whole_of(published: Published, row: Row) -> Row | None:
    """The organisation's own row, to compare with; None for itself."""
    root = next(each for each in published.table.rows if each.parent is None)
    return None if row.key == root.key or root.reason is not Reason.SHOWN else root
