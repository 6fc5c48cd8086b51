"""A round from plan to results, by the services a user calls."""

import pytest

import make
import make_rounds
from trivsel.surveys.models import Round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.mark.parametrize("state", [state for state in Round.State if state != "released"])
def test_a_round_can_be_brought_to_every_state(state):
    assert make_rounds.round_(make.organisation(), state).state == state
