"""E: does anybody learn that all in a group, or all but one, answered alike?"""

from typing import Final

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.attacks.rates import window
from trivsel.domain.audit.log import Figure
from trivsel.domain.audit.programs import Interval, TooLarge
from trivsel.domain.audit.sums import bounds_of
from trivsel.domain.audit.view import ByGroup, Rest, View, rests

END: Final = 0.105  # of the scale: a mean that rounds to 90 or more, 10 or less, is at an end
_NOISE: Final = 1e-6
_MOST_NUMBERS: Final = 200


def attack(view: View, tried: Tried) -> None:
    """Look for means at the ends of the scale and for distributions with all in one band."""
    for scale, figures in view.means.items():
        for number, figure in figures.items():
            tried.asked += 1
            _told(view, tried, scale, number, figure)
        if view.by_scale[scale].exact or any(f.persons for f in figures.values()):
            _left(view, tried, scale, figures)
    for scale, figures in view.spreads.items():
        for found, of, text in alike(view, tried, scale, figures, others=1):
            tried.found(
                of,
                f"{text} tells that all, or all but one, of {found} are in the same band.",
                scale,
            )


def _told(view: View, tried: Tried, scale: str, number: int, figure: Figure) -> None:
    rules = view.log.rules
    room = END * (rules.high - rules.low)
    if figure.high - figure.low >= room - _NOISE - 0.5:
        return  # a band
    if figure.low > rules.high - room - _NOISE or figure.high < rules.low + room + _NOISE:
        tried.found(
            view.shape.keys([number]),
            f"The mean of {view.shape.name(number)} in '{scale}' is told to the point at an end"
            " of the scale: nearly everybody in it answered the same.",
            scale,
        )


def _left(view: View, tried: Tried, scale: str, figures: ByGroup) -> None:
    """Bound the mean of what is left of each group, and hold it against the bands alone."""
    rules = view.log.rules
    room = END * (rules.high - rules.low)
    try:
        bounds = bounds_of(view, scale, figures)
        bands = bounds_of(view, scale, figures, bands_only=True)
        for class_, (persons, most) in enumerate(bounds.sizes):
            by_itself = len(bounds.around[class_]) < 2  # noqa: PLR2004 - it and one inside
            if by_itself or persons != most or persons < view.log.rules.minimum:
                continue
            tried.asked += 1
            known, said = (b.of_class(class_, persons) for b in (bounds, bands))
            if known is None or said is None:
                continue
            if _narrower(known, said, persons, rules.low + room, rules.high - room):
                names = view.shape.names(bounds.classes[class_])
                tried.found(
                    view.shape.keys(bounds.around[class_]),
                    f"What is left of {view.shape.names(bounds.around[class_][:1])} without"
                    f" {view.shape.names(bounds.around[class_][1:])}, {persons} persons of"
                    f" {names}, has a mean between {known[0] / persons:.1f} and"
                    f" {known[1] / persons:.1f} in '{scale}': at an end of the scale.",
                    scale,
                )
    except TooLarge:
        tried.found(
            view.shape.keys(figures),
            f"The means of '{scale}' could not be examined: there are too many groups. What"
            " cannot be examined may not be published.",
            scale,
        )


def _narrower(known: Interval, said: Interval, persons: int, low: float, high: float) -> bool:
    """Do the means tell more of an end than bands do?"""
    slack = _NOISE * persons
    return (
        known[0] > max(high * persons, said[0]) + slack
        or known[1] < min(low * persons, said[1]) - slack
    )


def alike(
    view: View, tried: Tried, scale: str, figures: ByGroup, *, others: int
) -> list[tuple[str, tuple[str, ...], str]]:
    """Find told groups, and what is left of them, with at most so many outside one band.

    Returns:
        Of each: who they are, the keys of the figures combined, and those figures in words.
    """
    shape, found = view.shape, []
    for number, figure in figures.items():
        tried.asked += 1
        few, many = _persons(view, scale, number, figure)
        if many - few > _MOST_NUMBERS or not many:
            continue
        # From the most persons down: of many, more can stand outside, so most end at once.
        numbers = range(many, max(few, 1) - 1, -1)
        if numbers and all(_outside(_windows(figure, n), n) <= others for n in numbers):
            what = f"The distribution of {shape.name(number)} in '{scale}'"
            found.append((shape.name(number), shape.keys([number]), what))
    if not shape.is_tree:
        return found
    for rest in rests(shape, figures):
        if rest.without and (left := _rest(view, scale, figures, rest)) is not None:
            tried.asked += 1
            if left <= others:
                of = [rest.whole, *rest.without]
                what = (
                    f"The distribution of {shape.name(rest.whole)} minus"
                    f" {shape.names(rest.without)} in '{scale}'"
                )
                found.append((shape.names(rest.open), shape.keys(of), what))
    return found


def _persons(view: View, scale: str, number: int, figure: Figure) -> tuple[int, int]:
    known = view.by_scale[scale]
    if known.exact:
        return known.ranges[number]
    least = view.log.rules.distribution_minimum
    return figure.persons or (least, known.ranges[number][1])


def _windows(figure: Figure, persons: int) -> list[tuple[int, int]]:
    return [window(share, figure.step, persons) for share in figure.shares]


def _outside(windows: list[tuple[int, int]], persons: int) -> int:
    """Give the most persons that can stand outside the fullest band; -1 if none can be so."""
    if any(low > high for low, high in windows) or sum(low for low, _ in windows) > persons:
        return -1
    return min(
        min(persons - low, sum(high for n, (_, high) in enumerate(windows) if n != band))
        for band, (low, _) in enumerate(windows)
    )


def _rest(view: View, scale: str, figures: ByGroup, rest: Rest) -> int | None:
    """Give the most of a rest that can stand outside its fullest band, if it is known."""
    of = [rest.whole, *rest.without]
    sizes = [_persons(view, scale, number, figures[number]) for number in of]
    if any(few != many for few, many in sizes):
        return None
    whole, *parts = [
        _windows(figures[number], n) for number, (n, _) in zip(of, sizes, strict=True)
    ]
    persons = sizes[0][0] - sum(n for n, _ in sizes[1:])
    if persons <= 0:
        return None
    left = [
        (
            max(0, low - sum(part[band][1] for part in parts)),
            min(persons, high - sum(part[band][0] for part in parts)),
        )
        for band, (low, high) in enumerate(whole)
    ]
    return _outside(left, persons)
