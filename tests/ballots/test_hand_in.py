"""A stamped ballot is stored exactly once, may be changed, and is told from every forgery."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier

import psycopg
import pytest
from django.db import connections
from django.test import Client

import make
import make_ballots
from make_ballots import Voter, give, spoken
from trivsel.ballots import issuers, queries, services, sheets
from trivsel.ballots.keys import KeyLost
from trivsel.ballots.models import Ballot
from trivsel.ballots.policies import Reason
from trivsel.ballots.services import NotAccepted
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.refusal import Refused

store = pytest.mark.django_db(databases=["ballots"])
FIRST, SECOND = (1, 2, 3), (5, 4, 3)


def reason_for(to, ballot, *, at=make.NOW):
    with pytest.raises(NotAccepted) as no:
        give(to, ballot, at=at)
    assert str(no.value)
    return no.value.reason


def counted(box):
    services.close_box(box.code)
    services.count_box(box.code)
    return queries.answers(box.code)


@pytest.fixture
def box():
    return make_ballots.box(cells={"c1": 8, "c2": 8})


@store
def test_a_ballot_goes_all_the_way_from_a_blinded_token_to_a_counted_answer(box):
    receipt = Voter(box, "c2").fetch().hand_in(*FIRST)

    assert counted(box) == {"c2": [bytes(FIRST)]}
    assert queries.receipts(box.code) == [receipt.digest]


@pytest.mark.django_db(databases=["ballots"], transaction=True)
def test_a_connection_that_died_between_two_ballots_costs_nobody_an_answer(box):
    if connections["ballots"].vendor != "postgresql":
        pytest.skip("an embedded file has no connection that could die")
    first, second = Voter(box).fetch().ballot(*FIRST), Voter(box).fetch().ballot(*SECOND)
    give(box, first)
    with psycopg.connect(**connections["ballots"].get_connection_params()) as other:
        other.execute(
            "SELECT pg_terminate_backend(%s)",
            [connections["ballots"].connection.info.backend_pid],
        )

    give(box, second)

    assert sorted(counted(box)["c1"]) == sorted([bytes(FIRST), bytes(SECOND)])


@store
def test_the_same_envelope_again_gets_the_same_receipt_and_counts_once(box):
    ballot = Voter(box).fetch().ballot(*FIRST)

    assert give(box, ballot) == give(box, ballot) == Receipt.of(ballot.envelope)

    assert counted(box) == {"c1": [bytes(FIRST)]}


@store
def test_an_answer_can_be_changed_until_the_round_closes(box):
    voter = Voter(box).fetch()
    voter.hand_in(*FIRST)

    last = voter.hand_in(*SECOND)

    assert queries.accepted(box.code) == 1
    assert counted(box) == {"c1": [bytes(SECOND)]}
    assert queries.receipts(box.code) == [last.digest]
    assert reason_for(box, voter.ballot(*FIRST)) is Reason.OVER


@store
def test_what_is_kept_holds_neither_the_message_nor_the_stamp_nor_the_nonce(box):
    voter = Voter(box).fetch()
    voter.hand_in(*FIRST)

    kept = b"".join(
        bytes(part)
        for row in Ballot.objects.values_list("nullifier", "envelope")
        for part in row
    )
    for secret in (voter.nonce, voter.prepared, voter.signature, voter.blinded.message):
        assert secret not in kept


FORGERIES = {
    "no stamp": lambda mine, other: replace(mine, signature=bytes(384)),
    "another's stamp": lambda mine, other: replace(mine, signature=other.signature),
    "another's message": lambda mine, other: replace(mine, prepared=other.prepared),
    "a bit of the stamp": lambda mine, other: replace(
        mine, signature=bytes([mine.signature[0] ^ 1]) + mine.signature[1:]
    ),
    "a bit of the message": lambda mine, other: replace(
        mine, prepared=mine.prepared[:-1] + bytes([mine.prepared[-1] ^ 1])
    ),
    "the other cell": lambda mine, other: replace(mine, cell="c2"),
    "cut short": lambda mine, other: replace(mine, signature=mine.signature[:-1]),
}


@store
@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_is_refused_and_the_true_one_still_counts(box, forged):
    voter = Voter(box).fetch()
    mine, other = voter.ballot(*FIRST), Voter(box).fetch().ballot(*FIRST)

    assert reason_for(box, forged(mine, other)) is Reason.NOT_STAMPED

    assert not Ballot.objects.exists()
    give(box, mine)
    assert counted(box) == {"c1": [bytes(FIRST)]}


@store
def test_the_stamp_of_another_round_or_an_unknown_cell_is_refused(box):
    elsewhere = Voter(make_ballots.box()).fetch().ballot(*FIRST)
    mine = Voter(box).fetch().ballot(*FIRST)

    assert reason_for(box, elsewhere) is Reason.OTHER_ROUND
    assert reason_for(box, replace(elsewhere, round=box.code)) is Reason.OTHER_ROUND
    assert reason_for(box, replace(mine, cell="c9")) is Reason.OTHER_ROUND


@store
def test_an_envelope_of_a_length_of_its_own_is_refused(box):
    voter = Voter(box).fetch()
    long = voter.ballot(*([1] * 62))

    assert reason_for(box, long) is Reason.UNREADABLE


@store
def test_before_and_after_its_days_no_ballot_is_taken(box):
    ballot = Voter(box).fetch().ballot(*FIRST)

    early, late = datetime(1999, 12, 31, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)

    assert reason_for(box, ballot, at=early) is Reason.EARLY
    assert reason_for(box, ballot, at=late) is Reason.OVER
    assert not Ballot.objects.exists()


@store
@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (datetime(2026, 11, 9, 22, 59, 59, tzinfo=UTC), Reason.EARLY),
        (datetime(2026, 11, 9, 23, 0, 0, tzinfo=UTC), None),
        (datetime(2026, 11, 20, 22, 59, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 20, 23, 0, 0, tzinfo=UTC), Reason.OVER),
    ],
)
def test_a_ballot_is_late_by_a_second_at_midnight_in_copenhagen(at, reason):
    opens_on, closes_on = date(2026, 11, 10), date(2026, 11, 20)
    box = make_ballots.box(opens_on=opens_on, issue_ends_on=closes_on, closes_on=closes_on)
    ballot = Voter(box).fetch().ballot(*FIRST)

    if reason is None:
        assert give(box, ballot, at=at) == Receipt.of(ballot.envelope)
    else:
        assert reason_for(box, ballot, at=at) is reason

    assert queries.accepted(box.code) == (reason is None)


@store
def test_a_ballot_sent_once_more_after_the_count_is_refused_and_nothing_changes(box):
    voter = Voter(box).fetch()
    voter.hand_in(*FIRST)
    before = counted(box)

    assert reason_for(box, voter.ballot(*SECOND)) is Reason.OVER

    assert queries.answers(box.code) == before
    assert not Ballot.objects.exists()


@store
def test_a_round_that_closes_in_this_very_moment_takes_no_more(box):
    ballot = Voter(box).fetch().ballot(*FIRST)
    stale = sheets.sheet(box.code)
    services.close_box(box.code)

    with pytest.raises(NotAccepted) as no:
        services.hand_in(stale, ballot, at=make.NOW)

    assert no.value.reason is Reason.OVER
    assert not Ballot.objects.exists()


@store
def test_a_round_with_slips_takes_no_ballot_and_one_with_ballots_prints_no_slip(box):
    ballot = replace(Voter(box).fetch().ballot(*FIRST), round="other")
    slips = make.box()

    assert reason_for(slips, ballot) is Reason.OTHER_ROUND
    with pytest.raises(Refused, match="stemmesedler"):
        services.print_slips(box.code, "c1", 8)


@store
def test_a_box_does_not_open_without_the_keys_that_its_manifest_names():
    make_ballots.stock(2)
    code = "nokey1"
    whole = make_ballots.manifest(code, {"c1": 8})
    services.prepare_box(
        code=code,
        opens_on=whole.opens_on,
        closes_on=whole.closes_on,
        paper=make.paper(items=3),
        manifest=whole.to_json(),
    )
    issuers.destroy(code)
    with pytest.raises(KeyLost, match="missing"):
        services.open_box(code)

    issuers.take(code, ["c1"])
    with pytest.raises(KeyLost, match="not the one"):
        services.open_box(code)


@store
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"round": "other"}, "another round"),
        ({"closes_on": make.EVER, "issue_ends_on": make.EVER}, "other days"),
        ({"seal_key": bytes(range(32))}, "another seal key"),
    ],
)
def test_a_box_takes_no_manifest_of_another(changed, words):
    make_ballots.stock(1)
    whole = make_ballots.manifest("mine1", {"c1": 8}, **changed)

    with pytest.raises(ValueError, match=words):
        services.prepare_box(
            code="mine1",
            opens_on=make.EVER,
            closes_on=make.NEVER,
            paper=make.paper(items=3),
            manifest=whole.to_json(),
        )


@pytest.mark.django_db(databases=["ballots"], transaction=True)
def test_after_the_count_neither_key_nor_ballot_is_left(store_file, keys):
    box = make_ballots.box()
    Voter(box).fetch().hand_in(*FIRST)

    counted(box)

    assert not Ballot.objects.exists()
    # The key of the record is left, which opens no answer and stamps no ballot.
    assert [file.name for file in keys.glob(f"{box.code}*")] == [f"{box.code}.record"]


@pytest.mark.django_db(databases=["ballots"], transaction=True)
def test_of_many_who_hand_in_one_ballot_at_once_it_counts_once(store_file):
    box = make_ballots.box()
    voters = [Voter(box).fetch() for _ in range(8)]
    given = [voter.ballot(*FIRST) for voter in voters for _ in range(5)]
    start = Barrier(8)

    def work(some):
        start.wait()
        try:
            return [give(box, ballot) for ballot in some]
        finally:
            connections["ballots"].close()

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(work, [given[number::8] for number in range(8)]))

    assert len({str(one) for some in receipts for one in some}) == 40  # five envelopes each
    assert queries.accepted(box.code) == 8
    assert counted(box) == {"c1": [bytes(FIRST)] * 8}


# --- over HTTP -------------------------------------------------------------------------------
def post(client, box, body):
    return client.post(f"/da/svar/{box.code}/stemme/", body, content_type="application/json")


@store
def test_a_ballot_is_thanked_for_with_its_receipt(client, box):
    ballot = Voter(box).fetch().ballot(*FIRST)

    response = post(client, box, spoken(ballot))

    assert response.status_code == 200
    assert Receipt.read(response.json()["receipt"]) == Receipt.of(ballot.envelope)
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def spoiled(ballot, **changed):
    return json.dumps(json.loads(spoken(ballot)) | changed)


@store
def test_what_is_no_ballot_is_refused_in_words_and_stores_nothing(client, box):
    ballot = Voter(box).fetch().ballot(*FIRST)
    bodies = [
        "",
        "null",
        "[]",
        "{}",
        "[" * 50_000,
        "x" * 200_000,
        spoiled(ballot, cell=None),
        spoiled(ballot, cell=""),
        spoiled(ballot, cell=["c1"]),
        spoiled(ballot, message=None),
        spoiled(ballot, signature="not base64!"),
        spoiled(ballot, envelope=""),
    ]

    for body in bodies:
        response = post(client, box, body)
        assert response.status_code == 422, body[:60]
        assert response.json()["reason"] == "unreadable"

    assert not Ballot.objects.exists()


@store
def test_nothing_is_logged_when_a_ballot_is_refused(client, box, caplog):
    caplog.set_level(0)

    post(client, box, spoken(replace(Voter(box).fetch().ballot(*FIRST), signature=bytes(384))))
    post(client, box, "{}")

    assert caplog.records == []


@store
def test_the_manifest_is_public_and_byte_for_byte_the_signed_one(client, box):
    response = client.get(f"/da/svar/{box.code}/manifest.json")

    assert response.content == bytes(box.manifest)
    assert client.get(f"/en/svar/{box.code}/manifest.json").content == response.content
    assert client.get(f"/da/svar/{make.box().code}/manifest.json").status_code == 404


@store
def test_receipts_are_published_after_the_count_and_not_before(client, box):
    mine = [Voter(box).fetch().hand_in(*FIRST) for _ in range(3)]
    address = f"/da/svar/{box.code}/kvitteringer.txt"
    assert client.get(address).status_code == 404

    counted(box)

    lines = client.get(address).content.decode().splitlines()
    assert lines == sorted(map(str, mine))
    page = client.get(address.replace(".txt", "/")).text
    assert all(line in page for line in lines)


@store
def test_a_round_of_slips_has_no_receipts(client):
    assert client.get(f"/da/svar/{make.box().code}/kvitteringer/").status_code == 404


@store
@pytest.mark.parametrize("how_many", [1, 3])
def test_three_ballots_cost_no_more_statements_each_than_one(
    client, box, django_assert_num_queries, how_many
):
    bodies = [spoken(Voter(box).fetch().ballot(*FIRST)) for _ in range(how_many)]
    sheets.sheet(box.code)

    for body in bodies:
        with django_assert_num_queries(1, using="ballots"):
            post(client, box, body)


# --- its answer page ------------------------------------------------------------------------
@store
def test_the_answer_page_of_a_round_with_ballots_asks_for_no_code_and_is_the_same_for_all(
    client, box
):
    address = f"/da/svar/{box.code}/"
    client.cookies["sessionid"] = "somebody"

    mine = client.get(address)
    others = Client(headers={"User-Agent": "another", "Accept-Language": "en"}).get(address)

    assert mine.content == others.content
    assert not mine.cookies
    assert b'name="code"' not in mine.content
    assert b"Din stemmeseddel er klar" in mine.content
    assert b'name="code"' in client.get(f"/da/svar/{make.box().code}/").content


@store
def test_a_tablet_that_many_share_has_no_page_for_ballots(client, box):
    assert client.get(f"/da/svar/{box.code}/tablet/").status_code == 404
    assert client.get(f"/da/svar/{make.box().code}/tablet/").status_code == 200


@store
def test_a_form_sent_to_a_round_with_ballots_stores_nothing(client, box):
    response = client.post(f"/da/svar/{box.code}/", {"code": "0000-0000-0000", "item-i1": "4"})

    assert response.status_code == 422
    assert not Ballot.objects.exists()
