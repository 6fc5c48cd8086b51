"""The register of keys: nothing that answers were kept under goes, or is new, unnoticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_tools import ALSO, SAID, document, entries, entry, pair, step, toml
from trivsel.domain.toolspec import (
    KINDS,
    ToolErrors,
    losses,
    read_register,
    read_tool,
    recorded,
    unrecorded,
    write_register,
)
from trivsel.domain.toolspec.register import kept


def read(*steps, **changes):
    return read_tool(toml(document(*steps, **changes)), file="x.toml")


BEFORE = read(step("pick", "swings", items=entries("rush", "noise")), step("prompt", "talk"))
REGISTER = {BEFORE.id: recorded(BEFORE)}


def lost(tool):
    return [
        (one.place, one.says) for one in losses(REGISTER, [("x.toml", tool)], file="keys.toml")
    ]


def new(tool):
    return [(one.place, one.says) for one in unrecorded(REGISTER, [("x.toml", tool)])]


def keys(kind, said):
    [found] = [s for s in read(step(kind, **said)).steps if s.kind.name == kind]
    return {name: set(keys) for name, keys in kept(found).keys.items()}


@pytest.mark.parametrize(
    ("kind", "said", "expected"),
    [
        ("text", SAID["text"], {}),
        ("prompt", SAID["prompt"], {"questions": {"why", "how"}}),
        ("pick", SAID["pick"], {"groups": {"up", "down"}, "items": {"rush", "rest"}}),
        ("pick", ALSO["pick"], {"items": {"rush", "noise"}}),
        (
            "balance",
            SAID["balance"],
            {"baskets": {"work", "help"}, "items": {"work/rush", "work/noise", "help/rush"}},
        ),
        (
            "table",
            SAID["table"],
            {
                "columns": {"task", "time", "who"},
                "choices": {"who/me", "who/you"},
                "rows": {"meetings"},
            },
        ),
        ("grid", SAID["grid"], {"rows": {"i", "g"}, "columns": {"now", "then"}}),
        ("grid", ALSO["grid"], {"rows": {"i"}, "questions": {"i/why"}}),
        ("pairs", SAID["pairs"], {"pairs": {"a", "b"}}),
        ("pairs", ALSO["pairs"], {"pairs": {"a"}}),
        ("curve", SAID["curve"], {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_keys_that_answers_are_kept_under_are_found(kind, said, expected):
    assert keys(kind, said) == expected


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"action", "text", "curve"}))
def test_every_kind_with_lists_to_answer_keeps_keys(kind):
    assert keys(kind, SAID[kind])


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_what_a_kind_keeps_are_lists_it_has(kind):
    fields = {field.name: field for field in kind.fields}

    for path in kind.keeps:
        outer, _, inner = path.replace("/", ".").partition(".")
        assert outer in fields
        assert not inner or inner in {field.name for field in fields[outer].holds.more}


def test_the_same_tool_with_other_words_has_lost_nothing_and_has_nothing_new():
    swings = step("pick", "swings", items=entries("noise", "rush", hint={"da": "x", "en": "x"}))
    same = read(step("prompt", "talk"), swings, title={"da": "Ny", "en": "New"}, minutes=30)

    assert lost(same) == new(same) == []


def test_an_item_may_move_to_another_group():
    before = read(
        step(
            "pick", groups=[entry("a", items=entries("x", "y")), entry("b", items=entries("z"))]
        )
    )
    after = read(
        step(
            "pick", groups=[entry("a", items=entries("x")), entry("b", items=entries("z", "y"))]
        )
    )

    assert recorded(before) == recorded(after)


SWINGS = step("pick", "swings", items=entries("rush", "noise"))
TALK = step("prompt", "talk")
LOSSES = [
    (
        [step("pick", "swings", items=entries("rush")), TALK],
        "steps[1]",
        "The key 'noise' in items of the step 'swings' is gone.",
    ),
    ([SWINGS], "steps", "The step 'talk' is gone."),
    (
        [SWINGS | {"kind": "checklist"}, TALK],
        "steps[1].kind",
        "The step 'swings' was a pick and is a checklist now.",
    ),
]
NEWS = [
    (
        [step("pick", "swings", items=entries("rush", "noise", "heat")), TALK],
        "steps[1]",
        "The key 'heat' in items of the step 'swings' is not recorded.",
    ),
    ([SWINGS, TALK, step("scale", "mark")], "steps[3]", "The step 'mark' is not recorded."),
]


@pytest.mark.parametrize(("steps", "place", "says"), LOSSES, ids=["key", "step", "kind"])
def test_what_was_recorded_and_is_gone_is_missed_until_the_version_rises(steps, place, says):
    assert lost(read(*steps)) == [(place, says)]
    assert lost(read(*steps, version=2)) == []
    assert new(read(*steps, version=2)) == [
        ("version", "The keys of version 2 are not recorded.")
    ]


def test_the_hint_names_the_version_to_rise_to():
    [one] = losses(REGISTER, [("x.toml", read(SWINGS))], file="keys.toml")

    assert "version = 2" in one.hint


def test_a_version_never_falls():
    register = {"X1": recorded(read(version=3))}

    [one] = losses(register, [("x.toml", read(version=2))], file="keys.toml")

    assert (one.place, one.says) == ("version", "Version 3 is recorded; this is 2.")


def test_a_tool_that_is_gone_is_missed_in_the_register():
    [one] = losses(REGISTER, [], file="keys.toml")

    assert (one.file, one.place) == ("keys.toml", "X1")


@pytest.mark.parametrize(("steps", "place", "says"), NEWS, ids=["key", "step"])
def test_what_is_new_is_to_be_recorded(steps, place, says):
    assert new(read(*steps)) == [(place, says)]
    assert lost(read(*steps)) == []


def test_a_new_tool_is_to_be_recorded():
    assert new(read(id="X2")) == [("id", "The keys of X2 are not recorded.")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_register_is_read_as_it_was_written(kind):
    tool = read(*[step(kind)] if kind != "action" else [])
    register = {tool.id: recorded(tool)}

    written = write_register(register)

    assert read_register(written.encode(), file="keys.toml") == register
    assert max(map(len, written.splitlines())) <= 96


def test_a_long_list_of_keys_is_written_over_several_lines():
    many = [pair(f"{'very-' * 6}long-{n}") for n in range(40)]
    tool = read(step("pairs", **SAID["pairs"] | {"pairs": many}))
    register = {tool.id: recorded(tool)}

    written = write_register(register)

    assert read_register(written.encode(), file="keys.toml") == register
    assert max(map(len, written.splitlines())) <= 96


@pytest.mark.parametrize(
    ("raw", "place", "says"),
    [
        (b"X1 = 3", "X1", "This is no entry of the register."),
        (b'[X1]\nversion = "1"\n', "X1", "This is no entry of the register."),
        (b"[X1]\nversion = 1\nsteps.a = 7\n", "X1.a", "This is no step of the register."),
        (
            b'[X1]\nversion = 1\nsteps.a = {kind = "pick", items = [1]}\n',
            "X1.a.items",
            "This is no list of keys.",
        ),
        (b"[X1\n", "", "The file is not TOML"),
        (b"\xff", "", "The file is not text in UTF-8."),
    ],
    ids=lambda value: str(value)[:16],
)
def test_what_is_no_register_is_said_to_be_none(raw, place, says):
    with pytest.raises(ToolErrors) as caught:
        read_register(raw, file="keys.toml")

    [one] = caught.value
    assert one.place == place
    assert one.says.startswith(says)


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_any_bytes_give_a_register_or_complaints(raw):
    try:
        assert read_register(raw, file="keys.toml") is not None
    except ToolErrors as errors:
        assert list(errors) != []  # noqa: PT017 - either is right
