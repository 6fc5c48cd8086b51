"""Which tools are suggested beside a result: content/suggestions.toml, by theme and level.

The tools belong to the room beside this one. They are named by id, and their titles and
addresses come from the module that settings name (figures/catalogue.py), as for the counters.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trivsel.domain.levels import Level
from trivsel.figures import catalogue
from trivsel.ui import content

FILE, ANY = "suggestions.toml", "any"
ORDER = (Level.GROUP, Level.LEADER, Level.ORGANISATION, Level.INDIVIDUAL)
LEVELS = {
    Level.INDIVIDUAL: _("Individual"),
    Level.GROUP: _("Group"),
    Level.LEADER: _("Leaders"),
    Level.ORGANISATION: _("Organisation"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One tool, and the level it is suggested for."""

    level: Level
    slug: str
    title: object

    @property
    def level_name(self) -> Promise:
        return LEVELS[self.level]


def by_theme() -> Mapping[str, Mapping[str, list[str]]]:
    """The file as it stands: theme, level, ids of tools."""
    return content.words(FILE)


def tools_for(theme: str) -> tuple[Suggestion, ...]:
    """Give the tools for a theme, the group's first; the general ones for an unknown theme.

    A tool that a workplace has taken off its shelves is left out.
    """
    themes = by_theme()
    named = themes.get(theme, themes[ANY])
    there = {tool.key: tool for tool in catalogue.tools()}
    return tuple(
        Suggestion(level, there[id_].slug, there[id_].title)
        for level in ORDER
        for id_ in named.get(level, [])
        if id_ in there
    )
