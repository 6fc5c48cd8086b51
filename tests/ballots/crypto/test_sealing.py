"""A box sealed in the browser opens at the count, there only, and only as it was."""

import hashlib
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ballots.crypto.bridge import flipped
from trivsel.domain.blindsign import sealing
from trivsel.domain.blindsign.refusals import BadEnvelope
from trivsel.domain.blindsign.sealing import SUITE, Label

PRIVATE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
LABEL = Label("box1", "c1", b"n" * 32)
PACKED = bytes([1, 2, 3, 4, 5] * 4)
SIZES = [5] * 20
CODES = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=20)


def spoken(label: Label) -> dict[str, object]:
    return {"round": label.round, "cell": label.cell, "nullifier": label.nullifier}


def sealed(modules, packed: bytes = PACKED, label: Label = LABEL) -> bytes:
    return bytes(modules.sealing_seal(packed, PUBLIC, spoken(label)))


def test_a_box_sealed_in_the_browser_opens_at_the_count(modules):
    box = sealed(modules)

    assert sealing.unseal(box, PRIVATE, LABEL, SIZES) == PACKED
    assert len(box) == len(sealing.seal(PACKED, PUBLIC, LABEL))


def test_whatever_the_codes_the_label_is_the_same_bytes(modules):
    labels = st.builds(Label, CODES, CODES, st.binary(min_size=32, max_size=32))

    @given(st.lists(labels, min_size=1, max_size=40))
    @settings(max_examples=25, deadline=None)
    def same(some):
        made = modules.run(
            "async ({ sealing }, labels) => labels.map(sealing.infoOf)",
            [spoken(label) for label in some],
        )
        assert made == [label.info for label in some]

    same()


def test_a_frame_is_the_server_s_frame_whatever_its_length(modules):
    for items in (1, 20, 60, 61, 62, 125, 255, 256, 3000, 0xFFFF):
        packed = bytes(number % 6 for number in range(items))

        frame = SUITE.decrypt(sealed(modules, packed), PRIVATE, info=LABEL.info)

        served = sealing.seal(packed, PUBLIC, LABEL)
        assert frame == SUITE.decrypt(served, PRIVATE, info=LABEL.info)
        assert len(frame) % 64 == 0


OTHERS = [
    replace(LABEL, round="box2"),
    replace(LABEL, cell="c2"),
    replace(LABEL, nullifier=b"m" * 32),
    replace(LABEL, nullifier=flipped(b"n" * 32, 31)),
]


def test_a_box_moved_to_another_place_does_not_open(modules):
    box = sealed(modules)

    for label in OTHERS:
        with pytest.raises(BadEnvelope, match="does not open"):
            sealing.unseal(box, PRIVATE, label, SIZES)


def test_sealed_to_no_label_a_box_could_be_moved_anywhere(modules):
    """The control."""
    naive = modules.run(
        """async ({ bytes, hpke, sealing }, packed, publicKey) => {
          const suite = new hpke.CipherSuite(
            hpke.KEM_DHKEM_X25519_HKDF_SHA256, hpke.KDF_HKDF_SHA256, hpke.AEAD_AES_128_GCM);
          const key = await suite.DeserializePublicKey(publicKey);
          const made = await suite.Seal(key, sealing.frame(packed));
          return bytes.join(made.encapsulatedSecret, made.ciphertext);
        }""",
        PACKED,
        PUBLIC,
    )

    opened = SUITE.decrypt(naive, PRIVATE)  # whatever label the count would hold against it

    assert PACKED in opened


def test_a_box_with_one_bit_turned_anywhere_does_not_open(modules):
    box = sealed(modules)

    for place in range(len(box)):
        with pytest.raises(BadEnvelope, match="does not open"):
            sealing.unseal(flipped(box, place), PRIVATE, LABEL, SIZES)


def test_only_the_box_s_own_key_opens_it(modules):
    other = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))

    with pytest.raises(BadEnvelope, match="does not open"):
        sealing.unseal(sealed(modules), other, LABEL, SIZES)


def test_the_same_answer_never_looks_the_same_and_is_always_as_long(modules):
    boxes = {sealed(modules) for _ in range(3)} | {sealed(modules, bytes(20))}

    assert len(boxes) == 4
    assert {len(box) for box in boxes} == {32 + 64 + 16}


def test_what_cannot_be_sealed_is_refused_by_name(modules):
    good = {"packed": PACKED, "key": PUBLIC, "label": spoken(LABEL)}
    cases = {
        "bad-seal-key": [
            good | {"key": b""},
            good | {"key": PUBLIC[:-1]},
            good | {"key": PUBLIC + b"\0"},
            good | {"key": bytes(32)},  # a point that gives everybody the same secret
        ],
        "bad-code": [
            good | {"label": spoken(LABEL) | {"round": ""}},
            good | {"label": spoken(LABEL) | {"cell": "c\0d"}},
        ],
        "bad-length": [good | {"label": spoken(LABEL) | {"nullifier": b"n" * 31}}],
        "too-long": [good | {"packed": bytes(0x10000)}],
    }
    seal = "({ sealing }, { packed, key, label }) => sealing.seal(packed, key, label)"

    for reason, some in cases.items():
        assert modules.refusals(seal, some) == [reason] * len(some)
    assert modules.refusals(seal, [good]) == [None]  # the control


def test_a_receipt_is_the_hash_of_the_box(modules):
    box = sealed(modules)

    assert modules.receipt_receiptOf(box) == hashlib.sha256(box).hexdigest()
    assert modules.receipt_receiptOf(flipped(box, 40)) != hashlib.sha256(box).hexdigest()


def test_comments_sealed_in_the_browser_are_picked_up_at_the_count(modules):
    for comments in (["Ro til opgaverne", ""], ["æ" * 600], ["🔧" * 300, "", "x\ny"]):
        box = bytes(modules.sealing_seal(PACKED, PUBLIC, spoken(LABEL), comments))

        found = sealing.unseal_written(box, PRIVATE, LABEL, SIZES, len(comments))

        assert found == (PACKED, tuple(comments))
        assert len(box) == sealing.envelope_bytes(20, len(comments))


def test_half_of_a_sign_and_what_is_too_long_never_cost_an_answer(modules):
    seal = """({ sealing }, packed, key, label) =>
      sealing.seal(packed, key, label, ['\\uD83D', 'a'.repeat(700)])"""

    box = bytes(modules.run(seal, PACKED, PUBLIC, spoken(LABEL)))

    found = sealing.unseal_written(box, PRIVATE, LABEL, SIZES, 2)
    assert found == (PACKED, ("�", "a" * 600))
