"""Laws of the reader, tried on files nobody would write."""

import json
import re
import tomllib
from copy import deepcopy

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from make_tools import EXAMPLE, OURS, SAID, document, step, toml
from trivsel.domain.tomllines import find_lines
from trivsel.domain.toolspec import (
    KINDS,
    Option,
    Tool,
    ToolErrors,
    Words,
    read_register,
    read_tool,
    recorded,
    spoken,
    write_register,
)

PART = re.compile(r"([A-Za-z0-9_-]+)|\[(\d+)\]")
RAW = [path.read_bytes() for path in OURS]
KEYS = st.sampled_from(["key", "da", "en", "kind", "title", "items", "groups", "tools", "own"])
WORDS = st.text(max_size=12) | st.sampled_from(
    ["B02", "text", "action", "a-key", "\u202e", "\0"]
)
VALUES = st.recursive(
    st.none().map(lambda _: []) | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | WORDS, inner, max_size=4)
    ),
    max_leaves=8,
)


def outcome(raw):
    """The tool, or what is wrong with it; anything else is raised and fails the test."""
    try:
        return read_tool(raw, file="x.toml")
    except ToolErrors as errors:
        return list(errors)


def exists(place, document):
    """Whether the place is there, or missing from a table that is there."""
    here = document
    parts = PART.findall(place)
    assert re.sub(r"[.\[\]]", "", place) == "".join(name + number for name, number in parts)
    for n, (name, number) in enumerate(parts, start=1):
        if name and isinstance(here, dict):
            if name not in here:
                return n == len(parts)
            here = here[name]
        elif number and isinstance(here, list) and int(number) <= len(here):
            here = here[int(number) - 1]
        else:
            return False
    return True


def places(value, path=()):
    """Every place in a document, as the names and numbers that lead there."""
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for name, part in inner:
        yield (*path, name)
        yield from places(part, (*path, name))


@st.composite
def changed_documents(draw):
    """A sound tool with anything at all put in one to three of its places."""
    kind = draw(st.sampled_from(sorted(set(SAID) - {"action"})))
    changed = document(step(kind, **deepcopy(SAID[kind])))
    for _ in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from(sorted(places(changed), key=str)))
        here = changed
        for name in path:
            here = here[name]
        match draw(st.sampled_from(["replace", "remove", "rename"])):
            case "replace":
                here[last] = draw(VALUES)
            case "rename" if isinstance(here, dict):
                here[draw(KEYS | WORDS)] = here.pop(last)
            case _:
                del here[last]
    return changed


@st.composite
def changed_bytes(draw):
    """One of our own files with a piece of it taken out, doubled, or put elsewhere."""
    raw = draw(st.sampled_from(RAW))
    start, end, at = sorted(draw(st.integers(0, len(raw))) for _ in range(3))
    match draw(st.sampled_from(["cut", "double", "insert", "end"])):
        case "cut":
            return raw[:start] + raw[min(end, start + 40) :]
        case "double":
            return raw[:end] + raw[start:end] + raw[end:]
        case "insert":
            return raw[:at] + draw(st.binary(max_size=12)) + raw[at:]
    return raw[:at]


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
def test_any_bytes_give_a_tool_or_complaints(raw):
    assert outcome(raw) != []


@given(changed_bytes())
def test_a_broken_file_of_ours_gives_a_tool_or_complaints_with_a_line(raw):
    found = outcome(raw)

    if isinstance(found, list):
        text = raw.decode("utf-8", "replace")
        for complaint in found:
            assert complaint.hint
            assert complaint.line is not None or not complaint.place
            assert (complaint.line or 1) <= text.count("\n") + 1


@given(changed_documents())
def test_each_complaint_has_a_place_that_exists_and_its_line(changed):
    raw = toml(changed)
    found = outcome(raw)

    if isinstance(found, list):
        for complaint in found:
            assert complaint.says.endswith(".")
            assert complaint.hint
            if "not TOML" not in complaint.says:
                assert exists(complaint.place, tomllib.loads(raw.decode()))
                assert complaint.line is not None or not complaint.place


@pytest.mark.parametrize("place", ["steps[3].title", "steps[1].title.da.x", "levels[2]"])
def test_a_place_that_does_not_exist_would_be_found(place):
    assert not exists(place, document())


@given(changed_documents())
def test_what_is_read_can_be_shown_in_both_languages_and_recorded(changed):
    tool = outcome(toml(changed))

    if isinstance(tool, Tool):
        for language in ("da", "en"):
            for one in tool.steps:
                said = one.spoken(language)
                assert json.loads(json.dumps(said)) == said
        register = {tool.id: recorded(tool)}
        assert read_register(write_register(register).encode(), file="keys.toml") == register


words = st.builds(Words, da=st.text(min_size=1), en=st.text(min_size=1))
keys = st.from_regex(r"[a-z]{1,5}", fullmatch=True)
values = st.recursive(
    words | keys | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.builds(Option, keys, words | st.none(), st.dictionaries(keys, inner, max_size=3))
    ),
)


def heard(da, en):
    """What was spoken, put together again from both languages."""
    if isinstance(da, list):
        return [heard(*both) for both in zip(da, en, strict=True)]
    if isinstance(da, dict):
        assert da.keys() == en.keys()
        return {name: heard(da[name], en[name]) for name in da}
    return (da, en)


def meant(value):
    """The same, straight from the value."""
    if isinstance(value, Words):
        return (value.da, value.en)
    if isinstance(value, tuple):
        return [meant(part) for part in value]
    if isinstance(value, Option):
        text = {"text": meant(value.words)} if value.words else {}
        more = {name: meant(part) for name, part in value.more.items()}
        return {"key": (value.key, value.key), **text, **more}
    return (value, value)


@given(values)
def test_nothing_is_lost_between_a_value_and_its_two_languages(value):
    assert heard(spoken(value, "da"), spoken(value, "en")) == meant(value)


@pytest.mark.parametrize("raw", RAW, ids=[path.stem for path in OURS])
def test_nothing_of_our_own_tools_is_lost_either(raw):
    for one in read_tool(raw, file="x.toml").steps:
        da, en = one.spoken("da"), one.spoken("en")

        assert heard(da["said"], en["said"]) == {n: meant(v) for n, v in one.said.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_place_of_a_sound_file_has_its_line(kind):
    raw = EXAMPLE.decode() if kind == "action" else toml(document(step(kind))).decode()
    lines = find_lines(raw)

    for path in places(tomllib.loads(raw)):
        place = "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in path)[1:]
        assert place in lines
