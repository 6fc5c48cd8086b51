"""matrix: two axes and four fields."""

from trivsel.domain.toolspec.fields import Field, Options, Text
from trivsel.domain.toolspec.kind import HINT, Kind

KIND = Kind(
    "matrix",
    "Two axes and four fields: people place their own notes.",
    (
        Field("left", Text(40), "The left end of the axis across.", required=True),
        Field("right", Text(40), "The right end.", required=True),
        Field("bottom", Text(40), "The lower end of the axis up.", required=True),
        Field("top", Text(40), "The upper end.", required=True),
        Field(
            "fields",
            Options(fewest=4, most=4, longest=60, more=(HINT,)),
            "The four fields: top left, top right, bottom left, bottom right.",
        ),
    ),
    keeps=("fields",),
    stays=True,
)
