"""RFC 9474, appendix A: all four variants, from preparing to verifying, byte for byte."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from trivsel.domain.blindsign import (
    VARIANTS,
    BadSignature,
    IssuerKey,
    Variant,
    blind,
    blind_sign,
    finalize,
    prepare,
    verify,
)

FILE = Path(__file__).parent / "vectors" / "rfc9474_vectors.json"
BY_NAME = {variant.name: variant for variant in VARIANTS}


class Vector:
    """One published vector with its numbers read."""

    def __init__(self, raw: dict[str, str]) -> None:
        self.variant: Variant = BY_NAME[raw["name"]]
        self.raw = raw
        self.key = IssuerKey(*(self.number(name) for name in "nedpq"))

    def number(self, name: str) -> int:
        return int(self.raw[name], 16)

    def octets(self, name: str) -> bytes:
        return bytes.fromhex(self.raw.get(name, "").removeprefix("0x"))

    def random(self) -> Callable[[int], bytes]:
        """The random bytes of the vector, in the order they are asked for."""
        factor = pow(self.number("inv"), -1, self.key.n).to_bytes(self.key.public.size)
        feed = [self.octets("salt"), factor]
        return lambda _: feed.pop(0)


VECTORS = [Vector(raw) for raw in json.loads(FILE.read_text())["vectors"]]
each = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.variant.name)


def counted(count: int) -> bytes:
    return bytes(range(1, 256))[:count].ljust(count, b"\x05")


@each
def test_preparing_gives_the_published_message(vector):
    prefix = vector.octets("msg_prefix")

    prepared = prepare(vector.octets("msg"), lambda count: prefix[:count], vector.variant)

    assert prepared == vector.octets("input_msg")


@each
def test_blinding_gives_the_published_number(vector):
    blinded = blind(
        vector.key.public, vector.octets("input_msg"), vector.random(), vector.variant
    )

    assert blinded.message == vector.octets("blinded_msg")
    assert blinded.inverse == vector.number("inv")


@each
def test_the_issuer_gives_the_published_signature_whatever_its_own_blinding(vector):
    signature = blind_sign(vector.key, vector.octets("blinded_msg"), counted)

    assert signature == vector.octets("blind_sig")


@each
def test_finalizing_gives_the_published_signature(vector):
    signature = finalize(
        vector.key.public,
        vector.octets("input_msg"),
        vector.octets("blind_sig"),
        vector.number("inv"),
        vector.variant,
    )

    assert signature == vector.octets("sig")


@each
def test_the_published_signature_verifies_under_no_other_salt_length(vector):
    for variant in VARIANTS:
        if variant.salt_bytes == vector.variant.salt_bytes:
            verify(vector.key.public, vector.octets("input_msg"), vector.octets("sig"), variant)
        else:
            with pytest.raises(BadSignature):
                verify(
                    vector.key.public, vector.octets("input_msg"), vector.octets("sig"), variant
                )


@each
@pytest.mark.parametrize("place", [0, 1, 255, 511])
@pytest.mark.parametrize("bit", [1, 128])
def test_one_bit_turned_anywhere_spoils_the_signature(vector, place, bit):
    spoiled = bytearray(vector.octets("sig"))
    spoiled[place] ^= bit

    with pytest.raises(BadSignature):
        verify(vector.key.public, vector.octets("input_msg"), bytes(spoiled), vector.variant)


@each
def test_another_message_or_prefix_does_not_verify(vector):
    message = bytearray(vector.octets("input_msg"))
    message[0] ^= 1

    with pytest.raises(BadSignature):
        verify(vector.key.public, bytes(message), vector.octets("sig"), vector.variant)
