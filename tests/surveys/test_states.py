"""The table of states: what is in it can be done, everything else is refused with a reason."""

from itertools import pairwise, product
from pathlib import Path

import pytest

from trivsel.domain.refusal import Refused
from trivsel.surveys import states
from trivsel.surveys.models import Round
from trivsel.surveys.states import MOVES, PATH, State, Step

PAGE = Path(__file__).parents[2] / "docs/method/round-states.md"


@pytest.mark.parametrize(("state", "step"), list(product(State, Step)))
def test_a_step_is_taken_exactly_where_the_table_has_it(state, step):
    round_ = Round(state=state)

    if state in MOVES[step].sources:
        states.take(round_, step)
        assert round_.state == MOVES[step].target
    else:
        with pytest.raises(Refused) as refusal:
            states.take(round_, step)
        assert str(refusal.value)
        assert round_.state == state


def test_the_ordinary_way_is_walked_step_by_step():
    ways = {(source, move.target) for move in MOVES.values() for source in move.sources}

    assert all(pair in ways for pair in pairwise(PATH))


def test_nothing_leads_back_once_a_round_has_opened():
    later = {State.OPEN, State.CLOSED, State.RELEASED, State.CANCELLED}

    for move in MOVES.values():
        if set(move.sources) & later:
            assert move.target in {State.CLOSED, State.RELEASED}


def test_the_manual_shows_the_table_as_it_is():
    written = PAGE.read_text(encoding="utf-8")

    assert states.diagram() in written, "run python scripts/round_states.py"
    assert states.table() in written, "run python scripts/round_states.py"
