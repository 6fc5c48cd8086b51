"""Counted answers as arrays: all of them, each in its cell, in one statement."""

import re
from pathlib import Path

import pytest

import make
from trivsel.ballots import queries
from trivsel.ballots.models import Answer, Box
from trivsel.ballots.reading import read_answers

pytestmark = pytest.mark.django_db(databases=["ballots"])

SOURCE = Path(__file__).resolve().parents[2] / "src" / "trivsel"
CELLS = ["c1", "c2", "c3"]


def counted_box(answers):
    """A box with so many counted answers, in two of three cells."""
    box = make.box(slips={"c1": 1})
    Box.objects.filter(pk=box.code).update(state=Box.State.COUNTED)
    Answer.objects.bulk_create(
        Answer(
            key=(n * 7919 % 65521).to_bytes(16),
            box_id=box.code,
            cell=CELLS[n % 3 and 2],
            packed=bytes([n % 5, n // 5 % 5, 1, 2, 0]),
        )
        for n in range(answers)
    )
    return box.code


def by_cell(parts):
    found = {}
    for some in parts:
        for cell, row in zip(some.cells.tolist(), some.chosen, strict=True):
            found.setdefault(CELLS[cell], []).append(row.tobytes())
    return {cell: sorted(rows) for cell, rows in found.items()}


@pytest.mark.parametrize("answers", [1, 3, 300])
def test_every_answer_comes_in_its_cell_however_it_is_cut(answers):
    code = counted_box(answers)
    expected = {cell: sorted(rows) for cell, rows in queries.answers(code).items()}

    assert sum(map(len, expected.values())) == answers
    assert by_cell(read_answers(code, CELLS)) == expected
    assert by_cell(read_answers(code, CELLS, part=7)) == expected
    assert max(len(some.cells) for some in read_answers(code, CELLS, part=7)) <= 7


@pytest.mark.parametrize("answers", [3, 300])
def test_one_statement_reads_them_all(answers, django_assert_num_queries):
    code = counted_box(answers)

    with django_assert_num_queries(1, using="ballots"):
        list(read_answers(code, CELLS, part=7))


def test_another_box_stays_shut():
    counted_box(20)

    assert list(read_answers("other", CELLS)) == []


def test_an_answer_in_an_unknown_cell_is_an_error_and_not_left_out():
    code = counted_box(4)

    with pytest.raises(ValueError, match=r"unknown cells: \['c3'\]"):
        list(read_answers(code, ["c1", "c2"]))


def test_answers_of_different_lengths_are_an_error():
    code = counted_box(2)
    Answer.objects.create(key=b"\xff" * 16, box_id=code, cell="c1", packed=b"\1")

    with pytest.raises(ValueError, match="equally long"):
        list(read_answers(code, CELLS))


def test_only_proofs_ask_for_answers_one_by_one():
    asking = re.compile(r"(queries|ballots)\.answers\(|Answer\.objects")
    named = {
        str(path.relative_to(SOURCE).parent)
        for path in SOURCE.rglob("*.py")
        if asking.search(path.read_text(encoding="utf-8"))
    }

    assert named <= {"ballots", "ballots/services", "proof", "proof/linkage"}
