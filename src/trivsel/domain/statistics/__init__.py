"""From answers to scores, and how sure a number is. Loads numpy: for the job process only."""

from trivsel.domain.statistics.intervals import Spread, half_width, pooled_spread
from trivsel.domain.statistics.scoring import (
    Scorable,
    ScoredItem,
    ScoredScale,
    score_answers,
    score_scale,
)

__all__ = [
    "Scorable",
    "ScoredItem",
    "ScoredScale",
    "Spread",
    "half_width",
    "pooled_spread",
    "score_answers",
    "score_scale",
]
