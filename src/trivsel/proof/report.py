"""What a proof says: one finding after the other, each of them held or not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried. ``holds`` says whether it came out as it must.

    A negative control is a finding as well: it holds when the careless twin is caught.
    """

    name: str
    holds: bool
    told: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is tried: the long form by hand, the short one in the tests.

    ``rounds`` is how often, if whoever asks wants it otherwise than the form has it.
    """

    long: bool
    rounds: int | None = None

    def of(self, *, short: int, long: int) -> int:
        """How often to repeat: as asked for, or else as the form has it."""
        return self.rounds or (long if self.long else short)


SHORT, LONG = Scale(long=False), Scale(long=True)

type Proof = Callable[[Scale], Iterator[Finding]]
