"""G: do one or two of those who answered, who know their own answers, learn one other's?"""

from collections.abc import Sequence
from typing import Final

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.attacks.combined import light_supports
from trivsel.domain.audit.attacks.unanimity import alike
from trivsel.domain.audit.view import Family, View, families, rests

COALITION: Final = 2


def attack(view: View, tried: Tried) -> None:
    """Ask the same as B and E, for somebody who takes away the answers of two.

    They may learn what is left of any group of the minimum; never what one other answered.
    """
    least = COALITION + 2
    if view.log.rules.minimum < least:
        _sums(view, tried, least)
    for scale, figures in view.spreads.items():
        for found, of, text in alike(view, tried, scale, figures, others=COALITION):
            tried.found(
                of,
                f"{text}: all but two of {found} are in the same band. The two, if they tell"
                " each other, know what each of the others answered.",
                scale,
            )


def _sums(view: View, tried: Tried, least: int) -> None:
    """Look for combinations of enough persons of which two know all but one answer."""
    shape = view.shape
    for family in families(view):
        if not family.scale:
            continue
        if not shape.is_tree:
            for support, leaves in light_supports(view, tried, family, least):
                if support.weight >= view.log.rules.minimum:
                    _tell(view, tried, family, leaves, support.weight)
            continue
        for rest in rests(shape, family.figures):
            tried.asked += 1
            persons = view.by_scale[family.scale]
            few, many = persons.of_rest(rest.whole, rest.without, rest.open)
            if few and view.log.rules.minimum <= many < least:
                _tell(view, tried, family, rest.open or (rest.whole,), many)


def _tell(view: View, tried: Tried, family: Family, of: Sequence[int], persons: int) -> None:
    tried.found(
        view.shape.keys(of),
        f"The {family.what} of {persons} of {view.shape.names(of)} can be worked out in"
        f" '{family.scale}': two of them, if they tell each other, know what the third one"
        " answered.",
        family.scale,
    )
