"""A box's one record: signed once, the same after a crash, and then no second one can be."""

import json
from dataclasses import replace
from datetime import date

import pytest

import make
import make_ballots
from make_ballots import Voter
from trivsel.ballots import keys as store
from trivsel.ballots import queries, services
from trivsel.ballots.keys import KeyLost
from trivsel.ballots.models import Ballot, Record
from trivsel.ballots.services import Known, records
from trivsel.domain.blindsign.record import Check, Cosignature, Outcome, check_record
from trivsel.domain.blindsign.record import Record as Read
from trivsel.domain.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["ballots"])

PLAN = b'{"ballots":{"digest":"x"}}'
KNOWN = Known(
    plan=PLAN,
    cosigned=(Cosignature("employees", date(2026, 11, 1), bytes(32)),),
    issued=4,
    closed_on=date(2026, 11, 20),
    release=bytes(range(32)),
    previous_record=None,
)


@pytest.fixture
def counted(django_capture_on_commit_callbacks):
    """A box with three answers, one of which cannot be opened, counted."""
    box = make_ballots.box()
    box.receipts = [Voter(box).fetch().hand_in(1, 2, value) for value in (1, 2, 3)]
    spoilt = Ballot.objects.filter(box=box.code).first()
    flipped = bytes(spoilt.envelope)
    spoilt.envelope = flipped[:-1] + bytes([flipped[-1] ^ 1])
    spoilt.save()
    with django_capture_on_commit_callbacks(using="ballots", execute=False):
        services.close_box(box.code)
        services.count_box(box.code)
    return box


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def do(box, known=KNOWN):
        with django_capture_on_commit_callbacks(using="ballots", execute=True):
            return services.publish_record(box.code, known)

    return do


def test_the_record_says_what_came_of_the_count(counted, publish):
    raw = publish(counted)

    read = Read.from_json(raw)
    assert read.is_signed
    assert read.counts.fields == {
        "accepted": 3, "counted": 2, "eligible": 8, "issued": 4, "reissued": 0, "unreadable": 1,
    }  # fmt: skip
    assert [one.digest for one in read.receipts] == queries.receipts(counted.code)
    assert raw == queries.record(counted.code)
    assert (read.plan, read.closed_on, read.release) == (
        PLAN,
        KNOWN.closed_on,
        KNOWN.release,
    )


def test_an_envelope_changed_in_the_store_is_found_by_its_owner(counted, publish):
    """One of the three was spoilt: its owner's receipt is gone, and another's stands there."""
    raw = publish(counted)

    mine = [
        finding.outcome
        for finding in check_record(raw, receipts=counted.receipts)
        if finding.check is Check.MINE
    ]
    assert sorted(mine, key=lambda outcome: outcome.value) == [
        Outcome.FAILS,
        Outcome.HOLDS,
        Outcome.HOLDS,
    ]


def test_once_it_is_published_its_key_is_gone_and_it_stands(counted, publish, keys):
    raw = publish(counted)

    assert not list(keys.glob("*.record"))
    assert publish(counted, replace(KNOWN, issued=7)) == raw
    Record.objects.all().delete()
    with pytest.raises(KeyLost):
        publish(counted)
    assert not list(keys.glob("*.record"))


def test_cut_off_before_it_is_stored_the_same_record_is_made_again(counted, publish, keys):
    first = records._signed(counted.code, KNOWN)

    assert queries.record(counted.code) is None
    assert list(keys.glob("*.record"))
    assert publish(counted) == first


def test_cut_off_before_the_key_is_destroyed_the_next_run_destroys_it(counted, publish, keys):
    first = records._store(counted.code, records._signed(counted.code, KNOWN))
    assert list(keys.glob("*.record"))

    assert publish(counted, replace(KNOWN, issued=5)) == first
    assert not list(keys.glob("*.record"))


def test_of_two_runs_at_once_the_first_record_stands(counted):
    first = records._store(counted.code, records._signed(counted.code, KNOWN))
    second = records._signed(counted.code, replace(KNOWN, issued=5))

    assert second != first
    assert records._store(counted.code, second) == first


def test_a_key_destroyed_before_the_record_is_stored_would_lose_it_for_good(counted, publish):
    """The control: the other order, cut off between the two."""
    store.destroy_record(counted.code)

    with pytest.raises(KeyLost):
        publish(counted)


def test_before_the_count_and_of_slips_there_is_no_record(publish):
    open_ = make_ballots.box()
    slips = make.box("slips1")
    services.close_box("slips1")
    services.count_box("slips1")

    for box in (open_, slips):
        with pytest.raises(Refused):
            publish(box)
    assert not Record.objects.exists()


def test_a_box_without_the_key_of_its_record_does_not_open(keys):
    make_ballots.stock(1)
    whole = make_ballots.manifest("ballotsy", {"c1": 8})
    services.prepare_box(
        code="ballotsy",
        opens_on=whole.opens_on,
        closes_on=whole.closes_on,
        paper=make.paper(items=3),
        manifest=whole.to_json(),
    )
    (keys / "ballotsy.record").unlink()

    with pytest.raises(KeyLost, match=r"ballotsy\.record"):
        services.open_box("ballotsy")


@pytest.mark.django_db(databases=["ballots"], transaction=True)
def test_a_round_called_off_leaves_no_key(store_file, keys):
    box = make_ballots.box()
    assert list(keys.glob(f"{box.code}*"))

    services.discard_box(box.code)

    assert not list(keys.glob(f"{box.code}*"))


# --- over HTTP ------------------------------------------------------------------------------
def address(box, language="da"):
    return f"/{language}/svar/{box.code}/protokol.json"


def test_before_the_release_the_page_says_when_the_record_comes(client, counted):
    response = client.get(address(counted))

    assert response.status_code == 404
    assert "Protokollen er der ikke endnu" in response.content.decode()


def test_while_the_round_is_open_it_says_the_day(client):
    box = make_ballots.box()

    response = client.get(address(box, "en"))

    assert response.status_code == 404
    assert "runs until the end of" in response.content.decode()


def test_afterwards_anybody_gets_it_byte_for_byte_and_the_shut_page_leads_there(
    client, counted, publish
):
    raw = publish(counted)

    response = client.get(address(counted))

    assert response.content == raw
    assert response["Content-Type"] == "application/json"
    assert not response.cookies
    assert json.loads(raw)["format"] == 1
    assert address(counted) in client.get(f"/da/svar/{counted.code}/").content.decode()


def test_a_round_with_slips_has_no_such_address(client):
    assert client.get(address(make.box("slips2"))).status_code == 404
