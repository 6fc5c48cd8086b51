"""The kinds of steps a tool is made of, one file each, in the order content/README.md shows."""

from collections.abc import Mapping
from types import MappingProxyType

from trivsel.domain.toolspec.kind import Kind, options
from trivsel.domain.toolspec.kinds import (
    action,
    agreement,
    balance,
    checklist,
    curve,
    grid,
    matrix,
    pairs,
    pick,
    prompt,
    reveal,
    scale,
    spiral,
    table,
    text,
    triangle,
)

EVERY = (
    text.KIND,
    prompt.KIND,
    pick.KIND,
    checklist.KIND,
    scale.KIND,
    curve.KIND,
    balance.KIND,
    table.KIND,
    matrix.KIND,
    triangle.KIND,
    spiral.KIND,
    grid.KIND,
    pairs.KIND,
    agreement.KIND,
    reveal.KIND,
    action.KIND,
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in EVERY})

__all__ = ["EVERY", "KINDS", "Kind", "options"]
