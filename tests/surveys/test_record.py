"""A round's record: what it takes from the people's store, and the same after any crash."""

import json
import re
from datetime import timedelta
from hashlib import sha256

import pytest

import make
import make_ballots
import make_rounds
from make_ballots import Voter
from trivsel.ballots import issuers
from trivsel.ballots.models import Box
from trivsel.ballots.models import Record as Stored
from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.blindsign.record import Outcome, Record, check_record, read_earlier
from trivsel.domain.blindsign.sixwords import six_words
from trivsel.surveys import box as door
from trivsel.surveys import results, services
from trivsel.surveys.models import Eligible
from trivsel.surveys.services import recording

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture(autouse=True)
def stock(keys):
    make_ballots.stock(8)


@pytest.fixture
def works():
    return make.organisation()


def fetched(round_, how_many):
    """So many fetch a ballot, each its own."""
    box = Box.objects.get(pk=round_.box_code)
    whole = Manifest.from_json(bytes(box.manifest))
    box.cells = {cell.code: cell.key for cell in whole.cells}
    voters = []
    for place in round_.roster.select_related("person", "cell")[:how_many]:
        voter = Voter(box, place.cell.code)
        stamped = services.issue_ballot(
            round_, voter.blinded.message, by=place.person, at=make_rounds.noon()
        )
        voters.append(voter.take(stamped))
    return voters


def answered(works, *, fetching=9, answering=8):
    round_ = make_rounds.round_(works, "open", answered_by="ballots")
    receipts = [
        voter.hand_in(1, 3, at=make_rounds.noon())
        for voter in fetched(round_, fetching)[:answering]
    ]
    return round_, receipts


def close(round_, works):
    hr, _rep = make_rounds.signers(works)
    services.close_round(round_, by=hr, at=make_rounds.noon(), reason="Alle har svaret.")
    round_.refresh_from_db()


@pytest.fixture
def released(works, django_capture_on_commit_callbacks):
    def do(**how):
        round_, receipts = answered(works, **how)
        close(round_, works)
        with django_capture_on_commit_callbacks(using="ballots", execute=False):
            services.count_and_release(round_, at=make_rounds.noon())
        round_.refresh_from_db()
        return round_, receipts

    return do


def outcomes(round_, raw, **brought):
    return {f.check.key: f.outcome for f in check_record(raw, **brought)}


def test_a_whole_round_passes_every_check(released):
    round_, receipts = released()
    raw = door.record(round_)
    words = six_words(sha256(bytes(round_.ballot_manifest)).digest())
    release = bytes.fromhex(round_.release.digest)

    found = outcomes(round_, raw, words=words, receipts=receipts, release=release)

    assert set(found.values()) == {Outcome.HOLDS}
    assert sha256(raw).hexdigest() == round_.record_digest
    counts = Record.from_json(raw).counts
    assert (counts.issued, counts.accepted, counts.counted) == (9, 8, 8)
    assert counts.eligible == round_.roster.count()


def test_the_record_holds_the_very_plan_that_was_signed_and_no_name(released, works):
    round_, _receipts = released()
    raw = door.record(round_)
    record = Record.from_json(raw)

    assert sha256(record.plan).hexdigest() == round_.digest
    assert [one.side for one in record.cosigned] == ["employees", "management"]
    assert all(one.digest.hex() == round_.digest for one in record.cosigned)
    whole = raw + record.plan
    for person in works.people.all():
        for telling in (person.name, person.email, person.number):
            # By itself: two signs inside a key in base64 are chance.
            alone = rb"(?<![\w+/])" + re.escape(telling.encode()) + rb"(?![\w+/=])"
            assert not telling or not re.search(alone, whole)
    assert json.loads(record.plan)["round"] == round_.pk


def test_how_many_were_stamped_outlives_the_list_of_who(works):
    round_, _receipts = answered(works)
    close(round_, works)
    assert round_.issued == 9

    services.tick(at=make_rounds.noon() + timedelta(days=40))

    round_.refresh_from_db()
    assert not Eligible.objects.filter(round=round_).exists()
    assert Record.from_json(door.record(round_)).counts.issued == 9


def test_a_ballot_on_its_way_while_the_round_closes_is_counted_among_the_stamped(works):
    """Stamped before the box closes, after the round did: it may lie in the box."""
    round_, _receipts = answered(works, fetching=8, answering=8)
    place = round_.roster.filter(issued_on__isnull=True).first()
    counted_too_early = round_.roster.filter(issued_on__isnull=False).count()

    place.issued_on, place.blinded = round_.opens_on, b"on its way".ljust(32)
    place.save()
    recording.note_issued(round_)

    assert (counted_too_early, round_.issued) == (8, 9)


def test_it_is_noted_once_and_of_ballots_only(works):
    round_, _receipts = answered(works)
    close(round_, works)
    Eligible.objects.filter(round=round_).delete()
    slips = make_rounds.round_(works, "closed")

    recording.note_issued(round_)
    recording.note_issued(slips)

    assert (round_.issued, slips.issued) == (9, None)


def test_cut_off_after_the_release_the_clock_makes_the_record(works):
    round_, _receipts = answered(works)
    close(round_, works)
    door.count(round_)
    results.release_round(round_, at=make_rounds.noon())  # and here somebody pulls the plug
    round_.refresh_from_db()
    assert (round_.state, round_.record_digest) == ("released", "")
    assert not Stored.objects.exists()

    services.tick(at=make_rounds.noon())

    round_.refresh_from_db()
    assert round_.record_digest == sha256(door.record(round_)).hexdigest()


def test_cut_off_after_it_is_stored_the_same_record_is_noted(released):
    round_, _receipts = released()
    raw, digest = door.record(round_), round_.record_digest
    round_.record_digest = ""
    round_.issued = 3
    round_.save()

    services.tick(at=make_rounds.noon())

    round_.refresh_from_db()
    assert round_.record_digest == digest
    assert door.record(round_) == raw
    assert Stored.objects.count() == 1


def test_rounds_that_have_their_record_cost_the_clock_nothing(
    released, django_assert_max_num_queries
):
    later = make_rounds.noon() + timedelta(days=15)  # when no letters are due any more
    for _round in range(3):
        round_, _ = released()
        issuers.destroy(round_.box_code)  # as the count does, once it is certain
        make_ballots.stock(8)
    services.tick(at=later)

    with django_assert_max_num_queries(
        9
    ):  # whatever there is: one may ask for stamps left over
        services.tick(at=later)


def test_each_record_names_the_one_before(released):
    first, _ = released()
    make_ballots.stock(8)
    second, _ = released()

    raw = door.record(second)
    before = door.record(first)

    assert Record.from_json(raw).previous_record == sha256(before).digest()
    found = outcomes(second, raw, earlier=[read_earlier(before)])
    assert (found["chain"], found["earlier-record"]) == (Outcome.HOLDS, Outcome.HOLDS)


def test_a_round_with_slips_has_no_record(works):
    round_ = make_rounds.round_(works, "released")

    assert door.record(round_) is None
    assert round_.record_digest == ""
