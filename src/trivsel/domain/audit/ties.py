"""Combinations of figures of many rounds: which few persons can they single out?

Each round's told groups are cut into what lies in no smaller told group, its *pieces*. A
combination weighs pieces; what it says of somebody is the sum over the pieces they stand in.
Of a class of the minimum and more it must say nothing: that *ties* the weights of its pieces.
Among the other classes there are *balances*: what a combination says of some of them, each with
its own factor, always adds up to 0. If it says anything of one in a balance, it does so of
another; and so we follow balances from class to class.

Reckoned modulo a prime of 61 bits.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from trivsel.domain.audit.cuts import Support
from trivsel.domain.audit.programs import TooLarge

_MODULUS: Final = 2**61 - 1
MOST_STEPS: Final = 600_000
MOST_FOUND: Final = 50

type Terms = dict[int, int]


def few_singled_out(
    stands: Sequence[Sequence[int]], weights: Sequence[int], minimum: int
) -> list[Support]:
    """Find classes, together below the minimum, that some combination speaks of and no other.

    Args:
        stands: The pieces that each class stands in.
        weights: Persons of each class.
        minimum: The least that a combination may rest on.

    Returns:
        Some if there are any; at most a bounded number of them.

    Raises:
        TooLarge: The search has met its bound. Then nothing is known.

    >>> [sorted(s.classes) for s in few_singled_out([(0, 1), (0,)], [9, 3], 5)]
    [[1]]
    """
    ties = _Ties()
    for class_ in sorted(range(len(stands)), key=lambda c: len(stands[c])):
        if weights[class_] >= minimum:
            ties.tie(ties.untied(dict.fromkeys(stands[class_], 1)))
    open_ = {
        class_: terms
        for class_, pieces in enumerate(stands)
        if 0 < weights[class_] < minimum and (terms := ties.untied(dict.fromkeys(pieces, 1)))
    }
    following = _Following(_balances(open_), weights, minimum)
    found: list[Support] = []
    for class_ in sorted(open_, key=lambda c: (len(following.of.get(c, ())), c)):
        for some in following.start(class_):
            found.append(Support(some, sum(weights[c] for c in some)))
            if len(found) >= MOST_FOUND:
                return found
    return found


class _Ties:
    """Each tied piece, said by others."""

    def __init__(self) -> None:
        self.said: dict[int, Terms] = {}

    def untied(self, terms: Terms) -> Terms:
        while True:
            tied = next((piece for piece in terms if piece in self.said), None)
            if tied is None:
                return terms
            terms = _plus(terms, self.said[tied], terms[tied], leave=tied)

    def tie(self, terms: Terms) -> None:
        """Let the terms add up to 0: say one piece by the others, wherever it stands."""
        if not terms:
            return
        piece = min(terms)
        factor = -pow(terms[piece], -1, _MODULUS)
        self.said[piece] = {p: v * factor % _MODULUS for p, v in terms.items() if p != piece}


def _plus(terms: Mapping[int, int], other: Mapping[int, int], factor: int, leave: int) -> Terms:
    total = dict(terms)
    total.pop(leave, None)
    for key, value in other.items():
        if key == leave:
            continue
        new = (total.get(key, 0) + factor * value) % _MODULUS
        if new:
            total[key] = new
        else:
            total.pop(key, None)
    return total


def _balances(open_: Mapping[int, Terms]) -> list[Terms]:
    """Give a balance for each class that those before it make up."""
    found: list[Terms] = []
    leading: dict[int, tuple[Terms, Terms]] = {}
    for class_ in sorted(open_, key=lambda c: (len(open_[c]), c)):
        terms, made = open_[class_], {class_: 1}
        while (piece := next((p for p in terms if p in leading), None)) is not None:
            lead, of = leading[piece]
            factor = -terms[piece] * pow(lead[piece], -1, _MODULUS) % _MODULUS
            terms = _plus(terms, lead, factor, leave=piece)
            made = _plus(made, of, factor, leave=-1)
        if terms:
            leading[min(terms)] = (terms, made)
        else:
            found.append(made)
    return found


class _Following:
    """From class to class along balances, with what has been singled out taken from them."""

    def __init__(self, balances: Sequence[Terms], weights: Sequence[int], minimum: int) -> None:
        self.balances = balances
        self.weights = weights
        self.minimum = minimum
        self.steps = MOST_STEPS
        self.over: set[int] = set()
        self.of: dict[int, list[int]] = {}
        for number, balance in enumerate(balances):
            for class_ in balance:
                self.of.setdefault(class_, []).append(number)

    def start(self, class_: int) -> Iterator[frozenset[int]]:
        yield from self._follow(
            class_, frozenset((class_,)), self.minimum - 1 - self.weights[class_], {}, self.over
        )
        self.over = self.over | {class_}

    def _follow(
        self,
        first: int,
        some: frozenset[int],
        room: int,
        changed: Mapping[int, Terms],
        shut: set[int],
    ) -> Iterator[frozenset[int]]:
        self.steps -= 1
        if self.steps < 0:
            raise TooLarge
        through = self._through(first, changed)
        if not through:
            yield some
            return
        shortest = min(through, key=lambda n: (len(through[n]), n))
        for class_ in sorted(through[shortest]):
            if class_ in some or class_ in shut or self.weights[class_] > room:
                continue
            left = room - self.weights[class_]
            yield from self._follow(
                first, some | {class_}, left, self._taken(class_, changed), shut
            )
            shut = shut | {class_}

    def _through(self, class_: int, changed: Mapping[int, Terms]) -> dict[int, Terms]:
        found = {n: self.balances[n] for n in self.of.get(class_, ()) if n not in changed}
        return found | {n: terms for n, terms in changed.items() if class_ in terms}

    def _taken(self, class_: int, changed: Mapping[int, Terms]) -> Mapping[int, Terms]:
        """Take a class out of all balances, by one of them, which is used up."""
        through = self._through(class_, changed)
        used = min(through, key=lambda n: (len(through[n]), n))
        scale = -pow(through[used][class_], -1, _MODULUS)
        after = dict(changed)
        for number, terms in through.items():
            factor = terms[class_] * scale % _MODULUS
            after[number] = (
                {} if number == used else _plus(terms, through[used], factor, leave=class_)
            )
        return after
