"""I: several releases of nearly the same people, put together.

Supposes the worst: that everybody answers the same in every round, and that everybody who
could answer did. Then two figures of two rounds can be subtracted, and what is left are those
who came, left or moved. No combination of figures of all rounds may rest on too few.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from trivsel.domain.audit.attacks import Tried
from trivsel.domain.audit.cuts import Support
from trivsel.domain.audit.log import Log
from trivsel.domain.audit.programs import TooLarge
from trivsel.domain.audit.shape import Shape
from trivsel.domain.audit.ties import few_singled_out
from trivsel.domain.audit.view import View, view_of

LETTER: Final = "I"
TITLE: Final = "several rounds put together"
MEANS: Final = "means"
SPREADS: Final = "distributions"
MOST_SAID: Final = 20

type Stood = tuple[str | None, ...]  # in each release the leaf, or None for who was not there


@dataclass(frozen=True, slots=True)
class Rounds:
    """Releases in the order in which they came, and who stood where.

    Attributes:
        logs: The releases.
        people: How many stood in which leaf of each.
    """

    logs: tuple[Log, ...]
    people: Mapping[Stood, int]


def rounds_of(logs: Sequence[Log], members: Sequence[Mapping[str, str]]) -> Rounds:
    """Count people by where they stood.

    Args:
        logs: The releases.
        members: For each, person -> leaf; a person's key is the same in all.
    """
    everybody = {person: None for of in members for person in of}
    return Rounds(
        tuple(logs),
        Counter(tuple(of.get(person) for of in members) for person in everybody),
    )


def attack_rounds(rounds: Rounds, *, last_only: bool = False) -> Tried:
    """Ask of each release after the first what it tells beside those before it.

    Who is told of by earlier releases alone is told of whatever the next one says: their
    answers are taken as known, and nobody else may be found with them.

    Args:
        rounds: The releases.
        last_only: Ask of the last one only; those before are published, and cannot be mended.
    """
    tried, start = Tried(LETTER, TITLE), perf_counter()
    views = [view_of(log) for log in rounds.logs]
    first = len(views) - 1 if last_only else 1
    for number in range(max(first, 1), len(views)):
        _Asking(rounds, views[: number + 1], tried).ask()
    tried.seconds = perf_counter() - start
    return tried


class _Asking:
    """One release, beside those before it."""

    def __init__(self, rounds: Rounds, views: Sequence[View], tried: Tried) -> None:
        self.views = views
        self.tried = tried
        self.people: Counter[Stood] = Counter()
        for stood, many in rounds.people.items():
            self.people[stood[: len(views)]] += many

    def ask(self) -> None:
        rules = self.views[-1].log.rules
        for what, minimum in ((MEANS, rules.minimum), (SPREADS, rules.distribution_minimum)):
            # Fewer figures tell no more: where all themes at once are safe, each is.
            every = [set().union(*_told(view, what).values()) for view in self.views]
            if self._found(every, minimum) != []:
                for scale in self.views[-1].log.scales:
                    self._tell(what, scale, minimum)

    def _tell(self, what: str, scale: str, minimum: int) -> None:
        found = self._found([_told(v, what).get(scale, set()) for v in self.views], minimum)
        if found is None:
            text = f"The {what} of several rounds could not be examined."
            self.tried.found((), text, scale)
            return
        for stood, support in found[:MOST_SAID]:
            self.tried.found(
                self._keys(stood),
                f"The {what} of {len(self.views)} rounds, added and subtracted, tell of"
                f" {support.weight} alone, in '{scale}': {self._who(stood)}.",
                scale,
            )

    def _found(
        self, figures: Sequence[set[int]], minimum: int
    ) -> list[tuple[list[Stood], Support]] | None:
        """Give what rests on too few, if anything; None where it could not be examined."""
        try:
            open_ = self._without_known(figures, minimum)
            return self._supports(open_, figures, minimum)
        except TooLarge:
            return None

    def _without_known(self, figures: Sequence[set[int]], minimum: int) -> Mapping[Stood, int]:
        """Leave out whom the earlier releases tell of by themselves."""
        people = dict(self.people)
        earlier = [*figures[:-1], set[int]()]
        while found := self._supports(people, earlier, minimum):
            told = {
                pieces
                for stood, _ in found
                for pieces in (self._pieces(s, earlier) for s in stood)
            }
            people = {s: n for s, n in people.items() if self._pieces(s, earlier) not in told}
        return people

    def _supports(
        self, people: Mapping[Stood, int], figures: Sequence[set[int]], minimum: int
    ) -> list[tuple[list[Stood], Support]]:
        classes: dict[tuple[int, ...], list[Stood]] = {}
        for stood in people:
            if pieces := self._pieces(stood, figures):
                classes.setdefault(pieces, []).append(stood)
        weights = [sum(people[stood] for stood in alike) for alike in classes.values()]
        self.tried.asked += len(classes)
        names = list(classes.values())
        return [
            ([stood for class_ in sorted(s.classes) for stood in names[class_]], s)
            for s in few_singled_out(list(classes), weights, minimum)
        ]

    def _pieces(self, stood: Stood, figures: Sequence[set[int]]) -> tuple[int, ...]:
        start, found = 0, []
        for leaf, view, told in zip(stood, self.views, figures, strict=True):
            if leaf is not None:
                found += [start + group for group in _around(view.shape, leaf, told)]
            start += len(view.shape.groups)
        return tuple(found)

    def _keys(self, stood: Sequence[Stood]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s[-1] or "" for s in stood if s[-1] is not None))

    def _who(self, stood: Sequence[Stood]) -> str:
        one = stood[0]
        said = [
            f"in {_name(view, leaf)} of '{view.log.facts.get('round', number + 1)}'"
            for number, (leaf, view) in enumerate(zip(one, self.views, strict=True))
            if leaf is not None
        ]
        gone = "" if len(said) == len(one) else ", and in no other round"
        more = f", and {len(stood) - 1} more such groups" if len(stood) > 1 else ""
        return f"who stood {', '.join(said)}{gone}{more}"


def _told(view: View, what: str) -> dict[str, set[int]]:
    """Give the groups told of, by theme."""
    figures = view.means if what == MEANS else view.spreads
    return {scale: set(told) for scale, told in figures.items()}


def _name(view: View, leaf: str) -> str:
    return view.shape.name(view.shape.place[leaf])


def _around(shape: Shape, leaf: str, told: set[int]) -> Iterator[int]:
    """Give the innermost told group around a leaf; where groups cross, all told ones."""
    at = shape.place[leaf]
    if not shape.is_tree:
        yield from (number for number in sorted(told) if at in shape.leaves[number])
        return
    while at >= 0:
        if at in told:
            yield at
            return
        at = shape.inside[at]
