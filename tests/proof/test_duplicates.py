"""The short form of `trivsel prove duplicates`, on the store of the run."""

import os

import pytest
from django.db import connections

from trivsel.proof import cluster, duplicates
from trivsel.proof.report import SHORT


def test_sent_again_by_many_at_a_time_each_ballot_counts_once():
    if connections["ballots"].vendor == "postgresql":
        reason = cluster.why_not()
        if reason and os.environ.get("CI") != "true":
            pytest.skip(reason)

    findings = list(duplicates.prove(SHORT))

    assert [finding for finding in findings if not finding.holds] == []
    assert len(findings) == 9
