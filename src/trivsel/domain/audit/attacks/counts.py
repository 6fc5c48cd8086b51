"""C: does anybody learn that all in a group answered, that none did, or how few did?"""

from typing import Final

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.log import Kind, Range, Said
from trivsel.domain.audit.persons import Persons, persons_told
from trivsel.domain.audit.view import View, rests

_LEAST_EXAMINED: Final = 4  # of fewer persons every number lies at an end


def attack(view: View, tried: Tried) -> None:
    """Give each group, and what is left of it, the least and the most that fits all counts."""
    if not view.persons.fits:
        tried.found((), "The counts contradict each other: no numbers fit them all.")
        return
    public = _public(view)
    _groups(view, tried, public)
    if view.shape.is_tree:
        _rests(view, tried, public)


def _public(view: View) -> Persons | None:
    """Say what a number told elsewhere gives away by itself: no release can take it back."""
    if all(group.answered is None for group in view.shape.groups):
        return None
    found = persons_told(view.log, view.shape, counts=False)
    return found if found.fits else None


def _groups(view: View, tried: Tried, public: Persons | None) -> None:
    shape, told = view.shape, view.one[Kind.COUNT]
    for number, range_ in enumerate(view.persons.ranges):
        if shape.eligible[number] < _LEAST_EXAMINED:
            continue
        tried.asked += 1
        if shape.groups[number].said is Said.NONE:
            continue
        if public is not None and public.ranges[number] == range_:
            tried.left_open += public.ranges[number][0] == public.ranges[number][1]
            continue
        if what := learned(view, range_, shape.eligible[number], hidden=number not in told):
            near = [number] if number in told else _around(view, number)
            tried.found(shape.keys(near), f"The counts tell of {shape.name(number)} {what}.")


def _rests(view: View, tried: Tried, public: Persons | None) -> None:
    shape, told = view.shape, view.one[Kind.COUNT]
    for rest in rests(shape, told):
        if not rest.without:
            continue
        eligible = shape.eligible[rest.whole] - sum(shape.eligible[n] for n in rest.without)
        if eligible < _LEAST_EXAMINED or len(rest.open) < 2:  # noqa: PLR2004 - one stands above
            continue
        tried.asked += 1
        range_ = view.persons.of_rest(rest.whole, rest.without, rest.open)
        if public and public.of_rest(rest.whole, rest.without, rest.open) == range_:
            continue
        if what := learned(view, range_, eligible, hidden=True):
            tried.found(
                shape.keys([rest.whole, *rest.without]),
                f"The count of {shape.name(rest.whole)} minus {shape.names(rest.without)} tells"
                f" of {shape.names(rest.open)}, together, {what}.",
            )


def learned(view: View, range_: Range, eligible: int, *, hidden: bool = False) -> str:
    """Say what a range tells that it must not; empty if nothing."""
    few, many = range_
    if few >= eligible:
        return f"that all {eligible} answered"
    if many <= 0:
        return f"that none of {eligible} answered"
    if hidden and few == many < view.log.rules.minimum:
        return f"that exactly {many} of {eligible} answered"
    return ""


def _around(view: View, number: int) -> list[int]:
    """Give the told groups that it is part of, the nearest first, or itself."""
    told = view.one[Kind.COUNT]
    mine = view.shape.leaves[number]
    around = [n for n in told if mine <= view.shape.leaves[n]]
    return sorted(around, key=lambda n: len(view.shape.leaves[n]))[:1] or [number]
