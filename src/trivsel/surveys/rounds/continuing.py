"""The page of what continues what: units beside those of the last released round."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trivsel.domain.disclosure.continuing import continued
from trivsel.organisation.models import Person
from trivsel.surveys.models import Release, RosterKey, Round, Stood

PREFIX = "continues-"
RULE = "="  # nobody has said anything: the rule decides


@dataclass(frozen=True, slots=True)
class Link:
    """A unit, what the rule makes of it, and what was said: RULE where nothing was."""

    field: str
    name: str
    by_rule: str
    said: str


@dataclass(frozen=True, slots=True)
class ContinuingPage:
    """``earlier`` are the units of the last released round: code and name."""

    before: str
    links: Sequence[Link]
    earlier: Sequence[tuple[str, str]]


def continuing_page(round_: Round) -> ContinuingPage | None:
    """Say it for a round; None where no earlier one is released."""
    last = _last_release(round_)
    if last is None:
        return None
    units = list(
        round_.organisation.units.order_by("first").values_list("code", "parent__code", "name")
    )
    names = {code: name for code, _parent, name in _signed_units(last.round)}
    now = with_those_below([(code, parent) for code, parent, _name in units], _now(round_))
    rule = continued(now, _then(last.round), {})
    links = [
        Link(
            PREFIX + code,
            name,
            names[rule[code]] if code in rule else "",
            round_.continues.get(code, RULE),
        )
        for code, _parent, name in units
        if code not in rule or code in round_.continues
    ]
    return ContinuingPage(last.round.name, links, list(names.items()))


def identities(round_: Round) -> dict[str, str]:
    """Tell the units of a signed round over all rounds, where their codes alone would not.

    A unit that continues another has that one's identity, and so on back to the first; one that
    is new under an old code has one of its own. Of a unit that has no people in the rosters, in
    this round or the last one, only what somebody has said counts.
    """
    last = _last_release(round_)
    if last is None:
        return {}
    then = _then(last.round)
    before: dict[str, str] = last.figures.get("identities", {})
    links: dict[str, str] = (round_.manifest or {}).get("continues", {})
    now = _then(round_)
    judged = {
        code for code, people in now.items() if code in links or (people and then.get(code))
    }
    found = continued({code: now[code] for code in judged}, then, links)
    same = {
        code: before.get(found[code], found[code])
        if code in found
        else f"{code}@{round_.digest[:12]}"
        for code in judged
    }
    same |= {code: before[code] for code in now.keys() - judged if code in before}
    return {code: identity for code, identity in same.items() if identity != code}


def said(sent: Mapping[str, str]) -> dict[str, str]:
    """The links in a sent form; a unit left to the rule has none."""
    return {
        name.removeprefix(PREFIX): value
        for name, value in sent.items()
        if name.startswith(PREFIX) and value != RULE
    }


def with_those_below(
    units: Iterable[tuple[str, str | None]], own: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """Give each unit its people and those of the units below; units stand parents first."""
    tree = list(units)
    found = {code: set(own.get(code, ())) for code, _parent in tree}
    for code, parent in reversed(tree):
        if parent is not None:
            found[parent] |= found[code]
    return found


def _now(round_: Round) -> dict[str, set[str]]:
    people = Person.objects.filter(organisation=round_.organisation_id, left_on__isnull=True)
    keys = dict(
        RosterKey.objects.filter(person__organisation=round_.organisation_id).values_list(
            "person_id", "key"
        )
    )
    found: dict[str, set[str]] = {}
    for person, unit in people.values_list("pk", "unit__code"):
        found.setdefault(unit, set()).add(keys.get(person, f"new {person}"))
    return found


def _last_release(round_: Round) -> Release | None:
    return (
        Release.objects.filter(round__organisation=round_.organisation_id)
        .exclude(round=round_)
        .select_related("round")
        .order_by("-released_at", "-pk")
        .first()
    )


def _signed_units(round_: Round) -> list[list[str]]:
    signed: list[list[str]] = (round_.manifest or {})["units"]
    return signed


def _then(round_: Round) -> dict[str, set[str]]:
    units = [(code, parent) for code, parent, _name in _signed_units(round_)]
    return with_those_below(units, _stood(round_))


def _stood(round_: Round) -> dict[str, set[str]]:
    # The history knows cells; a cell's people stand in the unit it hangs under.
    found: dict[str, set[str]] = {}
    anchors = {cell["code"]: cell["anchor"] for cell in (round_.manifest or {})["cells"]}
    for cell, key in Stood.objects.filter(cell__round=round_).values_list("cell__code", "key"):
        found.setdefault(anchors[cell], set()).add(key)
    return found
