"""The kinds of steps a tool is made of, and what each may say. content/README.md is this table.

A kind is code with one name: ``toolbox/kinds/curve.py``, ``templates/toolbox/kinds/curve.html``,
``static/toolbox/kinds/curve.js``, ``tests/toolbox/kinds/test_curve.py``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trivsel.domain.levels import Level
from trivsel.domain.toolspec.fields import Field, Flag, Number, OneOf, Options, Text, ToolIds
from trivsel.domain.toolspec.words import Option, Value

type Rule = Callable[[Mapping[str, Value]], str]

LEVELS = tuple(Level)
HINT = Field("hint", Text(300), "A few words that explain it.")
LEVEL = Field("level", OneOf(LEVELS), "The IGLO level it belongs to.")
TOOLS = Field("tools", ToolIds(), "Tools to go on to from here.")
LINES = Field(
    "lines", Number(1, 20), "How many lines to write on the paper has; 3 if not said."
)
ITEMS = Options(more=(HINT, LEVEL, TOOLS))
LIST = Field("items", ITEMS, "The list itself.")
OWN = Field("own", Flag(), "People may add their own.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of step: what it is for, its fields, and a rule that joins several fields.

    ``stays`` kinds are big drawings: they stay in sight while the next steps are answered.
    """

    name: str
    purpose: str
    fields: tuple[Field, ...]
    rule: Rule = lambda _: ""
    stays: bool = False


def _one_of(*names: str) -> Rule:
    def rule(said: Mapping[str, Value]) -> str:
        return (
            ""
            if sum(name in said for name in names) == 1
            else f"Give {' or '.join(names)}, one of them."
        )

    return rule


def _some_text(said: Mapping[str, Value]) -> str:
    return (
        "" if {"body", "points", "sections"} & said.keys() else "Give body, points or sections."
    )


def _groups_of(said: Mapping[str, Value]) -> str:
    trouble = _one_of("items", "groups")(said)
    groups = {option.key for option in options(said, "groups")}
    for advice in options(said, "advice"):
        if advice.key not in groups:
            trouble = (
                trouble or f"The advice '{advice.key}' fits no group; its key is a group's."
            )
    keys = [
        item.key for group in options(said, "groups") for item in options(group.more, "items")
    ]
    twice = next((key for key in keys if keys.count(key) > 1), "")
    return trouble or (f"The key '{twice}' is used in two groups." if twice else "")


def _grid(said: Mapping[str, Value]) -> str:
    asked = [bool(options(row.more, "questions")) for row in options(said, "rows")]
    if "columns" in said:
        return (
            "Rows have no questions of their own when there are columns." if any(asked) else ""
        )
    return "" if all(asked) else "Give columns, or questions in every row."


def _table(said: Mapping[str, Value]) -> str:
    hours = [c.key for c in options(said, "columns") if c.more.get("holds") == "hours"]
    if "budget" in said and len(hours) != 1:
        return "A budget needs exactly one column that holds hours."
    if "rows" not in said and said.get("blank") is None:
        return "Give rows, or say how many blank ones there are to start with."
    return ""


def options(said: Mapping[str, Value], name: str) -> tuple[Option, ...]:
    """The entries of a list field; none if it is not there."""
    found = said.get(name, ())
    return tuple(o for o in found if isinstance(o, Option)) if isinstance(found, tuple) else ()


