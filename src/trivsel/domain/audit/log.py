"""The release log: what a reader of a release sees, and what anybody may know beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

type Range = tuple[int, int]

LEAST_RESPONDENTS: Final = 10
LEAST_WRITTEN: Final = 5


class Kind(StrEnum):
    """What a figure tells."""

    COUNT = "count"  # how many answered
    RATE = "rate"  # per cent of those who may
    WEIGHT = "weight"  # points that one person moves a mean by, at most
    MEAN = "mean"
    DISTRIBUTION = "distribution"
    HIDDEN = "hidden"  # no figure, and a reason
    COMMENTS = "comments"  # how many were written in answer to an open question, in one list


class Said(StrEnum):
    """What the reason of something hidden tells of how many there are."""

    NOTHING = ""
    FEW = "few"  # fewer than the minimum, perhaps none
    ENOUGH = "enough"  # the minimum or more
    SOME = "some"  # one or more
    NONE = "none"  # nobody, as the release itself says


@dataclass(frozen=True, slots=True)
class Rules:
    """What the release promises: the least groups, and the ends of the scale.

    Comments are shown among so many who answered and so many who wrote, at the least; what a
    log says can only be more.
    """

    minimum: int
    distribution_minimum: int
    low: float = 0.0
    high: float = 100.0
    comments_respondents: int = LEAST_RESPONDENTS
    comments_written: int = LEAST_WRITTEN


@dataclass(frozen=True, slots=True)
class Group:
    """Persons who are told of together, or could be.

    Attributes:
        key: Unique in the log.
        name: As people know it.
        parts: Keys of the groups that it is made of, no person in two; empty for a leaf.
        eligible: How many may answer.
        said: What the release says of how many did, where it tells no number.
        answered: How many did, where that is told elsewhere, as a public record tells it.
    """

    key: str
    name: str
    parts: tuple[str, ...]
    eligible: int
    said: Said = Said.NOTHING
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """People of the whole who chose one group, or one of several, in the form.

    Attributes:
        key: Unique among the lines.
        name: As people know it.
        members: Keys of the groups that it is made of; its own key if it is one group.
    """

    key: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a group, or the reason why there is none.

    Attributes:
        of: Key of the group.
        kind: What it tells.
        scale: Which theme; empty for counts, rates and weights.
        low: The least that the true number can be, rounding and bands included.
        high: The most.
        shares: Of a distribution: per cent in each band.
        step: Of a distribution: each share is off by less than this.
        persons: The range of how many stand behind it, where the release tells it.
        said: Of something hidden.
        question: Of a list of comments: the open question they answer.
        groups: Of a list of comments: keys of the groups whose comments it holds.
    """

    of: str
    kind: Kind
    scale: str = ""
    low: float = 0.0
    high: float = 0.0
    shares: tuple[float, ...] = ()
    step: float = 1.0
    persons: Range | None = None
    said: Said = Said.NOTHING
    question: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """A whole release: groups, each after the groups it is part of, and figures.

    `across` are lines that cut across the groups, of the whole alone, with their own figures.
    """

    rules: Rules
    groups: tuple[Group, ...]
    figures: tuple[Figure, ...]
    facts: Mapping[str, str]
    across: tuple[Line, ...] = ()
    across_figures: tuple[Figure, ...] = ()

    @property
    def told(self) -> int:
        """How many figures the release tells; reasons do not count.

        >>> Log(Rules(5, 10), (), (Figure("a", Kind.HIDDEN, "support"),), {}).told
        0
        """
        figures = (*self.figures, *self.across_figures)
        return sum(figure.kind is not Kind.HIDDEN for figure in figures)

    @property
    def scales(self) -> tuple[str, ...]:
        """The themes, in the order in which they first stand.

        >>> one = Figure("a", Kind.MEAN, "support", 40, 41)
        >>> Log(Rules(5, 10), (), (one, one), {}).scales
        ('support',)
        """
        return tuple(dict.fromkeys(f.scale for f in self.figures if f.scale))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader can work out and must not.

    Attributes:
        attack: The letter of the attack that found it.
        of: Keys of the groups whose figures are combined, the largest first.
        scale: The theme, or empty.
        text: One plain sentence, with the groups' names.
    """

    attack: str
    of: tuple[str, ...]
    scale: str
    text: str
