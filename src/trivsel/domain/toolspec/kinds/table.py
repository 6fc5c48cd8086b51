"""table: rows and columns to fill in."""

from trivsel.domain.toolspec.fields import Field, Number, OneOf, Options, Text
from trivsel.domain.toolspec.kind import HINT, LEVEL, Kind, Said, options

COLUMN = (
    Field("holds", OneOf(("text", "hours", "date", "choice")), "text if not said."),
    Field(
        "choices",
        Options(fewest=2, most=8, longest=40),
        "For a choice: what to choose from.",
    ),
    HINT,
)


def can_be_filled_in(said: Said) -> str:
    """Complain of a budget of nothing, a choice of nothing, and a table without rows."""
    columns = options(said, "columns")
    hours = [column for column in columns if column.more.get("holds") == "hours"]
    if "budget" in said and len(hours) != 1:
        return "A budget needs exactly one column that holds hours."
    for column in columns:
        if (column.more.get("holds") == "choice") != ("choices" in column.more):
            return f"The column '{column.key}': choices belong to holds = \"choice\"."
    if "rows" not in said and "blank" not in said:
        return "Give rows, or say how many blank ones there are to start with."
    return ""


KIND = Kind(
    "table",
    "Rows and columns to fill in; hours can be added up against the hours there are.",
    (
        Field(
            "columns",
            Options(most=8, longest=100, more=COLUMN),
            "The columns, from left to right.",
            required=True,
        ),
        Field("rows", Options(more=(HINT, LEVEL)), "Rows there are from the start, by name."),
        Field("blank", Number(0, 12), "Blank rows to start with; people may add more."),
        Field("budget", Text(100), "What the sum of the hours is held against."),
    ),
    keeps=("columns", "columns/choices", "rows"),
    rule=can_be_filled_in,
    joins=(
        "Rows, blank rows or both. A budget needs exactly one column that holds hours. "
        "A column that holds a choice has choices, and no other column has."
    ),
)
