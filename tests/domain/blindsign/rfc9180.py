"""HPKE read once more, from the RFC alone: base mode, single-shot, our suite.

Shares nothing with the library that the product uses but the curve and the cipher themselves,
so the two can be held against each other. RFC 9180, sections 4, 4.1 and 5.1.
"""

import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEM = b"KEM" + (0x20).to_bytes(2)
HPKE = b"HPKE" + b"".join(number.to_bytes(2) for number in (0x20, 1, 1))


def extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + material, "sha256")


def expand(suite: bytes, secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """One block of 32 bytes is enough for all that is asked for here."""
    labelled = length.to_bytes(2) + b"HPKE-v1" + suite + label + info
    return hmac.digest(secret, labelled + b"\1", "sha256")[:length]


@dataclass(frozen=True)
class Schedule:
    shared_secret: bytes
    key: bytes
    base_nonce: bytes

    @classmethod
    def of(cls, exchanged: bytes, one_time: bytes, receiver: bytes, info: bytes) -> "Schedule":
        prk = extract(KEM, b"", b"eae_prk", exchanged)
        shared = expand(KEM, prk, b"shared_secret", one_time + receiver, 32)
        context = b"\0" + extract(HPKE, b"", b"psk_id_hash", b"")
        context += extract(HPKE, b"", b"info_hash", info)
        secret = extract(HPKE, shared, b"secret", b"")
        return cls(
            shared,
            expand(HPKE, secret, b"key", context, 16),
            expand(HPKE, secret, b"base_nonce", context, 12),
        )


def seal(
    plain: bytes, receiver: bytes, one_time: bytes, info: bytes, aad: bytes = b""
) -> bytes:
    """Seal with a one-time private key that is given, as only a test may."""
    private = X25519PrivateKey.from_private_bytes(one_time)
    public = private.public_key().public_bytes_raw()
    exchanged = private.exchange(X25519PublicKey.from_public_bytes(receiver))
    schedule = Schedule.of(exchanged, public, receiver, info)
    return public + AESGCM(schedule.key).encrypt(schedule.base_nonce, plain, aad)


def open_(sealed: bytes, private: bytes, info: bytes, aad: bytes = b"") -> bytes:
    key = X25519PrivateKey.from_private_bytes(private)
    public, text = sealed[:32], sealed[32:]
    exchanged = key.exchange(X25519PublicKey.from_public_bytes(public))
    schedule = Schedule.of(exchanged, public, key.public_key().public_bytes_raw(), info)
    return AESGCM(schedule.key).decrypt(schedule.base_nonce, text, aad)
