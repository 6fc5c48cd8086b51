"""prompt: open questions."""

from trivsel.domain.toolspec.fields import Field, Options
from trivsel.domain.toolspec.kind import HINT, LEVEL, LINES, TOOLS, Kind

KIND = Kind(
    "prompt",
    "Open questions with room to write.",
    (
        Field(
            "questions",
            Options(most=16, more=(HINT, LEVEL, LINES, TOOLS), longest=300),
            "The questions, each with its own room for an answer.",
            required=True,
        ),
    ),
    keeps=("questions",),
)
