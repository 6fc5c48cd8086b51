"""Ballots cross between browser and server, and whatever is not a good signature is refused."""

import math
import os
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA384

from ballots.crypto.bridge import Feed, Refused, flipped
from trivsel.domain import blindsign
from trivsel.domain.blindsign import VARIANTS, IssuerKey, PublicKey
from trivsel.domain.blindsign.encoding import emsa_pss_encode
from trivsel.domain.blindsign.token import Token

TOKEN = Token("r1", "c7", bytes(range(32)))
FINALIZE = """({ blinding }, [key, prepared, signed, back]) =>
  blinding.finalize(key, prepared, signed, back)"""
# What finalizing is without its checks: it gives out whatever comes, or takes a number twice.
NAIVE = """async ({ bytes }, key, signed, back) => {
  const product = bytes.number(signed) * bytes.number(back);
  return bytes.octets(product % key.n, key.size);
}"""
each_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.name)


@cache
def key() -> IssuerKey:
    return IssuerKey.new(2048)


@cache
def other() -> IssuerKey:
    return IssuerKey.new(2048)


class Asked:
    """A ballot that the browser blinded and the server signed."""

    def __init__(self, modules) -> None:
        self.prepared = modules.blinding_prepare(TOKEN.message)
        self.blinded = modules.blinding_blind(key().public, self.prepared)
        self.signed = blindsign.blind_sign(key(), self.blinded["message"], os.urandom)

    def case(self, **changed: bytes) -> list[object]:
        mine = {
            "prepared": self.prepared,
            "signed": self.signed,
            "back": self.blinded["inverse"],
        }
        return [key().public, *(mine | changed).values()]


@pytest.mark.parametrize("bits", [2048, 2056, 3072])
def test_a_ballot_blinded_in_the_browser_verifies_on_the_server(modules, bits):
    issuer = IssuerKey.new(bits)

    prepared = modules.blinding_prepare(TOKEN.message)
    blinded = modules.blinding_blind(issuer.public, prepared)
    signed = blindsign.blind_sign(issuer, blinded["message"], os.urandom)
    signature = modules.blinding_finalize(issuer.public, prepared, signed, blinded["inverse"])

    assert prepared[32:] == TOKEN.message
    blindsign.verify(issuer.public, prepared, signature)
    with pytest.raises(blindsign.BadSignature):  # the control
        blindsign.verify(other().public, prepared, signature)


@each_variant
def test_a_ballot_blinded_on_the_server_s_side_goes_on_in_the_browser(modules, variant):
    prepared = blindsign.prepare(TOKEN.message, os.urandom, variant)
    blinded = blindsign.blind(key().public, prepared, os.urandom, variant)
    signed = blindsign.blind_sign(key(), blinded.message, os.urandom)
    back = blinded.inverse.to_bytes(256)

    signature = modules.blinding_finalize(key().public, prepared, signed, back, variant)

    modules.blinding_verify(key().public, prepared, signature, variant)
    blindsign.verify(key().public, prepared, signature, variant)


def test_no_two_ballots_of_one_token_look_alike(modules):
    first, second = Asked(modules), Asked(modules)

    assert first.prepared != second.prepared
    assert first.blinded["message"] != second.blinded["message"]
    assert first.blinded["inverse"] != second.blinded["inverse"]


PLACES = [(place, bit) for place in (0, 1, 127, 254, 255) for bit in (1, 128)]


def test_a_blind_signature_with_one_bit_turned_is_refused(modules):
    asked = Asked(modules)
    spoiled = [flipped(asked.signed, place, bit) for place, bit in PLACES]

    reasons = modules.refusals(FINALIZE, [asked.case(signed=one) for one in spoiled])

    assert set(reasons) <= {"bad-signature", "out-of-range"}
    assert modules.refusals(FINALIZE, [asked.case()]) == [None]


def test_without_its_checks_finalizing_gives_a_spoiled_signature_out(modules):
    """The control."""
    asked = Asked(modules)
    spoiled = flipped(asked.signed, 255)

    given_out = modules.run(NAIVE, key().public, spoiled, asked.blinded["inverse"])

    assert len(given_out) == 256
    with pytest.raises(blindsign.BadSignature):
        blindsign.verify(key().public, asked.prepared, given_out)


