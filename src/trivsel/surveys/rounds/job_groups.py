"""The question about the job group: asked in the form, and never known from anywhere else.

It is the last item of the paper and one more byte of a packed answer; it is not scored.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

KEY = "_job-group"  # no item of a questionnaire can have it: their keys begin otherwise
FEWEST, MOST, LONGEST = 2, 12, 60


def why_not(names: Sequence[str]) -> str | None:
    """Why these cannot be the groups to choose from, or None."""
    if not FEWEST <= len(names) <= MOST:
        return _("Name from %(fewest)s to %(most)s job groups, or none at all.") % {
            "fewest": FEWEST,
            "most": MOST,
        }
    if any(not name.strip() or len(name) > LONGEST for name in names):
        return _("A job group has a name of at most %(most)s letters.") % {"most": LONGEST}
    if len({name.casefold() for name in names}) < len(names):
        return _("A job group is named twice.")
    return None


def of_manifest(manifest: Mapping[str, Any]) -> list[str]:
    """The groups that were signed; none in a round without."""
    names: list[str] = manifest.get("job_groups", [])
    return names


def key_of(place: int) -> str:
    """The key of a group's row, by its place in the list, 1 and on."""
    return f"g:{place}"


def item(names: Sequence[str], languages: Sequence[str]) -> dict[str, Any]:
    """The question as the answer page wants it; the last answer says no more than none."""
    texts = {language: _texts(language) for language in languages}
    labels = [dict.fromkeys(languages, name) for name in names]
    labels.append({language: texts[language][1] for language in languages})
    return {
        "key": KEY,
        "text": {language: texts[language][0] for language in languages},
        "options": [
            {"value": place, "label": label} for place, label in enumerate(labels, start=1)
        ],
    }


def _texts(language: str) -> tuple[str, str]:
    with override(language if language in {"da", "en"} else "en"):
        return _("Which job group do you belong to?"), _("I would rather not say")


def split(
    chosen: "NDArray[uint8]", groups: int
) -> "tuple[NDArray[uint8], NDArray[uint8] | int]":
    """Part what is scored from the group chosen: its place, or 0 where none was told."""
    if not groups:
        return chosen, 0
    places = chosen[:, -1]
    return chosen[:, :-1], places * (places <= groups)
