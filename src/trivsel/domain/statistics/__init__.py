"""From answers to scores, and how sure a number is. Loads numpy: for the job process only."""

from trivsel.domain.statistics.corrections import (
    benjamini_hochberg,
    holm,
    parents_first,
)
from trivsel.domain.statistics.counting import Counted, ScoreCount
from trivsel.domain.statistics.differences import (
    Difference,
    Sample,
    smallest_detectable_change,
    welch,
)
from trivsel.domain.statistics.intervals import Spread, half_width, pooled_spread
from trivsel.domain.statistics.proportions import (
    Interval,
    ShareTrend,
    cochran_armitage,
    wilson,
)
from trivsel.domain.statistics.response import bounds_of_the_whole, r_indicator
from trivsel.domain.statistics.scoring import (
    Scorable,
    ScoredItem,
    ScoredScale,
    score_answers,
    score_scale,
)
from trivsel.domain.statistics.trends import Trend, trend

__all__ = [
    "Counted",
    "Difference",
    "Interval",
    "Sample",
    "Scorable",
    "ScoreCount",
    "ScoredItem",
    "ScoredScale",
    "ShareTrend",
    "Spread",
    "Trend",
    "benjamini_hochberg",
    "bounds_of_the_whole",
    "cochran_armitage",
    "half_width",
    "holm",
    "parents_first",
    "pooled_spread",
    "r_indicator",
    "score_answers",
    "score_scale",
    "smallest_detectable_change",
    "trend",
    "welch",
    "wilson",
]
