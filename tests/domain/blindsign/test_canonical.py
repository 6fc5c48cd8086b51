"""One value, one row of bytes: what another machine would write otherwise is refused."""

import json
from functools import partial
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.blindsign.manifest.canonical import from_bytes, to_bytes
from trivsel.domain.blindsign.refusals import NotCanonical

letters = st.characters(exclude_categories=["Cc", "Cs", "Cn"])
texts = st.text(letters).map(partial(normalize, "NFC"))
values = st.recursive(
    st.none() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc_", min_size=1, max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_what_is_written_reads_as_it_was(value):
    assert from_bytes(to_bytes(value)) == value


def test_the_bytes_are_those_a_browser_writes():
    """As JSON.stringify gives them, once the keys stand in order."""
    value = {"b": ["blåbær", "€😀", '"\\/'], "a_b": -7, "a": {"z": None, "y": {}}, "c": []}

    expected = '{"a":{"y":{},"z":null},"a_b":-7,"b":["blåbær","€😀","\\"\\\\/"],"c":[]}'
    assert to_bytes(value) == expected.encode()


OTHER_SPELLINGS = {
    "a space": b'{"a":1, "b":2}',
    "a line end": b'{"a":1,"b":2}\n',
    "keys in another order": b'{"b":2,"a":1}',
    "an escaped sign": b'{"a":"\\u0061"}',
    "an escaped sign that stands for itself": b'{"a":"\\/"}',
    "a mark at the front": b'\xef\xbb\xbf{"a":1}',
    "a zero with a sign": b"-0",
    "a zero in front": b"01",
    "a plus": b"+1",
}


@pytest.mark.parametrize("raw", OTHER_SPELLINGS.values(), ids=OTHER_SPELLINGS)
def test_another_spelling_is_refused(raw):
    with pytest.raises(NotCanonical):
        from_bytes(raw)


def test_reading_and_writing_again_would_not_notice_another_spelling():
    naive = [json.dumps(json.loads(raw), sort_keys=True) for raw in (b'{"a":1}', b'{"a": 1}')]

    assert naive[0] == naive[1]


NOT_AT_ALL = {
    "a key that stands twice": (b'{"a":1,"a":1}', "twice"),
    "a fraction": (b"1.0", "whole"),
    "a number with an exponent": (b"1e3", "whole"),
    "not a number": (b"NaN", "whole"),
    "without end": (b"-Infinity", "whole"),
    "true": (b"true", "true"),
    "false in a list": (b"[false]", "true"),
    "a number that a browser rounds": (b"9007199254740992", "larger"),
    "a number of 5,000 digits": (b"9" * 5000, "JSON"),
    "half a sign": (b'"\\ud800"', "seen"),
    "a zero byte": (b'"\\u0000"', "seen"),
    "a tab": (b'"\\t"', "seen"),
    "a letter in two parts": ('"bla\u030abær"'.encode(), "NFC"),
    "a key in capitals": (b'{"A":1}', "key"),
    "an empty key": (b'{"":1}', "key"),
    "Latin-1": ('"blåbær"'.encode("latin-1"), "JSON"),
    "UTF-16": ('"a"'.encode("utf-16-le"), "JSON"),
    "nothing": (b"", "JSON"),
    "two values": (b"1 2", "JSON"),
    "lists without end": (b"[" * 200_000, "JSON"),
    "more than a manifest can be": (b'"' + b"a" * (4 * 2**20) + b'"', "longer"),
}


@pytest.mark.parametrize(("raw", "reason"), NOT_AT_ALL.values(), ids=NOT_AT_ALL)
def test_what_has_no_place_is_refused_with_a_reason(raw, reason):
    with pytest.raises(NotCanonical, match=reason):
        from_bytes(raw)


@pytest.mark.parametrize("value", [True, 1.5, b"bytes", ("a",), {1: 2}, {"a": {1}}, 2**53])
def test_what_has_no_place_is_not_written(value):
    with pytest.raises(NotCanonical):
        to_bytes(value)
