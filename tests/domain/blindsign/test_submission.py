"""A ballot handed in is good in its own round and cell, as it is, and nowhere else."""

import os
from dataclasses import replace
from functools import cache

import pytest

from domain.blindsign.making import SEAL_KEY, manifest, public_key
from issuer_keys import issuer_key
from trivsel.domain.blindsign import (
    VARIANTS,
    IssuerKey,
    Variant,
    blind,
    blind_sign,
    finalize,
    prepare,
)
from trivsel.domain.blindsign.manifest import CellEntry, Manifest
from trivsel.domain.blindsign.refusals import (
    BadEnvelope,
    BadMessage,
    BadSignature,
    Incomplete,
    UnknownCell,
    WrongCell,
    WrongRound,
)
from trivsel.domain.blindsign.sealing import Label, envelope_bytes, seal
from trivsel.domain.blindsign.submission import Submission, label_of
from trivsel.domain.blindsign.token import PURPOSE, Token
from trivsel.domain.blindsign.variants import RANDOMIZED
from trivsel.domain.blindsign.verifying import verify

NONCE = bytes(range(32))
TOKEN = Token("b7f3", "c1", NONCE)
SIZE = envelope_bytes(20)


def key(cell: str) -> IssuerKey:
    return issuer_key(int(cell.removeprefix("c")))


@cache
def round_() -> Manifest:
    cells = tuple(CellEntry(code, 9, key(code).public) for code in ("c1", "c2"))
    return manifest(cells=(*cells, CellEntry("c3", 9, public_key(3))))


@cache
def stamped(
    message: bytes, by: str = "c1", variant: Variant = RANDOMIZED
) -> tuple[bytes, bytes]:
    """A message stamped with a cell's key, whatever stands in it: who stamps cannot see it."""
    prepared = prepare(message, os.urandom, variant)
    blinded = blind(key(by).public, prepared, os.urandom, variant)
    signed = blind_sign(key(by), blinded.message, os.urandom)
    return prepared, finalize(key(by).public, prepared, signed, blinded.inverse, variant)


def ballot(message: bytes = TOKEN.message, by: str = "c1", **changed: object) -> Submission:
    prepared, signature = stamped(message, by)
    envelope = seal(bytes(20), SEAL_KEY, Label("b7f3", "c1", TOKEN.nullifier))
    made = Submission("b7f3", "c1", prepared, signature, envelope)
    return replace(made, **changed)  # type: ignore[arg-type]


def checked(submission: Submission) -> Label:
    return label_of(submission, round_(), envelope_bytes=SIZE)


def test_a_ballot_of_the_round_gives_the_label_it_was_sealed_under():
    assert checked(ballot()) == Label("b7f3", "c1", TOKEN.nullifier)


def test_a_nonce_is_spent_once_in_a_round_whatever_cell_and_prefix():
    again = ballot(Token("b7f3", "c2", NONCE).message, "c2", cell="c2")
    stamped.cache_clear()

    labels = [checked(ballot()), checked(ballot()), checked(again)]

    assert len({label.nullifier for label in labels}) == 1


def test_a_stamp_of_another_cell_s_key_is_refused():
    with pytest.raises(BadSignature):
        checked(ballot(TOKEN.message, "c2"))


def test_without_keys_of_their_own_a_ballot_would_be_good_in_any_cell():
    """Why each cell has its key: who stamps for c2 has no way to see that c1 is meant."""
    prepared, signature = stamped(TOKEN.message, "c2")

    verify(key("c2").public, prepared, signature)  # a round with one key would accept it


def test_a_message_for_another_cell_than_it_says_is_refused():
    other = Token("b7f3", "c2", NONCE).message

    with pytest.raises(WrongCell, match="another cell"):
        checked(ballot(other, "c1"))
    with pytest.raises(WrongCell, match="another cell"):
        checked(ballot(other, "c2"))


def test_a_ballot_cannot_change_to_another_cell_on_its_way():
    with pytest.raises(WrongCell):
        checked(ballot(cell="c2"))


def test_a_ballot_of_another_round_is_refused():
    with pytest.raises(WrongRound):
        checked(ballot(round="b7f4"))
    with pytest.raises(WrongRound, match="stamped for another"):
        checked(ballot(Token("b7f4", "c1", NONCE).message))


@pytest.mark.parametrize("cell", ["c9", "c", "c11", "C1", "c1 ", "c1\0", "ｃ1"])
def test_a_cell_that_the_manifest_does_not_name_is_refused(cell):
    with pytest.raises(UnknownCell):
        checked(ballot(cell=cell))


