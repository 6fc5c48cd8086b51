"""The tree of units, checked once, with what a plan asks of it."""

from collections.abc import Iterator, Sequence

from trivsel.domain.cells.values import UnitStaff


class Units:
    """Units by code, siblings in the order of their codes.

    Raises:
        ValueError: A code twice, a parent that is missing, negative staff, a circle, or not
            exactly one unit at the top.
    """

    def __init__(self, units: Sequence[UnitStaff]) -> None:
        self.by_code = {unit.code: unit for unit in units}
        if len(self.by_code) != len(units):
            raise ValueError("a unit code stands twice")
        self.children: dict[str | None, list[str]] = {code: [] for code in self.by_code}
        self.children[None] = []
        for code in sorted(self.by_code):
            unit = self.by_code[code]
            if unit.parent not in self.children:
                raise ValueError(f"unit {code!r} has an unknown parent {unit.parent!r}")
            if unit.staff < 0:
                raise ValueError(f"unit {code!r} has {unit.staff} staff")
            self.children[unit.parent].append(code)
        if len(self.children[None]) != 1:
            raise ValueError(f"{len(self.children[None])} units at the top, not one")
        self.top = self.children[None][0]
        self.depth: dict[str, int] = {}
        self.order = list(self._walk())
        if len(self.order) != len(units):
            raise ValueError("the units form a circle")
        self.place = {code: number for number, code in enumerate(self.order)}

    def staff(self, code: str) -> int:
        return self.by_code[code].staff

    def parent(self, code: str) -> str | None:
        return self.by_code[code].parent

    def is_leaf(self, code: str) -> bool:
        return not self.children[code]

    def siblings(self, code: str) -> list[str]:
        return [other for other in self.children[self.parent(code)] if other != code]

    def lies_under(self, code: str, above: str) -> bool:
        """Is `above` the unit itself or one of those above it?"""
        return self.common([code, above]) == above

    def common(self, codes: Sequence[str]) -> str:
        """Give the lowest unit that all of these lie under or are."""
        found, *others = codes
        for other in others:
            one, two = found, other
            while one != two:
                deeper = max(one, two, key=lambda code: self.depth[code])
                above = self.parent(deeper)
                if above is None:
                    break
                one, two = (above, two) if deeper == one else (one, above)
            found = one
        return found

    def _walk(self) -> Iterator[str]:
        todo = [(self.top, 0)]
        while todo:
            code, depth = todo.pop()
            self.depth[code] = depth
            yield code
            todo += [(child, depth + 1) for child in reversed(self.children[code])]
