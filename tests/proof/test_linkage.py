"""The short form of the linkage game, on the store that the tests run on."""

import os
import subprocess
import sys

import pytest
from django.db import connections

from trivsel.proof import linkage
from trivsel.proof.linkage import strategies
from trivsel.proof.linkage.played import ALL


def prove(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run proofs as an operator does: in a process of their own, on scratch stores."""
    store = connections["ballots"]
    server = []
    if store.vendor == "postgresql":
        place = store.settings_dict
        address = f"postgresql://{place['USER']}@{place['HOST']}:{place['PORT']}/postgres"
        server = ["--database", address]
    command = [sys.executable, "-m", "trivsel.config.cli", "prove", *arguments, *server]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)


def test_guessing_who_wrote_what_is_guessing():
    run = prove("linkage", "--short")

    assert run.returncode == 0, run.stdout + run.stderr
    told = [line for line in run.stdout.splitlines() if line.startswith("  ok   ")]
    twins = [line for line in told if "careless twin" in line]
    assert len(twins) >= 2 * 18
    assert len(told) == 2 * len(twins) + 2  # each strategy, its twin, and once for each way


def test_every_strategy_has_a_name_of_its_own_for_each_kind_of_round():
    names = [(way, strategy.name) for strategy, _twin in ALL for way in strategy.ways]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(("rounds", "most"), [(200, 257), (8, 22)])
def test_more_right_guesses_than_chance_gives_are_too_many(rounds, most):
    assert int(linkage.bound(rounds)) == most


def test_who_knows_nothing_guesses_each_once():
    among = [bytes([number]) for number in range(30)]

    guess = strategies.filled({3: b"x"}, among)

    assert guess.pop(3) == b"x"
    assert len(set(guess.values())) == 29