@pytest.mark.parametrize("round_code", ["B7F3", "b7f3 ", "b7f3\0"])
def test_a_round_is_known_by_its_code_as_it_is_written(round_code):
    with pytest.raises(WrongRound):
        checked(ballot(round=round_code))


@pytest.mark.parametrize("cell", ["C1", "c1 "])
def test_a_message_with_a_code_in_other_letters_is_refused(cell):
    with pytest.raises(WrongCell):
        checked(ballot(Token("b7f3", cell, NONCE).message))


NO_TOKENS = {
    "another purpose": TOKEN.message.replace(PURPOSE, b"trivsel ballot 2"),
    "the purpose in capitals": TOKEN.message.replace(PURPOSE, PURPOSE.upper()),
    "a nonce cut short": TOKEN.message[:-1],
    "a nonce too long": TOKEN.message + b"\0",
    "no cell": b"\0".join([PURPOSE, b"b7f3", NONCE]),
    "an empty cell": b"\0".join([PURPOSE, b"b7f3", b"", NONCE]),
    "a part too many": b"\0".join([PURPOSE, b"b7f3", b"c1", b"x", NONCE]),
    "something before the nonce": b"\0".join([PURPOSE, b"b7f3", b"c1", b"x" + NONCE]),
    "codes that are no text": b"\0".join([PURPOSE, b"b7f3", b"\xff", NONCE]),
    "nothing": b"",
    "a nonce alone": NONCE,
}


@pytest.mark.parametrize("message", NO_TOKENS.values(), ids=NO_TOKENS)
def test_a_message_that_is_no_token_is_refused_though_it_is_stamped(message):
    made = ballot(message)

    verify(key("c1").public, made.prepared, made.signature)
    with pytest.raises(BadMessage):
        checked(made)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_stamp_of_another_variant_is_refused(variant):
    prepared, signature = stamped(TOKEN.message, "c1", variant)
    made = ballot(prepared=prepared, signature=signature)

    if variant == RANDOMIZED:
        assert checked(made)
    else:
        with pytest.raises(BadSignature if variant.prefix_bytes else BadMessage):
            checked(made)


def test_one_bit_turned_anywhere_in_message_or_stamp_is_refused():
    made = ballot()
    for name in ("prepared", "signature"):
        whole = getattr(made, name)
        for bit in range(0, 8 * len(whole), 3):
            spoiled = bytearray(whole)
            spoiled[bit // 8] ^= 1 << bit % 8

            with pytest.raises((BadSignature, BadMessage, WrongRound, WrongCell)):
                checked(replace(made, **{name: bytes(spoiled)}))


@pytest.mark.parametrize("name", ["prepared", "signature", "envelope"])
def test_a_part_cut_short_or_made_longer_is_refused(name):
    made = ballot()
    whole = getattr(made, name)

    for other in (whole[:-1], whole[1:], whole + b"\0", b"\0" + whole, whole * 2, whole[:1]):
        with pytest.raises((BadSignature, BadMessage, BadEnvelope)):
            checked(replace(made, **{name: other}))


def test_the_stamp_and_the_modulus_together_are_no_second_stamp():
    """The same number, written otherwise: it would give one ballot two spellings."""
    public = key("c1").public
    made = ballot()
    while int.from_bytes(made.signature) + public.n >= 2**public.bits:
        stamped.cache_clear()
        made = ballot()
    second = (int.from_bytes(made.signature) + public.n).to_bytes(public.size)

    assert pow(int.from_bytes(second), public.e, public.n) == pow(
        int.from_bytes(made.signature), public.e, public.n
    )
    with pytest.raises(BadSignature):
        checked(replace(made, signature=second))


@pytest.mark.parametrize("number", [0, 1, -1])
def test_a_number_whose_power_anybody_knows_is_no_stamp(number):
    public = key("c1").public
    forged = (number % public.n).to_bytes(public.size)

    with pytest.raises(BadSignature):
        checked(ballot(signature=forged))


@pytest.mark.parametrize("name", ["round", "cell", "prepared", "signature", "envelope"])
@pytest.mark.parametrize("missing", [None, "", b"", 0, [], "null"])
def test_a_ballot_with_a_part_missing_is_none(name, missing):
    if name in {"round", "cell"} and missing == "null":
        missing = b"null"

    with pytest.raises(Incomplete, match="missing"):
        ballot(**{name: missing})


def test_an_envelope_with_a_length_of_its_own_is_refused():
    longer = seal(bytes(62), SEAL_KEY, Label("b7f3", "c1", TOKEN.nullifier))

    with pytest.raises(BadEnvelope, match="length"):
        checked(ballot(envelope=longer))
