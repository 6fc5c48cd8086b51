"""May this import be carried out? The reason, or None."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trivsel.organisation.models import Import, Person
from trivsel.organisation.policies import why_not_manage

# From so large a share of units or people on, an extra tick is asked for: it is more often
# the wrong file than the wish of the one who uploads it.
MOST_GONE = 20


def why_not_import(by: Person | None) -> str | None:
    """The reason somebody cannot import at all."""
    return why_not_manage(by)


def asks_for_tick(summary: dict[str, Any]) -> bool:
    return int(summary.get("gone_share", 0)) > MOST_GONE


def why_not_carry_out(import_: Import, *, fingerprint: str, by: Person | None) -> str | None:
    """The reason this one cannot be carried out now. The tick for many gone is apart."""
    if reason := why_not_import(by):
        return reason
    if import_.status == Import.Status.DONE:
        return _("This import has been carried out already.")
    wrong = import_.summary.get("problems", 0)
    if wrong:
        return ngettext(
            "One thing in the files is wrong. Correct it and upload them again. "
            "Nothing has been changed.",
            "%(count)s things in the files are wrong. Correct them and upload them again. "
            "Nothing has been changed.",
            wrong,
        ) % {"count": wrong}
    if import_.fingerprint != fingerprint:
        return _(
            "The organisation has changed since this preview was made. Compare again to see "
            "what would happen now. Nothing has been changed."
        )
    if not import_.summary.get("changes"):
        return _("Everything is already as the files say. There is nothing to carry out.")
    return None


def why_not_compare(import_: Import, *, by: Person | None) -> str | None:
    """The reason the rows cannot be compared again."""
    if reason := why_not_import(by):
        return reason
    if import_.status == Import.Status.DONE or not import_.rows:
        return _("The rows of this import are no longer kept. Upload the files again.")
    return None


def why_not_drop(import_: Import, *, by: Person | None) -> str | None:
    if reason := why_not_import(by):
        return reason
    if import_.status == Import.Status.DONE:
        return _("This import has been carried out already.")
    return None


def why_not_without_tick(import_: Import, *, accept_gone: bool) -> str | None:
    if accept_gone or not asks_for_tick(import_.summary):
        return None
    return _(
        "More than %(most)s per cent would go. Tick the box if you mean it, or upload the"
        " whole file. Nothing has been changed."
    ) % {"most": MOST_GONE}
