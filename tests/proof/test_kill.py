"""The short form of `trivsel prove kill`: every finding holds, the controls' too."""

import os

import pytest
from django.db import connections

from trivsel.proof import cluster, kill, tracing
from trivsel.proof.kill import embedded
from trivsel.proof.report import SHORT


@pytest.fixture
def strace():
    """A laptop may be without; where all is brought along, nothing is left out."""
    reason = tracing.why_not()
    if reason and os.environ.get("CI") != "true":
        pytest.skip(reason)
    assert not reason


def test_killed_at_any_call_nothing_thanked_for_is_lost_or_doubled(strace):
    if connections["ballots"].vendor != "sqlite":
        pytest.skip("the embedded files are tried on the other run")

    findings = {finding.name: finding for finding in kill.prove(SHORT)}

    assert {name for name in findings if not name.startswith("control")} == {
        "killed while answers come in",
        "killed while they are counted",
    }
    assert [finding for finding in findings.values() if not finding.holds] == []


def test_whatever_is_killed_on_postgresql_nothing_is_lost_or_doubled():
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("a server is tried on the other run")
    reason = cluster.why_not()
    if reason and os.environ.get("CI") != "true":
        pytest.skip(reason)

    findings = list(kill.prove(SHORT))

    assert len(findings) == 6
    assert [finding for finding in findings if not finding.holds] == []


def test_the_places_tried_are_spread_and_the_last_is_among_them():
    places = [tracing.Place("write", number) for number in range(1, 104)]

    tried = embedded.some(places, 10)

    assert len(set(tried)) == 10
    assert tried[-1] == places[-1]
    assert embedded.some(places, 500) == places


def test_without_strace_nothing_is_called_proven(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    [finding] = embedded.prove(SHORT)

    assert not finding.holds
    assert "strace is not installed" in finding.told
