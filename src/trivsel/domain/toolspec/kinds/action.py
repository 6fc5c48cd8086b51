"""action: what will be done."""

from trivsel.domain.toolspec.fields import Field, Number
from trivsel.domain.toolspec.kind import Kind

KIND = Kind(
    "action",
    "What will be done: what, level, first step, who, when, when to look again. Always last.",
    (Field("cards", Number(1, 8), "How many cards there are on empty paper; 4 if not said."),),
)
