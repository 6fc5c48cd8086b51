"""What a results page shows, as frozen values: templates see no types, so nothing is loose.

Made from a release cut to the reader. Nothing is computed that the release does not hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Band, Figure, Reason, Row
from trivsel.surveys import bands, words
from trivsel.surveys.arranging import Placed, arrange
from trivsel.surveys.bands import Mark
from trivsel.surveys.headline import Finding, Standing, find, headline
from trivsel.surveys.models import Round
from trivsel.surveys.published import Published, Scale

ENDS = {Band.HIGH: 90, Band.LOW: 10}
PARTS = ("0–24", "25–49", "50–74", "75–100")


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the heat map. Without ``text`` it is hidden, and ``reason`` says why."""

    text: str = ""
    margin: str = ""
    band: str = ""
    mark: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a unit, a group or units together. ``reason`` stands for hidden figures."""

    name: str
    code: str
    indent: int
    answers: str
    tiles: tuple[Tile, ...]
    reason: str
    more: int


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    low_is_good: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A unit above, for the way back up."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a distribution's bar; start and width in per cent, as SVG takes them."""

    band: str
    start: str
    width: str
    percent: int


@dataclass(frozen=True, slots=True)
class Distribution:
    title: str
    low_is_good: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """Where to begin the talk: a theme if one is clearly weakest, else the unit itself."""

    theme: str
    key: str
    label: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything the page says about one unit, or about units shown together."""

    name: str
    code: str
    above: tuple[Step, ...]
    headline: str
    support: tuple[str, ...]
    answers: str
    eligible: int
    share: str
    overall: Tile | None
    overall_title: str
    protected: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    whole: Line | None
    distributions: tuple[Distribution, ...]
    parts: tuple[str, ...]
    weight: float | None
    talk: Talk | None
    minimum: int
    distribution_minimum: int
    released: str
    compared: bool
    hidden: bool
    low_is_good: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A round whose results are still to come."""

    name: str
    state: str
    last_day: str


def waiting_for(round_: Round | None) -> Waiting | None:
    if round_ is None:
        return None
    return Waiting(round_.name, round_.state, words.day(round_.closes_on))


def result_page(published: Published, code: str, *, released_at: datetime) -> ResultPage:
    """Say what the release holds about a unit and those below it that the reader sees."""
    row = row_for(published, code)
    finding = find(list(_standings(published, row)))
    name = words.name_of(published, row)
    overall = _overall(published, row)
    whole = _whole(published, row)
    lines = tuple(_line(published, placed) for placed in arrange(published, row))
    return ResultPage(
        name=name,
        code=code,
        above=_above(published, code),
        headline=headline(finding) if row.reason is Reason.SHOWN else _too_few(row),
        support=(*_support(published, row, finding), *_comparison(published, row, whole)),
        answers=words.answers(row.answered),
        eligible=row.eligible,
        share=words.share(row.answered),
        overall=overall,
        overall_title=_overall_title(published),
        protected="" if row.reason is Reason.SHOWN else words.why_protected(published, row),
        columns=tuple(Column(words.title_of(s), s.good == "low") for s in published.scales),
        lines=lines,
        whole=_whole_line(published, whole),
        distributions=tuple(_distributions(published, row)),
        parts=PARTS,
        weight=max((f.weight for f in row.figures.values() if f.weight), default=None),
        talk=_talk(published, row, finding, name),
        minimum=published.table.minimum,
        distribution_minimum=published.table.distribution_minimum,
        released=words.moment(released_at),
        compared=any(tile.mark for line in lines for tile in line.tiles),
        hidden=any(line.reason or any(tile.reason for tile in line.tiles) for line in lines),
        low_is_good=any(scale.good == "low" for scale in published.scales),
    )


def row_for(published: Published, code: str) -> Row:
    """Find the row that stands for a unit: its own, its group's, or units shown together."""
    rows = {row.key: row for row in published.table.rows}
    row = rows[published.row_of(code)]
    return rows[row.merged_into] if row.merged_into else row


# --- one row --------------------------------------------------------------------------------
def _line(published: Published, placed: Placed) -> Line:
    row = placed.row
    whole = _whole(published, row)
    return Line(
        name=words.name_of(published, row),
        code=placed.code,
        indent=placed.indent,
        answers=words.answers(row.answered),
        tiles=tuple(_tile(row.figures.get(s.key), s, whole) for s in published.scales),
        reason="" if row.reason is Reason.SHOWN else words.why_protected(published, row),
        more=placed.more,
    )


def _whole_line(published: Published, whole: Row | None) -> Line | None:
    """The whole organisation, to hold a unit's figures against."""
    if whole is None:
        return None
    line = _line(published, Placed(whole, published.root, 0))
    return replace(line, name=_("The whole organisation"))


def _tile(figure: Figure | None, scale: Scale, whole: Row | None) -> Tile:
    if figure is None:
        return Tile()
    text = words.figure(figure)
    if not text:
        return Tile(reason=words.why_no_figure(figure))
    mean = figure.mean if figure.mean is not None else ENDS[figure.band or Band.LOW]
    mark = _mark(figure, whole.figures.get(scale.key)) if whole else None
    return Tile(
        text=text,
        margin="" if figure.margin is None else f"±{figure.margin}",
        band=bands.band(mean, good=scale.good),
        mark=mark or "",
    )


