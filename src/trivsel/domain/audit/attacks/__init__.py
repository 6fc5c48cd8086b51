"""The attacks, one a module, in the order in which they are tried."""

from collections.abc import Callable
from dataclasses import dataclass, field

from trivsel.domain.audit.log import Finding
from trivsel.domain.audit.view import View


@dataclass(slots=True)
class Tried:
    """What one attack did.

    Attributes:
        letter: Its letter in docs/method/audit.md.
        title: What it tries, in a few words.
        asked: How many questions it has asked.
        left_open: How many groups the ranges leave open: perhaps few, perhaps enough.
        findings: What it has found.
        seconds: How long it took; for whoever runs it, not part of the result.
    """

    letter: str
    title: str
    asked: int = 0
    left_open: int = 0
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0

    def found(self, of: tuple[str, ...], text: str, scale: str = "") -> None:
        """Note a finding."""
        self.findings.append(Finding(self.letter, of, scale, text))


type Attack = Callable[[View, Tried], None]
