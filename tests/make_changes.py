"""Rounds that follow each other: chance alone, or a planted shift."""

from collections.abc import Mapping
from random import Random

import numpy as np

import make
from trivsel.domain.disclosure import Node, protect
from trivsel.domain.instrument import InstrumentSpec
from trivsel.surveys.releases import Place, Published, Scale

SCALES = ("influence", "support", "demands", "wellbeing")


def answers(how_many: int, seed: str, **levels: float) -> list[bytes]:
    """Answers of a group, around 60 points on every scale but those named."""
    spec = InstrumentSpec.from_dict(make.core_instrument().spec)
    chance = Random(seed)
    points = [(levels.get(item.scale, 60), spec.points(item)) for item in spec.items]
    return [
        bytes(make.nearest_option(chance.gauss(at, 20), offered) for at, offered in points)
        for _person in range(how_many)
    ]


def published(
    chance: np.random.Generator,
    teams: int = 10,
    size: int = 12,
    shifts: Mapping[str, float] | None = None,
    *,
    only: str = "",
) -> Published:
    """A release made of random scores: two departments of teams. ``shifts`` by scale, for all
    teams or one."""
    codes = {f"t{number}": f"d{number % 2}" for number in range(teams)}
    parents: dict[str, str | None] = {"root": None, "d0": "root", "d1": "root"}
    tree = {**parents, **codes}
    scores = {}
    for code in codes:
        moved = [(shifts or {}).get(key, 0) if only in ("", code) else 0 for key in SCALES]
        raw = chance.normal(60, 20, (size, len(SCALES))) + np.array(moved)
        scores[f"u:{code}"] = raw.clip(0, 100)
    nodes = [
        Node(
            f"u:{code}", f"u:{tree[code]}" if tree[code] else None, _eligible(code, codes, size)
        )
        for code in ["root", *_depth_first(tree, "root")]
    ]
    return Published(
        table=protect(nodes, scores, scales=SCALES, minimum=5, distribution_minimum=10),
        names={f"u:{code}": code for code in tree},
        places={code: Place(code, code, tree[code], f"u:{code}") for code in tree},
        scales=tuple(Scale(key, {"en": key.title()}, "high", {}) for key in SCALES),
        overall="wellbeing",
        facts={"instrument": "core 1", "round": "Spring"},
    )


def _eligible(code: str, teams: Mapping[str, str], size: int) -> int:
    return size + 4 if code in teams else 0


def _depth_first(tree: Mapping[str, str | None], at: str) -> list[str]:
    below = [code for code, parent in tree.items() if parent == at]
    return [each for code in below for each in (code, *_depth_first(tree, code))]
