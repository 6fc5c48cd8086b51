"""triangle: nearer one corner or the other."""

from trivsel.domain.toolspec.fields import Field, Options
from trivsel.domain.toolspec.kind import HINT, Kind

KIND = Kind(
    "triangle",
    "Three corners: notes are placed nearer one or the other, and the weight is marked.",
    (
        Field(
            "corners",
            Options(fewest=3, most=3, longest=60, more=(HINT,)),
            "Top, left, right.",
            required=True,
        ),
    ),
    keeps=("corners",),
    stays=True,
)
