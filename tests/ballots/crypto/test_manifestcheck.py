"""A manifest that is not the signed one, or a key that is not in it, is refused."""

import hashlib
import json
from functools import cache
from typing import Any

import pytest

from ballots.crypto.bridge import Refused, flipped
from trivsel.domain.blindsign import IssuerKey

CHECK = """async ({ manifestcheck }, text, expected, code, der) => {
  const manifest = await manifestcheck.readManifest(text, expected);
  const key = await manifestcheck.issuerKeyOf(manifestcheck.cellIn(manifest, code), der);
  return key.n.toString(16);
}"""


@cache
def key(_number: int) -> IssuerKey:
    return IssuerKey.new(2048)


def manifest(*codes: str) -> dict[str, Any]:
    cells = [
        {"code": code, "name": "Værksted ✂", "issuer_key": key(number).public.id.hex()}
        for number, code in enumerate(codes)
    ]
    return {"format": 2, "round": "r1", "cells": cells}


def canonical(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


BODY = manifest("c1", "c2")
TEXT = canonical(BODY)
DIGEST = hashlib.sha256(TEXT).hexdigest()


def test_the_key_of_a_cell_is_taken_from_the_signed_manifest(modules):
    assert modules.manifestcheck_digestOf(TEXT) == DIGEST
    for number, code in enumerate(["c1", "c2"]):
        n = modules.run(CHECK, TEXT, DIGEST, code, key(number).public.der)

        assert int(n, 16) == key(number).n


def test_a_key_that_was_made_for_one_person_is_refused(modules):
    for der in (key(1).public.der, IssuerKey.new(2048).public.der, key(0).public.der + b"\0"):
        with pytest.raises(Refused, match="other-key"):
            modules.run(CHECK, TEXT, DIGEST, "c1", der)


def test_without_the_check_such_a_key_would_be_used(modules):
    """The control: it is a sound key, only not everybody's."""
    modules.run(
        "async ({ issuerkey }, der) => void (await issuerkey.readKey(der))",
        IssuerKey.new(2048).public.der,
    )


def test_a_key_that_the_manifest_names_but_nobody_should_trust_is_refused(modules):
    der = b"no key at all"
    body = {"cells": [{"code": "c1", "issuer_key": hashlib.sha256(der).hexdigest()}]}
    text = canonical(body)

    with pytest.raises(Refused, match="bad-key"):
        modules.run(CHECK, text, hashlib.sha256(text).hexdigest(), "c1", der)


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
    (canonical(manifest()), "c1", "no-cell"),
    (canonical(manifest("c1", "c1")), "c1", "bad-manifest"),
    (canonical({"cells": {"c1": {}}}), "c1", "bad-manifest"),
    (canonical({"cells": [None]}), "c1", "no-cell"),
    (b"null", "c1", "bad-manifest"),
    (b"{", "c1", "bad-manifest"),
    (TEXT.replace("æ".encode(), b"\xff"), "c1", "bad-manifest"),
    (canonical({"cells": [{"code": "c1"}]}), "c1", "other-key"),
]


def test_a_manifest_without_that_one_cell_is_refused(modules):
    der = key(0).public.der
    cases = [[text, hashlib.sha256(text).hexdigest(), code, der] for text, code, _ in UNFIT]

    reasons = modules.refusals(f"(m, given) => ({CHECK})(m, ...given)", cases)

    assert reasons == [reason for _, _, reason in UNFIT]
