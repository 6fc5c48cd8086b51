"""Reading for the front page of an organisation."""

from collections import Counter
from dataclasses import dataclass

from trivsel.actions import queries as actions
from trivsel.domain.levels import Level
from trivsel.organisation.models import Person

WIDEST = 180


@dataclass(frozen=True, slots=True)
class Bar:
    """Open actions on one IGLO level; ``width`` is in the drawing's own units."""

    level: Level
    count: int
    width: int
    top: int


def balance(person: Person) -> list[Bar]:
    """How the open actions the person can see are spread over the four levels."""
    open_actions = actions.actions_for(person).filter(status__in=("agreed", "started"))
    counts = Counter(open_actions.values_list("level", flat=True))
    most = max(counts.values(), default=1)
    return [
        Bar(level, counts[level.value], WIDEST * counts[level.value] // most, 4 + 24 * place)
        for place, level in enumerate(Level)
    ]