def test_a_message_or_a_secret_of_another_ballot_is_refused(modules):
    asked, foreign = Asked(modules), Asked(modules)

    reasons = modules.refusals(
        FINALIZE,
        [
            asked.case(prepared=flipped(asked.prepared, 0)),
            asked.case(prepared=foreign.prepared),
            asked.case(back=foreign.blinded["inverse"]),
            asked.case(signed=foreign.signed),
        ],
    )

    assert reasons == ["bad-signature"] * 4


def test_a_signature_of_another_key_is_refused(modules):
    """A server that hands one person another key is found out before anything is kept."""
    asked = Asked(modules)
    number = int.from_bytes(asked.blinded["message"]) % other().n
    signed = blindsign.blind_sign(other(), number.to_bytes(256), os.urandom)

    [reason] = modules.refusals(
        FINALIZE, [[key().public, asked.prepared, signed, asked.blinded["inverse"]]]
    )

    assert reason in {"bad-signature", "out-of-range"}


def with_room() -> tuple[bytes, bytes, bytes, bytes]:
    """A ballot whose blind signature stays within the length with the modulus added to it."""
    while True:
        prepared = blindsign.prepare(TOKEN.message, os.urandom)
        blinded = blindsign.blind(key().public, prepared, os.urandom)
        signed = blindsign.blind_sign(key(), blinded.message, os.urandom)
        above = int.from_bytes(signed) + key().n
        if above < 2**2048:
            return prepared, signed, above.to_bytes(256), blinded.inverse.to_bytes(256)


def test_a_blind_signature_at_or_above_the_modulus_is_refused(modules):
    prepared, signed, above, back = with_room()
    numbers = [above, key().n.to_bytes(256), b"\xff" * 256, bytes(256)]

    reasons = modules.refusals(
        FINALIZE,
        [[key().public, prepared, one, back] for one in numbers]
        + [[key().public, prepared, signed, one] for one in numbers[1:]],
    )

    assert set(reasons) == {"out-of-range"}
    # The control: to plain arithmetic, the one and the other are the same good signature.
    for taken in (signed, above):
        naive = modules.run(NAIVE, key().public, taken, back)
        blindsign.verify(key().public, prepared, naive)


def test_a_thing_of_another_length_is_refused(modules):
    asked = Asked(modules)
    odd = [asked.signed[:length].rjust(length, b"\0") for length in (0, 1, 255, 257, 512)]
    verify = "({ blinding }, given) => blinding.verify(...given)"

    reasons = modules.refusals(
        FINALIZE,
        [asked.case(signed=one) for one in odd] + [asked.case(back=one) for one in odd],
    ) + modules.refusals(verify, [[key().public, asked.prepared, one] for one in odd])

    assert reasons == ["bad-length"] * 15


@each_variant
def test_a_signature_of_another_variant_is_refused(modules, variant):
    prepared = blindsign.prepare(TOKEN.message, os.urandom, variant)
    blinded = blindsign.blind(key().public, prepared, os.urandom, variant)
    signed = blindsign.blind_sign(key(), blinded.message, os.urandom)
    signature = blindsign.finalize(
        key().public, prepared, signed, blinded.inverse, variant=variant
    )

    for asked in VARIANTS:
        if asked.salt_bytes == variant.salt_bytes:
            modules.blinding_verify(key().public, prepared, signature, asked)
        else:
            with pytest.raises(Refused, match="bad-signature"):
                modules.blinding_verify(key().public, prepared, signature, asked)
    # The control: whoever takes any length of salt takes all four.
    any_salt = padding.PSS(padding.MGF1(SHA384()), padding.PSS.AUTO)
    key().public.checker.verify(signature, prepared, any_salt, SHA384())


def test_a_key_with_a_small_factor_is_refused(modules):
    broken = PublicKey((2**2048 - 2**1024) // 3 // 2 * 6 + 3)
    factors = {3: "bad-key", 2: None}  # the control: another factor goes well
    salt = next(
        salt
        for salt in (os.urandom(48) for _ in range(1000))
        if math.gcd(int.from_bytes(emsa_pss_encode(b"m", bits=2047, salt=salt)), broken.n) == 1
    )
    cases = [[broken, b"m", {"random": Feed([salt, one.to_bytes(256)])}] for one in factors]

    reasons = modules.refusals("({ blinding }, given) => blinding.blind(...given)", cases)

    assert reasons == list(factors.values())
