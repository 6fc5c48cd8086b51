"""What those see who look through the comments of a round: all lists, as they will be shown."""

from dataclasses import dataclass
from datetime import datetime

from trivsel.organisation.models import Person
from trivsel.surveys import commenting, queries
from trivsel.surveys.comment_policies import side_of
from trivsel.surveys.models import CommentDoubt, CommentRelease, Signature
from trivsel.surveys.readings import telling
from trivsel.surveys.releases import Published
from trivsel.surveys.words import in_language


@dataclass(frozen=True, slots=True)
class Looked:
    """A comment: ``mine`` and ``other`` are the reasons each side has to withhold it."""

    key: str
    text: str
    mine: str
    other: str


@dataclass(frozen=True, slots=True)
class List:
    name: str
    question: str
    comments: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Who has signed for a side, and when; '' and None before."""

    side: str
    mine: bool
    person: str
    on: datetime | None


@dataclass(frozen=True, slots=True)
class LookedThrough:
    lists: tuple[List, ...]
    sides: tuple[Side, ...]
    reasons: tuple[tuple[str, str], ...]
    withheld: int
    digest: str
    released_at: datetime | None


def looked_through(comments: CommentRelease, *, reader: Person) -> LookedThrough:
    published = Published.thaw(comments.release.figures)
    mine = side_of(reader)
    titles = {key: in_language(text) for key, text in (published.comments or {})["questions"]}
    rows = {row.key: row for row in published.table.rows}
    said = {(doubt.comment, doubt.side == mine): doubt for doubt in comments.doubts.all()}
    lists = tuple(
        List(
            telling.name_of(published, rows[one["row"]]),
            titles[one["question"]],
            tuple(
                Looked(
                    comment["key"],
                    comment["text"],
                    _reason(said.get((comment["key"], True))),
                    _reason(said.get((comment["key"], False))),
                )
                for comment in one["comments"]
            ),
        )
        for one in comments.lists
    )
    withheld = queries.withheld(comments)
    return LookedThrough(
        lists,
        tuple(_side(comments, side, mine) for side in Signature.Side),
        tuple((reason.value, str(reason.label)) for reason in CommentDoubt.Reason),
        len(withheld),
        commenting.digest_of(comments.lists, withheld),
        comments.released_at,
    )


def _reason(doubt: CommentDoubt | None) -> str:
    return doubt.get_reason_display() if doubt else ""


def _side(comments: CommentRelease, side: Signature.Side, mine: str | None) -> Side:
    signed = next((s for s in comments.signatures.all() if s.side == side), None)
    return Side(
        str(side.label),
        side == mine,
        str(signed.person) if signed else "",
        signed.signed_at if signed else None,
    )
