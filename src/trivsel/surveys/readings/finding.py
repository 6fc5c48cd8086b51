"""From figures to the finding: what stands out in a row, and beside the whole organisation."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Band, Figure, Reason, Row
from trivsel.surveys.readings import bands, telling
from trivsel.surveys.readings.headline import Finding, Standing
from trivsel.surveys.readings.lines import ENDS, mark_of, tile_of
from trivsel.surveys.releases import Published, Scale
from trivsel.surveys.words import listed


def themes(published: Published) -> Iterable[Scale]:
    """The scales a headline speaks of: all but the one that sums up."""
    return (scale for scale in published.scales if scale.key != published.overall)


def standings(published: Published, row: Row) -> Iterable[Standing]:
    shown = [(scale, row.figures.get(scale.key)) for scale in themes(published)]
    widest = max((f.margin for _s, f in shown if f and f.margin is not None), default=0)
    for scale, figure in shown:
        if figure is not None and (ends := _interval(figure, widest)):
            low, score, high = (bands.turned(end, good=scale.good) for end in ends)
            yield Standing(
                telling.title_of(scale), min(low, high), score, max(low, high), scale.key
            )


def _interval(figure: Figure, widest: int) -> tuple[float, float, float] | None:
    """The ends and the middle. A banded mean lies anywhere in its band, and reaches further."""
    if figure.mean is not None and figure.margin is not None:
        return figure.mean - figure.margin, figure.mean, figure.mean + figure.margin
    if figure.band is Band.HIGH:
        return ENDS[Band.HIGH] - widest, 95, 100
    if figure.band is Band.LOW:
        return 0, 5, ENDS[Band.LOW] + widest
    return None


def support(published: Published, row: Row, finding: Finding) -> Iterable[str]:
    """The numbers behind the headline, in its own order."""
    scales = {scale.key: scale for scale in themes(published)}
    for standing in (*finding.best, *finding.weakest):
        scale = scales[standing.key]
        tile = tile_of(row.figures[scale.key], scale, None)
        yield " ".join(filter(None, (f"{standing.title} {tile.text}", tile.margin)))


def comparison(published: Published, row: Row, whole: Row | None) -> Iterable[str]:
    if whole is None or row.reason is not Reason.SHOWN:
        return
    better: list[str] = []
    weaker: list[str] = []
    for scale in themes(published):
        mark = mark_of(row.figures[scale.key], whole.figures.get(scale.key))
        if mark is not None:
            side = better if bands.is_better(mark, good=scale.good) else weaker
            side.append(telling.title_of(scale))
    if not better and not weaker:
        yield _("No theme is clearly different here from the whole organisation")
    if better:
        sentence = _("Clearly better than in the whole organisation: %(themes)s")
        yield sentence % {"themes": listed(better)}
    if weaker:
        sentence = _("Clearly weaker than in the whole organisation: %(themes)s")
        yield sentence % {"themes": listed(weaker)}
