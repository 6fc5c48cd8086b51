"""What the planner may choose for a unit too small by itself, and which choices hold."""

from collections.abc import Mapping
from typing import Final

from trivsel.domain.cells.units import Units
from trivsel.domain.cells.values import ChoiceProblem, RefusedChoice

UP: Final = "up"
WITH: Final = "with:"


def options_for(units: Units, code: str) -> tuple[str, ...]:
    """Offer siblings with staff; for an inner unit also those right below it; and 'up'."""
    near = units.siblings(code) + units.children[code]
    offers = [WITH + other for other in near if units.staff(other)]
    return (*offers, UP) if units.parent(code) is not None else tuple(offers)


def sort_choices(
    units: Units, choices: Mapping[str, str], smallest: int
) -> tuple[dict[str, str], tuple[RefusedChoice, ...]]:
    """Split choices into those that hold and those refused, each with its reason."""
    held: dict[str, str] = {}
    refused: list[RefusedChoice] = []
    for code, choice in sorted(choices.items()):
        problem = _why_not(units, code, choice, smallest)
        if problem is None:
            held[code] = choice
        else:
            refused.append(RefusedChoice(code, choice, problem))
    return held, tuple(refused)


def _why_not(units: Units, code: str, choice: str, smallest: int) -> ChoiceProblem | None:
    if code not in units.by_code:
        return ChoiceProblem.UNKNOWN_UNIT
    if not 0 < units.staff(code) < smallest:
        return ChoiceProblem.NOT_SMALL
    if choice == UP:
        above = units.parent(code)
        return None if above is not None else ChoiceProblem.NOTHING_ABOVE
    if not choice.startswith(WITH):
        return ChoiceProblem.NOT_UNDERSTOOD
    return _why_not_with(units, code, choice.removeprefix(WITH))


def _why_not_with(units: Units, code: str, target: str) -> ChoiceProblem | None:
    if target not in units.by_code:
        return ChoiceProblem.UNKNOWN_TARGET
    above = units.parent(code)
    near = code if above is None else above
    if target in (code, above) or not units.lies_under(target, near):
        return ChoiceProblem.FAR_TARGET
    return None if units.staff(target) else ChoiceProblem.EMPTY_TARGET
