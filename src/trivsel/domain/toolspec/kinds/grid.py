"""grid: rows by columns, or questions in each row."""

from trivsel.domain.toolspec.fields import Field, Options
from trivsel.domain.toolspec.kind import HINT, LEVEL, TOOLS, Kind, Said, options

QUESTIONS = Field(
    "questions", Options(most=12, more=(TOOLS,), longest=300), "The row's own questions."
)


def has_something_to_answer(said: Said) -> str:
    """Complain unless either the columns ask, or every row asks for itself."""
    asked = [bool(options(row.more, "questions")) for row in options(said, "rows")]
    if "columns" in said and any(asked):
        return "Rows have no questions of their own when there are columns."
    if "columns" not in said and not all(asked):
        return "Give columns, or questions in every row."
    return ""


KIND = Kind(
    "grid",
    "Rows by columns, or questions in each row, often one row for each IGLO level.",
    (
        Field(
            "rows",
            Options(most=8, longest=100, more=(LEVEL, HINT, QUESTIONS, TOOLS)),
            "The rows, from top to bottom.",
            required=True,
        ),
        Field(
            "columns",
            Options(most=5, more=(HINT,), longest=150),
            "The columns, from left to right.",
        ),
    ),
    keeps=("rows", "rows/questions", "columns"),
    rule=has_something_to_answer,
    joins="Either columns, or questions in every row.",
)
