"""curve: a line of load over the last months."""

from trivsel.domain.toolspec.fields import Field, Number, Text
from trivsel.domain.toolspec.kind import Kind

KIND = Kind(
    "curve",
    "A line of load over the last months, drawn by hand, with notes where it swings.",
    (
        Field("months", Number(3, 12), "How far back; 6 if not said."),
        Field("high", Text(40), "The upper zone: too much.", required=True),
        Field("right", Text(40), "The middle zone: as it should be.", required=True),
        Field("low", Text(40), "The lower zone: too little.", required=True),
    ),
    stays=True,
)
