"""What a results page says of comments: the lists of its row, or why there are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Row
from trivsel.surveys.readings import telling
from trivsel.surveys.releases import Comments, Published
from trivsel.surveys.words import in_language


@dataclass(frozen=True, slots=True)
class Asked:
    """One open question: its list here, how it was chosen, or why there is none."""

    question: str
    about: str
    texts: tuple[str, ...] = ()
    withheld: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class CommentPart:
    """The comments of one unit's page; ``waiting`` for both sides to sign."""

    asked: tuple[Asked, ...]
    waiting: bool
    respondents: int
    written: int


def comment_part(
    published: Published, row: Row, lists: Sequence[Comments] | None
) -> CommentPart | None:
    """Say it; None where the round asked for none."""
    said = published.comments
    if said is None:
        return None
    return CommentPart(
        tuple(
            _asked(published, row, key, in_language(text), lists or ())
            for key, text in said["questions"]
        ),
        waiting=lists is None,
        respondents=said["rules"]["respondents"],
        written=said["rules"]["written"],
    )


def _asked(
    published: Published, row: Row, key: str, question: str, lists: Sequence[Comments]
) -> Asked:
    said = _lists(published, key)
    if (here := said.get(row.key)) is not None:
        about = _of_all(published, row, here, said)
        for one in lists:
            if (one.row, one.question) == (row.key, key):
                return Asked(question, about, one.texts, one.withheld)
        return Asked(question, about)
    about, where = _elsewhere(published, row, said)
    return Asked(question, about, where=where)


def _lists(published: Published, key: str) -> dict[str, Mapping[str, Any]]:
    comments = published.comments or {"lists": ()}
    return {one["row"]: one for one in comments["lists"] if one["question"] == key}


def _of_all(
    published: Published,
    row: Row,
    here: Mapping[str, Any],
    said: Mapping[str, Mapping[str, Any]],
) -> str:
    below = set(_below(published, row)) & said.keys()
    name = telling.name_of(published, row)
    if below:
        return _(
            "%(count)s comments from %(unit)s, without those that stand with a unit below."
        ) % {"count": here["count"], "unit": name}
    return _("%(count)s comments from %(unit)s.") % {"count": here["count"], "unit": name}


def _elsewhere(
    published: Published, row: Row, said: Mapping[str, Mapping[str, Any]]
) -> tuple[str, str]:
    """Say where they stand instead, with the code of the unit to look at, or why nowhere."""
    leaves = {row.key, *row.members, *_below(published, row)}
    for above in _above(published, row):
        one = said.get(above.key)
        if one is not None and leaves.intersection(one["groups"]):
            code = next((c for c in published.places if published.row_of(c) == above.key), "")
            words = _("Comments from here stand with those of %(unit)s.")
            return words % {"unit": telling.name_of(published, above)}, code
    if leaves & said.keys():
        return _("The comments stand with the units below."), ""
    return _("Too few have answered or written for comments to be shown."), ""


def _below(published: Published, row: Row) -> list[str]:
    inside, found = {row.key, *row.members}, []
    for each in published.table.rows:
        if each.key not in inside and (each.merged_into or each.parent) in inside:
            inside.add(each.key)
            found.append(each.key)
    return found


def _above(published: Published, row: Row) -> list[Row]:
    rows = {each.key: each for each in published.table.rows}
    found, at = [], row.merged_into or row.parent
    while at in rows:
        found.append(rows[at])
        at = rows[at].merged_into or rows[at].parent
    return found
