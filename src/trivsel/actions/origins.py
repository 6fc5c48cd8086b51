"""Where an action came from. The origin is a value; the way back to it goes up by URL name."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Origin:
    """``kind`` and ``key`` say what it was; ``label`` is how it was called that day."""

    kind: str = ""
    key: str = ""
    label: str = ""


def link(origin: Origin, *, organisation: str) -> str:
    """Give the address the action grew from, or nothing where there is none to show."""
    parts = origin.key.split(":")
    try:
        match origin.kind, parts:
            case "result", [round_, unit, *_]:
                return reverse("surveys:unit-results", args=[organisation, round_, unit])
    except NoReverseMatch:
        pass
    return ""


KINDS = frozenset({"result"})
