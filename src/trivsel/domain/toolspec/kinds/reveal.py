"""reveal: cards turned one at a time."""

from trivsel.domain.toolspec.fields import Field, Flag, Options
from trivsel.domain.toolspec.kind import HINT, Kind

KIND = Kind(
    "reveal",
    "Cards turned one at a time: thought about alone first, then talked about.",
    (
        Field("items", Options(more=(HINT,), longest=300), "The cards.", required=True),
        Field("tick", Flag(), "Each is ticked alone first: fits us, or not."),
        Field("questions", Options(most=5, longest=200), "Asked when a card is turned."),
    ),
    keeps=("items", "questions"),
)
