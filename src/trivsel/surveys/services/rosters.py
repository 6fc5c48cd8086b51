"""The history of rosters: who could answer in which round, by keys that are nobody's name."""

import secrets
from collections.abc import Sequence

from trivsel.surveys.models import Eligible, RosterKey, Stood
from trivsel.surveys.states import State

_AT_ONCE = 2000


def keep(roster: Sequence[Eligible]) -> None:
    """Note who may answer in which cell. Called when a round is frozen, in its transaction."""
    people = {entry.person_id for entry in roster}
    known = dict(_keys(people))
    RosterKey.objects.bulk_create(
        [
            RosterKey(person_id=person, key=secrets.token_hex(16))
            for person in sorted(people - known.keys())
        ],
        batch_size=_AT_ONCE,
        # Another round may be frozen at the same moment. Whoever comes first has named them.
        ignore_conflicts=True,
    )
    known = dict(_keys(people))
    Stood.objects.bulk_create(
        # In the order of the keys: that of people would tell who is who.
        sorted(
            (Stood(cell_id=entry.cell_id, key=known[entry.person_id]) for entry in roster),
            key=lambda stood: stood.key,
        ),
        batch_size=_AT_ONCE,
    )


def forget_called_off() -> None:
    """Delete what is kept of rounds that were called off: nobody will see a figure of them."""
    Stood.objects.filter(cell__round__state=State.CANCELLED).delete()


def _keys(people: set[int]) -> list[tuple[int, str]]:
    some = sorted(people)
    return [
        pair
        for start in range(0, len(some), _AT_ONCE)
        for pair in RosterKey.objects.filter(
            person__in=some[start : start + _AT_ONCE]
        ).values_list("person_id", "key")
    ]
