"""What people write is counted apart: no order, no answer, no other comment is beside it."""

from random import Random

import pytest

import make
import make_ballots
from ballots.test_count import CutAt, PowerCut
from make_ballots import Voter
from trivsel.ballots import queries, services
from trivsel.ballots.models import Answer, Ballot, Comment
from trivsel.domain.blindsign import sealing
from trivsel.domain.blindsign.sealing import Label

pytestmark = pytest.mark.django_db(transaction=True, databases=["ballots"])

PAPER = make.paper(5, open_questions=[make.open_question("help"), make.open_question("good")])
EVERYBODY = 40


def open_box(slips=EVERYBODY):
    return make.box(slips={"c1": slips, "c2": 3}, paper=PAPER)


def told(number):
    return [f"hjælp {number:02}", f"godt {number:02}"]


def closed_box(how_many=EVERYBODY):
    """Everybody writes the number they came as, to both questions, and answers it too."""
    box = open_box(how_many)
    for number in range(how_many):
        make.answer(box, box.codes["c1"][number], *values(number), comments=told(number))
    services.close_box(box.code)
    return box


def values(number):
    return [number % 5 + 1, number // 5 % 5 + 1, number // 25 + 1, 3, 0]


def as_they_lie(question):
    """The numbers of those who wrote, as the table gives its rows without being asked how."""
    rows = Comment.objects.filter(question=question).values_list("text", flat=True)
    return [int(text.split()[1]) for text in rows]


def test_everything_that_was_written_is_there_once_by_question_and_cell(store_file):
    box = closed_box()

    services.count_box(box.code)

    found = queries.comments(box.code)
    assert {question: list(by_cell) for question, by_cell in found.items()} == {
        "help": ["c1"],
        "good": ["c1"],
    }
    for place, question in enumerate(["help", "good"]):
        expected = sorted(told(number)[place] for number in range(EVERYBODY))
        assert sorted(found[question]["c1"]) == expected


def in_step(first, second):
    """How often the same person stands at the same place of both."""
    return sum(one == other for one, other in zip(first, second, strict=True))


def test_neither_order_of_arrival_nor_the_other_question_tells_who_wrote(store_file):
    box = closed_box()

    services.count_box(box.code)

    helped, good = as_they_lie("help"), as_they_lie("good")
    assert in_step(helped, range(EVERYBODY)) < 10
    assert in_step(helped, good) < 10
    answers = Answer.objects.filter(box=box).values_list("packed", flat=True)
    numbers = [(p[0] - 1) + 5 * (p[1] - 1) + 25 * (p[2] - 1) for p in map(bytes, answers)]
    assert in_step(helped, numbers) < 10


def test_written_down_as_they_were_opened_the_order_would_tell_everything(store_file):
    """The control: without a shuffle and with one order for all, both tables fall in step."""

    class Careless(Random):
        left = 10**6

        def shuffle(self, _rows):
            pass

        def randbytes(self, n):
            self.left += 1
            return self.left.to_bytes(n)

    box = closed_box()

    services.count_box(box.code, random=Careless())

    assert in_step(as_they_lie("help"), as_they_lie("good")) == EVERYBODY


def test_who_writes_nothing_leaves_no_row(store_file):
    box = open_box()
    make.answer(box, box.codes["c1"][0], comments=["", " \n "])
    make.answer(box, box.codes["c1"][1], comments=["", "tak"])
    services.close_box(box.code)

    services.count_box(box.code)

    assert queries.comments(box.code) == {"good": {"c1": ["tak"]}}
    assert queries.count(box.code).opened == 2


def test_who_only_writes_has_answered(store_file):
    box = open_box()
    make.answer(box, box.codes["c1"][0], 0, 0, 0, 0, 0, comments=["Ro til opgaverne", ""])
    services.close_box(box.code)

    services.count_box(box.code)

    assert queries.count(box.code).opened == 1
    assert queries.comments(box.code) == {"help": {"c1": ["Ro til opgaverne"]}}


def test_who_neither_chooses_nor_writes_has_not(store_file):
    box = open_box()

    with pytest.raises(services.NotAccepted) as caught:
        make.answer(box, box.codes["c1"][0], 0, 0, 0, 0, 0, comments=["", "  "])

    assert caught.value.reason.value == "empty"


@pytest.mark.parametrize("call", [EVERYBODY + 1, EVERYBODY + 7, 3 * EVERYBODY])
def test_cut_off_among_the_comments_nothing_is_written_and_the_next_count_completes(
    store_file, call
):
    box = closed_box()

    with pytest.raises(PowerCut):
        services.count_box(box.code, random=CutAt(call))

    assert (Answer.objects.count(), Comment.objects.count()) == (0, 0)
    assert Ballot.objects.count() == EVERYBODY
    services.count_box(box.code)
    assert Comment.objects.count() == 2 * EVERYBODY


def test_a_box_from_before_there_were_open_questions_is_counted_as_ever(store_file):
    box = make.box(slips={"c1": 2})
    for code in box.codes["c1"]:
        make.answer(box, code)
    services.close_box(box.code)

    services.count_box(box.code)

    assert queries.count(box.code).opened == 2
    assert queries.comments(box.code) == {}


def test_a_comment_too_long_in_a_forged_ballot_is_cut_and_its_answer_counts(store_file):
    box = make_ballots.box(paper=make.paper(3, open_questions=[make.open_question()]))
    voter = Voter(box).fetch()
    label = Label(box.code, "c1", voter.token.nullifier)
    long = sealing.seal(b"\1\2\3", bytes(box.seal_key), label, ["x" * 1700])
    make_ballots.give(box, voter.with_(long))
    services.close_box(box.code)

    services.count_box(box.code)

    assert queries.answers(box.code) == {"c1": [b"\1\2\3"]}
    assert queries.comments(box.code) == {"help": {"c1": ["x" * 600]}}


def test_a_ballot_without_room_for_comments_is_not_taken_where_they_are_asked(store_file):
    box = make_ballots.box(paper=make.paper(3, open_questions=[make.open_question()]))
    voter = Voter(box).fetch()

    with pytest.raises(services.NotAccepted):
        make_ballots.give(box, voter.ballot(1, 2, 3))  # 112 bytes among 4,144: a mark


def test_no_length_in_the_inbox_tells_who_wrote(store_file):
    box = open_box()
    make.answer(box, box.codes["c1"][0])
    make.answer(box, box.codes["c1"][1], comments=["x" * 600, "æ" * 600])

    lengths = {len(ballot.envelope) for ballot in Ballot.objects.all()}

    assert lengths == {sealing.envelope_bytes(5, 2)}


def test_a_called_off_box_leaves_no_comment(store_file):
    box = open_box()
    Comment.objects.create(key=b"k" * 16, box=box, cell="c1", question="help", text="x")
    services.close_box(box.code)

    services.discard_box(box.code)

    assert not Comment.objects.exists()
