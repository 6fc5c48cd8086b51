"""Arrays in, numbers of persons out: everybody's scores on every scale, counted by cell.

The rule is that of `scoring.score_answers`, said in tables (`folding`); a test holds the two
together. Here no person keeps a row: what is left of an answer is one more in a count.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy import float64, int64, intp, uint8
from numpy.typing import NDArray

from trivsel.domain.statistics.folding import Fold
from trivsel.domain.statistics.scoring import Scorable, ScoredItem, ScoredScale

_BLOCK: Final = 1 << 13  # persons whose bytes are turned into columns at once

type Counted = tuple[NDArray[float64], NDArray[int64]]


class ScoreCount[I: ScoredItem, S: ScoredScale]:
    """How many persons of each cell have which score.

    Attributes:
        answered: How many answered in each cell.

    >>> from types import SimpleNamespace as Some
    >>> asked = Some(items=[Some(scale="a")], scales=[Some(key="a")],
    ...              points=lambda _: (0, 50, 100), answers_needed=lambda _: 1)
    >>> count = ScoreCount(asked, 2)
    >>> count.add(np.array([0, 1, 1, 1]), np.array([[3], [1], [0], [1]], dtype=np.uint8))
    >>> [column.tolist() for column in next(count.counted())]
    [[0.0, 50.0, 100.0], [[0, 0, 1], [2, 0, 0]]]
    """

    def __init__(self, spec: Scorable[I, S], cells: int) -> None:
        points = [spec.points(item) for item in spec.items]
        self._widths = [len(worth) + 1 for worth in points]
        self._cells = cells
        self._folds = []
        for scale in spec.scales:
            own = [place for place, item in enumerate(spec.items) if item.scale == scale.key]
            worth = [points[place] for place in own]
            self._folds.append(Fold(own, worth, spec.answers_needed(scale)))
        self._counts = [
            np.zeros(cells * (len(fold.scores) + 1), dtype=int64) for fold in self._folds
        ]
        self.answered = np.zeros(cells, dtype=int64)

    def add(self, cells: NDArray[intp], chosen: NDArray[uint8]) -> None:
        """Count some persons. The order in which they come leaves no trace.

        Args:
            cells: The number of each one's cell.
            chosen: Persons x items: 1.. for the option, in the order offered; 0 for none.

        Raises:
            ValueError: A row of the wrong length, or a byte that is no option of its item.
        """
        if chosen.ndim != 2 or chosen.shape[1] != len(self._widths):  # noqa: PLR2004 - a table
            raise ValueError(f"each answer needs {len(self._widths)} bytes, one an item")
        classes = np.empty((len(self._folds), len(cells)), dtype=np.int32)
        for start in range(0, len(cells), _BLOCK):
            block = slice(start, start + _BLOCK)
            columns = np.ascontiguousarray(chosen[block].T)
            self._check(columns)
            for number, fold in enumerate(self._folds):
                classes[number, block] = fold.classes(columns)
        self.answered += np.bincount(cells, minlength=self._cells)
        for number, fold in enumerate(self._folds):
            place = cells * (len(fold.scores) + 1) + classes[number]
            self._counts[number] += np.bincount(place, minlength=len(self._counts[number]))

    def counted(self) -> Iterator[Counted]:
        """Give each scale: the scores there can be, and how many have them, cells x scores."""
        for fold, count in zip(self._folds, self._counts, strict=True):
            yield fold.scores, count.reshape(self._cells, -1)[:, 1:]

    def _check(self, columns: NDArray[uint8]) -> None:
        most = columns.max(axis=1, initial=0)
        wrong = np.nonzero(most >= self._widths)[0]
        if len(wrong):
            item = int(wrong[0])
            raise ValueError(
                f"item {item} has {self._widths[item] - 1} options; a row chooses another"
            )
