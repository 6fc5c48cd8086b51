"""The linkage game: who wrote what? An adversary with everything at rest tries to find out.

Thirty people answer, round after round, on the program itself. Some forty strategies guess from
what lies in both stores, in files, logs, queues and caches. Right guesses must be as rare as
by chance; and each strategy must find nearly everybody on a twin that is careless where it
looks, or it has shown nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from math import sqrt

from django.db import connections

from trivsel.proof import browser
from trivsel.proof.linkage import game, looking
from trivsel.proof.linkage.game import PEOPLE, Works
from trivsel.proof.linkage.played import ALL, Entry
from trivsel.proof.linkage.seen import Seen
from trivsel.proof.linkage.strategies import Strategy, filled
from trivsel.proof.report import Finding, Scale

# Lined up at random, one of any number of people is right on average, with a variance of one:
# in 200 rounds 200 are, and more than 257 in less than one of ten thousand games.
MANY, TWINS = 100, 3
NEARLY_ALL = 0.95
WAYS: dict[str, Callable[[Works], Seen]] = {
    "ballots": game.with_ballots,
    "slips": game.with_slips,
}


def prove(scale: Scale) -> Iterator[Finding]:
    rounds = scale.of(short=5, long=200)
    browser.program()  # sets up the logs, so it goes before the one who listens
    looking.hurry()
    with looking.listening() as ear:
        works = game.works(ear)
        for way, play in WAYS.items():
            entries = allowed(way)
            yield from left_out(way, entries)
            yield from findings(way, entries, rounds, partial(play, works))


def allowed(way: str) -> list[Entry]:
    """The strategies that this store and this kind of round allow."""
    vendor = connections[looking.STORE].vendor
    pages, log = looking.can_read_pages(), looking.can_read_log()
    barred = {
        *(() if pages else ("place in the file", "what deleted rows leave")),
        *(() if log else ("log of changes",)),
    }
    return [
        (strategy, twin)
        for strategy, twin in ALL
        if way in strategy.ways
        and strategy.store in {"", vendor}
        and strategy.name not in barred
    ]


def left_out(way: str, entries: list[Entry]) -> Iterator[Finding]:
    """At least eighteen are played; those that cannot be are named."""
    names = {strategy.name for strategy, _twin in entries}
    out = [s.name for s, _twin in ALL if way in s.ways and s.name not in names]
    told = f"{len(names)} strategies; not on this store: {', '.join(out) or 'none'}"
    yield Finding(f"{way}: enough is tried", len(names) >= 18, told)  # noqa: PLR2004


def findings(
    way: str, entries: list[Entry], rounds: int, play: Callable[[], Seen]
) -> Iterator[Finding]:
    right: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    twins = min(TWINS if rounds >= MANY else 1, rounds)
    for number in range(rounds):
        seen = play()
        for strategy, twin in entries:
            right[strategy.name] += hits(strategy, seen)
            if number < twins:
                caught[strategy.name] += hits(strategy, twin(seen))
    most = bound(rounds)
    for strategy, _twin in entries:
        found, of_twin = right[strategy.name], caught[strategy.name]
        told = f"{found} of {rounds * PEOPLE} right; chance {rounds}, at most {most:.0f}"
        yield Finding(f"{way}: {strategy.name}", found <= most, told)
        told = f"{of_twin} of {twins * PEOPLE} found"
        yield Finding(
            f"{way}: {strategy.name}, careless twin",
            of_twin >= NEARLY_ALL * twins * PEOPLE,
            told,
        )


def bound(rounds: int) -> float:
    """The most right guesses that may be chance."""
    # A short game is played over and over in the tests, so it gets more room.
    return rounds + (4.04 if rounds >= MANY else 5.0) * sqrt(rounds)


def hits(strategy: Strategy, seen: Seen) -> int:
    """For how many people the strategy is right."""
    truth = getattr(seen.truth, strategy.target)
    guess = filled(strategy.find(seen), truth)
    return sum(guess[person] == true for person, true in enumerate(truth))