def _mark(figure: Figure, whole: Figure | None) -> Mark | None:
    if whole is None or figure.mean is None or whole.mean is None:
        return None
    if figure.margin is None or whole.margin is None:
        return None
    return bands.mark(figure.mean, figure.margin, whole=whole.mean, whole_margin=whole.margin)


def _whole(published: Published, row: Row) -> Row | None:
    """The organisation's own row, to compare with; None for itself."""
    root = next(each for each in published.table.rows if each.parent is None)
    return None if row.key == root.key or root.reason is not Reason.SHOWN else root


# --- the head of the page ---------------------------------------------------------------------
def themes(published: Published) -> Iterable[Scale]:
    """The scales a headline speaks of: all but the one that sums up."""
    return (scale for scale in published.scales if scale.key != published.overall)


def _standings(published: Published, row: Row) -> Iterable[Standing]:
    shown = [(scale, row.figures.get(scale.key)) for scale in themes(published)]
    widest = max((f.margin for _s, f in shown if f and f.margin is not None), default=0)
    for scale, figure in shown:
        if figure is not None and (ends := _interval(figure, widest)):
            low, score, high = (bands.turned(end, good=scale.good) for end in ends)
            yield Standing(words.title_of(scale), min(low, high), score, max(low, high))


def _interval(figure: Figure, widest: int) -> tuple[float, float, float] | None:
    """The ends and the middle. A banded mean lies anywhere in its band, and reaches further."""
    if figure.mean is not None and figure.margin is not None:
        return figure.mean - figure.margin, figure.mean, figure.mean + figure.margin
    if figure.band is Band.HIGH:
        return ENDS[Band.HIGH] - widest, 95, 100
    if figure.band is Band.LOW:
        return 0, 5, ENDS[Band.LOW] + widest
    return None


def _support(published: Published, row: Row, finding: Finding) -> Iterable[str]:
    """The numbers behind the headline, in its own order."""
    named = {words.title_of(scale): scale for scale in themes(published)}
    for standing in (*finding.best, *finding.weakest):
        scale = named[standing.title]
        tile = _tile(row.figures[scale.key], scale, None)
        yield " ".join(filter(None, (f"{standing.title} {tile.text}", tile.margin)))


def _comparison(published: Published, row: Row, whole: Row | None) -> Iterable[str]:
    if whole is None or row.reason is not Reason.SHOWN:
        return
    better: list[str] = []
    weaker: list[str] = []
    for scale in themes(published):
        mark = _mark(row.figures[scale.key], whole.figures.get(scale.key))
        if mark is not None:
            side = better if bands.is_better(mark, good=scale.good) else weaker
            side.append(words.title_of(scale))
    if not better and not weaker:
        yield _("No theme is clearly different here from the whole organisation")
    if better:
        sentence = _("Clearly better than in the whole organisation: %(themes)s")
        yield sentence % {"themes": words.listed(better)}
    if weaker:
        sentence = _("Clearly weaker than in the whole organisation: %(themes)s")
        yield sentence % {"themes": words.listed(weaker)}


def _too_few(row: Row) -> str:
    if row.reason is Reason.TOO_FEW or row.reason is Reason.NO_ANSWERS:
        return _("Too few answers to show numbers")
    return _("The numbers are protected here")


def _overall(published: Published, row: Row) -> Tile | None:
    for scale in published.scales:
        if scale.key == published.overall:
            tile = _tile(row.figures.get(scale.key), scale, None)
            return tile if tile.text else None
    return None


def _overall_title(published: Published) -> str:
    return next((words.title_of(s) for s in published.scales if s.key == published.overall), "")


def _above(published: Published, code: str) -> tuple[Step, ...]:
    way = [published.places[up] for up in published.upwards(code)][1:]
    return tuple(Step(place.name, place.code) for place in reversed(way))


# --- below the table --------------------------------------------------------------------------
def _distributions(published: Published, row: Row) -> Iterable[Distribution]:
    for scale in published.scales:
        figure = row.figures.get(scale.key)
        if figure is not None and figure.distribution:
            yield Distribution(
                words.title_of(scale),
                scale.good == "low",
                tuple(_parts(figure.distribution, scale.good)),
            )


def _parts(shares: Sequence[int], good: str) -> Iterable[Part]:
    # Whole per cents can sum to 99 or 101; the bar is always full.
    whole, start = sum(shares) or 1, 0
    for band, share in zip("edba" if good == "high" else "abde", shares, strict=True):
        yield Part(band, f"{100 * start / whole:.2f}", f"{100 * share / whole:.2f}", share)
        start += share


def _talk(published: Published, row: Row, finding: Finding, name: str) -> Talk | None:
    if row.reason is not Reason.SHOWN:
        return None
    if not finding.weakest:
        return Talk("", "", name)
    title = finding.weakest[0].title
    scale = next(s for s in themes(published) if words.title_of(s) == title)
    text = words.figure(row.figures[scale.key])
    label = _("%(theme)s: %(figure)s in %(unit)s")
    return Talk(
        theme=title,
        key=scale.key,
        label=label % {"theme": title, "figure": text, "unit": name},
        questions=tuple(words.in_language(scale.talk)) if scale.talk else (),
    )
