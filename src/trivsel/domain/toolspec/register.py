"""The register of keys that people's answers are kept under, so that none is lost unnoticed.

Drafts lie in people's browsers and in files of their own, for years. A key that goes, or that
begins to mean something else, would empty or falsify them. So each folder of tools may have a
``keys.toml`` of what has been given out; a tool that parts from it is complained of until its
``version`` is raised and the register made anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trivsel.domain.toolspec.complaints import Complaint
from trivsel.domain.toolspec.kind import Said, options
from trivsel.domain.toolspec.tool import Step, Tool

RECORD = "Run: python scripts/content_keys.py record [FOLDER]"


@dataclass(frozen=True, slots=True)
class Kept:
    """What answers to one step are kept under: its kind, and keys by the name of their list."""

    kind: str
    keys: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Given:
    """One tool as it was given out."""

    version: int
    steps: Mapping[str, Kept]


type Register = Mapping[str, Given]


def recorded(tool: Tool) -> Given:
    """Give a tool's entry in the register."""
    return Given(tool.version, {step.key: kept(step) for step in tool.steps})


def kept(step: Step) -> Kept:
    """Give the keys that answers to a step are kept under.

    A list inside a list is named in ``Kind.keeps`` with a dot where the inner key stands alone
    (an entry may then move to another group), with a slash where both count: ``work/rush``.
    """
    found: dict[str, set[str]] = {}
    for path in step.kind.keeps:
        name = path.replace("/", ".").rpartition(".")[2]
        found.setdefault(name, set()).update(_keys(step.said, path))
    return Kept(step.kind.name, {name: frozenset(keys) for name, keys in found.items() if keys})


def _keys(said: Said, path: str) -> Iterator[str]:
    both = "/" in path
    outer, _, inner = path.replace("/", ".").partition(".")
    for option in options(said, outer):
        if not inner:
            yield option.key
        for one in options(option.more, inner):
            yield f"{option.key}/{one.key}" if both else one.key


def losses(
    register: Register, tools: Iterable[tuple[str, Tool]], *, file: str
) -> Iterator[Complaint]:
    """Complain of what answers were kept under and is gone.

    Args:
        register: What was given out.
        tools: Pairs of file name and tool: everything in the folder now.
        file: The name of the register's own file.
    """
    every = list(tools)
    for id_ in sorted(register.keys() - {tool.id for _, tool in every}):
        says = f"The tool {id_} is recorded, and there is no such tool any more."
        hint = "Bring its file back. If nobody has a draft of it, take it out here."
        yield Complaint(file, id_, says, hint)
    for name, tool in every:
        before = register.get(tool.id)
        if before and tool.version < before.version:
            says = f"Version {before.version} is recorded; this is {tool.version}."
            yield Complaint(name, "version", says, "A version only ever rises.")
        elif before and tool.version == before.version:
            yield from _lost(name, tool, before)


def _lost(file: str, tool: Tool, before: Given) -> Iterator[Complaint]:
    raise_ = (
        f"Bring it back, or say version = {tool.version + 1} if it had to go, and record it."
    )
    steps = {step.key: (n, step) for n, step in enumerate(tool.steps, start=1)}
    for key, then in before.steps.items():
        if key not in steps:
            yield Complaint(file, "steps", f"The step '{key}' is gone.", raise_)
            continue
        number, step = steps[key]
        now, place = kept(step), f"steps[{number}]"
        if now.kind != then.kind:
            says = f"The step '{key}' was a {then.kind} and is a {now.kind} now."
            yield Complaint(file, f"{place}.kind", says, raise_)
            continue
        for name, keys in then.keys.items():
            for gone in sorted(keys - now.keys.get(name, frozenset())):
                says = f"The key '{gone}' in {name} of the step '{key}' is gone."
                yield Complaint(file, place, says, raise_)


def unrecorded(register: Register, tools: Iterable[tuple[str, Tool]]) -> Iterator[Complaint]:
    """Complain of what answers will be kept under, and the register does not know yet."""
    for file, tool in tools:
        before = register.get(tool.id)
        if before is None:
            yield Complaint(file, "id", f"The keys of {tool.id} are not recorded.", RECORD)
        elif tool.version > before.version:
            says = f"The keys of version {tool.version} are not recorded."
            yield Complaint(file, "version", says, RECORD)
        else:
            yield from _new(file, tool, before)


def _new(file: str, tool: Tool, before: Given) -> Iterator[Complaint]:
    for number, step in enumerate(tool.steps, start=1):
        then, place = before.steps.get(step.key), f"steps[{number}]"
        if then is None:
            yield Complaint(file, place, f"The step '{step.key}' is not recorded.", RECORD)
            continue
        for name, keys in kept(step).keys.items():
            for new in sorted(keys - then.keys.get(name, frozenset())):
                says = f"The key '{new}' in {name} of the step '{step.key}' is not recorded."
                yield Complaint(file, place, says, RECORD)
