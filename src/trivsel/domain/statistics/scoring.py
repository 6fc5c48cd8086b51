"""Answers to scores, 0-100. Pure arithmetic: no database, no clock, no randomness."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy import float64
from numpy.typing import NDArray


class ScoredItem(Protocol):
    """An item counts in one scale."""

    @property
    def scale(self) -> str:
        """The key of its scale."""
        ...


class ScoredScale(Protocol):
    """A scale has a key."""

    @property
    def key(self) -> str:
        """Its key."""
        ...


class Scorable[I: ScoredItem, S: ScoredScale](Protocol):
    """What scoring asks of an instrument; `domain/instrument` has it."""

    @property
    def items(self) -> Sequence[I]:
        """The items in the order they are asked."""
        ...

    @property
    def scales(self) -> Sequence[S]:
        """The scales in the order of the columns."""
        ...

    def points(self, item: I) -> Sequence[float]:
        """The points of an item's options, 0-100, in the order offered."""
        ...

    def answers_needed(self, scale: S) -> int:
        """How many items of a scale a person must have answered to get a score."""
        ...


def score_answers[I: ScoredItem, S: ScoredScale](
    packed: Sequence[bytes], spec: Scorable[I, S]
) -> NDArray[float64]:
    """Score persons' packed answers on every scale of an instrument.

    An answer is worth 100 (value - lowest) / (highest - lowest) points, a reversed item 100
    less that. A person's score is the mean of the answered items, so that nobody's missing
    answer is made up; below the scale's rule there is no score. Scores are for groups: protect
    them before anybody sees one, and never use them to judge a person.

    Args:
        packed: One row a person, one byte an item: 1.. for the option chosen, in the order
            offered; 0 for none. Length n.
        spec: The instrument.

    Returns:
        n x scales, 0-100; nan where a person has no score.

    Raises:
        ValueError: A row of the wrong length, or a byte that is no option of its item.

    Source:
        Scoring and the rule of half: Pejtersen, J. H. et al. (2010). The second version of
        the Copenhagen Psychosocial Questionnaire. Scand. J. Public Health 38(3 suppl), 8-24.
    """
    points = _points_of(packed, spec)
    columns = []
    for scale in spec.scales:
        own = [place for place, item in enumerate(spec.items) if item.scale == scale.key]
        columns.append(score_scale(points[:, own], needed=spec.answers_needed(scale)))
    return np.column_stack(columns) if columns else np.empty((len(packed), 0))


def score_scale(points: NDArray[float64], *, needed: int) -> NDArray[float64]:
    """Give each person the mean of the answered items, if enough are answered.

    Args:
        points: n persons x items of one scale, 0-100; nan where not answered.
        needed: The least number of answered items; a scale without answers has no score
            whatever is needed.

    Returns:
        n scores, 0-100 or nan.

    >>> score_scale(np.array([[100, 50, np.nan], [100, np.nan, np.nan]]), needed=2)
    array([75., nan])
    """
    answered = ~np.isnan(points)
    count = answered.sum(axis=1)
    total = np.where(answered, points, 0.0).sum(axis=1)
    enough = (count >= needed) & (count > 0)
    return np.where(enough, total / np.maximum(count, 1), np.nan)


def _points_of[I: ScoredItem, S: ScoredScale](
    packed: Sequence[bytes], spec: Scorable[I, S]
) -> NDArray[float64]:
    """Look up every answer's points; n x items."""
    width = len(spec.items)
    if any(len(row) != width for row in packed):
        raise ValueError(f"each packed answer needs {width} bytes, one an item")
    chosen = np.frombuffer(b"".join(packed), dtype=np.uint8).reshape(len(packed), width)
    points = np.empty(chosen.shape)
    for place, item in enumerate(spec.items):
        worth = np.array([np.nan, *spec.points(item)])
        if chosen.shape[0] and chosen[:, place].max() >= len(worth):
            raise ValueError(
                f"item {place} has {len(worth) - 1} options; a row chooses another"
            )
        points[:, place] = worth[chosen[:, place]]
    return points
