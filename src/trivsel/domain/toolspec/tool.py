"""A tool: what it is called, where it stands in the grid, and its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trivsel.domain.levels import Area, Level
from trivsel.domain.toolspec.fields import (
    Field,
    Flag,
    Number,
    OneOf,
    SearchWords,
    Several,
    Text,
    ToolIds,
)
from trivsel.domain.toolspec.kind import Kind
from trivsel.domain.toolspec.words import Spoken, Value, Words, spoken

MODES = ("solo", "pair", "group", "org", "read", "print")
SHARINGS = ("alone", "reveal", "together")
# What brings people to the front door; the three questions there choose by these.
BRINGS: Mapping[str, str] = MappingProxyType(
    {
        "too-much": "too many tasks, too little time",
        "signs": "I feel it, or see it in somebody else",
        "talk": "a talk that must be had",
        "no-one-acts": "it is said, and nothing happens",
        "cooperation": "friction, us and them, loneliness",
        "change": "new leader, new order, reorganisation",
        "energy": "what gives and what drains",
        "prevention": "get hold of it before it is hard",
        "after": "after sick leave or a hard time",
    }
)

TOP = (
    Field(
        "version", Number(1, 999), "Rises when a key goes or changes meaning. 1 if not said."
    ),
    Field("title", Text(60), "What the tool is called.", required=True),
    Field(
        "purpose", Text(220), "What one gets out of it, in a sentence or two.", required=True
    ),
    Field("area", OneOf(tuple(Area)), "The row of the grid. Left out for one across them all."),
    Field(
        "levels",
        Several(tuple(Level)),
        "Whom it is for. The first is the column of the grid.",
        required=True,
    ),
    Field("modes", Several(MODES), "How it can be done.", required=True),
    Field("minutes", Number(2, 120), "How long it takes, told honestly.", required=True),
    Field(
        "neighbours",
        ToolIds(),
        "Tools on the same theme, mostly on other levels.",
        required=True,
    ),
    Field("poster", Flag(), "A group stands around it: it prints on A3 as well."),
    Field("search", SearchWords(), "Words people type when they look for it.", required=True),
    Field(
        "brings",
        Several(tuple(BRINGS)),
        "What brings people to it; the three questions choose by this.",
        required=True,
    ),
)

STEP = (
    Field("title", Text(60), "A few words for the list of steps.", required=True),
    Field("prompt", Text(400), "What to do, in one or two sentences.", required=True),
    Field("help", Text(600, paragraphs=True), "More, for whoever wants it."),
    Field(
        "sharing",
        OneOf(SHARINGS),
        "In a group: thought alone and kept, thought alone and then shown, or done together. "
        "alone if not said.",
    ),
    Field("minutes", Number(1, 60), "How long the step takes in a meeting."),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``said`` holds the fields of its kind, by name."""

    key: str
    kind: Kind
    title: Words
    prompt: Words
    help: Words | None
    sharing: str
    minutes: int | None
    said: Mapping[str, Value]

    def spoken(self, language: str) -> dict[str, Spoken]:
        """Give all of the step as plain values in one language, for page, script and paper.

        The fields of the kind stand under ``said``.
        """
        return {
            "key": self.key,
            "kind": self.kind.name,
            "title": self.title.in_(language),
            "prompt": self.prompt.in_(language),
            "help": self.help.in_(language) if self.help else "",
            "sharing": self.sharing,
            "minutes": self.minutes or 0,
            "stays": self.kind.stays,
            "said": {name: spoken(value, language) for name, value in self.said.items()},
        }


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool of the box. It stands at ``levels[0]`` in the grid; no area: across all."""

    id: str
    slug: str
    version: int
    title: Words
    purpose: Words
    area: Area | None
    levels: tuple[Level, ...]
    modes: tuple[str, ...]
    minutes: int
    neighbours: tuple[str, ...]
    poster: bool
    search: Words
    brings: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def level(self) -> Level:
        """Where it stands in the grid."""
        return self.levels[0]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its steps, each once, in the order they are met."""
        return tuple(dict.fromkeys(step.kind.name for step in self.steps))
