"""A workplace whose round has comments that wait, and one person of each side."""

import pytest

import make
from surveys.commenters import released_with
from trivsel.surveys.models import CommentRelease


@pytest.fixture
def home():
    return make.organisation("Nordværk")


@pytest.fixture
def units(home):
    production = make.unit(home, "Produktion", code="P")
    return {
        "P": production,
        "S": make.unit(production, "Støberi", code="S"),
        "PK": make.unit(production, "Pakkeri", code="PK"),
        "K": make.unit(home, "Kontor", code="K"),
    }


@pytest.fixture
def round_(home, units):
    return released_with(home, units)


@pytest.fixture
def hr(units):
    return make.person(units["K"], "Hanne", "hr")


@pytest.fixture
def rep(units):
    return make.person(units["S"], "Ali", "safety_rep")


@pytest.fixture
def waiting(round_):
    return CommentRelease.objects.get(release__round=round_)
