"""The demo's people answer as anybody does: with a code from a slip, through the ballot box.

The one module of the demo that knows the ballots room.
"""

import random
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from trivsel.ballots import services as ballots
from trivsel.ballots.sheets import sheet
from trivsel.demo import workplace
from trivsel.demo.comments import written
from trivsel.domain.instrument import InstrumentSpec, Item
from trivsel.domain.refusal import Refused
from trivsel.surveys.models import Round

SPREAD = 0.85


def answer(
    round_: Round,
    slips: Collection[tuple[str, list[str]]],
    *,
    share: float,
    at: datetime,
    moved: Mapping[str, float],
) -> list[str]:
    """Let a share of each cell's people answer; give back the codes nobody used.

    Args:
        round_: An open round.
        slips: Per cell its code and the codes of its slips.
        share: How many of ten answer, as a part of one.
        at: When they do.
        moved: By scale, how far the house lay then from where it lies now.
    """
    chance = random.Random(round_.pk)  # noqa: S311 - invented answers, no secret
    spec = InstrumentSpec.from_dict(round_.instrument.spec)
    box = sheet(round_.box_code)
    if box is None:
        raise Refused(
            "The demo's ballot box is missing: start again with an empty data folder."
        )
    unused: list[str] = []
    mood = {}
    for cell, _codes in slips:
        units = list(
            round_.cell_units.filter(cell__code=cell).values_list("unit__code", flat=True)
        )
        mood[cell] = {
            s.key: workplace.mood(units, s.key) + moved.get(s.key, 0) for s in spec.scales
        }
    with transaction.atomic(using="ballots"):  # nobody waits for a thank-you: one write for all
        for cell, codes in slips:
            answering = round(share * len(codes))
            for code in codes[:answering]:
                packed = bytes(_place(spec, item, mood[cell], chance) for item in spec.items)
                # Whatever the paper asks beyond the questionnaire: any of its answers, or none.
                more = box.sizes[len(packed) :]
                packed += bytes(chance.randint(0, size) for size in more)
                comments = [written(asked.key, chance) for asked in spec.open_questions]
                ballots.submit(box, code=code, packed=packed, at=at, comments=comments)
            unused += codes[answering:]
    return unused


def _place(
    spec: InstrumentSpec, item: Item, mood: Mapping[str, float], chance: random.Random
) -> int:
    if chance.random() < 0.02:  # noqa: PLR2004 - somebody skips a question now and then
        return 0
    options = spec.option_set(item)
    wished = min(5.0, max(1.0, chance.gauss(mood[item.scale], SPREAD)))
    part = (wished - 1) / 4
    part = 1 - part if item.reversed else part
    value = options.low + part * (options.high - options.low)
    nearest = min(options.options, key=lambda option: abs(option.value - value))
    return options.options.index(nearest) + 1
