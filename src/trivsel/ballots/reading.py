"""The one way counted answers leave the box: as arrays. Only surveys/results.py asks.

Loads numpy: for the job process only. Read in parts, so that a million answers need no more
memory than some; never in the order of their keys, for no figure may depend on an order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

import numpy as np
from numpy import intp, uint8
from numpy.typing import NDArray

from trivsel.ballots.models import Answer

PART = 100_000  # answers at a time
FETCHED = 5_000  # rows the store hands over at a time


@dataclass(frozen=True, slots=True)
class Answers:
    """Some of a box's answers, side by side.

    Attributes:
        cells: The number of each one's cell among those asked for.
        chosen: Persons x items: 1.. for the option chosen, 0 for none.
    """

    cells: NDArray[intp]
    chosen: NDArray[uint8]


def read_answers(box_code: str, cells: Sequence[str], *, part: int = PART) -> Iterator[Answers]:
    """Read the counted answers of a box, some at a time. One statement; none when all are read.

    Args:
        box_code: The box.
        cells: All cells that somebody may have answered in.
        part: How many answers at a time, at most.

    Raises:
        ValueError: Somebody answered in another cell, or answers are not equally long.
    """
    number = {cell: place for place, cell in enumerate(cells)}
    rows = Answer.objects.filter(box=box_code).values_list("cell", "packed")
    for some in batched(rows.iterator(chunk_size=FETCHED), part, strict=False):
        where, packed = zip(*some, strict=True)
        if unknown := set(where) - number.keys():
            raise ValueError(f"answers in unknown cells: {sorted(unknown)}")
        if len(set(map(len, packed))) > 1:
            raise ValueError("answers of one box are not equally long")
        chosen = np.frombuffer(b"".join(packed), dtype=uint8).reshape(len(some), -1)
        places = np.fromiter(map(number.__getitem__, where), dtype=intp, count=len(some))
        yield Answers(places, chosen)
