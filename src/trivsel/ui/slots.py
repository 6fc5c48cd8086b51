"""Places on a page that rooms above may fill, without the room below knowing them.

The page of a unit belongs to the organisation room, but what is agreed for the unit belongs to
the actions room, two floors up. The page says `{% slot "unit" unit %}`; the room above says at
start, in its `ready`, what it puts there. Nothing is passed down but that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

type Reading = Callable[[HttpRequest, Any], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Filling:
    """A template, and the function that reads what it shows; None leaves the place empty."""

    template: str
    reading: Reading


_fillings: dict[str, list[Filling]] = defaultdict(list)


def fill(slot: str, template: str, reading: Reading) -> None:
    """Put something in a place, after what is there. Called once, when the program starts."""
    filling = Filling(template, reading)
    if filling not in _fillings[slot]:
        _fillings[slot].append(filling)


def rendered(slot: str, request: HttpRequest, thing: Any) -> SafeString:
    """What the rooms above put in the place, for this request and this thing."""
    return mark_safe("".join(_parts(slot, request, thing)))  # noqa: S308 - rendered templates


def _parts(slot: str, request: HttpRequest, thing: Any) -> Iterator[str]:
    for filling in _fillings[slot]:
        context = filling.reading(request, thing)
        if context is not None:
            yield render_to_string(filling.template, dict(context), request)
