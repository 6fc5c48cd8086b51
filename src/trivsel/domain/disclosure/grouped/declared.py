"""The groups people could choose from in the form, and how many of each cell chose which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from trivsel.domain.disclosure.tally import Tally, tally_of

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

NONE: Final = 0
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups that cut across the tree, told of for the whole organisation alone.

    Attributes:
        keys: Of the groups, 2-12, in the order offered.
        atoms: A cell's key, and the place of a group, 1.. as offered; 0 for none. Each once.
        tally: The answers counted by these atoms; its number 0 is the first of them.
    """

    keys: tuple[str, ...]
    atoms: Sequence[tuple[str, int]]
    tally: Tally

    def __post_init__(self) -> None:
        """Check that every choice is one of those offered."""
        if not 2 <= len(self.keys) <= MOST or len(set(self.keys)) < len(self.keys):  # noqa: PLR2004
            raise ValueError(f"there must be 2 to {MOST} groups, each once")
        if len(self.atoms) != len(self.tally.keys):
            raise ValueError("there must be one count for each cell and group")
        for cell, place in self.atoms:
            if not 0 <= place <= len(self.keys):
                raise ValueError(
                    f"in {cell!r} somebody chose group {place} of {len(self.keys)}"
                )

    @classmethod
    def of_persons(
        cls,
        keys: tuple[str, ...],
        chosen: Mapping[str, Sequence[int]],
        scores: "Mapping[str, NDArray[float64]]",
        scales: Sequence[str],
    ) -> Self:
        """Count persons of whom each has a row of scores.

        Args:
            keys: Of the groups.
            chosen: Cell key -> for each of its persons, in the order of their scores, the place
                of the group chosen, 1.. as offered; 0 for none.
            scores: Cell key -> persons x scales, nan where a person has no score.
            scales: Keys of the scales.

        Raises:
            ValueError: Somebody chose a group there is not, or the choices do not fit the
                persons.

        >>> import numpy as np
        >>> Groups.of_persons(("g:nurse", "g:porter"), {"c:A": [1, 3]},
        ...                   {"c:A": np.zeros((2, 1))}, ["support"])
        Traceback (most recent call last):
        ValueError: in 'c:A' somebody chose group 3 of 2
        """
        atoms: list[tuple[str, int]] = []
        rows: dict[str, NDArray[float64]] = {}
        for cell, persons in scores.items():
            places = chosen.get(cell, ())
            if len(places) != len(persons):
                raise ValueError(f"{cell!r} needs one choice of a group for each person")
            for place in sorted(set(places)):
                atoms.append((cell, place))
                rows[f"{place} {cell}"] = persons[[one == place for one in places]]
        return cls(keys, tuple(atoms), tally_of(rows, scales))

    def fit(self, tally: Tally) -> bool:
        """Whether they count the same persons as a tally by cells does."""
        persons = dict.fromkeys(tally.keys, 0)
        for (cell, _), answered in zip(self.atoms, self.tally.answered, strict=True):
            persons[cell] = persons.get(cell, 0) + answered
        return persons == dict(zip(tally.keys, tally.answered, strict=True))
