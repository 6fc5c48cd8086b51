"""The rows of the table in reading order: nodes, and siblings shown together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trivsel.domain.disclosure.plan import Plan
from trivsel.domain.disclosure.table import Reason
from trivsel.domain.disclosure.tree import Tree


@dataclass(slots=True)
class Outline:
    """Rows as numbers 0.., each after the row it is part of.

    Attributes:
        keys: The row's key.
        parents: The row it is part of, -1 for the first: a member's is its merged row.
        units: Key of the unit above, as pages show it.
        depths: Steps from the top.
        members: Keys of those shown together.
        merged_into: Key of the merged row that tells the same answers.
        told: Is it shown?
        reasons: Why, or why not.
        eligible: How many may answer.
        answered: How many did.
    """

    keys: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    units: list[str | None] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    members: list[tuple[str, ...]] = field(default_factory=list)
    merged_into: list[str | None] = field(default_factory=list)
    told: list[bool] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    eligible: list[int] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)

    def told_above(self, row: int) -> int:
        """Give the nearest shown row that this one is part of, or -1."""
        above = self.parents[row]
        while above >= 0 and not self.told[above]:
            above = self.parents[above]
        return above

    def add_up(self, own: Sequence[float]) -> list[float]:
        """Carry what belongs to single rows up to all rows they are part of."""
        total = list(own)
        for row in range(len(total) - 1, 0, -1):
            if self.parents[row] >= 0:
                total[self.parents[row]] += total[row]
        return total


def draw(
    tree: Tree,
    answered: Sequence[int],
    plan: Plan,
    minimum: int,
    barred: Mapping[str, Reason] | None = None,
) -> Outline:
    """Put the rows in order: the tree's own, members right under the row that merges them.

    Args:
        tree: The reporting tree.
        answered: Respondents of each node.
        plan: What is shown and what merged.
        minimum: The least group, for the reasons.
        barred: Node -> why an earlier round forbids to tell of it.
    """
    drawing = _Drawing(tree, answered, plan, minimum)
    drawing.barred = barred or {}
    return drawing.outline()


class _Drawing:
    """One walk through the tree."""

    def __init__(self, tree: Tree, answered: Sequence[int], plan: Plan, minimum: int) -> None:
        self.tree = tree
        self.answered = answered
        self.plan = plan
        self.minimum = minimum
        self.barred: Mapping[str, Reason] = {}
        self.row_of: dict[int, int] = {}
        self.rows = Outline()

    def outline(self) -> Outline:
        group_of = {node: group for group in self.plan.groups for node in group}
        done: set[int] = set()
        todo = [(0, -1)]  # a node, and the merged row it stands in
        while todo:
            node, inside = todo.pop()
            if inside < 0 and node in group_of:
                if node not in done:
                    members = self._in_order(group_of[node])
                    done.update(members)
                    merged = self._add_merged(members)
                    todo += [(member, merged) for member in reversed(members)]
                continue
            self._add_node(node, inside)
            todo += [(child, -1) for child in reversed(self.tree.children[node])]
        return self.rows

    def _in_order(self, group: Sequence[int]) -> list[int]:
        wanted = set(group)
        siblings = self.tree.children[self.tree.parents[group[0]]]
        return [node for node in siblings if node in wanted]

    def _add_merged(self, members: Sequence[int]) -> int:
        rows, tree = self.rows, self.tree
        above = self.row_of[tree.parents[members[0]]]
        keys = tuple(tree.keys[node] for node in members)
        rows.keys.append("m:" + "+".join(keys))
        rows.parents.append(above)
        rows.units.append(rows.keys[above])
        rows.depths.append(rows.depths[above] + 1)
        rows.members.append(keys)
        rows.merged_into.append(None)
        rows.told.append(True)
        rows.reasons.append(Reason.SHOWN)
        rows.eligible.append(sum(tree.eligible[node] for node in members))
        rows.answered.append(sum(self.answered[node] for node in members))
        return len(rows.keys) - 1

    def _add_node(self, node: int, inside: int) -> None:
        rows, tree = self.rows, self.tree
        unit = tree.parents[node]
        above = inside if inside >= 0 else self.row_of.get(unit, -1)
        shown = node in self.plan.shown
        merged_into = None if shown else self._merged_into(node, inside, above)
        self.row_of[node] = len(rows.keys)
        rows.keys.append(tree.keys[node])
        rows.parents.append(above)
        rows.units.append(tree.keys[unit] if unit >= 0 else None)
        rows.depths.append(rows.depths[above] + 1 if above >= 0 else 0)
        rows.members.append(())
        rows.merged_into.append(merged_into)
        rows.told.append(shown)
        rows.reasons.append(
            Reason.SHOWN if shown else self._why_not(node, merged=merged_into is not None)
        )
        rows.eligible.append(tree.eligible[node])
        rows.answered.append(self.answered[node])

    def _merged_into(self, node: int, inside: int, above: int) -> str | None:
        if inside >= 0:
            return self.rows.keys[inside]
        if above >= 0 and self.rows.answered[above] == self.answered[node]:
            return self.rows.merged_into[above]  # all there is of a merged unit
        return None

    def _why_not(self, node: int, *, merged: bool) -> Reason:
        if not self.answered[0]:
            return Reason.NO_ANSWERS
        if merged:
            return Reason.MERGED
        if self.answered[node] < self.minimum:
            return Reason.TOO_FEW
        return self.barred.get(self.tree.keys[node], Reason.PROTECTS_OTHERS)
