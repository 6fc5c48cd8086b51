"""What may be shown of a round, and nothing else: see docs/method/disclosure.md."""

from trivsel.domain.disclosure.comments import (
    RESPONDENTS,
    WRITTEN,
    CommentList,
    place_comments,
)
from trivsel.domain.disclosure.grouped import Groups
from trivsel.domain.disclosure.protection import protect
from trivsel.domain.disclosure.table import (
    Band,
    Count,
    Figure,
    ProtectedTable,
    Reason,
    Row,
)
from trivsel.domain.disclosure.tally import Tally, tally_of_counts
from trivsel.domain.disclosure.thawing import thaw
from trivsel.domain.disclosure.tree import Node

__all__ = [
    "RESPONDENTS",
    "WRITTEN",
    "Band",
    "CommentList",
    "Count",
    "Figure",
    "Groups",
    "Node",
    "ProtectedTable",
    "Reason",
    "Row",
    "Tally",
    "place_comments",
    "protect",
    "tally_of_counts",
    "thaw",
]
