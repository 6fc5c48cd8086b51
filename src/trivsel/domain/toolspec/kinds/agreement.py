"""agreement: what people have agreed."""

from trivsel.domain.toolspec.fields import Field, Flag, Number, Options
from trivsel.domain.toolspec.kind import HINT, LINES, Kind

KIND = Kind(
    "agreement",
    "What people have agreed, by name, with dates for following up.",
    (
        Field(
            "parties",
            Options(most=4, longest=60),
            "Who agrees; each writes a name.",
            required=True,
        ),
        Field(
            "points",
            Options(most=10, more=(HINT, LINES), longest=200),
            "What is agreed on.",
            required=True,
        ),
        Field("meetings", Number(0, 12), "How many follow-ups are laid out; none if not said."),
        Field("days", Number(1, 190), "Days between them; 7 if not said."),
        Field("turn", Flag(), "At each follow-up the plan can be turned up, kept or down."),
    ),
    keeps=("parties", "points"),
)
