"""A manifest is one row of bytes; what nobody should put their name to is refused."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from domain.blindsign.making import PLAN, manifest, public_key
from trivsel.domain.blindsign.manifest import CellEntry, Manifest, ReleasePlan
from trivsel.domain.blindsign.refusals import BadManifest

RAW = manifest().to_json()
codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}", fullmatch=True)
tables = st.text("abcæøå -é😀", min_size=1, max_size=9).filter(str.strip)
plans = st.builds(
    ReleasePlan,
    st.integers(5, 50),
    st.lists(tables, min_size=1, max_size=4, unique=True).map(tuple),
)
days = st.lists(st.dates(date(2000, 1, 1)), min_size=3, max_size=3).map(sorted)
hashes = st.binary(min_size=32, max_size=32)


@st.composite
def manifests(draw):
    opens, ends, closes = draw(days)
    names = sorted(draw(st.lists(codes, min_size=1, max_size=3, unique=True)))
    return manifest(
        organisation=draw(codes),
        round=draw(codes),
        instrument=draw(hashes),
        cells=tuple(
            CellEntry(name, draw(st.integers(8, 10**6)), public_key(at))
            for at, name in enumerate(names)
        ),
        opens_on=opens,
        issue_ends_on=ends,
        closes_on=closes,
        release_plan=draw(plans),
        previous=draw(st.none() | hashes),
    )


def changed(path: str, value: object) -> bytes:
    """The manifest with one field changed, written as canonical JSON."""
    fields = json.loads(RAW)
    *parents, last = [int(name) if name.isdigit() else name for name in path.split(".")]
    at = fields
    for name in parents:
        at = at[name]
    at[last] = value
    return written(fields)


def written(fields: object) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def cell(code: str, seed: int, eligible: int = 9) -> CellEntry:
    return CellEntry(code, eligible, public_key(seed))


@given(manifests())
def test_what_is_written_reads_as_it_was(made):
    again = Manifest.from_json(made.to_json())

    assert again == made
    assert again.digest == made.digest


@given(st.data())
def test_any_changed_byte_is_refused_or_gives_another_digest(data):
    at = data.draw(st.integers(0, len(RAW) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != RAW[at]))
    other = RAW[:at] + bytes([byte]) + RAW[at + 1 :]

    try:
        found = Manifest.from_json(other)
    except BadManifest:
        return
    assert found.digest != manifest().digest
    assert found != manifest()


def test_a_manifest_is_found_changed_at_every_one_of_its_bytes():
    for at in range(len(RAW)):
        other = RAW[:at] + bytes([RAW[at] ^ 1]) + RAW[at + 1 :]
        try:
            found = Manifest.from_json(other)
        except BadManifest:
            continue
        assert found.digest != manifest().digest


def test_a_careless_reader_would_take_two_files_for_one_manifest():
    other = RAW.replace(b'"format":1', b'"format": 1')

    assert json.loads(other) == json.loads(RAW)
    with pytest.raises(BadManifest, match="as it would be written"):
        Manifest.from_json(other)


def test_every_field_is_part_of_the_digest():
    later = timedelta(days=1)
    base = manifest()
    others = [
        replace(base, organisation="bakke"),
        replace(base, round="b7f4"),
        replace(base, instrument=bytes(32)),
        replace(base, cells=base.cells[:1]),
        replace(base, cells=(cell("c1", 1, 13), base.cells[1])),
        replace(base, cells=(cell("c1", 3, 12), base.cells[1])),
        replace(base, seal_key=b"\x09" + bytes(31)),
        replace(base, record_key=OTHER_RECORD_KEY),
        replace(base, opens_on=base.opens_on + later),
        replace(base, issue_ends_on=base.issue_ends_on + later),
        replace(base, closes_on=base.closes_on + later),
        replace(base, release_plan=replace(PLAN, minimum=6)),
        replace(base, release_plan=replace(PLAN, tables=PLAN.tables[:1])),
        replace(base, previous=bytes(32)),
    ]

    assert len({other.digest for other in [base, *others]}) == len(others) + 1


def test_the_key_is_there_for_a_browser_to_check():
    [first, _] = json.loads(RAW)["cells"]

    assert b64decode(first["key"]) == public_key(1).der
    assert first["key_id"] == public_key(1).id.hex()


SMALL_ORDER = bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")
OTHER_RECORD_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
OTHER_RECORD_KEY = OTHER_RECORD_KEY.public_bytes_raw()
ORDER_8 = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
OTHER_SPELLING = ((1 << 255) - 19 + 9).to_bytes(32, "little")
KEY = public_key(1).der
ED25519 = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
ED25519_DER = ED25519.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
RSA = bytes.fromhex("300d06092a864886f70d0101010500")
PSS = bytes.fromhex("300b06092a864886f70d01010a")  # the same key by another name
UNKNOWN = bytes.fromhex("300d06092a864886f70d01017f0500")


def renamed(der: bytes) -> bytes:
    body = der[4:].replace(RSA, PSS)
    return der[:2] + len(body).to_bytes(2) + body


def base64(raw: bytes) -> str:
    return b64encode(raw).decode()


REFUSED = [
    ("format", 2, "must be 1"),
    ("format", "1", "must be 1"),
    ("answered_by", "slips", "must be ballots"),
    ("organisation", "", "1-64"),
    ("organisation", "bak\u00e6", "1-64"),
    ("organisation", None, "text"),
    ("round", "r 1", "1-64"),
    ("round", "-r1", "1-64"),
    ("round", "r" * 65, "1-64"),
    ("round", 7, "text"),
    ("instrument", "00" * 31, "hex"),
    ("instrument", "AB" * 32, "hex"),
    ("instrument", None, "text"),
    ("previous", "", "hex"),
    ("previous", 0, "text"),
    ("opens_on", "2026-11-14", "before the round opens"),
    ("opens_on", "20261102", "like 2026"),
    ("opens_on", "2026-W45-1", "like 2026"),
    ("opens_on", "2026-02-30", "like 2026"),
    ("closes_on", "2026-11-12", "before the last day"),
    ("seal_key", base64(bytes(31)), "spelling"),
    ("seal_key", base64(bytes(32)), "everybody"),
    ("seal_key", base64(b"\1" + bytes(31)), "everybody"),
    ("seal_key", base64(SMALL_ORDER), "everybody"),
    ("seal_key", base64(OTHER_SPELLING), "spelling"),
    ("seal_key", base64(b"\x09" + bytes(30) + b"\x80"), "spelling"),
    ("seal_key", base64(bytes(32)).rstrip("="), "base64"),
    ("seal_key", base64(b"\x09" + bytes(31))[:-2] + "B=", "base64"),
    ("record_key", base64(bytes(31)), "32 bytes"),
    ("record_key", base64(b"\2" + bytes(31)), "one spelling"),
    ("record_key", base64(b"\1" + bytes(30) + b"\x80"), "one spelling"),
    ("record_key", base64(((1 << 255) - 19 + 3).to_bytes(32, "little")), "one spelling"),
    ("record_key", base64(bytes(32)), "anybody can sign"),
    ("record_key", base64(b"\1" + bytes(31)), "anybody can sign"),
    ("record_key", base64(((1 << 255) - 20).to_bytes(32, "little")), "anybody can sign"),
    ("record_key", base64(ORDER_8), "anybody can sign"),
    ("record_key", base64(ORDER_8[:-1] + b"\x85"), "anybody can sign"),
    ("release_plan.minimum", 4, "5 or more"),
    ("release_plan.minimum", "5", "whole number"),
    ("release_plan.tables", [], "at least one"),
    ("release_plan.tables", "means", "list"),
    ("release_plan.tables.1", " ", "empty"),
    ("release_plan.tables.1", PLAN.tables[0], "twice"),
    ("cells", [], "at least one"),
    ("cells", {}, "list"),
    ("cells.1", "c2", "object"),
    ("cells.1.code", "c1", "twice"),
    ("cells.1.code", "c 2", "1-64"),
    ("cells.1.eligible", 7, "8 or more"),
    ("cells.1.eligible", -8, "8 or more"),
    ("cells.1.eligible", None, "whole number"),
    ("cells.1.key_id", public_key(1).id.hex(), "not the SHA-256"),
    ("cells.1.key_id", public_key(2).id.hex().upper(), "hex"),
    ("cells.1.key", base64(KEY), "key_id"),
    ("cells.1.key", base64(KEY + b"\0"), "no RSA key"),
    ("cells.1.key", base64(KEY[:-1]), "no RSA key"),
    ("cells.1.key", base64(ED25519_DER), "no RSA key"),
    ("cells.1.key", base64(renamed(KEY)), "in DER"),
    ("cells.1.key", base64(KEY.replace(RSA, UNKNOWN)), "no RSA key"),
    ("cells.1.key", "", "no RSA key"),
    ("cells.1.key", "-_", "base64"),
]


@pytest.mark.parametrize(("path", "value", "reason"), REFUSED)
def test_a_field_that_nobody_should_sign_is_refused_with_place_and_reason(path, value, reason):
    with pytest.raises(BadManifest, match=reason) as refused:
        Manifest.from_json(changed(path, value))

    place, *_ = path.replace(".1", "[1]").split(".")
    if "before" not in reason:
        assert refused.value.place.startswith(place.split("[")[0])


def test_the_place_is_said_down_to_the_field():
    with pytest.raises(BadManifest, match=r"^cells\[1\]\.eligible: must be 8 or more, not 7$"):
        Manifest.from_json(changed("cells.1.eligible", 7))


def test_with_a_key_of_small_order_anybody_makes_a_signature():
    """Why such a key is refused: the library alone takes it, and what nobody signed."""
    key = Ed25519PublicKey.from_public_bytes(b"\1" + bytes(31))

    key.verify(b"\1" + bytes(63), b"a record that nobody made")


@pytest.mark.parametrize("seed", range(50))
def test_every_key_that_is_made_is_taken(seed):
    private = Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32))

    assert manifest(record_key=private.public_key().public_bytes_raw())


@pytest.mark.parametrize("bits", [2048, 3064, 4096])
def test_a_key_of_another_length_is_refused(bits):
    with pytest.raises(BadManifest, match="3072"):
        CellEntry("c1", 9, public_key(1, bits))


def test_a_key_with_another_exponent_is_refused():
    with pytest.raises(BadManifest, match="exponent"):
        CellEntry("c1", 9, public_key(1, e=3))


def test_one_key_for_two_cells_is_refused():
    """Who stamps does not see which cell a message names: the key alone keeps cells apart."""
    with pytest.raises(BadManifest, match=r"cells\[1\]\.key_id: .* twice"):
        manifest(cells=(cell("c1", 1), cell("c2", 1)))


def test_cells_in_another_order_are_refused():
    with pytest.raises(BadManifest, match="order"):
        manifest(cells=(cell("c2", 1), cell("c1", 2)))


def test_a_digest_of_another_length_is_refused():
    for short in ({"instrument": bytes(31)}, {"previous": b""}):
        with pytest.raises(BadManifest, match="32 bytes"):
            manifest(**short)


@pytest.mark.parametrize("table", ["a\u030a", "a\0b", "\ud800"])
def test_a_table_that_two_machines_write_differently_is_refused(table):
    with pytest.raises(BadManifest, match=r"tables\[0\]"):
        ReleasePlan(5, (table,))


@pytest.mark.parametrize("name", sorted(json.loads(RAW)))
def test_a_missing_or_another_key_is_refused(name):
    fields = json.loads(RAW)
    missing = {key: value for key, value in fields.items() if key != name}

    with pytest.raises(BadManifest, match=f"{name}: is missing"):
        Manifest.from_json(written(missing))
    with pytest.raises(BadManifest, match=f"{name}_x: is not known"):
        Manifest.from_json(written({**fields, f"{name}_x": 1}))


def test_a_missing_or_another_key_of_a_cell_is_refused():
    fields = json.loads(RAW)
    del fields["cells"][1]["key_id"]

    with pytest.raises(BadManifest, match=r"cells\[1\]\.key_id: is missing"):
        Manifest.from_json(written(fields))


def test_a_key_that_stands_twice_is_refused():
    """Python would keep the last, another reader the first: two manifests in one file."""
    twice = RAW.replace(b'"format":1', b'"format":1,"format":1')

    assert json.loads(twice) == json.loads(RAW)
    with pytest.raises(BadManifest, match="twice"):
        Manifest.from_json(twice)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_there_is_a_manifest_or_a_reason(raw):
    with pytest.raises(BadManifest):
        Manifest.from_json(raw)


def test_a_cell_is_found_by_its_code_as_it_is_written():
    assert manifest().cell("c2") == manifest().cells[1]
    assert manifest().cell("C2") is None
