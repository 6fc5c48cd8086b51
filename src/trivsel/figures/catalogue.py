"""What this room asks of the room that has the tools (setting TOOL_CATALOGUE).

A counter knows a tool by its key alone. The title and the address belong to a room above, which
this one may not import; so settings name a module, as they do for accounts' register.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings


class Tool(Protocol):
    """What a tool must have to be named here."""

    @property
    def key(self) -> str:
        """The id it is counted by, for example B02."""

    @property
    def slug(self) -> str:
        """Its name in addresses."""

    @property
    def title(self) -> object:
        """What it is called; as text it speaks the reader's language."""


class Catalogue(Protocol):
    def tools(self) -> Mapping[str, Tool]:
        """Every tool, in the order of the catalogue."""


def tools() -> list[Tool]:
    catalogue = cast("Catalogue", import_module(settings.TOOL_CATALOGUE))
    return list(catalogue.tools().values())
