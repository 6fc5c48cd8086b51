"""What a kind of step is, and the fields that several kinds share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trivsel.domain.levels import Level
from trivsel.domain.toolspec.fields import Field, Flag, Number, OneOf, Options, Text, ToolIds
from trivsel.domain.toolspec.words import Option, Value

type Said = Mapping[str, Value]
type Rule = Callable[[Said], str]

HINT = Field("hint", Text(300), "A few words that explain it.")
LEVEL = Field("level", OneOf(tuple(Level)), "The IGLO level it belongs to.")
TOOLS = Field("tools", ToolIds(), "Tools to go on to from here.")
LINES = Field("lines", Number(1, 20), "Lines to write on, on paper; 3 if not said.")
ITEMS = Options(more=(HINT, LEVEL, TOOLS))
LIST = Field("items", ITEMS, "The list itself.")
ENTRIES = Field("items", ITEMS, "The group's list.", required=True)
OWN = Field("own", Flag(), "People may add their own.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of step: code in five places, found by its name.

    ``domain/toolspec/kinds/curve.py`` says what a file may say of it,
    ``toolbox/templates/toolbox/kinds/curve.html`` and
    ``toolbox/static/toolbox/kinds/curve.js`` show it and let it be done,
    ``toolbox/typst/kinds/curve.typ`` sets it on paper,
    ``tests/toolbox/kinds/test_curve.py`` tries it.

    Attributes:
        name: Small letters; the name of all its files.
        purpose: One sentence for those who write tools.
        fields: What a step of this kind may say besides what every step says.
        keeps: The lists whose keys people's answers are kept under; those keys never change
            meaning. A list inside a list: ``groups.items`` where the inner key stands alone,
            ``baskets/items`` where both keys count.
        rule: What joins several fields; gives a complaint, or "" when all is well.
        joins: The same rule in words, for those who write tools.
        stays: A big drawing, which stays in sight while the next steps are answered.
    """

    name: str
    purpose: str
    fields: tuple[Field, ...]
    keeps: tuple[str, ...] = ()
    rule: Rule = lambda _: ""
    joins: str = ""
    stays: bool = False


def options(said: Said, name: str) -> tuple[Option, ...]:
    """Give the entries of a list field; none if it is not there, or is no list of entries.

    >>> from trivsel.domain.toolspec.words import Words
    >>> said = {"items": (Option("plan", Words("Planen", "The plan"), {}),), "own": True}
    >>> [option.key for option in options(said, "items")]
    ['plan']
    >>> options(said, "own"), options(said, "groups")
    ((), ())
    """
    found = said.get(name, ())
    return tuple(o for o in found if isinstance(o, Option)) if isinstance(found, tuple) else ()


def one_of(*names: str) -> Rule:
    """Make the rule that exactly one of some fields is there.

    >>> one_of("items", "groups")({"items": (), "own": True})
    ''
    >>> one_of("items", "groups")({})
    'Give items or groups, one of them.'
    """

    def rule(said: Said) -> str:
        if sum(name in said for name in names) == 1:
            return ""
        return f"Give {' or '.join(names)}, one of them."

    return rule


def each_once(said: Said, *, groups: str = "groups", inside: str = "items") -> str:
    """Complain when two groups hold the same key: answers are kept under the key alone."""
    keys = [o.key for group in options(said, groups) for o in options(group.more, inside)]
    twice = next((key for key in keys if keys.count(key) > 1), "")
    return f"The key '{twice}' is used in two groups." if twice else ""
