"""What can go wrong with a seal key or a count; each has a status that a process ends with."""

from trivsel.ballots.keys import KeyLost
from trivsel.domain.refusal import Refused


class NotScrubbed(Exception):
    """All is done, but old pages could not be overwritten now; run it again."""


class CutOff(Exception):
    """The process ended before it was done, or on a fault of its own. Nothing is lost by it."""


STATUS: dict[type[Exception], int] = {KeyLost: 11, NotScrubbed: 12, Refused: 13}
FAULT: dict[int, type[Exception]] = {status: fault for fault, status in STATUS.items()}
