"""A: is anything told outright of too few?"""

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.log import Kind
from trivsel.domain.audit.view import View


def attack(view: View, tried: Tried) -> None:
    """Look at each figure by itself: does it stand for fewer than the minimum?"""
    rules, shape = view.log.rules, view.shape
    for number, figure in view.one[Kind.COUNT].items():
        tried.asked += 1
        if figure.low < rules.minimum:
            tried.found(
                shape.keys([number]),
                f"The number of answers of {shape.name(number)} is told, and it is or may be"
                f" {int(figure.low)}, fewer than {rules.minimum}.",
            )
    kinds = (
        (view.means, rules.minimum, "The mean"),
        (view.spreads, rules.distribution_minimum, "The distribution"),
    )
    for by_scale, minimum, what in kinds:
        for scale, figures in by_scale.items():
            for number, figure in figures.items():
                tried.asked += 1
                few, many = view.by_scale[scale].ranges[number]
                if figure.persons is not None and not view.by_scale[scale].exact:
                    few, many = figure.persons
                if many < minimum:
                    tried.found(
                        shape.keys([number]),
                        f"{what} of {shape.name(number)} in '{scale}' is told of"
                        f" {_so_many(few, many)}, fewer than {minimum}.",
                        scale,
                    )


def _so_many(few: int, many: int) -> str:
    return str(many) if few == many else f"{few} to {many}"
