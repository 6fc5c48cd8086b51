"""A file that is no release is refused, with the place and the reason."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.audit.planting import TEAMS, count, group, mean, release, spread
from trivsel.domain.audit import Unreadable, read_log

GOOD = release(TEAMS, [count("P", 29), mean("P", 61), mean("D", 64, 5, 26)])


def with_(**changes):
    return json.dumps(GOOD | changes)


def test_a_release_is_read_as_it_stands():
    log = read_log(json.dumps(GOOD))

    assert [g.key for g in log.groups] == ["P", "D", "N"]
    assert (log.figures[1].low, log.figures[1].high) == (60.5, 61.5)
    assert log.figures[2].persons == (5, 26)
    assert log.told == 3


BAD = {
    "line 1: this is not JSON": "no",
    "the file: must be an object": "[]",
    "format: must be 'trivsel-release'": with_(format="other"),
    "version: must be 1": with_(version=7),
    "the file: unknown: extra": with_(extra=1),
    "the file: NaN is not a number": with_(figures=[mean("P", float("nan"))]),
    "rules.minimum: must be 2 or more": with_(rules={"minimum": 1}),
    "groups: there must be at least one": with_(groups=[]),
    "groups[1].key: 'a' stands twice": with_(groups=[group("a", 1), group("a", 1)]),
    "groups[0].parts: there is no group 'z'": with_(groups=[group("a", 1, "z")]),
    "groups[1].parts: 'a' must stand after": with_(groups=[group("a", 1), group("b", 1, "a")]),
    "groups[0].eligible: is not the sum": with_(groups=[group("a", 3, "b"), group("b", 2)]),
    "groups[0].parts: persons of 'c' stand in it twice": with_(
        groups=[group("a", 4, "b", "c"), group("b", 2, "d"), group("c", 2, "d"), group("d", 2)]
    ),
    "figures[0].of: there is no group 'z'": with_(figures=[mean("z", 50)]),
    "figures[1]: a second mean": with_(figures=[mean("P", 50), mean("P", 50)]),
    "figures[0].kind: must be one of": with_(figures=[{"of": "P", "kind": "median"}]),
    "figures[0]: unknown: sd": with_(figures=[mean("P", 50) | {"sd": 3}]),
    "figures[0].high: more have answered than may": with_(figures=[count("P", 81)]),
    "figures[0].high: must be 9 or more": with_(figures=[count("P", 9, 3)]),
    "figures[0].shares: must be per cent": with_(figures=[spread("P", 50, 10)]),
    "figures[0]: tell a value with its rounding": with_(
        figures=[mean("P", 50) | {"low": 1, "high": 2}]
    ),
}


@pytest.mark.parametrize("complaint", BAD)
def test_a_fault_is_named_with_its_place(complaint):
    with pytest.raises(Unreadable) as caught:
        read_log(BAD[complaint])

    assert str(caught.value).startswith(complaint)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(st.sampled_from(["rules", "groups", "figures", "facts"]), JSON)
def test_any_other_content_is_read_or_refused_and_never_fails_otherwise(part, content):
    with suppress(Unreadable):
        assert read_log(json.dumps(GOOD | {part: content})).groups


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    with pytest.raises(Unreadable):
        read_log(text)


def test_a_file_nested_without_end_is_refused():
    with pytest.raises(Unreadable):
        read_log("[" * 200_000)
