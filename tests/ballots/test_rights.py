"""Whoever gets a statement of their own into a web process finds no answer there."""

import pytest
from django.db import DatabaseError, connections, transaction

import make
import make_ballots
from make_ballots import Voter
from trivsel.ballots import queries, services
from trivsel.ballots.models import Answer, Ballot, Box, Slip
from trivsel.config import checks_postgres, roles
from trivsel.domain.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True, databases=["ballots"])

FORBIDDEN = {
    "answers": "SELECT packed FROM ballots_answer",
    "all of the answers": "SELECT * FROM ballots_answer",
    "how many answers there are": "SELECT count(*) FROM ballots_answer",
    "comments": "SELECT text FROM ballots_comment",
    "how many comments there are": "SELECT count(*) FROM ballots_comment",
    "throwing comments away": "DELETE FROM ballots_comment",
    "a forged comment": "INSERT INTO ballots_comment SELECT * FROM ballots_comment",
    "envelopes": "SELECT envelope FROM ballots_ballot",
    "all of the envelopes": "SELECT * FROM ballots_ballot",
    "envelopes through a subquery": "SELECT (SELECT envelope FROM ballots_ballot LIMIT 1)",
    "envelopes behind a union": (
        "SELECT code FROM ballots_box UNION SELECT cell FROM ballots_answer"
    ),
    "envelopes carried into a table that can be read": (
        "INSERT INTO ballots_slip (code_hash, box_id, cell)"
        " SELECT envelope, box_id, cell FROM ballots_ballot"
    ),
    "envelopes told by a replacement": (
        "UPDATE ballots_ballot SET envelope = envelope || envelope WHERE cell = 'c1'"
    ),
    "throwing envelopes away": "DELETE FROM ballots_ballot",
    "throwing answers away": "DELETE FROM ballots_answer",
    "moving an envelope": "UPDATE ballots_ballot SET cell = 'c2'",
    "closing a box": "UPDATE ballots_box SET state = 'counted'",
    "throwing a box away": "DELETE FROM ballots_box",
    "a forged answer": "INSERT INTO ballots_answer SELECT * FROM ballots_answer",
    "a forged receipt": "INSERT INTO ballots_receipt SELECT * FROM ballots_receipt",
    "a table away": "DROP TABLE ballots_ballot",
    "a table of their own": "CREATE TABLE mine (it text)",
}


@pytest.fixture
def box():
    """Open, with a ballot handed in; beside it a counted box with answers."""
    counted = make.box(slips={"c1": 3})
    for code in counted.codes["c1"]:
        make.answer(counted, code, 1, 2, 3, 4, 5)
    services.close_box(counted.code)
    services.count_box(counted.code)
    opened = make_ballots.box()
    Voter(opened).fetch().hand_in(1, 2, 3)
    return opened


def ask(statement):
    with transaction.atomic(using="ballots"), connections["ballots"].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_web_process_is_refused(as_web, box, statement):
    before = (Answer.objects.count(), sorted(Ballot.objects.values_list()))

    with (
        as_web(),
        pytest.raises(DatabaseError, match=r"denied|prohibited|not authorized|owner"),
    ):
        ask(statement)

    assert (Answer.objects.count(), sorted(Ballot.objects.values_list())) == before


@pytest.mark.parametrize("what", ["answers", "envelopes", "throwing envelopes away"])
def test_the_owner_is_not(store_file, box, what):
    """The control: the same statements do find something to read and to delete."""
    assert ask(FORBIDDEN[what])


def test_in_a_web_process_ballots_and_slips_are_handed_in_by_the_real_way(as_web, box):
    slips = make.box(slips={"c1": 2})
    with as_web():
        voter = Voter(box).fetch()
        first = voter.hand_in(1, 2, 3)
        second = voter.hand_in(3, 2, 1)
        make.answer(slips, slips.codes["c1"][0], 5, 4, 3, 2, 1)
        with pytest.raises(services.NotAccepted):
            make.answer(slips, slips.codes["c1"][0], 1, 1, 1, 1, 1)
        assert queries.receipts(box.code) == []

    assert first != second
    for code in (box.code, slips.code):
        services.close_box(code)
        services.count_box(code)
    assert sorted(queries.answers(box.code)["c1"]) == [bytes([1, 2, 3]), bytes([3, 2, 1])]
    assert queries.answers(slips.code)["c1"] == [bytes([5, 4, 3, 2, 1])]
    assert second.digest in queries.receipts(box.code)


def test_in_a_web_process_slips_are_printed_until_the_box_opens(as_web):
    box = services.prepare_box(
        code="printed", opens_on=make.EVER, closes_on=make.NEVER, paper=make.paper(items=3)
    )
    with as_web():
        services.print_slips(box.code, "c1", 4)
        codes = services.print_slips(box.code, "c1", 3)

    assert Slip.objects.filter(box=box).count() == len(codes) == 3
    services.open_box(box.code)
    with as_web(), pytest.raises(Refused):
        services.print_slips(box.code, "c1", 3)
    assert Slip.objects.filter(box=box).count() == 3


def test_without_the_right_to_see_which_are_spent_none_could_be_handed_in(as_web, box):
    """The other control: what is granted is needed. Nothing can be left out of the list."""
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    with connections["ballots"].cursor() as cursor:
        web = roles.stores.ballots_of_web()["USER"]
        cursor.execute(f"REVOKE SELECT (nullifier) ON ballots_ballot FROM {web}")  # noqa: S608 - ours

    with as_web(), pytest.raises(DatabaseError, match="denied"):
        Voter(box).fetch().hand_in(1, 2, 3)


def test_what_a_role_can_do_is_seen_before_anything_starts(as_web, box):
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    web = roles.stores.ballots_of_web()["USER"]

    def found():
        ids = [m.id for m in checks_postgres.postgres("ballots")]
        return [name for name in ids if name != "trivsel.W012"]

    assert found() == []
    with as_web():
        assert found() == []
    with connections["ballots"].cursor() as cursor:
        cursor.execute(f"GRANT SELECT ON ballots_answer TO {web}")
    assert found() == ["trivsel.E010"]
    with as_web():
        assert "trivsel.W011" in found()
    assert roles.grant()
    assert found() == []


def test_a_connection_from_before_is_not_kept(as_web, box):
    with connections["ballots"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ballots_answer")

    with as_web(), pytest.raises(DatabaseError):
        Answer.objects.count()

    assert Box.objects.filter(pk=box.code).exists()
