"""Reads the steps of a tool."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from trivsel.domain.toolspec.complaints import Spot, short
from trivsel.domain.toolspec.fields import complain_of_twins, read_fields, read_key
from trivsel.domain.toolspec.kinds import KINDS, Kind
from trivsel.domain.toolspec.tool import STEP, Step

if TYPE_CHECKING:
    from trivsel.domain.toolspec.words import Words

FEWEST_STEPS, MOST_STEPS = 2, 14
LAST = "action"


def read_steps(raw: object, spot: Spot) -> tuple[Step, ...]:
    """Give the steps that are sound; complain of the others, and of how they follow."""
    if not isinstance(raw, list) or not all(isinstance(step, Mapping) for step in raw):
        spot.complain("The steps are missing.", "Each starts with a line [[steps]].")
        return ()
    if not FEWEST_STEPS <= len(raw) <= MOST_STEPS:
        spot.complain(f"There are {len(raw)} steps.", f"From {FEWEST_STEPS} to {MOST_STEPS}.")
        return ()
    found = [_step(table, spot.entry(n)) for n, table in enumerate(raw, start=1)]
    complain_of_twins([step.key if step else "" for step in found], spot)
    for number, step in enumerate(found, start=1):
        if step and (step.kind.name == LAST) != (number == len(found)):
            spot.entry(number).named("kind").complain(
                "The last step of a tool, and only the last, is an action.", f'kind = "{LAST}"'
            )
    return tuple(step for step in found if step is not None)


def _step(table: Mapping[str, object], spot: Spot) -> Step | None:
    key = read_key(table, spot)
    kind = _kind(table, spot)
    if kind is None:
        return None
    rest = {name: value for name, value in table.items() if name not in {"key", "kind"}}
    said = read_fields(rest, (*STEP, *kind.fields), spot, also=("key", "kind"))
    own = {field.name: said[field.name] for field in kind.fields if field.name in said}
    asked = {field.name for field in kind.fields} & table.keys()
    # A field that could not be read has been complained of; the rule would repeat it.
    if own.keys() == asked and (trouble := kind.rule(own)):
        spot.complain(trouble, f"See '{kind.name}' in content/README.md.")
    if not key or "title" not in said or "prompt" not in said:
        return None
    return Step(
        key=key,
        kind=kind,
        title=cast("Words", said["title"]),
        prompt=cast("Words", said["prompt"]),
        help=cast("Words | None", said.get("help")),
        sharing=cast("str", said.get("sharing", "alone")),
        minutes=cast("int | None", said.get("minutes")),
        said=own,
    )


def _kind(table: Mapping[str, object], spot: Spot) -> Kind | None:
    hint = f"The kinds are {', '.join(KINDS)}."
    name = table.get("kind")
    if name is None:
        spot.complain("'kind' is missing.", hint)
    elif not isinstance(name, str) or name not in KINDS:
        spot.named("kind").complain(f"The kind {short(name)} does not exist.", hint)
    else:
        return KINDS[name]
    return None
