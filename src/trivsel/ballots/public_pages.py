"""The pages that anybody may read: how an answer is protected, and all receipts of a round."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from trivsel.ballots import pages
from trivsel.ballots.sheets import Sheet, manifest_of
from trivsel.domain.blindsign.sixwords import six_words

FEWEST = 5  # no round shows a number for fewer; a round of ballots says its own


def protection() -> HttpResponse:
    """Both ways to answer, for whoever has no round in hand."""
    context = _common("ballots:protection") | {"stamped": True, "slips": True}
    return HttpResponse(render_to_string("ballots/protection/page.html", context))


def protection_of(sheet: Sheet) -> HttpResponse:
    """The way that this round is answered, with what can be checked of it."""
    stamped = sheet.manifest is not None
    context = _common("ballots:box-protection", sheet.code) | {
        "organisation": sheet.paper["organisation"],
        "round": sheet.paper["round"],
        "closes_on": sheet.closes_on,
        "box": sheet.code,
        "stamped": stamped,
        "slips": not stamped,
    }
    return HttpResponse(
        render_to_string("ballots/protection/page.html", context | _checked(sheet))
    )


def receipts(sheet: Sheet, published: list[str] | None) -> HttpResponse:
    """All receipts of a counted round; before the count, when they will be here."""
    context = {
        "title": _("Was your answer counted?"),
        "other": pages.other_language("ballots:find-receipt", sheet.code),
        "organisation": sheet.paper["organisation"],
        "round": sheet.paper["round"],
        "closes_on": sheet.closes_on,
        "box": sheet.code,
        "published": published,
        "receipts": _address("receipts", sheet),
    }
    return HttpResponse(render_to_string("ballots/find_receipt.html", context))


def _checked(sheet: Sheet) -> dict[str, Any]:
    manifest = manifest_of(sheet)
    if manifest is None:
        return {}
    return {
        "fewest": manifest.release_plan.minimum,
        "words": " ".join(six_words(manifest.digest)),
        "manifest": _address("manifest", sheet),
        "receipts": _address("find-receipt", sheet) if sheet.counted else "",
    }


def _address(name: str, sheet: Sheet) -> str:
    return reverse(f"ballots:{name}", args=[sheet.code])


def _common(name: str, *arguments: str) -> dict[str, Any]:
    return {
        "title": _("How your answer is protected"),
        "fewest": FEWEST,
        "other": pages.other_language(name, *arguments),
    }
