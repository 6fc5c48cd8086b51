"""spiral: stages one may slide through."""

from trivsel.domain.toolspec.fields import Field, Options, Text
from trivsel.domain.toolspec.kind import Kind

STAGE = (
    Field("body", Text(500, paragraphs=True), "What marks the stage.", required=True),
    Field("points", Options(longest=200), "Signs of it."),
)

KIND = Kind(
    "spiral",
    "Stages one may slide through: find the own place and note why.",
    (
        Field(
            "stages",
            Options(fewest=3, most=7, longest=60, more=STAGE),
            "The stages, from the first to the last.",
            required=True,
        ),
    ),
    keeps=("stages",),
    stays=True,
)
