"""A key from outside is read as the server reads it, or refused."""

import base64
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from trivsel.domain.blindsign import IssuerKey, PublicKey


@cache
def key() -> IssuerKey:
    return IssuerKey.new(2048)


def test_a_key_is_read_as_the_server_reads_it(modules):
    read = modules.run(
        "async (m, key) => [key.n.toString(16), key.e.toString(16), key.bits, key.size]",
        key().public,
    )

    assert [int(read[0], 16), int(read[1], 16)] == [key().n, key().e]
    assert read[2:] == [2048, 256]


def der(public_key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> bytes:
    return public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def spki(n: int, e: int) -> bytes:
    """A key by hand, where the server's library refuses to make it."""

    def wrapped(tag: int, body: bytes) -> bytes:
        long = bytes([0x82]) + len(body).to_bytes(2)
        return bytes([tag]) + (bytes([len(body)]) if len(body) < 128 else long) + body

    def integer(value: int) -> bytes:
        return wrapped(2, value.to_bytes(value.bit_length() // 8 + 1))

    rsa_encryption = base64.b64decode("MA0GCSqGSIb3DQEBAQUA")
    inner = wrapped(0x30, integer(n) + integer(e))
    return wrapped(0x30, rsa_encryption + wrapped(3, b"\0" + inner))


def test_a_key_that_nobody_should_trust_is_refused(modules):
    short = rsa.generate_private_key(65537, 1024).public_key()  # noqa: S505 - to be refused
    curve = ec.generate_private_key(ec.SECP256R1()).public_key()
    bad = [
        der(short),
        der(curve),
        spki(key().n - 1, 65537),  # even
        spki(key().n, 65536),
        spki(key().n, 1),
        spki(key().n, 2),
        key().public.der[:-1],
        key().public.der + b"\0",
        b"",
        key().der,
    ]

    reasons = modules.refusals("({ issuerkey }, der) => issuerkey.readKey(der)", bad)

    assert reasons == ["bad-key"] * len(bad)
    good = spki(key().n, 65537)  # the control: made by the same hand
    assert good == key().public.der
    assert modules.refusals("({ issuerkey }, der) => issuerkey.readKey(der)", [good]) == [None]


def test_our_own_word_on_a_key_is_the_server_s(modules):
    """Chromium refuses most of these itself; other browsers may not."""
    n = key().n
    pairs = [
        (n, 65537),
        (n, 3),
        (n, 1),
        (n, 2),
        (n, 65536),
        (n - 1, 65537),
        (n >> 1 | 1, 65537),
    ]
    sound = "({ issuerkey }, all) => all.map((one) => issuerkey.sound(...one.map(BigInt)))"

    words = modules.run(sound, [[str(number) for number in pair] for pair in pairs])

    assert words == [trusted(*pair) for pair in pairs] == [True, True] + [False] * 5


def trusted(n: int, e: int) -> bool:
    try:
        PublicKey(n, e)
    except ValueError:
        return False
    return True
