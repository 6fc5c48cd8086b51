"""checklist: yes, partly or no."""

from trivsel.domain.toolspec.fields import Field, Options
from trivsel.domain.toolspec.kind import (
    ENTRIES,
    HINT,
    LEVEL,
    LIST,
    Kind,
    Said,
    each_once,
    one_of,
)


def fits_together(said: Said) -> str:
    """Complain unless there is one list, or groups with each key once."""
    return one_of("items", "groups")(said) or each_once(said)


KIND = Kind(
    "checklist",
    "Questions answered with yes, partly or no, each with room for a comment.",
    (
        LIST,
        Field(
            "groups",
            Options(most=8, more=(ENTRIES, HINT, LEVEL)),
            "Several lists, each with a heading.",
        ),
    ),
    keeps=("items", "groups.items"),
    rule=fits_together,
    joins="Either items or groups, each key once across them.",
)
