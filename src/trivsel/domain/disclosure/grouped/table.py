"""The lines of the table by group, with all they tell."""

from collections.abc import Callable, Mapping, Sequence

from trivsel.domain.disclosure.figures import Told
from trivsel.domain.disclosure.grouped.declared import Groups
from trivsel.domain.disclosure.grouped.rows import Line, lines_of
from trivsel.domain.disclosure.grouped.telling import crossed_of, tell_groups
from trivsel.domain.disclosure.outline import Outline
from trivsel.domain.disclosure.sums import Sums, sums_of
from trivsel.domain.disclosure.table import Band, Count, Figure, Reason, Row, figures_of
from trivsel.domain.disclosure.tally import Tally

type Figuring = Callable[[int, Sums, Count, Told, int], Figure]


def rows_by_group(  # noqa: PLR0913, PLR0917 - what stands before it is already chosen
    outline: Outline,
    tally: Tally,
    groups: Groups,
    counts: Mapping[int, Count],
    tells: Mapping[str, Told],
    figure: Figuring,
    *,
    minimums: tuple[int, int],
) -> list[Row]:
    """Make the rows of the table by group, beside a tree that is shown as it is.

    Args:
        outline: The tree.
        tally: The answers by cell.
        groups: The same answers by cell and group.
        counts: What is told of how many answered, for the shown rows of the tree.
        tells: Scale key -> what it tells of the tree, by numbers of rows of the outline.
        figure: Makes one figure: scale by number, persons, count, what is told, and the line.
        minimums: The least group, and the least for a distribution.

    Raises:
        ValueError: The choices do not fit the persons.
    """
    if not groups.fit(tally):
        raise ValueError("each person needs one choice of a group")
    cells = set(tally.keys)
    rows = {key: row for row, key in enumerate(outline.keys) if key in cells}
    minimum, distribution_minimum = minimums
    persons = [Sums(n=answered) for answered in groups.tally.answered]
    people = crossed_of(rows, outline.parents, groups, persons)
    alone = [frozenset((group,)) for group in range(1, len(groups.keys) + 1)]
    everybody = counts.get(0)
    lines = lines_of(
        people.atoms(set(counts), alone), len(groups.keys), everybody, minimum=minimum
    )
    shown = [line for line in lines if line.reason == Reason.SHOWN]
    most = outline.eligible[0] if everybody is None else everybody.high
    said = [Count(None, line.low, max(most, line.low), None, Band.HIGH) for line in shown]
    figures: list[dict[str, Figure]] = [{} for _ in shown]
    together = [frozenset(line.groups) for line in shown]
    for column, (scale, tree) in enumerate(tells.items()):
        crossed = crossed_of(rows, outline.parents, groups, sums_of(groups.tally.sums[column]))
        told = tell_groups(
            crossed,
            tree,
            together,
            [line.low for line in shown],
            minimum=minimum,
            distribution_minimum=distribution_minimum,
        )
        atoms = crossed.atoms((), together)
        for number in range(len(shown)):
            figures[number][scale] = figure(
                column, atoms.of_line(number), said[number], told, number
            )
    place = {line.groups: number for number, line in enumerate(shown)}
    return [_row(line, groups.keys, lines, said, figures, place) for line in lines]


def _row(  # noqa: PLR0913, PLR0917 - a row is made of all of it
    line: Line,
    keys: Sequence[str],
    lines: Sequence[Line],
    said: Sequence[Count],
    figures: Sequence[Mapping[str, Figure]],
    place: Mapping[tuple[int, ...], int],
) -> Row:
    shown = line.reason == Reason.SHOWN
    many = len(line.groups) > 1
    merged = line.reason == Reason.MERGED
    around = next((g for g in lines if len(g.groups) > 1 and line.groups[0] in g.groups), None)
    number = place.get(line.groups, -1)
    return Row(
        key=_key(line, keys),
        kind="merged" if many else "node",
        parent=None,
        depth=int(merged),
        members=tuple(keys[group - 1] for group in line.groups) if many else (),
        answered=said[number] if shown else None,
        eligible=0,
        reason=line.reason,
        merged_into=_key(around, keys) if merged and around is not None else None,
        figures=figures_of(figures[number] if shown else {}),
    )


def _key(line: Line, keys: Sequence[str]) -> str:
    names = [keys[group - 1] for group in line.groups]
    return names[0] if len(names) == 1 else "m:" + "+".join(names)
