"""The axes of the method: who works on it (level), on what (area), when (prevention)."""

from enum import StrEnum


class Level(StrEnum):
    """The four IGLO levels, always in this order: I, G, L, O.

    >>> [level.letter for level in Level]
    ['I', 'G', 'L', 'O']
    """

    INDIVIDUAL = "individual"
    GROUP = "group"
    LEADER = "leader"
    ORGANISATION = "organisation"

    @property
    def letter(self) -> str:
        """The one letter the level is marked with on every page."""
        return self.value[0].upper()


class Area(StrEnum):
    """The three areas of the toolbox grid, top to bottom."""

    BALANCE = "balance"
    WELLBEING = "wellbeing"
    COMMUNITY = "community"


class Prevention(StrEnum):
    """What kind of prevention an action is, by when it works.

    Primary removes the cause, secondary helps people handle it, tertiary helps those hit.
    """

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"
