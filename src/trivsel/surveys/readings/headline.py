"""The finding in words, and never more than the intervals carry.

A theme is named only when its whole 95 % interval lies apart from that of every theme it is
set against. People answer all themes, so the interval of a difference is narrower than two
intervals side by side: staying silent until they part is the careful choice. Whole sentences
only, one message each, so that a translator owns the grammar.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from trivsel.surveys.readings.bands import FINE, HARD

MOST = 2  # named at each end; beyond that nothing stands out
FEWEST_THEMES = 3  # among fewer, "best" and "most" say nothing


@dataclass(frozen=True, slots=True)
class Standing:
    """One theme, turned so that high is good; low and high are the ends of its interval."""

    title: str
    low: float
    score: float
    high: float
    key: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """The themes that clearly stand out, at most two at each end."""

    best: tuple[Standing, ...]
    weakest: tuple[Standing, ...]


def find(standings: Sequence[Standing]) -> Finding:
    """Find the one or two themes at each end whose intervals lie apart from all others.

    A theme in the hard range is never called best, nor one in the fine range called weak.
    """
    if len(standings) < FEWEST_THEMES:
        return Finding((), ())
    best = _apart([(-s.high, -s.low, s) for s in standings])
    weakest = _apart([(s.low, s.high, s) for s in standings])
    return Finding(
        best if all(s.score >= HARD for s in best) else (),
        weakest if all(s.score < FINE for s in weakest) else (),
    )


def _apart(turned: list[tuple[float, float, Standing]]) -> tuple[Standing, ...]:
    """Give the lowest one or two whose upper ends lie below every other lower end."""
    ordered = sorted(turned, key=lambda each: (each[1], each[0], each[2].title))
    for size in range(1, MOST + 1):
        named, others = ordered[:size], ordered[size:]
        # Those named must be fewer than those left, or "most" names the majority.
        if size < len(others) and named[-1][1] < min(low for low, _high, _s in others):
            return tuple(standing for _low, _high, standing in named)
    return ()


def headline(finding: Finding) -> str:
    """Say the finding as one sentence without a full stop, ready to stand as a heading."""
    best = [s.title for s in finding.best]
    weak = [s.title for s in finding.weakest]
    words = dict(zip(("best", "second"), best, strict=False))
    words |= dict(zip(("weak", "weaker"), weak, strict=False))
    return _sentence(len(best), len(weak)) % words


def _sentence(best: int, weak: int) -> str:
    sentences = {
        (0, 0): _("The themes lie close: nothing clearly stands out"),
        (1, 0): _("“%(best)s” looks best"),
        (2, 0): _("“%(best)s” and “%(second)s” look best"),
        (0, 1): _("“%(weak)s” most needs a talk"),
        (0, 2): _("“%(weak)s” and “%(weaker)s” most need a talk"),
        (1, 1): _("“%(best)s” looks best, “%(weak)s” most needs a talk"),
        (1, 2): _("“%(best)s” looks best, “%(weak)s” and “%(weaker)s” most need a talk"),
        (2, 1): _("“%(best)s” and “%(second)s” look best, “%(weak)s” most needs a talk"),
        (2, 2): _(
            "“%(best)s” and “%(second)s” look best,"
            " “%(weak)s” and “%(weaker)s” most need a talk"
        ),
    }
    return sentences[best, weak]
