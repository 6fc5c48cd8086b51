"""Laws of the reader, tried on files nobody would write."""

import string
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivsel.domain.instrument import InstrumentErrors, InstrumentSpec, parse_instrument
from trivsel.domain.tomllines import find_lines

words = st.text("abcæøå ABC-'\"#=[]{}.,%0", min_size=1, max_size=20).filter(str.strip)
keys = st.from_regex(r"[a-z][a-z0-9]{0,6}", fullmatch=True)


def findings(text):
    try:
        parse_instrument(text, file="x.toml")
    except InstrumentErrors as errors:
        return errors.findings
    return ()


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@st.composite
def instruments(draw):
    """A sound instrument file, with odd but lawful texts."""
    names = draw(st.lists(keys, min_size=1, max_size=4, unique=True))
    step = draw(st.sampled_from([-2, -1, 1, 3]))
    start = draw(st.integers(-20, 20))
    count = draw(st.integers(2, 11))
    options = ",\n  ".join(
        f'{{ value = {start + step * n}, da = "valg {n}", en = "choice {n}" }} # note ]'
        if n == count - 1
        else f'{{ value = {start + step * n}, da = "valg {n}", en = "choice {n}" }}'
        for n in range(count)
    )
    text = f"""key = {quoted(names[0])}
version = "1.{start + 20}"
languages = ["da", "en"]
title = {{ da = {quoted(draw(words))}, en = {quoted(draw(words))} }}
[[option_sets]]
key = "only"
options = [
  {options}
]
"""
    for name in names:
        good = draw(st.sampled_from(["high", "low"]))
        text += f'[[scales]]\nkey = "{name}"\ngood = "{good}"\n'
        text += f"title.da = {quoted(draw(words))}\ntitle.en = {quoted(draw(words))}\n"
    for number, name in enumerate(names):
        flip = draw(st.sampled_from(["true", "false"]))
        text += f'[[items]]\nkey = "i{number}"\nscale = "{name}"\noptions = "only"\n'
        text += f"reversed = {flip}\n[items.text]\n"
        text += f"da = {quoted(f'{draw(words)} d{number}')}\nen = {quoted(f'x{number}')}\n"
    return text


@given(instruments())
def test_a_sound_file_survives_the_way_through_plain_values(text):
    spec = parse_instrument(text, file="x.toml")

    again = InstrumentSpec.from_dict(spec.to_dict())

    assert again == spec
    assert again.to_dict() == spec.to_dict()
    assert again.digest == spec.digest


@given(instruments())
def test_the_best_answer_gives_100_and_the_worst_0(text):
    spec = parse_instrument(text, file="x.toml")

    for item in spec.items:
        points = spec.points(item)
        assert {min(points), max(points)} == {0, 100}
        assert len(points) == len(spec.option_set(item).options)


@given(st.text(max_size=400))
def test_no_text_makes_the_reader_stumble(text):
    with pytest.raises(InstrumentErrors):
        parse_instrument(text, file="x.toml")


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_stumble(raw):
    with pytest.raises(InstrumentErrors):
        parse_instrument(raw.decode("latin-1"), file="x.toml")


@given(instruments(), st.data())
def test_a_sound_file_with_a_hole_in_it_is_read_or_complained_of(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    filler = data.draw(st.sampled_from(["", "1", "[]", "{}", '"', "true", "key", "\n", "="]))

    broken = text[:start] + filler + text[end:]

    assert all(finding.sentence and finding.hint for finding in findings(broken))


values = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


def toml(value):
    match value:
        case bool():
            return str(value).lower()
        case str():
            safe = "".join(c for c in value if c in string.ascii_letters)
            return f'"{safe}"'
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + "}"
        case _:
            return repr(value)


@given(
    st.dictionaries(
        st.sampled_from(
            ["key", "version", "languages", "title", "intro", "licence", "option_sets",
             "scales", "items", "other"]
        ),
        values,
        max_size=8,
    )
)  # fmt: skip
def test_every_value_in_every_place_is_complained_of_and_placed(document):
    text = "\n".join(f"{name} = {toml(value)}" for name, value in document.items())

    with pytest.raises(InstrumentErrors) as caught:
        parse_instrument(text, file="x.toml")

    for finding in caught.value:
        assert finding.sentence
        assert finding.hint is not None


@given(instruments())
def test_every_key_of_a_file_has_its_line(text):
    lines = find_lines(text)
    written = text.split("\n")

    def walk(value, path):
        if isinstance(value, dict):
            for name, inner in value.items():
                here = f"{path}.{name}" if path else name
                assert name in written[lines[here] - 1]
                walk(inner, here)
        elif isinstance(value, list):
            for number, inner in enumerate(value, start=1):
                assert f"{path}[{number}]" in lines
                walk(inner, f"{path}[{number}]")

    walk(tomllib.loads(text), "")
