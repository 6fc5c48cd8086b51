"""text: something to read."""

from trivsel.domain.toolspec.fields import Field, Options, Text
from trivsel.domain.toolspec.kind import HINT, LEVEL, TOOLS, Kind, Said

SECTION = (
    Field("body", Text(1200, paragraphs=True), "Paragraphs."),
    Field("points", Options(more=(HINT,), longest=400), "Points."),
    LEVEL,
    TOOLS,
)


def says_something(said: Said) -> str:
    """Complain of a step with nothing to read."""
    if {"body", "points", "sections"} & said.keys():
        return ""
    return "Give body, points or sections."


KIND = Kind(
    "text",
    "Something to read: paragraphs, points, or sections beside each other.",
    (
        Field("body", Text(2500, paragraphs=True), "Paragraphs, an empty line between them."),
        Field("points", Options(more=(HINT, TOOLS), longest=400), "A list of points."),
        Field(
            "sections",
            Options(most=8, longest=80, more=SECTION),
            "Parts that stand beside each other, each with a heading.",
        ),
    ),
    rule=says_something,
    joins="At least one of body, points and sections.",
)
