"""Several rounds of nearly the same people: see docs/method/rounds.md."""

from trivsel.domain.disclosure.rounds.roundsfile import planned_rounds, read_rounds_file
from trivsel.domain.disclosure.rounds.settling import Asked, Policy, Rules, settle, told_of
from trivsel.domain.disclosure.rounds.told import Line, Told
from trivsel.domain.disclosure.settled import Settled

__all__ = [
    "Asked",
    "Line",
    "Policy",
    "Rules",
    "Settled",
    "Told",
    "planned_rounds",
    "read_rounds_file",
    "settle",
    "told_of",
]
