"""What earlier rounds forbid a new one to tell: made by rounds.settle, read by protect."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trivsel.domain.disclosure.table import Reason


@dataclass(frozen=True, slots=True)
class Settled:
    """What may not be told of a new round.

    Attributes:
        barred: Node -> why its row may not be told, neither by itself nor with others.
        plain: Keys of rows of which no distribution may be told.
    """

    barred: Mapping[str, Reason] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
