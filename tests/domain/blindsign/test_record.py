"""A record passes as it was made; whatever is changed in it, a check that is named finds it."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from domain.blindsign.making import (
    SIGNER,
    cosigned,
    manifest,
    plan,
    public_key,
    receipts,
    record,
    signed,
)
from trivsel.domain.blindsign.manifest import CellEntry
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.record import (
    LIMITS,
    Check,
    Counts,
    Outcome,
    Record,
    check_manifest,
    check_record,
    read_earlier,
)
from trivsel.domain.blindsign.refusals import BadManifest
from trivsel.domain.blindsign.sixwords import six_words

RAW = signed()
WORDS = six_words(manifest().digest)
FORGER = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
COUNTS = record().counts


def failing(raw: bytes, **brought) -> set[str]:
    return {
        finding.check.key
        for finding in check_record(raw, **brought)
        if finding.outcome is Outcome.FAILS
    }


def stays_open(raw: bytes, **brought) -> set[str]:
    return {
        finding.check.key
        for finding in check_record(raw, **brought)
        if finding.outcome is Outcome.OPEN
    }


def rewritten(**changed) -> bytes:
    """The record with fields changed in the file, its signature as it was."""
    fields = {**json.loads(RAW), **changed}
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


# --- as it was made -------------------------------------------------------------------------
def test_a_record_as_it_was_made_passes_every_check():
    brought = {"words": WORDS, "receipts": receipts(13), "release": bytes(range(32))}

    found = check_record(RAW, **brought)

    assert failing(RAW, **brought) == stays_open(RAW, **brought) == set()
    assert {finding.check for finding in found} == set(Check) - {
        Check.CHAIN,
        Check.EARLIER_RECORD,
    }


def test_what_nothing_was_brought_for_stays_open_and_is_not_taken_for_good():
    assert failing(RAW) == set()
    assert stays_open(RAW) == {"words", "mine", "release"}


def test_the_same_record_is_signed_the_same_again_and_reads_as_it_was():
    again = Record.from_json(RAW)

    assert again.to_json() == RAW == signed()
    assert again == record().signed(SIGNER)
    assert again.is_signed


def test_a_record_names_no_person_and_no_group_but_its_size():
    fields = json.loads(RAW)

    assert set(fields) == {
        "closed_on", "cosigned", "counts", "format", "manifest", "plan", "previous_record",
        "receipts", "release", "signature",
    }  # fmt: skip
    assert {name for one in fields["cosigned"] for name in one} == {
        "digest",
        "side",
        "signed_on",
    }
    assert all(isinstance(count, int) for count in fields["counts"].values())


def test_what_no_check_can_show_is_there_to_be_said_every_time():
    assert len(LIMITS) == 5
    assert all(limit.startswith(("That", "Who")) and limit.endswith(".") for limit in LIMITS)


@pytest.mark.parametrize("check", list(Check), ids=lambda check: check.name)
def test_every_check_says_how_it_came_out(check):
    _key, title, holds, fails, _open = check.value

    assert title
    assert holds.endswith(".")
    assert fails.endswith(".")


# --- changed afterwards: without the key, the signature finds everything --------------------
def test_any_changed_byte_is_found():
    for at in range(len(RAW)):
        other = RAW[:at] + bytes([RAW[at] ^ 1]) + RAW[at + 1 :]
        assert failing(other) & {"form", "signature"}, RAW[at - 20 : at + 20]


@given(st.data())
def test_any_byte_changed_to_any_other_is_found(data):
    at = data.draw(st.integers(0, len(RAW) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != RAW[at]))

    assert failing(RAW[:at] + bytes([byte]) + RAW[at + 1 :]) & {"form", "signature"}


@given(st.integers(0, len(RAW) - 1))
def test_a_truncated_file_is_found(length):
    assert failing(RAW[:length]) == {"form"}


def test_a_careless_reader_would_not_notice_another_spelling():
    other = RAW.replace(b'"format":1', b'"format": 1')

    assert json.loads(other) == json.loads(RAW)
    assert failing(other) == {"form"}


def test_a_longer_file_than_any_record_is_not_read():
    assert failing(b" " * (32 * 2**20 + 1)) == {"form"}


def test_place_and_reason_are_said_of_what_cannot_be_read():
    counts = {**json.loads(RAW)["counts"], "issued": -1}

    [finding] = check_record(rewritten(counts=counts))

    assert str(finding) == "It cannot be read. At counts.issued: must be 0 or more, not -1."


UNREADABLE = [
    ("format", 2, "format"),
    ("receipts", [str(one) for one in reversed(receipts(13))], "receipts"),
    ("receipts", [str(receipts(1)[0])] * 2, "receipts[1]"),
    ("receipts", [str(receipts(1)[0]).lower()], "receipts[0]"),
    ("receipts", ["0" * 53], "receipts[0]"),
    ("signature", "", "signature"),
    ("signature", "AAAA", "signature"),
    ("closed_on", "2026-W47-1", "closed_on"),
    ("release", "00", "release"),
    ("previous_record", 0, "previous_record"),
    ("cosigned", [{"digest": "00" * 32, "side": "hr", "signed_on": "2026-11-01"}], "cosigned"),
]


@pytest.mark.parametrize(("name", "value", "place"), UNREADABLE)
def test_a_field_that_could_be_read_in_two_ways_is_refused_with_its_place(name, value, place):
    with pytest.raises(BadManifest) as refused:
        Record.from_json(rewritten(**{name: value}))

    assert refused.value.place.startswith(place)


def test_a_group_of_seven_is_refused_with_its_place():
    fields = json.loads(RAW)["manifest"]
    fields["cells"][1]["eligible"] = 7

    with pytest.raises(BadManifest, match=r"^manifest\.cells\[1\]\.eligible: must be 8"):
        Record.from_json(rewritten(manifest=fields))


# --- made dishonestly: with the key, each lie is found by a check of its own ----------------
LIES = [
    ("a receipt taken out", {"receipts": receipts(13)[1:]}, {"receipts"}),
    ("a receipt put in", {"receipts": receipts(14)}, {"receipts"}),
    ("one answer lost", {"counts": replace(COUNTS, counted=11)}, {"counted"}),
    ("one answer too many", {"counts": replace(COUNTS, counted=13)}, {"counted"}),
    ("more in the box than stamped", {"counts": replace(COUNTS, issued=12)}, {"issued"}),
    (
        "more stamped than may answer",
        {"counts": replace(COUNTS, issued=21)},
        {"issued"},
    ),
    ("stamped anew out of nothing", {"counts": replace(COUNTS, reissued=16)}, {"issued"}),
    ("another number who may answer", {"counts": replace(COUNTS, eligible=30)}, {"eligible"}),
    ("closed after its last day", {"closed_on": date(2026, 11, 17)}, {"days"}),
    ("closed before it opened", {"closed_on": date(2026, 11, 1)}, {"days"}),
    ("only one side", {"cosigned": cosigned(plan(manifest()))[:1]}, {"cosigned"}),
    ("signatures on another plan", {"cosigned": cosigned(b"{}")}, {"cosigned"}),
    ("a plan that names another", {"plan": plan(manifest(round="b7f4"))}, {"plan"}),
    ("a plan without ballots", {"plan": b"{}"}, {"plan"}),
    ("a plan that is a list", {"plan": b"[]"}, {"plan"}),
    ("a plan that is no JSON", {"plan": b"\xff"}, {"plan"}),
    (
        "a plan read in two ways",
        {"plan": b'{"ballots":{},' + plan(manifest())[1:]},
        {"plan"},
    ),
]


@pytest.mark.parametrize(
    ("changed", "checks"), [lie[1:] for lie in LIES], ids=[lie[0] for lie in LIES]
)
def test_each_lie_is_found_by_a_check_of_its_own_even_where_the_key_signed_it(changed, checks):
    assert failing(signed(**changed)) == checks


def test_signed_later_than_closed_is_found():
    late = tuple(
        replace(one, signed_on=date(2026, 11, 17)) for one in cosigned(plan(manifest()))
    )

    assert failing(signed(cosigned=late)) == {"days"}


def test_a_forged_key_is_found_by_the_plan_both_sides_signed_and_by_the_words():
    forged = manifest(record_key=FORGER.public_key().public_bytes_raw())
    raw = signed(FORGER, manifest=forged, plan=plan(manifest()))

    assert failing(raw) == {"plan"}
    assert failing(signed(FORGER, manifest=forged), words=WORDS) == {"words"}


def test_another_signature_is_found():
    assert failing(signed(FORGER)) == {"signature"}


def test_another_manifest_is_found_though_all_of_the_file_fits_itself():
    """A whole record made anew agrees with itself: only what somebody brings finds it."""
    other = manifest(cells=(CellEntry("c1", 20, public_key(3)),))

    assert failing(signed(manifest=other)) == set()
    assert failing(signed(manifest=other), words=WORDS) == {"words"}


def test_edited_words_are_found():
    assert failing(RAW, words=[*WORDS[:5], "abrikos"]) == {"words"}
    assert failing(RAW, words=[*WORDS[1:], WORDS[0]]) == {"words"}
    assert failing(RAW, words=WORDS[:5]) == {"words"}
    assert failing(RAW, words=[word.upper() for word in WORDS]) == set()


def test_a_deleted_box_is_found_by_the_one_whose_receipt_is_gone():
    """Counts and receipts fit again, and the key signed it: only its owner can find out."""
    gone, *rest = receipts(13)
    fewer = replace(COUNTS, accepted=12, counted=11)
    raw = signed(receipts=tuple(rest), counts=fewer)

    assert failing(raw) == set()
    assert failing(raw, receipts=[gone]) == {"mine"}


def test_a_forged_box_put_in_its_place_is_found_by_the_one_whose_receipt_is_gone():
    gone, *rest = receipts(13)
    forged = Receipt.of(b"made by whoever keeps the server")
    there = tuple(sorted([*rest, forged], key=lambda one: one.digest))

    assert failing(signed(receipts=there), receipts=[gone]) == {"mine"}
    assert failing(signed(receipts=there), receipts=rest) == set()


def test_figures_changed_after_the_release_are_found():
    assert failing(RAW, release=bytes(32)) == {"release"}


# --- the rounds before ----------------------------------------------------------------------
FIRST = manifest(round="a1")
FIRST_RECORD = record(manifest=FIRST).signed(SIGNER)
SECOND = manifest(round="a2", previous=FIRST.digest)
SECOND_RECORD = record(manifest=SECOND, previous_record=FIRST_RECORD.digest).signed(SIGNER)
THIRD = signed(
    manifest=manifest(round="a3", previous=SECOND.digest),
    previous_record=SECOND_RECORD.digest,
)
EARLIER = [read_earlier(one.to_json()) for one in (FIRST_RECORD, SECOND_RECORD)]


def test_the_rounds_before_fit_in_any_order_and_as_manifests_too():
    assert failing(THIRD, earlier=EARLIER) == set()
    assert failing(THIRD, earlier=EARLIER[::-1]) == set()
    assert failing(THIRD, earlier=EARLIER[1:] * 2) == set()
    assert "chain" not in stays_open(THIRD, earlier=EARLIER)
    bare = [read_earlier(one.to_json()) for one in (FIRST, SECOND)]
    assert failing(THIRD, earlier=bare) == set()
    assert stays_open(THIRD, earlier=bare) >= {"earlier-record"}


def test_a_missing_round_is_found():
    assert stays_open(THIRD) >= {"chain", "earlier-record"}
    assert failing(THIRD, earlier=EARLIER[:1]) == {"chain"}


def test_an_altered_round_before_is_found():
    other = replace(SECOND_RECORD, counts=replace(COUNTS, counted=13, unreadable=0))
    unsigned = [EARLIER[0], read_earlier(other.to_json())]
    resigned = [EARLIER[0], read_earlier(other.signed(SIGNER).to_json())]
    later = manifest(round="a2", previous=FIRST.digest, closes_on=date(2026, 11, 30))

    assert failing(THIRD, earlier=unsigned) == {"earlier-record"}
    assert failing(THIRD, earlier=resigned) == {"earlier-record"}
    assert failing(THIRD, earlier=[EARLIER[0], read_earlier(later.to_json())]) == {"chain"}


def test_a_round_that_does_not_belong_is_found():
    stray = read_earlier(manifest(round="z9").to_json())
    theirs = manifest(round="a1", organisation="others")
    after = signed(manifest=manifest(round="a2", previous=theirs.digest))

    assert failing(THIRD, earlier=[*EARLIER, stray]) == {"chain"}
    assert failing(RAW, earlier=[stray]) == {"chain"}
    assert failing(after, earlier=[read_earlier(theirs.to_json())]) == {"chain"}
    assert failing(signed(previous_record=bytes(32))) == {"earlier-record"}


# --- a bare manifest ------------------------------------------------------------------------
def manifest_failing(raw: bytes, **brought) -> set[str]:
    return {
        finding.check.key
        for finding in check_manifest(raw, **brought)
        if finding.outcome is Outcome.FAILS
    }


def test_a_bare_manifest_is_held_against_words_and_the_rounds_before():
    assert manifest_failing(manifest().to_json(), words=WORDS) == set()
    assert manifest_failing(SECOND.to_json(), earlier=EARLIER[:1]) == set()
    assert manifest_failing(SECOND.to_json(), words=WORDS) == {"words"}
    assert manifest_failing(SECOND.to_json(), earlier=EARLIER) == {"chain"}
    assert manifest_failing(RAW) == {"form"}


@given(counts=st.tuples(*[st.integers(0, 40)] * 6), more=st.integers(0, 3))
def test_counts_pass_exactly_when_they_fit_each_other(counts, more):
    """Asked in another way than the checks ask."""
    told = Counts(*counts)
    listed = receipts(min(told.accepted, 20) + more)
    raw = signed(counts=told, receipts=listed)
    wrong = {
        "receipts": len(listed) != told.accepted,
        "counted": told.accepted - told.counted != told.unreadable,
        "issued": told.issued > told.eligible
        or told.accepted - told.issued > told.reissued
        or told.reissued > told.issued,
        "eligible": told.eligible != 12 + 8,
    }

    assert failing(raw) == {name for name, is_so in wrong.items() if is_so}


def test_days_within_the_round_all_pass():
    for day in range(15):
        closed = date(2026, 11, 2) + timedelta(days=day)
        assert failing(signed(closed_on=closed)) == set()