_PAIR = Options(
    worded=False,
    more=(
        Field("left", Text(300), "What stands to the left.", required=True),
        Field("right", Text(300), "What stands to the right.", required=True),
        Field("name", Text(80), "What the row is about."),
    ),
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "text",
            "Something to read: paragraphs, points, or sections beside each other.",
            (
                Field("body", Text(2500, paragraphs=True), "Paragraphs, with an empty line between."),
                Field("points", Options(more=(HINT, TOOLS), longest=400), "A list of points."),
                Field(
                    "sections",
                    Options(
                        most=8,
                        longest=80,
                        more=(
                            Field("body", Text(1200, paragraphs=True), "Paragraphs."),
                            Field("points", Options(more=(HINT,), longest=400), "Points."),
                            LEVEL,
                            TOOLS,
                        ),
                    ),
                    "Parts that stand beside each other, each with a heading.",
                ),
            ),
            _some_text,
        ),
        Kind(
            "prompt",
            "Open questions with room to write.",
            (
                Field(
                    "questions",
                    Options(most=16, more=(HINT, LEVEL, LINES, TOOLS), longest=300),
                    "The questions, each with its own room for an answer.",
                    required=True,
                ),
            ),
        ),
        Kind(
            "pick",
            "Tick what fits, from one list or from several groups.",
            (
                LIST,
                Field(
                    "groups",
                    Options(
                        most=8,
                        more=(
                            Field("items", ITEMS, "The group's list.", required=True),
                            Field("tone", OneOf(("yellow", "green", "blue")), "The group's colour."),
                            HINT,
                            LEVEL,
                        ),
                    ),
                    "Several lists, each with a heading.",
                ),
                OWN,
                Field("most", Number(1, 20), "How many one may choose; any number if not said."),
                Field("since", Flag(), "Asks of each ticked entry since when."),
                Field(
                    "advice",
                    Options(longest=700, more=(TOOLS,)),
                    "What to say when most ticks are in the group with the same key. Never a verdict.",
                ),
            ),
            _groups_of,
        ),
        Kind(
            "checklist",
            "Questions answered with yes, partly or no, each with room for a comment.",
            (
                LIST,
                Field(
                    "groups",
                    Options(
                        most=8,
                        more=(Field("items", ITEMS, "The group's list.", required=True), HINT, LEVEL),
                    ),
                    "Several lists, each with a heading.",
                ),
            ),
            _groups_of,
        ),
        Kind(
            "scale",
            "A mark from 1 to 10, or one for each entry of a list.",
            (
                Field("low", Text(80), "What 1 means.", required=True),
                Field("high", Text(80), "What 10 means.", required=True),
                Field("items", Options(more=(HINT,), longest=300), "What is rated, one by one."),
                Field("note", Flag(), "Leaves room for a few words on why."),
                Field("diary", Flag(), "Each day's mark is kept in the draft and drawn as a line."),
            ),
        ),
        Kind(
            "curve",
            "A line of load over the last months, drawn by hand, with notes where it swings.",
            (
                Field("months", Number(3, 12), "How far back; 6 if not said."),
                Field("high", Text(40), "The upper zone: too much.", required=True),
                Field("right", Text(40), "The middle zone: as it should be.", required=True),
                Field("low", Text(40), "The lower zone: too little.", required=True),
            ),
            stays=True,
        ),
        Kind(
            "balance",
            "Baskets on a scale that tips: pick or write what weighs, and say how much.",
            (
                Field(
                    "baskets",
                    Options(
                        fewest=2,
                        most=6,
                        longest=60,
                        more=(
                            Field("side", OneOf(("load", "resource")), "Which side of the scale.", required=True),
                            Field("items", ITEMS, "What to pick from.", required=True),
                            HINT,
                        ),
                    ),
                    "The baskets, from left to right.",
                    required=True,
                ),
            ),
            lambda said: ""
            if {b.more.get("side") for b in options(said, "baskets")} == {"load", "resource"}
            else "There must be a basket on each side: load and resource.",
            stays=True,
        ),
        Kind(
            "table",
            "Rows and columns to fill in; hours can be added up against the hours there are.",
            (
                Field(
                    "columns",
                    Options(
                        most=8,
                        longest=100,
                        more=(
                            Field("holds", OneOf(("text", "hours", "date", "choice")), "text if not said."),
                            Field("choices", Options(fewest=2, most=8, longest=40), "For a choice: what to choose from."),
                            HINT,
                        ),
                    ),
                    "The columns, from left to right.",
                    required=True,
                ),
                Field("rows", Options(more=(HINT, LEVEL)), "Rows that are there from the start, by name."),
                Field("blank", Number(0, 12), "How many blank rows there are to start with; people may add more."),
                Field("budget", Text(100), "What the sum of the hours is held against."),
            ),
            _table,
        ),
        Kind(
            "matrix",
            "Two axes and four fields: people place their own notes.",
            (
                Field("left", Text(40), "The left end of the axis across.", required=True),
                Field("right", Text(40), "The right end.", required=True),
                Field("bottom", Text(40), "The lower end of the axis up.", required=True),
                Field("top", Text(40), "The upper end.", required=True),
                Field(
                    "fields",
                    Options(fewest=4, most=4, longest=60, more=(HINT,)),
                    "What the four fields are called: top left, top right, bottom left, bottom right.",
                ),
            ),
            stays=True,
        ),
        Kind(
            "triangle",
            "Three corners: notes are placed nearer one or the other, and the weight is marked.",
            (
                Field("corners", Options(fewest=3, most=3, longest=60, more=(HINT,)), "Top, left, right.", required=True),
            ),
            stays=True,
        ),
        Kind(
            "spiral",
            "Stages one may slide through: find the own place and note why.",
            (
                Field(
                    "stages",
                    Options(
                        fewest=3,
                        most=7,
                        longest=60,
                        more=(
                            Field("body", Text(500, paragraphs=True), "What marks the stage.", required=True),
                            Field("points", Options(longest=200), "Signs of it."),
                        ),
                    ),
                    "The stages, from the first to the last.",
                    required=True,
                ),
            ),
            stays=True,
        ),
        Kind(
            "grid",
            "Rows by columns, or questions in each row, often one row for each IGLO level.",
            (
                Field(
                    "rows",
                    Options(
                        most=8,
                        longest=100,
                        more=(
                            LEVEL,
                            HINT,
                            Field("questions", Options(most=12, more=(TOOLS,), longest=300), "The row's own questions."),
                            TOOLS,
                        ),
                    ),
                    "The rows, from top to bottom.",
                    required=True,
                ),
                Field("columns", Options(most=5, more=(HINT,), longest=150), "The columns, from left to right."),
            ),
            _grid,
        ),
        Kind(
            "pairs",
            "Two sides of the same: what is said and what is thought, or one way and another.",
            (
                Field("left", Text(60), "The heading to the left.", required=True),
                Field("right", Text(60), "The heading to the right.", required=True),
                Field("pairs", _PAIR, "The pairs."),
                Field(
                    "groups",
                    Options(most=6, longest=80, more=(HINT, Field("pairs", _PAIR, "The pairs.", required=True))),
                    "Several lists of pairs, each with a heading.",
                ),
                Field("cover", Flag(), "The right side is covered until one asks for it."),
                OWN,
            ),
            _one_of("pairs", "groups"),
        ),
        Kind(
            "agreement",
            "What people have agreed, by name, with dates for following up.",
            (
                Field("parties", Options(most=4, longest=60), "Who agrees; each writes a name.", required=True),
                Field("points", Options(most=10, more=(HINT, LINES), longest=200), "What is agreed on.", required=True),
                Field("meetings", Number(0, 12), "How many follow-ups are laid out; none if not said."),
                Field("days", Number(1, 190), "Days between them; 7 if not said."),
                Field("turn", Flag(), "At each follow-up the plan can be turned up, kept or turned down."),
            ),
        ),
        Kind(
            "reveal",
            "Cards turned one at a time: thought about alone first, then talked about.",
            (
                Field("items", Options(more=(HINT,), longest=300), "The cards.", required=True),
                Field("tick", Flag(), "Each is ticked alone first: fits us, or not."),
                Field("questions", Options(most=5, longest=200), "What is asked when a card is turned."),
            ),
        ),
        Kind(
            "action",
            "What will be done: what, level, first step, who, when, and when to look at it again. Always last.",
            (Field("cards", Number(1, 8), "How many cards there are on empty paper; 4 if not said."),),
        ),
    )
}  # fmt: skip
