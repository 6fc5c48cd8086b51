"""`trivsel prove` says what it found, and does not call proven what did not hold."""

import os

import pytest

from trivsel.proof import register, running, scratch
from trivsel.proof.report import LONG, SHORT, Finding, Scale


def holding(scale):
    yield Finding("kept", holds=True, told=f"{scale.of(short=2, long=20)} of them")


def broken(scale):
    yield Finding("lost", holds=False, told="one of them")


def breaking_off(scale):
    yield Finding("kept", holds=True, told="so far")
    raise OSError("the disk is full")


def silent(scale):
    yield from ()


def test_what_holds_is_proven(capsys):
    assert running.run({"holding": holding}, SHORT) == 0

    told = capsys.readouterr().out
    assert "ok   kept: 2 of them" in told
    assert "Proven: holding" in told


@pytest.mark.parametrize("proof", [broken, breaking_off, silent])
def test_what_does_not_hold_breaks_off_or_tries_nothing_is_not_proven(proof, capsys):
    assert running.run({"first": proof, "second": holding}, SHORT) == 1

    told = capsys.readouterr().out
    assert "NOT proven:\n  first: " in told
    assert "ok   kept: 2 of them" in told
    assert "Proven:" not in told


def test_without_a_proof_nothing_is_proven():
    assert running.run({}, SHORT) == 1


def test_how_often_is_the_forms_or_as_asked():
    forms = [SHORT, LONG, Scale(long=True, rounds=3)]

    assert [scale.of(short=2, long=20) for scale in forms] == [2, 20, 3]


def test_every_proof_can_be_loaded():
    assert all(callable(register.load(name)) for name in register.PROOFS)


def test_a_scratch_copy_has_nothing_of_the_operators_and_leaves_nothing(monkeypatch):
    monkeypatch.setenv("TRIVSEL_KEYS", "/srv/keys")
    monkeypatch.setenv("TRIVSEL_DATA", "/srv/data")

    with scratch.place() as folder:
        ours = {name: os.environ[name] for name in os.environ if name.startswith("TRIVSEL_")}
        (folder / "file").write_text("something")

    assert ours == {"TRIVSEL_DATA": str(folder)}
    assert not folder.exists()
    assert os.environ["TRIVSEL_KEYS"] == "/srv/keys"
