"""balance: a scale that tips."""

from trivsel.domain.toolspec.fields import Field, OneOf, Options
from trivsel.domain.toolspec.kind import HINT, ITEMS, Kind, Said, options

SIDES = ("load", "resource")
BASKET = (
    Field("side", OneOf(SIDES), "Which side of the scale.", required=True),
    Field("items", ITEMS, "What to pick from.", required=True),
    HINT,
)


def has_both_sides(said: Said) -> str:
    """Complain when nothing could ever weigh against the baskets."""
    sides = {basket.more.get("side") for basket in options(said, "baskets")}
    if sides == set(SIDES):
        return ""
    return "There must be a basket on each side: load and resource."


KIND = Kind(
    "balance",
    "Baskets on a scale that tips: pick or write what weighs, and say how much.",
    (
        Field(
            "baskets",
            Options(fewest=2, most=6, longest=60, more=BASKET),
            "The baskets, from left to right.",
            required=True,
        ),
    ),
    keeps=("baskets", "baskets/items"),
    rule=has_both_sides,
    joins="At least one basket on each side.",
    stays=True,
)
