"""Small words that several pages need: the reader's language, lists, days."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NAMED = 3  # of a long list; the rest are counted


def in_language[T](texts: Mapping[str, T]) -> T:
    """Choose the reader's language, else Danish, else whatever there is."""
    language = (get_language() or "da")[:2]
    return texts.get(language) or texts.get("da") or next(iter(texts.values()))


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does; a long list ends in a count."""
    if len(names) > NAMED + 1:
        return _("%(names)s and %(count)s others") % {
            "names": ", ".join(names[:NAMED]),
            "count": len(names) - NAMED,
        }
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def day(date: date) -> str:
    return date_format(date, _("j F Y"))


def moment(at: datetime) -> str:
    return date_format(localtime(at), _("j F Y, H:i"))
