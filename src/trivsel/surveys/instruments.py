"""Reading questionnaires: which there are, for whom, and what one of them holds."""

from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, Q, QuerySet

from trivsel.domain.instrument import (
    Finding,
    InstrumentSpec,
    Item,
    OptionSet,
    Scale,
    Verdict,
    lint,
)
from trivsel.organisation.models import Person
from trivsel.surveys import policies
from trivsel.surveys.models import Instrument, Round
from trivsel.ui.content import folder


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list."""

    instrument: Instrument
    items: int
    scales: int
    rounds: int
    newest: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A scale with its items, as they are shown."""

    scale: Scale
    items: tuple[tuple[Item, OptionSet], ...]
    at_least: int

    @property
    def all_needed(self) -> bool:
        return self.at_least == len(self.items)


def own_files() -> list[Path]:
    """The files that come with Trivsel."""
    return sorted((folder() / "instruments").glob("*.toml"))


def instruments_for(person: Person) -> QuerySet[Instrument]:
    """The questionnaires of the person's organisation and Trivsel's own, newest first.

    Only for those who plan a round or must know what they sign.
    """
    if not policies.follows_from_the_start(person):
        return Instrument.objects.none()
    return (
        Instrument.objects.filter(
            Q(organisation=person.organisation_id) | Q(organisation__isnull=True)
        )
        .select_related("organisation", "loaded_by")
        .order_by("key", "-pk")
    )


def listed(person: Person) -> list[Listed]:
    """The list, with how many of the organisation's own rounds use each."""
    mine = Q(rounds__organisation=person.organisation_id)
    found = instruments_for(person).annotate(used=Count("rounds", filter=mine))
    seen: set[tuple[int | None, str]] = set()
    lines = []
    for instrument in found:
        text = (instrument.organisation_id, instrument.key)
        lines.append(
            Listed(
                instrument=instrument,
                items=len(instrument.spec["items"]),
                scales=len(instrument.spec["scales"]),
                rounds=instrument.used,
                newest=text not in seen,
            )
        )
        seen.add(text)
    return lines


def rounds_with(instrument: Instrument, *, reader: Person) -> QuerySet[Round]:
    """The rounds of the reader's own organisation that ask with this questionnaire."""
    return Round.objects.filter(
        instrument=instrument, organisation=reader.organisation_id
    ).select_related("organisation")


def parts(spec: InstrumentSpec) -> list[Part]:
    """The questionnaire scale by scale."""
    return [
        Part(
            scale=scale,
            items=tuple((item, spec.option_set(item)) for item in spec.items_of(scale.key)),
            at_least=spec.answers_needed(scale),
        )
        for scale in spec.scales
    ]


def doubts(spec: InstrumentSpec) -> list[Finding]:
    """What the question linter let in and a person should look at."""
    return lint(spec, verdict=Verdict.DOUBTED)
