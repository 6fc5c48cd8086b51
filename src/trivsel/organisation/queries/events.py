"""What was done, in words."""

from dataclasses import dataclass

from trivsel.accounts import events
from trivsel.accounts import queries as accounts
from trivsel.accounts.models import Event
from trivsel.accounts.words import thing_for, words_for
from trivsel.organisation.models import Organisation


@dataclass(frozen=True, slots=True)
class EventLine:
    event: Event
    words: str
    thing: str
    actor: str


def event_lines(organisation: Organisation) -> list[EventLine]:
    """The newest events with the name of whoever did it; the events keep only ids."""
    newest = accounts.events_of(organisation.slug)
    names = accounts.names_of({event.actor for event in newest if event.actor})
    return [
        EventLine(
            event, words_for(event.what), thing_for(event), names.get(event.actor or 0, "")
        )
        for event in newest
    ]


def broken_chain(organisation: Organisation) -> events.Break | None:
    return events.verify(organisation.slug)
