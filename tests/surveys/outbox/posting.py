"""Days, ticks and people for the tests of the outbox."""

from datetime import datetime, timedelta

import make_rounds
from surveys.test_ballots import voter_of
from trivsel.surveys import services
from trivsel.surveys.rounds.reminders import reminder_days

INVITED, REMINDED, TOLD = "svar senest", "Husk", "er hentet"
FIRST = make_rounds.noon().date()
HALFWAY, LATE = [(day - FIRST).days for day in reminder_days(FIRST, FIRST + timedelta(days=14))]


def at(day=0, hour=12, minute=0) -> datetime:
    """A time in Copenhagen, so many days after the round opened."""
    noon = make_rounds.noon(FIRST + timedelta(days=day))
    return noon.replace(hour=hour) + timedelta(minutes=minute)


def ticks(how_many=3, day=0, hour=12):
    for minute in range(how_many):
        services.tick(at=at(day, hour, minute))


def fetch(round_, person, day=0):
    message = voter_of(round_, person).blinded.message
    return services.issue_ballot(round_, message, by=person, at=at(day))


def addresses(people):
    return sorted(person.email for person in people)
