"""scale: a mark from 1 to 10."""

from trivsel.domain.toolspec.fields import Field, Flag, Options, Text
from trivsel.domain.toolspec.kind import HINT, Kind

KIND = Kind(
    "scale",
    "A mark from 1 to 10, or one for each entry of a list.",
    (
        Field("low", Text(80), "What 1 means.", required=True),
        Field("high", Text(80), "What 10 means.", required=True),
        Field("items", Options(more=(HINT,), longest=300), "What is rated, one by one."),
        Field("note", Flag(), "Leaves room for a few words on why."),
        Field("diary", Flag(), "Each day's mark is kept in the draft and drawn as a line."),
    ),
    keeps=("items",),
)
