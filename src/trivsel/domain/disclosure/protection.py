"""The only maker of a protected table from answers."""

from collections.abc import Collection, Mapping, Sequence
from math import ceil, sqrt
from typing import TYPE_CHECKING, Final

from trivsel.domain.disclosure.counts import tell_counts
from trivsel.domain.disclosure.figures import Told, tell_scale
from trivsel.domain.disclosure.grouped import Groups
from trivsel.domain.disclosure.outline import Outline, draw
from trivsel.domain.disclosure.plan import best_plan
from trivsel.domain.disclosure.settled import Settled
from trivsel.domain.disclosure.shares import shares
from trivsel.domain.disclosure.sums import Ladder, Sums, whole
from trivsel.domain.disclosure.table import (
    Band,
    Count,
    Figure,
    ProtectedTable,
    Reason,
    Row,
    figures_of,
    sealed_table,
)
from trivsel.domain.disclosure.tally import Tally, tally_of
from trivsel.domain.disclosure.tree import Node, answers_per_node, grow

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

_LEAST: Final = 5
_LEAST_SPREAD: Final = 10.0  # points


def protect(  # noqa: PLR0913 - each is a promise of its own
    nodes: Sequence[Node],
    scores: "Mapping[str, NDArray[float64]] | Tally",
    *,
    scales: Sequence[str],
    minimum: int = 5,
    distribution_minimum: int = 10,
    total_known: bool = False,
    settled: Settled | None = None,
    groups: Groups | None = None,
    shown_before: Collection[str] = (),
) -> ProtectedTable:
    """Make the one table of a round that may be shown.

    No linear combination of what it tells depends on the answers of 1 to `minimum` - 1
    persons; distributions, of 1 to `distribution_minimum` - 1. Nothing in it tells that
    all in a group, or all but one or two, answered the same end of a scale or in one band of
    a distribution, nor that nearly all or nearly none of a group answered more precisely than
    the band does. What it does not protect against stands in docs/method/disclosure.md.

    Args:
        nodes: The reporting tree in preorder; leaves are cells.
        scores: Cell key -> array of persons x scales, 0-100, nan where a person has no
            score. One row for everybody who answered, in any order. A cell may be left out.
            Or the same counted, as `Tally`, where there are too many persons for arrays.
        scales: Keys of the scales, the columns. No item may count in two of them.
        minimum: The least group; an organisation may raise it, never lower it.
        distribution_minimum: The least group for a distribution; at least `minimum`.
        total_known: Is the exact number of all who answered told elsewhere, as the record of
            a round answered with ballots tells it?
        settled: What earlier rounds forbid to tell: docs/method/rounds.md.
        groups: Which job group each person chose, to tell of everybody by group as well. The
            tree is told as it would be without: docs/method/job-groups.md.
        shown_before: Keys of rows that the last round showed: between choices that lose the
            same, they stay.

    Returns:
        The table, the same for the same answers in any order.

    Raises:
        ValueError: The tree is none, an array has the wrong shape, a score lies outside
            0-100, more have answered than may, or a minimum is too low.

    Source:
        The rules stand in docs/method/disclosure.md with a worked table.

    >>> import numpy
    >>> tree = [Node("u:W", None, 0), Node("c:A", "u:W", 30), Node("c:B", "u:W", 8)]
    >>> six = numpy.array([[50.0], [60.0], [70.0], [80.0], [55.0], [45.0]])
    >>> table = protect(tree, {"c:A": six, "c:B": six[:3]}, scales=["support"])
    >>> [(row.key, row.reason.value) for row in table.rows]
    [('u:W', 'shown'), ('c:A', 'protects others'), ('c:B', 'too few')]
    >>> table.row("u:W").figures["support"].mean
    60
    """
    if not _LEAST <= minimum <= distribution_minimum:
        raise ValueError(
            f"minimum {minimum} and distribution minimum {distribution_minimum}: "
            f"they must be at least {_LEAST}, the second at least the first"
        )
    tree = grow(nodes)
    tally = scores if isinstance(scores, Tally) else tally_of(scores, scales)
    answered = answers_per_node(tree, dict(zip(tally.keys, tally.answered, strict=True)))
    own = [0 if tree.children[node] else answered[node] for node in range(len(answered))]
    settled = settled or Settled()
    barred = [node for node, key in enumerate(tree.keys) if key in settled.barred]
    plan = best_plan(
        tree.parents,
        own,
        tree.keys,
        minimum=minimum,
        merging=True,
        barred=barred,
        shown_before=shown_before,
    )
    outline = draw(tree, answered, plan, minimum, settled.barred)
    counts = tell_counts(outline, minimum, total_known=total_known)
    figures: dict[int, dict[str, Figure]] = {row: {} for row in counts}
    shown = sorted(counts)
    place = {row: number for number, row in enumerate(shown)}
    above = [place.get(outline.told_above(row), -1) for row in shown]
    ladder = Ladder(outline.keys, outline.parents, tally.keys)
    tells: dict[str, Told] = {}
    reaches: list[float | None] = []
    for column, scale in enumerate(scales):
        sums = ladder.sums(tally.sums[column])
        told = tell_scale(
            above,
            [sums[row] for row in shown],
            [outline.keys[row] for row in shown],
            minimum=minimum,
            distribution_minimum=distribution_minimum,
            plain=[place[row] for row in shown if outline.keys[row] in settled.plain],
        )
        reach = _reach(tally, column, distribution_minimum)
        tells[scale] = told.of_rows(shown)
        reaches.append(reach)
        for row in shown:
            if place[row] in told.exact:
                spread = place[row] in told.spread
                figures[row][scale] = _mean(sums[row], counts[row], reach, spread=spread)
            else:
                band = told.banded.get(place[row])
                enough = sums[row].n >= minimum
                figures[row][scale] = _no_mean(band, counts[row], enough=enough)
    rows = [_row(outline, row, counts, figures) for row in range(len(outline.keys))]
    if groups is None:
        return sealed_table(minimum, distribution_minimum, scales, rows)
    from trivsel.domain.disclosure.grouped.table import (  # noqa: PLC0415 - slow package
        rows_by_group,
    )

    def figure(column: int, sums: Sums, count: Count, told: Told, line: int) -> Figure:
        if line in told.exact:
            return _mean(sums, count, reaches[column], spread=line in told.spread)
        return _no_mean(told.banded.get(line), count, enough=sums.n >= minimum)

    by_group = rows_by_group(
        outline,
        tally,
        groups,
        counts,
        tells,
        figure,
        minimums=(minimum, distribution_minimum),
    )
    return sealed_table(minimum, distribution_minimum, scales, rows, by_group)


