"""H: is each comment in one list alone, among enough who answered and enough who wrote?"""

from collections.abc import Iterable

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.log import Figure, Kind, Range
from trivsel.domain.audit.shape import Shape
from trivsel.domain.audit.view import View

type Leaves = frozenset[int]


def attack(view: View, tried: Tried) -> None:
    """Look at each list of comments by itself, then at those to the same question together."""
    lists = [figure for figure in view.log.figures if figure.kind is Kind.COMMENTS]
    leaves = [_leaves(view.shape, figure) for figure in lists]
    for figure, inside in zip(lists, leaves, strict=True):
        tried.asked += 1
        _by_itself(view, tried, figure, inside)
    for at, figure in enumerate(lists):
        for other, inside in zip(lists[:at], leaves, strict=False):
            if other.question == figure.question and inside & leaves[at]:
                tried.asked += 1
                tried.found(
                    (other.of, figure.of),
                    f"Comments of {view.shape.names(sorted(inside & leaves[at]))} stand in two"
                    f" lists to '{figure.question}': one list minus the other tells them.",
                )


def _by_itself(view: View, tried: Tried, figure: Figure, inside: Leaves) -> None:
    shape, rules = view.shape, view.log.rules
    place = shape.place[figure.of]
    about = f"The comments at {shape.name(place)} to '{figure.question}'"
    if not inside or not inside <= shape.leaves[place]:
        tried.found((figure.of,), f"{about} are of others than those who are in it.")
        return
    if figure.low < rules.comments_written:
        tried.found(
            (figure.of,), f"{about} are {int(figure.low)}, fewer than {rules.comments_written}."
        )
    least, _most = _persons(view, place, inside)
    if least < rules.comments_respondents:
        tried.found(
            (figure.of,),
            f"{about} are of a group in which no more than {least} may have answered, fewer"
            f" than {rules.comments_respondents}.",
        )


def _leaves(shape: Shape, figure: Figure) -> Leaves:
    found: Leaves = frozenset()
    return found.union(*(shape.leaves[shape.place[group]] for group in figure.groups))


def _persons(view: View, place: int, inside: Leaves) -> Range:
    """Give the range of those who answered among the leaves: added up, and as what is left."""
    low, high = _added(view, inside)
    out_low, out_high = _added(view, view.shape.leaves[place] - inside)
    whole_low, whole_high = view.persons.ranges[place]
    return max(low, whole_low - out_high), min(high, whole_high - out_low)


def _added(view: View, leaves: Iterable[int]) -> Range:
    """Add up the largest groups that the leaves are made of."""
    left, low, high = set(leaves), 0, 0
    for number, inside in enumerate(view.shape.leaves):
        if left and inside and inside <= left:
            low += view.persons.ranges[number][0]
            high += view.persons.ranges[number][1]
            left -= inside
    return low, high
