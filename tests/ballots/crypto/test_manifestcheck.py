"""A manifest that is not the signed one, or a key that is not in it, is refused."""

import hashlib
import json
from base64 import b64encode

import pytest

from ballots.crypto.bridge import Refused, flipped
from domain.blindsign import making

CHECK = """async ({ manifestcheck }, text, expected, code) => {
  const manifest = await manifestcheck.readManifest(text, expected);
  const key = await manifestcheck.issuerKeyOf(manifestcheck.cellIn(manifest, code));
  return key.n.toString(16);
}"""
MANIFEST = making.manifest()
TEXT, DIGEST = MANIFEST.to_json(), MANIFEST.digest.hex()


def canonical(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def with_key(der: bytes, key_id: bytes | None = None) -> bytes:
    """The manifest with another key in its first cell, and that key's id unless told."""
    body = json.loads(TEXT)
    id_ = key_id or hashlib.sha256(der).digest()
    body["cells"][0] |= {"key": b64encode(der).decode(), "key_id": id_.hex()}
    return canonical(body)


def test_the_key_of_a_cell_is_taken_from_the_signed_manifest(modules):
    assert modules.manifestcheck_digestOf(TEXT) == DIGEST
    for cell in MANIFEST.cells:
        n = modules.run(CHECK, TEXT, DIGEST, cell.code)

        assert int(n, 16) == cell.key.n


def test_a_key_that_was_made_for_one_person_shows_as_another_manifest(modules):
    theirs = with_key(making.public_key(7).der)

    with pytest.raises(Refused, match="other-manifest"):
        modules.run(CHECK, theirs, DIGEST, "c1")


def test_without_the_digest_such_a_key_would_be_used(modules):
    """The control: it is a sound key, only not everybody's."""
    theirs = with_key(making.public_key(7).der)

    n = modules.run(CHECK, theirs, hashlib.sha256(theirs).hexdigest(), "c1")

    assert int(n, 16) == making.public_key(7).n


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (with_key(b"no key at all"), "bad-key"),
        (with_key(b"", b"x" * 32), "other-key"),
        (with_key(making.public_key(7).der, MANIFEST.cells[0].key.id), "other-key"),
        (with_key(MANIFEST.cells[0].key.der + b"\0"), "bad-key"),
        (TEXT.replace(b'"key":"', b'"key":"*'), "bad-key"),
    ],
    ids=["none", "empty", "of somebody else", "longer", "no base64"],
)
def test_a_key_that_is_not_what_the_manifest_says_is_refused(modules, text, reason):
    with pytest.raises(Refused, match=reason):
        modules.run(CHECK, text, hashlib.sha256(text).hexdigest(), "c1")


def test_a_manifest_with_one_bit_turned_is_refused(modules):
    spoiled = [flipped(TEXT, place) for place in range(0, len(TEXT), 7)]
    read = "({ manifestcheck }, [text, digest]) => manifestcheck.readManifest(text, digest)"

    reasons = modules.refusals(read, [[text, DIGEST] for text in spoiled])

    assert set(reasons) == {"other-manifest"}
    assert modules.refusals(read, [[TEXT, DIGEST]]) == [None]
    # The control: most of them are manifests like any other to one who only reads them.
    parsed = "async ({}, text) => JSON.parse(new TextDecoder().decode(text))"
    assert modules.refusals(parsed, spoiled).count(None) > len(spoiled) / 2


UNFIT = [
    (TEXT, "c3", "no-cell"),
    (TEXT, "", "no-cell"),
    (canonical({"cells": []}), "c1", "no-cell"),
    (canonical({"cells": [{"code": "c1"}, {"code": "c1"}]}), "c1", "bad-manifest"),
    (canonical({"cells": {"c1": {}}}), "c1", "bad-manifest"),
    (canonical({"cells": [None]}), "c1", "no-cell"),
    (b"null", "c1", "bad-manifest"),
    (b"{", "c1", "bad-manifest"),
    (TEXT.replace("på".encode(), b"\xff"), "c1", "bad-manifest"),
    (canonical({"cells": [{"code": "c1"}]}), "c1", "bad-key"),
]


def test_a_manifest_without_that_one_cell_is_refused(modules):
    cases = [[text, hashlib.sha256(text).hexdigest(), code] for text, code, _ in UNFIT]

    reasons = modules.refusals(f"(m, given) => ({CHECK})(m, ...given)", cases)

    assert reasons == [reason for _, _, reason in UNFIT]
