"""Sets of persons that can be told by adding and subtracting, without anybody counted twice."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from trivsel.domain.disclosure.crossing.cuts import GROUND
from trivsel.domain.disclosure.grouped.atoms import Key
from trivsel.domain.disclosure.sums import Sums


def differences(
    classes: Mapping[Key, Sums], lines: Sequence[int]
) -> Iterator[tuple[Sums, tuple[int, ...]]]:
    """Give what is left of blocks without some lines that touch them, and the reverse.

    For each choice of lines: the blocks that hold them all, less the lines; and the lines,
    less the blocks that lie wholly in them. Every other set that adds nobody twice is one of
    these with whole blocks or lines beside it.

    Args:
        classes: Block and line -> persons.
        lines: Numbers of the lines that are told to the point.

    Returns:
        Each set that is not empty, with the lines it is made with.
    """
    blocks: dict[int, Sums] = {}
    totals = dict.fromkeys(lines, Sums())
    touching: dict[int, int] = {}  # block -> lines, as bits; the last bit for the ground
    ground = 1 << len(lines)
    bit = {line: 1 << place for place, line in enumerate(lines)}
    for (block, line), part in classes.items():
        if not part.n:
            continue
        blocks[block] = blocks.get(block, Sums()) + part
        touching[block] = touching.get(block, 0) | bit.get(line, ground)
        if line in totals:
            totals[line] += part
    within = _within(blocks, touching, len(lines) + 1)
    everything = within[-1]
    in_ground = touching.get(GROUND, 0)
    for size in range(1, len(lines) + 1):
        for some in combinations(lines, size):
            mask = sum(bit[line] for line in some)
            told = sum((totals[line] for line in some), Sums())
            if not mask & in_ground:
                around = everything - within[-1 - mask]
                if around.n > told.n:
                    yield around - told, some
            if 0 < within[mask].n < told.n:
                yield told - within[mask], some


def _within(blocks: Mapping[int, Sums], touching: Mapping[int, int], width: int) -> list[Sums]:
    """Give, for each set of lines as bits, the blocks that touch no others."""
    found = [Sums()] * (1 << width)
    for block, mask in touching.items():
        if block != GROUND:
            found[mask] += blocks[block]
    for place in range(width):
        for mask in range(1 << width):
            if mask >> place & 1 and found[mask ^ (1 << place)].n:
                found[mask] += found[mask ^ (1 << place)]
    return found
