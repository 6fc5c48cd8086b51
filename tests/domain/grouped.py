"""Firms whose people also chose a job group in the form."""

from dataclasses import dataclass
from random import Random

import numpy as np
from hypothesis import strategies as st

from domain.trees import Firm, firm
from trivsel.domain.disclosure import Groups, protect

NAMES = ("g:nurse", "g:porter", "g:cook", "g:clerk")


@dataclass(frozen=True)
class GroupedFirm:
    """A firm, and the place of the group that each of its people chose; 0 for none."""

    firm: Firm
    keys: tuple[str, ...]
    chosen: dict[str, list[int]]

    def table(self, **how):
        return protect(
            self.firm.nodes,
            self.firm.scores,
            scales=self.firm.scales,
            groups=Groups.of_persons(
                self.keys, self.chosen, self.firm.scores, self.firm.scales
            ),
            **how,
        )

    def groups_of(self, key: str) -> frozenset[int]:
        names = key[2:].split("+") if key.startswith("m:") else [key]
        return frozenset(self.keys.index(name) + 1 for name in names)

    def people(self, atoms, scale: str | None = None) -> np.ndarray:
        """Scores of some atoms, (cell, group) each; those without one are left out."""
        column = 0 if scale is None else self.firm.scales.index(scale)
        found = [
            row[column]
            for cell, rows in self.firm.scores.items()
            for row, group in zip(rows, self.chosen[cell], strict=True)
            if (cell, group) in atoms
        ]
        values = np.array(found, dtype=float)
        return values if scale is None else values[~np.isnan(values)]

    @property
    def atoms(self) -> list[tuple[str, int]]:
        return sorted({(cell, g) for cell, chosen in self.chosen.items() for g in chosen})

    def in_tree(self, key: str) -> frozenset[tuple[str, int]]:
        cells = self.firm.cells_of(key)
        return frozenset(atom for atom in self.atoms if atom[0] in cells)

    def in_group(self, key: str) -> frozenset[tuple[str, int]]:
        groups = self.groups_of(key)
        return frozenset(atom for atom in self.atoms if atom[1] in groups)

    def known(self) -> dict[str, dict[str, dict[str, int]]]:
        """How many answered where and in which group, as whoever counted them knows."""
        scales = {"": None} | {scale: scale for scale in self.firm.scales}
        return {
            cell: {
                self.keys[group - 1] if group else "": {
                    name: len(self.people({(cell, group)}, scale))
                    for name, scale in scales.items()
                }
                for group in sorted(set(chosen))
            }
            for cell, chosen in self.chosen.items()
        }


def grouped(seed: int, **how) -> GroupedFirm:
    """Give people groups: some spread evenly, some all in one team, some hardly anybody."""
    rng = Random(seed)
    made = firm(rng, **how)
    keys = NAMES[: rng.randint(2, len(NAMES))]
    weights = [rng.choice([0.2, 1, 4]) for _ in range(len(keys) + 1)]
    weights[0] = rng.choice([0, 0, 0.3])
    chosen = {}
    for cell, rows in made.scores.items():
        own = weights if rng.random() < 0.6 else [0.0, *rng.choices([0.05, 1, 8], k=len(keys))]
        chosen[cell] = rng.choices(range(len(keys) + 1), weights=own, k=len(rows))
    return GroupedFirm(made, keys, chosen)


def grouped_firms(**how) -> st.SearchStrategy[GroupedFirm]:
    return st.integers(0, 2**32).map(lambda seed: grouped(seed, **how))
