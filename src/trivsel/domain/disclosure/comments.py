"""Where comments are shown: each in one place only, among enough people. No texts come here.

Comments are never added or subtracted, so nobody can work out one from others; what can give
somebody away is to know *among whom* it was written. So a comment stands in one list of one
row, and each list is of at least so many who answered and so many who wrote. See
docs/method/comments.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trivsel.domain.disclosure.table import ProtectedTable, Reason, Row

RESPONDENTS: Final = 10
WRITTEN: Final = 5


@dataclass(frozen=True, slots=True)
class CommentList:
    """A list of comments at one row.

    Attributes:
        row: Key of the row it stands at.
        groups: Keys of the leaves whose comments it holds: all in the row, or all that have no
            list further down.
        count: How many comments it holds.
    """

    row: str
    groups: tuple[str, ...]
    count: int


def place_comments(
    table: ProtectedTable, written: Mapping[str, int]
) -> tuple[CommentList, ...]:
    """Choose the rows at which the comments to one question are shown.

    From the lowest rows upwards: a row gets a list when it is shown, 10 or more have answered
    among those whose comments have no place yet, and 5 or more of them have written. How many
    have answered is taken from what the table tells: never from answers, so that a list tells
    nobody more of that than the table does. Where an organisation has raised the minimum above
    10, that counts.

    Args:
        table: The protected figures of the round.
        written: How many comments there are in each leaf of the tree, by its key.

    Returns:
        The lists in the table's order. No leaf is in two; a leaf in none has its comments shown
        nowhere.

    >>> from trivsel.domain.disclosure import Node, protect
    >>> import numpy as np
    >>> nodes = [Node("P", None, 0), Node("D", "P", 30), Node("N", "P", 20)]
    >>> scores = {"D": np.full((26, 1), 50.0), "N": np.full((15, 1), 25.0)}
    >>> table = protect(nodes, scores, scales=["support"])
    >>> [(each.row, each.groups) for each in place_comments(table, {"D": 9, "N": 5})]
    [('D', ('D',)), ('N', ('N',))]
    >>> [(each.row, each.groups) for each in place_comments(table, {"D": 4, "N": 4})]
    [('P', ('D', 'N'))]
    """
    fewest = max(RESPONDENTS, table.minimum)
    waiting: dict[str, list[str]] = {row.key: [] for row in table.rows}
    placed: dict[str, int] = {
        row.key: 0 for row in table.rows
    }  # the most who may have answered
    parents = {_inside(row) for row in table.rows}
    lists = []
    for row in reversed(table.rows):
        groups = waiting[row.key] if row.key in parents else [row.key]
        count = sum(written.get(group, 0) for group in groups)
        known = row.answered if row.reason is Reason.SHOWN else None
        if known and count >= WRITTEN and known.low - placed[row.key] >= fewest:
            lists.append(CommentList(row.key, tuple(groups), count))
            groups, placed[row.key] = [], known.high
        if (above := _inside(row)) is not None:
            waiting[above] = groups + waiting[above]
            placed[above] += placed[row.key]
    return tuple(reversed(lists))


def _inside(row: Row) -> str | None:
    return row.merged_into or row.parent
