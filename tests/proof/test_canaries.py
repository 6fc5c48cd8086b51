"""The short form of the canary sweep on the store the tests run on; its eyes and its matrix."""

import os
import subprocess
import sys
from base64 import b64encode

import pytest
from django.db import connections

from trivsel.proof.canaries import marks, matrix
from trivsel.proof.canaries.matrix import Stage

SECRET = "Navn Efternavn+Æ"
ALLOWED = matrix.FILE.read_text("utf-8")


def server() -> list[str]:
    store = connections["ballots"]
    if store.vendor != "postgresql":
        return []
    place = store.settings_dict
    address = f"{place['USER']}@{place['HOST']}:{place['PORT']}"
    return ["--database", f"postgresql://{address}/postgres"]


def test_every_byte_at_rest_stands_where_it_may():
    command = [sys.executable, "-m", "trivsel.config.cli", "prove", "canaries", "--short"]
    run = subprocess.run(
        [*command, *server()], capture_output=True, text=True, check=False, env=os.environ
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("  ok   ") == 6
    assert run.stdout.count(" is caught: ") == 3


@pytest.mark.parametrize(
    "written",
    [
        SECRET.encode(),
        SECRET.encode().hex().encode(),
        b"%s" % SECRET.encode().hex().upper().encode(),
        SECRET.encode("utf-16-le"),
        b"name=Navn+Efternavn%2B%C3%86&x",
        *(b64encode(b"x" * before + SECRET.encode() + b"behind") for before in range(5)),
    ],
)
def test_a_canary_is_found_however_it_is_written(written):
    canary = marks.of("name", SECRET)

    assert marks.found([canary], {"log": b"before" + written + b"after"}) == {("name", "log")}
    assert marks.found([canary], {"log": b"before after"}) == set()


def test_what_is_short_or_of_no_kind_is_no_canary():
    for what, secret in (("name", "Anna"), ("shoe size", "forty-two-and-a-half")):
        with pytest.raises(ValueError, match="no canary"):
            marks.of(what, secret)


def test_a_person_and_a_ballot_in_one_place_are_seen():
    apart = [("name", "people"), ("receipt", "ballots"), ("seal-key", "people")]

    assert marks.together(apart) == []
    assert marks.together([*apart, ("name", "ballots")]) == ["ballots (name, receipt)"]


def test_no_permission_lets_a_person_stand_beside_a_ballot():
    for store in ("sqlite", "postgresql"):
        standing = matrix.allowed(ALLOWED, store=store)
        for stage in Stage:
            here = {(what, where) for what, where, when in standing if when is stage}
            assert marks.together(here) == []


def test_after_the_count_nothing_of_a_ballot_may_be_left_but_answer_and_receipt():
    left = {
        what
        for what, _where, when in matrix.allowed(ALLOWED, store="sqlite")
        if when in {Stage.COUNTED, Stage.RELEASED, Stage.FORGOTTEN}
    }

    assert left & (marks.BALLOT | marks.ROUND) == {"answer", "receipt"}


@pytest.mark.parametrize(
    "missing", ['holds = ["name"]', 'why = "so"', 'holds = ["name"]\nwhy = "so"\nwhen = []']
)
def test_a_permission_without_a_reason_a_thing_or_a_time_is_refused(missing):
    with pytest.raises(ValueError, match="log: "):
        matrix.allowed(f'[[place]]\nwhere = "log"\n{missing}\n', store="sqlite")
