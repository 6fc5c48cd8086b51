"""Groups as numbers: who is part of whom, and which leaves each is made of."""

from collections.abc import Iterable, Sequence

from trivsel.domain.audit.log import Group, Log


class Shape:
    """The groups of a log as numbers 0.., each after all groups that it is part of.

    Attributes:
        groups: The groups.
        place: Key -> number.
        parts: Of each, the numbers of its parts.
        inside: Of each, the one group it is part of, or -1. Meaningful in a tree only.
        is_tree: Is no group part of two?
        leaves: Of each, the numbers of the leaves that it is made of.
        eligible: Of each.
    """

    def __init__(self, log: Log) -> None:
        """Link the groups of a log; the reader has checked that they fit together."""
        self.groups: tuple[Group, ...] = log.groups
        self.place = {group.key: number for number, group in enumerate(self.groups)}
        self.parts = [[self.place[part] for part in group.parts] for group in self.groups]
        self.eligible = [group.eligible for group in self.groups]
        self.inside = [-1] * len(self.groups)
        self.is_tree = True
        for number, below in enumerate(self.parts):
            for part in below:
                self.is_tree = self.is_tree and self.inside[part] < 0
                self.inside[part] = number
        self.leaves: list[frozenset[int]] = [frozenset()] * len(self.groups)
        for number in range(len(self.groups) - 1, -1, -1):
            below = self.parts[number]
            self.leaves[number] = (
                frozenset().union(*(self.leaves[part] for part in below))
                if below
                else frozenset((number,))
            )

    def name(self, number: int) -> str:
        return f"'{self.groups[number].name}'"

    def names(self, numbers: Iterable[int], *, most: int = 4) -> str:
        """Put names in a row, and say how many more there are."""
        all_ = list(numbers)
        said = ", ".join(self.name(number) for number in all_[:most])
        return said if len(all_) <= most else f"{said} and {len(all_) - most} more"

    def keys(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.groups[number].key for number in numbers)

    def add_up(self, of_leaves: Sequence[int]) -> list[int]:
        """Give each group the sum over its leaves."""
        if not self.is_tree:
            return [sum(of_leaves[leaf] for leaf in leaves) for leaves in self.leaves]
        total = list(of_leaves)
        for number in range(len(total) - 1, -1, -1):
            if self.inside[number] >= 0:
                total[self.inside[number]] += total[number]
        return total