def _reach(tally: Tally, column: int, least: int) -> float | None:
    """Give the half width of one person: t times the spread pooled within cells.

    None when fewer than `least` have a score: their spread would tell too much. A spread
    below 10 points counts as 10, so that no margin says that all answered alike.
    """
    scored = tally.scored(column)
    freedom = sum(scored) - sum(n > 0 for n in scored)
    if sum(scored) < least or freedom < 1:
        return None
    from scipy.special import stdtrit  # noqa: PLC0415 - slow package

    spread = max(_LEAST_SPREAD, sqrt(tally.squares[column] / freedom))
    return float(stdtrit(freedom, 0.975)) * spread


def _mean(sums: Sums, count: Count, reach: float | None, *, spread: bool) -> Figure:
    """Tell a mean. Nothing beside it tells more of the count than the count does."""
    n = min(sums.n, count.low)
    return Figure(
        mean=whole(sums.mean),
        band=None,
        margin=None if reach is None else ceil(round(reach / sqrt(n), 6)),
        distribution=shares(sums.bands, count.low, count.high) if spread else None,
        reason=Reason.SHOWN,
        weight=_weight(count),
    )


def _no_mean(band: Band | None, count: Count, *, enough: bool) -> Figure:
    if band is not None:
        return Figure(None, band, None, None, Reason.SHOWN, _weight(count))
    reason = Reason.PROTECTS_OTHERS if enough else Reason.TOO_FEW
    return Figure(None, None, None, None, reason, None)


def _weight(count: Count) -> float:
    return round(100 / count.low, 1)


def _row(
    outline: Outline,
    row: int,
    counts: Mapping[int, Count],
    figures: Mapping[int, Mapping[str, Figure]],
) -> Row:
    return Row(
        key=outline.keys[row],
        kind="merged" if outline.members[row] else "node",
        parent=outline.units[row],
        depth=outline.depths[row],
        members=outline.members[row],
        answered=counts.get(row),
        eligible=outline.eligible[row],
        reason=outline.reasons[row],
        merged_into=outline.merged_into[row],
        figures=figures_of(figures.get(row, {})),
    )
