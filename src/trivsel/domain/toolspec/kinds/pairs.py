"""pairs: two sides of the same."""

from trivsel.domain.toolspec.fields import Field, Flag, Options, Text
from trivsel.domain.toolspec.kind import HINT, OWN, Kind, Said, each_once, one_of

PAIRS = Options(
    worded=False,
    more=(
        Field("left", Text(300), "What stands to the left.", required=True),
        Field("right", Text(300), "What stands to the right.", required=True),
        Field("name", Text(80), "What the row is about."),
    ),
)


def fits_together(said: Said) -> str:
    """Complain unless there is one list of pairs, or groups with each key once."""
    return one_of("pairs", "groups")(said) or each_once(said, inside="pairs")


KIND = Kind(
    "pairs",
    "Two sides of the same: what is said and what is thought, or one way and another.",
    (
        Field("left", Text(60), "The heading to the left.", required=True),
        Field("right", Text(60), "The heading to the right.", required=True),
        Field("pairs", PAIRS, "The pairs."),
        Field(
            "groups",
            Options(
                most=6,
                longest=80,
                more=(HINT, Field("pairs", PAIRS, "The group's pairs.", required=True)),
            ),
            "Several lists of pairs, each with a heading.",
        ),
        Field("cover", Flag(), "The right side is covered until one asks for it."),
        OWN,
    ),
    keeps=("pairs", "groups.pairs"),
    rule=fits_together,
    joins="Either pairs or groups, each key once across them.",
)
