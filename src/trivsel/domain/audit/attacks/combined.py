"""B: does any sum or difference of figures rest on too few?

In a tree every combination is a sum of what is left of told groups. Two families that do not
cross within themselves are a graph, and combinations rest on its cuts. For more the null space
is asked.
"""

from collections.abc import Sequence

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.cuts import Support, light_cuts, two_families
from trivsel.domain.audit.log import Range
from trivsel.domain.audit.programs import TooLarge, classes_of
from trivsel.domain.audit.spaces import light_combinations
from trivsel.domain.audit.view import Family, Rest, View, families, may_be_nobody, rests


def attack(view: View, tried: Tried) -> None:
    """Ask of means and distributions, theme by theme: what rests on how many?"""
    for family in families(view):
        if view.shape.is_tree:
            for rest in rests(view.shape, family.figures):
                tried.asked += 1
                _judge(view, tried, family, rest)
        else:
            for support, few in light_supports(view, tried, family, family.minimum):
                _tell(view, tried, family, support, few)


def _judge(view: View, tried: Tried, family: Family, rest: Rest) -> None:
    if not rest.without:
        return  # a figure by itself: attack A
    persons = view.by_scale[family.scale]
    few, many = persons.of_rest(rest.whole, rest.without, rest.open)
    if many >= family.minimum:
        tried.left_open += 0 < few < family.minimum
        return
    # Nobody, as far as a reader can see; or, where it is enough for a mean, a whole group that
    # has left the theme out. Somebody who knows the numbers is in no doubt.
    in_doubt = not few or (not persons.exact and few >= view.log.rules.minimum)
    if not many or (in_doubt and may_be_nobody(view, rest)):
        return
    shape = view.shape
    number = str(many) if few == many else f"{max(few, 1)} to {many}"
    left = f", that is of {shape.names(rest.open)}" if rest.open else ""
    tried.found(
        shape.keys([rest.whole, *rest.without]),
        f"{shape.name(rest.whole)} minus {shape.names(rest.without)} tells the {family.what} of"
        f" {number}{left}{_in(family)}.",
        family.scale,
    )


def light_supports(
    view: View, tried: Tried, family: Family, minimum: int
) -> list[tuple[Support, list[int]]]:
    """Ask crossing groups, once per class of leaves that nobody can tell apart.

    Returns:
        What rests on fewer than `minimum`, each with the leaves it rests on.
    """
    shape, persons = view.shape, view.by_scale[family.scale]
    told = list(family.figures)
    of, classes = classes_of([shape.leaves[number] for number in told])
    sizes = [_size(view, family.scale, leaves) for leaves in classes]
    groups = [frozenset(of[leaf] for leaf in shape.leaves[number]) for number in told]
    pair = two_families(groups)
    tried.asked += len(classes)

    def ask(weights: Sequence[int]) -> list[Support]:
        if pair is not None:
            return light_cuts(groups, pair, weights, minimum)
        return light_combinations(groups, weights, minimum)

    try:
        found = ask([many for _, many in sizes])
        if not persons.exact and not found:
            tried.left_open += len(ask([few for few, _ in sizes]))
    except TooLarge:
        tried.found(
            shape.keys(told),
            f"The {len(told)} crossing figures of '{family.scale}' could not be examined: there"
            " are too many combinations to try. What cannot be examined may not be published.",
            family.scale,
        )
        return []
    return [
        (support, sorted(leaf for c in support.classes for leaf in classes[c]))
        for support in found
    ]


def _size(view: View, scale: str, leaves: Sequence[int]) -> Range:
    """Give the range of a class: of the group that it is, if it is one, else of its leaves."""
    persons, members = view.by_scale[scale], frozenset(leaves)
    few, many = persons.of_leaves(leaves)
    for number, others in enumerate(view.shape.leaves):
        if others == members:
            low, high = persons.ranges[number]
            few, many = max(few, low), min(many, high)
    return few, many


def _tell(
    view: View, tried: Tried, family: Family, support: Support, leaves: Sequence[int]
) -> None:
    shape = view.shape
    near = [n for n in family.figures if shape.leaves[n] & set(leaves)]
    if any(shape.leaves[n] == frozenset(leaves) for n in family.figures):
        return  # a figure by itself: attack A
    tried.found(
        shape.keys(near),
        f"The figures of {shape.names(near)}, added and subtracted, tell of"
        f" {shape.names(leaves)} alone: a combination of {family.what}s of {support.weight}"
        f"{_in(family)}.",
        family.scale,
    )


def _in(family: Family) -> str:
    return f", in '{family.scale}'" if family.scale else ""
