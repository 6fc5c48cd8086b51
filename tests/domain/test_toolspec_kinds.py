"""The kinds of steps: what each may say, what joins its fields, and where its code lies."""

from pathlib import Path

import pytest

from make_tools import ALSO, SAID, both, document, entries, entry, pair, step, toml
from trivsel.domain.toolspec import KINDS, ToolErrors, options, read_tool

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "src" / "trivsel" / "toolbox"
PLACES = {
    "python": ROOT / "src" / "trivsel" / "domain" / "toolspec" / "kinds" / "{}.py",
    "template": ROOM / "templates" / "toolbox" / "kinds" / "{}.html",
    "script": ROOM / "static" / "toolbox" / "kinds" / "{}.js",
    "paper": ROOM / "typst" / "kinds" / "{}.typ",
    "test": ROOT / "tests" / "toolbox" / "kinds" / "test_{}.py",
}


def written(kind, said):
    """A sound tool with such a step."""
    if kind == "action":
        whole = document()
        whole["steps"][-1] |= said
        return toml(whole)
    bare = {name: value for name, value in step(kind).items() if name not in SAID[kind]}
    return toml(document(bare | said))


def of(kind, said):
    """The step as it is read."""
    tool = read_tool(written(kind, said), file="x.toml")
    return next(step for step in tool.steps if step.kind.name == kind)


def complaints(kind, said):
    with pytest.raises(ToolErrors) as caught:
        read_tool(written(kind, said), file="x.toml")
    return [complaint.says for complaint in caught.value]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", PLACES)
def test_a_kind_is_one_name_in_python_template_script_paper_and_test(kind, what):
    assert Path(str(PLACES[what]).format(kind)).is_file()


def test_every_file_among_the_kinds_is_a_kind():
    files = {path.stem for path in PLACES["python"].parent.glob("*.py")}

    assert files - {"__init__"} == set(KINDS)


def test_a_kind_without_its_files_would_be_missed():
    assert not Path(str(PLACES["script"]).format("essay")).exists()


SAMPLES = [*SAID.items(), *ALSO.items()]


@pytest.mark.parametrize(("kind", "said"), SAMPLES, ids=lambda value: str(value)[:20])
def test_a_step_may_say_what_its_kind_names(kind, said):
    made = of(kind, said)

    assert made.kind == KINDS[kind]
    assert set(made.said) == set(said)


@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_leave_no_field_of_a_kind_untried(kind):
    names = {field.name for field in KINDS[kind].fields}

    assert {*SAID[kind], *ALSO.get(kind, {})} == names


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_must_be_there_is_missed(kind):
    for field in KINDS[kind].fields:
        if field.required:
            rest = {name: value for name, value in SAID[kind].items() if name != field.name}

            assert f"'{field.name}' is missing." in complaints(kind, rest)


@pytest.mark.parametrize("kind", KINDS)
def test_what_joins_the_fields_of_a_kind_is_told_to_its_writers(kind):
    [plain] = (KINDS["curve"].rule,)

    assert bool(KINDS[kind].joins) == (KINDS[kind].rule.__code__ != plain.__code__)


BROKEN = [
    ("text", {}, "Give body, points or sections."),
    ("pick", {}, "Give items or groups, one of them."),
    ("pick", SAID["pick"] | ALSO["pick"], "Give items or groups, one of them."),
    (
        "pick",
        SAID["pick"] | {"advice": entries("left")},
        "The advice 'left' fits no group; its key is a group's.",
    ),
    (
        "pick",
        {"groups": [entry("a", items=entries("x")), entry("b", items=entries("x"))]},
        "The key 'x' is used in two groups.",
    ),
    ("checklist", {}, "Give items or groups, one of them."),
    (
        "checklist",
        {"groups": [entry("a", items=entries("x")), entry("b", items=entries("x"))]},
        "The key 'x' is used in two groups.",
    ),
    (
        "balance",
        {"baskets": entries("a", "b", side="load", items=entries("x"))},
        "There must be a basket on each side: load and resource.",
    ),
    ("table", {"columns": entries("a")}, "Give rows, or say how many blank ones there are"),
    (
        "table",
        {"columns": entries("a"), "blank": 1, "budget": both()},
        "A budget needs exactly one column that holds hours.",
    ),
    (
        "table",
        {"columns": entries("a", "b", holds="hours"), "blank": 1, "budget": both()},
        "A budget needs exactly one column that holds hours.",
    ),
    ("table", {"columns": entries("a", holds="choice"), "blank": 1}, "The column 'a': choices"),
    (
        "table",
        {"columns": entries("a", choices=entries("x", "y")), "blank": 1},
        "The column 'a': choices",
    ),
    ("grid", {"rows": entries("i")}, "Give columns, or questions in every row."),
    (
        "grid",
        {"rows": [entry("i", questions=entries("why")), entry("g")]},
        "Give columns, or questions in every row.",
    ),
    (
        "grid",
        {"rows": entries("i", questions=entries("why")), "columns": entries("a")},
        "Rows have no questions of their own when there are columns.",
    ),
    ("pairs", {"left": both(), "right": both()}, "Give pairs or groups, one of them."),
    (
        "pairs",
        {
            "left": both(),
            "right": both(),
            "groups": [entry("a", pairs=[pair("x")]), entry("b", pairs=[pair("x")])],
        },
        "The key 'x' is used in two groups.",
    ),
    ("matrix", SAID["matrix"] | {"fields": entries("a", "b", "c")}, "There are 3 here."),
    ("triangle", {"corners": entries("a", "b")}, "There are 2 here."),
    ("spiral", {"stages": entries("a", "b", body=both())}, "There are 2 here."),
    ("curve", SAID["curve"] | {"months": 13}, "This must be a whole number from 3 to 12."),
    ("pick", {"items": entries("a", "a")}, "The key 'a' is used twice."),
    ("prompt", {"questions": {"a": 1}}, "This must be a list of tables."),
    (
        "prompt",
        {"questions": entries("a", colour="red")},
        "'colour' is no word of this format.",
    ),
]


@pytest.mark.parametrize(("kind", "said", "says"), BROKEN, ids=lambda value: str(value)[:24])
def test_a_broken_rule_is_said_once(kind, said, says):
    [complaint] = complaints(kind, said)

    assert complaint.startswith(says)


def test_every_rule_of_several_fields_is_broken_above():
    assert {kind for kind, _, _ in BROKEN} >= {k.name for k in KINDS.values() if k.joins}


def test_a_field_that_cannot_be_read_is_not_said_to_be_missing_too():
    assert complaints("pick", {"items": "all of them"}) == ["This must be a list of tables."]


def test_options_of_a_step_are_found_by_the_name_of_their_list():
    said = of("balance", SAID["balance"]).said

    assert [basket.key for basket in options(said, "baskets")] == ["work", "help"]
    assert options(said, "nothing") == ()


def test_the_great_drawings_stay_while_the_next_steps_are_answered():
    stays = {kind.name for kind in KINDS.values() if kind.stays}

    assert stays == {"curve", "balance", "matrix", "triangle", "spiral"}
