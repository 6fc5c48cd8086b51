"""pick: tick what fits."""

from trivsel.domain.toolspec.fields import Field, Flag, Number, OneOf, Options
from trivsel.domain.toolspec.kind import (
    ENTRIES,
    HINT,
    LEVEL,
    LIST,
    OWN,
    TOOLS,
    Kind,
    Said,
    each_once,
    one_of,
    options,
)

TONE = Field("tone", OneOf(("yellow", "green", "blue")), "The group's colour.")


def fits_together(said: Said) -> str:
    """Complain unless there is one list or groups, and advice only for groups that exist."""
    if trouble := one_of("items", "groups")(said):
        return trouble
    groups = {option.key for option in options(said, "groups")}
    stray = next((a.key for a in options(said, "advice") if a.key not in groups), "")
    if stray:
        return f"The advice '{stray}' fits no group; its key is a group's."
    return each_once(said)


KIND = Kind(
    "pick",
    "Tick what fits, from one list or from several groups.",
    (
        LIST,
        Field(
            "groups",
            Options(most=8, more=(ENTRIES, TONE, HINT, LEVEL)),
            "Several lists, each with a heading.",
        ),
        OWN,
        Field("most", Number(1, 20), "How many one may choose; any number if not said."),
        Field("since", Flag(), "Asks of each ticked entry since when."),
        Field(
            "advice",
            Options(longest=700, more=(TOOLS,)),
            "Said when most ticks are in the group with the same key. Never a verdict.",
        ),
    ),
    keeps=("items", "groups", "groups.items"),
    rule=fits_together,
    joins=(
        "Either items or groups, each key once across them. An advice has the key of its group."
    ),
)
