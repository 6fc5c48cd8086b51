"""D: is the mean of fewer than the minimum pinned down by bounds, bands and rounding?"""

from collections.abc import Iterator
from typing import Final

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.programs import TooLarge
from trivsel.domain.audit.sums import Bounds, bounds_of
from trivsel.domain.audit.view import View

WIDTH: Final = 0.1  # of the scale: as wide as a band
_NOISE: Final = 1e-6


def attack(view: View, tried: Tried) -> None:
    """Give the mean of every group of a few the interval that all figures leave it.

    Rounding and bands leave sums an interval, the ends of the scale another; what fits both
    is what is known. No group of fewer than the minimum may be known to within a tenth of the
    scale.
    """
    for scale, figures in view.means.items():
        try:
            bounds = bounds_of(view, scale, figures)
            for class_ in few_classes(view, bounds):
                tried.asked += 1
                _judge(view, tried, scale, bounds, class_)
        except TooLarge:
            tried.found(
                view.shape.keys(figures),
                f"The means of '{scale}' could not be examined: there are too many groups. What"
                " cannot be examined may not be published.",
                scale,
            )


def few_classes(view: View, bounds: Bounds) -> Iterator[int]:
    """Give every class of people that is fewer than the minimum, and somebody.

    In a tree whose numbers are known also the larger ones: a few of them are asked about.
    """
    for class_, (few, many) in enumerate(bounds.sizes):
        if few >= 1 and (many < view.log.rules.minimum or bounds.sums):
            yield class_


def _judge(view: View, tried: Tried, scale: str, bounds: Bounds, class_: int) -> None:
    rules, shape = view.log.rules, view.shape
    few, many = bounds.sizes[class_]
    low, high = rules.high, rules.low
    for persons in range(few, many + 1):
        found = bounds.of_class(class_, persons)
        if found is not None:
            some = min(persons, rules.minimum - 1)
            others = persons - some
            low = min(low, max(rules.low, (found[0] - rules.high * others) / some))
            high = max(high, min(rules.high, (found[1] - rules.low * others) / some))
    if low <= high and high - low < WIDTH * (rules.high - rules.low) - _NOISE:
        number = str(many) if few == many else f"{few} to {many}"
        if few >= rules.minimum:
            number = f"any {rules.minimum - 1} of {number}"
        near = bounds.around[class_]
        tried.found(
            shape.keys(near),
            f"The mean of {shape.names(bounds.classes[class_])}, {number} persons, lies between"
            f" {low:.1f} and {high:.1f} in '{scale}': the figures of {shape.names(near)} leave"
            " it no more room.",
            scale,
        )
