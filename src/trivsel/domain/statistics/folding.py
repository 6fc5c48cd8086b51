"""One scale as tables: a person's bytes, looked up, are the person's score.

Two persons with as many points from as many items have the same score, whatever they answered.
There are few such states, so the score of everybody is found by a look-up or two, and what is
counted afterwards is persons, in whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy import float64, int64, uint8
from numpy.typing import NDArray

_CODES: Final = 1 << 14  # the most rows of a table; small enough to stay near the processor
_DECIMALS: Final = 9  # points are the same when so many decimals are
_ITEMS: Final = 1 << 10  # more than a scale can have

type _States = tuple[NDArray[float64], NDArray[int64]]  # points and items, each state


@dataclass(frozen=True, slots=True)
class Step:
    """Some items that are looked up together.

    Attributes:
        items: Their places in the questionnaire.
        widths: How many bytes each may be: its options, and none.
        states: By the bytes, read as one number: what they come to.
        joint: By what the items before came to, and these: what all come to.
    """

    items: Sequence[int]
    widths: Sequence[int]
    states: NDArray[np.int32]
    joint: NDArray[np.int32]

    def look_up(self, columns: NDArray[uint8]) -> NDArray[np.int32]:
        """Give what each person's bytes come to."""
        code = np.zeros(columns.shape[1], dtype=np.uint16)
        for item, width in zip(self.items, self.widths, strict=True):
            code *= np.uint16(width)
            code += columns[item]
        return self.states.take(code)


class Fold:
    """One scale, as tables.

    Attributes:
        scores: Each score that is possible, ascending. 0-100.
    """

    def __init__(self, items: Sequence[int], points: Sequence[Sequence[float]], needed: int):
        """Work the tables out.

        Args:
            items: The places of the scale's items in the questionnaire.
            points: What each option of each of them is worth.
            needed: The least number of answered items.
        """
        widths = [len(worth) + 1 for worth in points]
        known: _States = (np.zeros(1), np.zeros(1, dtype=int64))
        self._steps: list[Step] = []
        for start, end in pairwise(_parts(widths)):
            states, part = _distinct(_each(points[start:end]))
            both, known = _distinct(_together(known, part))
            joint = both.reshape(-1, len(part[0]))
            self._steps.append(Step(items[start:end], widths[start:end], states, joint))
        total, count = known
        has = (count >= needed) & (count > 0)
        score = np.round(total / np.maximum(count, 1), _DECIMALS)
        self.scores = np.unique(score[has])
        numbers = np.where(has, np.searchsorted(self.scores, score) + 1, 0).astype(np.int32)
        self._steps[-1] = replace(self._steps[-1], joint=numbers[self._steps[-1].joint])
        first = self._steps[0]  # nothing stands before it: its own look-up is enough
        self._steps[0] = replace(first, states=first.joint[0][first.states])

    def classes(self, columns: NDArray[uint8]) -> NDArray[np.int32]:
        """Give everybody's score as its number in `scores`, from 1; 0 is none.

        Args:
            columns: Items x persons, each byte one that its item may be.
        """
        known = self._steps[0].look_up(columns)
        for step in self._steps[1:]:
            known = step.joint[known, step.look_up(columns)]
        return known


def _parts(widths: Sequence[int]) -> list[int]:
    """Cut a scale where a table would grow too long; an item by itself always fits."""
    cuts, codes = [0], 1
    for place, width in enumerate(widths):
        if codes * width > _CODES:
            cuts.append(place)
            codes = 1
        codes *= width
    return [*cuts, len(widths)]


def _each(points: Sequence[Sequence[float]]) -> _States:
    """Give the points and the answered items of every way to answer some items."""
    known: _States = (np.zeros(1), np.zeros(1, dtype=int64))
    for worth in points:
        answered = np.array([0, *(1 for _ in worth)])
        known = _together(known, (np.array([0.0, *worth]), answered))
    return known


def _together(one: _States, other: _States) -> _States:
    return np.add.outer(one[0], other[0]).ravel(), np.add.outer(one[1], other[1]).ravel()


def _distinct(states: _States) -> tuple[NDArray[np.int32], _States]:
    """Give each its number, and the different ones."""
    total, count = states
    told_by = np.rint(total * 10**_DECIMALS).astype(int64) * _ITEMS + count
    _, first, number = np.unique(told_by, return_index=True, return_inverse=True)
    return number.astype(np.int32), (total[first], count[first])
