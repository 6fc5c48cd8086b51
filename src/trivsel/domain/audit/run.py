"""Try every attack on a release, and say what was tried and what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from trivsel.domain.audit.attacks import (
    Attack,
    Tried,
    across,
    combined,
    comments,
    counts,
    insiders,
    means,
    published,
    rates,
    unanimity,
)
from trivsel.domain.audit.log import Finding, Log
from trivsel.domain.audit.persons import Known, KnownAcross
from trivsel.domain.audit.programs import TooLarge
from trivsel.domain.audit.view import view_of

VERSION: Final = "2"

ATTACKS: Final[Mapping[str, tuple[str, Attack]]] = {
    "A": ("figures of too few, told outright", published.attack),
    "B": ("sums and differences of figures", combined.attack),
    "C": ("bounds on how many answered", counts.attack),
    "D": ("bounds on means, with rounding and bands", means.attack),
    "E": ("all, or all but one, alike", unanimity.attack),
    "F": ("rates, weights and shares against counts", rates.attack),
    "G": ("one or two who answered themselves", insiders.attack),
    "H": ("comments: each once, among enough people", comments.attack),
    "J": ("figures by group together with those by unit", across.attack),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an audit.

    Attributes:
        figures: How many figures the release tells.
        tried: What each attack did, in order.
    """

    figures: int
    tried: tuple[Tried, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the attacks."""
        return tuple(finding for tried in self.tried for finding in tried.findings)

    def summary(self) -> dict[str, object]:
        """Give plain values to keep with a release: the same release, the same values."""
        return {
            "auditor": VERSION,
            "figures": self.figures,
            "findings": len(self.findings),
            "attacks": [[tried.letter, tried.asked, tried.left_open] for tried in self.tried],
        }


# Who knows the numbers has nothing to learn of them.
OF_ANSWERS: Final = tuple("ABDEGHJ")


def audit(
    log: Log,
    *,
    known: Known | None = None,
    crossed: KnownAcross | None = None,
    attacks: Sequence[str] | None = None,
) -> Report:
    """Try what a reader of a release, who knows the organisation, can work out.

    Reads the log alone. It has no answers and no part in how the release was made: it shares
    no code with the protection.

    Args:
        log: The release, as `read_log` or `log_of` gives it.
        known: Where somebody has counted: leaf -> scale -> how many have a score, and
            under '' how many answered. The strongest reader there is: nobody is told these
            numbers. Without it a reader is supposed who has the log and nothing else.
        crossed: The same numbers by the groups of the log's lines: leaf -> group ('' for
            who chose none) -> scale -> how many.
        attacks: Letters of the attacks to try: all, or those that make sense with `known`.

    Returns:
        What was tried and what was found; nothing found means that nothing of all this works,
        not that nothing at all does: docs/method/audit.md says what it cannot find.

    >>> from trivsel.domain.audit.reading import log_of
    >>> log = log_of({
    ...     "format": "trivsel-release", "version": 1,
    ...     "rules": {"minimum": 5, "distribution_minimum": 10},
    ...     "groups": [
    ...         {"key": "P", "name": "Packing", "parts": ["D", "N"], "eligible": 40},
    ...         {"key": "D", "name": "Packing day", "eligible": 30},
    ...         {"key": "N", "name": "Packing night", "eligible": 10, "said": "few"},
    ...     ],
    ...     "figures": [
    ...         {"of": "P", "kind": "count", "low": 29, "high": 29},
    ...         {"of": "D", "kind": "count", "low": 26, "high": 26},
    ...         {"of": "P", "kind": "mean", "scale": "support", "value": 61},
    ...         {"of": "D", "kind": "mean", "scale": "support", "value": 64},
    ...     ],
    ... })
    >>> _, finding = audit(log, attacks="B").findings
    >>> finding.text[:49]
    "'Packing' minus 'Packing day' tells the mean of 3"
    """
    done = []
    start = perf_counter()
    try:
        view = view_of(log, known, crossed)
    except TooLarge:
        tried = Tried("C", ATTACKS["C"][0])
        tried.found((), "The counts could not be examined: there are too many groups.")
        return Report(log.told, (tried,))
    for letter in attacks or (ATTACKS if known is None else OF_ANSWERS):
        title, attack = ATTACKS[letter]
        tried = Tried(letter, title)
        attack(view, tried)
        tried.seconds = perf_counter() - start
        start = perf_counter()
        done.append(tried)
    return Report(log.told, tuple(done))
