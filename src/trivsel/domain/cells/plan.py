"""From a tree of units to cells, each large enough to be told of."""

from collections.abc import Mapping, Sequence

from trivsel.domain.cells.choices import UP, WITH, options_for, sort_choices
from trivsel.domain.cells.units import Units
from trivsel.domain.cells.values import (
    CellPlan,
    CellReason,
    PlannedCell,
    PlanProblem,
    SmallUnit,
    UnitStaff,
)

type Group = list[str]  # units whose own staff is counted together


def plan_cells(
    units: Sequence[UnitStaff],
    *,
    smallest: int = 8,
    choices: Mapping[str, str] | None = None,
) -> CellPlan:
    """Count everybody in exactly one cell of at least `smallest`.

    By the rule, from the leaves up: a leaf unit that is large enough is a cell. A smaller one
    goes with the smallest sibling (leaf, or leaves already together) with which it is enough;
    if there is none, with its parent's own staff. Own staff of an inner unit is a cell
    if there are enough; if not, it goes up and gathers there with others gone up, until there
    are enough. What is left at the top goes with the smallest of the cells
    nearest the top.

    Uses who may answer, never who did: the cells are fixed before a round opens.

    Args:
        units: The tree, in any order; units without staff are in no cell.
        smallest: The least number of persons in a cell.
        choices: For units too small, by code: 'up', or 'with:<unit code>' to be counted where
            that unit's own staff is: a sibling, or any unit under one or under itself. What
            cannot be followed is reported in the plan, and the rule decides.

    Returns:
        The plan; the same whatever order units come in.

    Raises:
        ValueError: The units are no tree.

    Source:
        docs/method/cells.md.

    >>> firm = [UnitStaff("P", None, "Production", 3), UnitStaff("VK", "P", "Workshop", 28),
    ...         UnitStaff("VH", "P", "Maintenance", 5), UnitStaff("ST", "P", "Foundry", 31)]
    >>> [(cell.units, cell.eligible) for cell in plan_cells(firm).cells]
    [(('P', 'VH', 'VK'), 36), (('ST',), 31)]
    """
    if sum(unit.staff for unit in units) < smallest:
        return CellPlan((), (), (), PlanProblem.TOO_FEW)
    tree = Units(units)
    held, refused = sort_choices(tree, choices or {}, smallest)
    groups = _Gathering(tree, held, smallest).cells()
    cells = [
        PlannedCell(
            code=f"c{number}",
            anchor=tree.common(group),
            units=tuple(group),
            eligible=sum(map(tree.staff, group)),
            reason=_reason(tree, group),
        )
        for number, group in enumerate(groups, 1)
    ]
    cell_of = {code: cell.code for cell in cells for code in cell.units}
    small = tuple(
        SmallUnit(
            code, tree.staff(code), options_for(tree, code), held.get(code), cell_of[code]
        )
        for code in tree.order
        if 0 < tree.staff(code) < smallest
    )
    return CellPlan(tuple(cells), small, refused, None)


def _reason(tree: Units, group: Group) -> CellReason:
    if len(group) == 1:
        return CellReason.UNIT if tree.is_leaf(group[0]) else CellReason.OWN_STAFF
    if all(tree.is_leaf(code) for code in group):
        return CellReason.TOGETHER
    return CellReason.MANAGEMENT


class _Gathering:
    """One pass from the leaves up."""

    def __init__(self, tree: Units, choices: Mapping[str, str], smallest: int) -> None:
        self.tree = tree
        self.choices = choices
        self.smallest = smallest
        self.done: list[Group] = []
        self.siblings: dict[str, list[Group]] = {}  # by the unit their leaves stand under
        self.gone_up: dict[str, Group] = {}  # by the unit where they wait

    def cells(self) -> list[Group]:
        """Give the groups, each in the order of the tree, ordered by their first unit."""
        for group in self._chosen_together():
            self._place(group)
        for code in reversed(self.tree.order):
            self._join_siblings(code)
            self._go_up(code)
        place = self.tree.place
        groups = [sorted(group, key=place.__getitem__) for group in self.done]
        return sorted(groups, key=lambda group: place[group[0]])

    def _chosen_together(self) -> list[Group]:
        """Join units as chosen; a unit nobody chose for is a group by itself."""
        group_of = {code: [code] for code in self.tree.order if self.tree.staff(code)}
        for code, choice in self.choices.items():
            if choice == UP:
                continue
            mine, theirs = group_of[code], group_of[choice.removeprefix(WITH)]
            if mine is not theirs:
                theirs += mine
                group_of |= dict.fromkeys(mine, theirs)
        return list({id(group): group for group in group_of.values()}.values())

    def _place(self, group: Group) -> None:
        """Put a group among sibling leaves, among those who wait, or among the done."""
        tree = self.tree
        parents = {tree.parent(code) for code in group}
        [above, *others] = parents
        leaves = all(tree.is_leaf(code) for code in group)
        goes_up = any(self.choices.get(code) == UP for code in group)
        if leaves and not others and above is not None and not goes_up:
            self.siblings.setdefault(above, []).append(group)
        elif self._size(group) >= self.smallest:
            self.done.append(group)
        else:
            where = tree.common(group)
            if tree.is_leaf(where):
                where = tree.parent(where) or where
            self.gone_up.setdefault(where, []).extend(group)

    def _join_siblings(self, unit: str) -> None:
        """Join small leaves under one unit, the smallest first."""
        groups = self.siblings.pop(unit, [])
        groups.sort(key=self._rank)
        while groups and self._size(groups[0]) < self.smallest:
            small = groups.pop(0)
            missing = self.smallest - self._size(small)
            other = next((group for group in groups if self._size(group) >= missing), None)
            if other is None:
                self.gone_up.setdefault(unit, []).extend(small)
            else:
                other += small
                groups.sort(key=self._rank)
        self.done += groups

    def _go_up(self, unit: str) -> None:
        """Make a cell of those who wait at a unit, or send them further up."""
        waiting = self.gone_up.pop(unit, [])
        above = self.tree.parent(unit)
        if self._size(waiting) >= self.smallest:
            self.done.append(waiting)
        elif above is not None and waiting:
            self.gone_up.setdefault(above, []).extend(waiting)
        elif waiting:
            nearest = min(
                self.done, key=lambda group: (self._height(group), *self._rank(group))
            )
            nearest += waiting

    def _height(self, group: Group) -> int:
        return self.tree.depth[self.tree.common(group)]

    def _rank(self, group: Group) -> tuple[int, str]:
        return self._size(group), min(group)

    def _size(self, group: Group) -> int:
        return sum(map(self.tree.staff, group))
