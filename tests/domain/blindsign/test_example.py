"""One ballot from manifest to receipt, byte for byte: what the browser's side must give too.

The example is worked through in docs/method/blind-ballots.md. The stamp itself is not in it:
RFC 9474 has numbers for that.
"""

import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from domain.blindsign import rfc9180
from domain.blindsign.making import manifest
from trivsel.domain.blindsign import Label, Manifest, Receipt, Token, six_words
from trivsel.domain.blindsign.sealing import envelope_bytes, frame, unseal

HERE = Path(__file__).parent
EXAMPLE = json.loads((HERE / "vectors" / "example.json").read_text(encoding="utf-8"))
PAGE = HERE.parents[2] / "docs" / "method" / "blind-ballots.md"
RFC = json.loads((HERE / "vectors" / "rfc9180_vectors.json").read_text())
PACKED = bytes.fromhex(EXAMPLE["packed"])
TOKEN = Token(EXAMPLE["round"], EXAMPLE["cell"], bytes.fromhex(EXAMPLE["nonce"]))
LABEL = Label(TOKEN.round, TOKEN.cell, TOKEN.nullifier)


def test_the_manifest_has_these_bytes_this_digest_and_these_words():
    raw = EXAMPLE["manifest"].encode()

    assert manifest().to_json() == raw
    assert Manifest.from_json(raw).digest.hex() == EXAMPLE["digest"]
    assert " ".join(six_words(manifest().digest)) == EXAMPLE["words"]


def test_the_token_has_this_message_and_this_nullifier():
    assert TOKEN.message.hex() == EXAMPLE["message"]
    assert TOKEN.nullifier.hex() == EXAMPLE["nullifier"]


def test_the_envelope_has_this_info_this_frame_and_opens():
    envelope = bytes.fromhex(EXAMPLE["envelope"])
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(RFC["skRm"]))

    assert LABEL.info.hex() == EXAMPLE["info"]
    assert frame(PACKED).hex() == EXAMPLE["frame"]
    assert len(envelope) == envelope_bytes(len(PACKED))
    assert unseal(envelope, private, LABEL, [5] * len(PACKED)) == PACKED


def test_the_envelope_is_the_one_that_the_rfc_s_one_time_key_gives():
    one_time = bytes.fromhex(RFC["skEm"])

    envelope = rfc9180.seal(frame(PACKED), manifest().seal_key, one_time, LABEL.info)

    assert envelope.hex() == EXAMPLE["envelope"]


def test_the_receipt_reads_so():
    assert str(Receipt.of(bytes.fromhex(EXAMPLE["envelope"]))) == EXAMPLE["receipt"]


def test_the_page_shows_the_same_example():
    page = PAGE.read_text(encoding="utf-8")

    for shown in (EXAMPLE["words"], EXAMPLE["receipt"], EXAMPLE["digest"][:16]):
        assert shown in page
