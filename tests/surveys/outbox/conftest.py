"""An open round of ballots with a team of twelve, and a mail server that keeps what it gets."""

import pytest

import make
import make_ballots
import make_rounds
from surveys import postman


@pytest.fixture(autouse=True)
def stock(keys):
    make_ballots.stock(4)


@pytest.fixture
def server(settings):
    settings.MAILERS = postman.MAILERS
    postman.server = postman.Server()
    return postman.server


@pytest.fixture
def works():
    return make.organisation()


@pytest.fixture
def team(works):
    """Twelve people with an address, in a unit of their own."""
    unit = make.unit(works, "Pakkeri")
    return [make.person(unit, email=f"p{number}@works.example") for number in range(12)]


@pytest.fixture
def round_(works, team):
    return make_rounds.round_(works, "open", answered_by="ballots")
