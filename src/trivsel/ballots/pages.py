"""Making the answer page. The blank one is the same bytes for all: made once, and packed."""

import gzip
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from trivsel.ballots.forms import Filled
from trivsel.ballots.sheets import Phase, Sheet, manifest_of
from trivsel.domain.blindsign.sixwords import six_words
from trivsel.domain.blindsign.written import LONGEST

GZIP = "gzip"


def blank(request: HttpRequest, sheet: Sheet, *, tablet: bool = False) -> HttpResponse:
    """The empty answer page. Nobody's own words are in it, so packing it gives nothing away."""
    packed = GZIP in request.headers.get("Accept-Encoding", "")

    def make() -> bytes:
        page = render_to_string("ballots/answer.html", _answer(sheet, tablet=tablet)).encode()
        return gzip.compress(page, mtime=0) if packed else page

    response = HttpResponse(_made_once(sheet, f"blank {packed} {tablet}", make))
    response["Vary"] = "Accept-Encoding"
    if packed:
        response["Content-Encoding"] = GZIP
    return response


def again(  # noqa: PLR0913 - what came, and why it comes back
    sheet: Sheet,
    filled: Filled,
    *,
    reason: str = "",
    refusal: str = "",
    status: int = 200,
    tablet: bool = False,
) -> HttpResponse:
    """The answer page with what was filled in, and why it was not accepted."""
    context = _answer(sheet, filled, tablet=tablet) | {"reason": reason, "refusal": refusal}
    return _page("ballots/answer.html", context, status=status)


def shut(
    sheet: Sheet, phase: Phase, *, tablet: bool = False, recorded: bool = False
) -> HttpResponse:
    """The page of a round that nobody can answer now."""
    stamped = sheet.manifest is not None
    published = stamped and sheet.counted
    context = _frame(sheet, tablet=tablet) | {
        "early": phase is Phase.EARLY,
        "box": sheet.code if stamped else "",
        "receipts": reverse("ballots:find-receipt", args=[sheet.code]) if published else "",
        "record": reverse("ballots:record", args=[sheet.code]) if recorded else "",
    }
    return _page("ballots/shut.html", context)


def no_record_yet(sheet: Sheet, phase: Phase) -> HttpResponse:
    """The page that says when the record of a round comes."""
    context = _frame(sheet, tablet=False) | {"over": phase is Phase.OVER}
    return _page("ballots/no_record_yet.html", context, status=HTTPStatus.NOT_FOUND)


def thanks(sheet: Sheet, *, tablet: bool = False) -> HttpResponse:
    """The page that says an answer is stored; only ever sent after it is."""

    def make() -> bytes:
        return render_to_string("ballots/thanks.html", _frame(sheet, tablet=tablet)).encode()

    return HttpResponse(_made_once(sheet, f"thanks {tablet}", make))


def start(
    code: str = "", *, refusal: str = "", status: int = 200, tablet: bool = False
) -> HttpResponse:
    """The page for those who have a code but no address; the resting page of a tablet."""
    context = {
        "title": _("Answer with your code"),
        "code": code,
        "refusal": refusal,
        "tablet": tablet,
        "other": other_language("ballots:tablet" if tablet else "ballots:start"),
    }
    template = "ballots/tablet.html" if tablet else "ballots/start.html"
    return _page(template, context, status=status)


def _made_once(sheet: Sheet, name: str, make: Callable[[], bytes]) -> bytes:
    key = f"{get_language()} {name}"
    if key not in sheet.pages:
        sheet.pages[key] = make()
    return sheet.pages[key]


def _page(template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(render_to_string(template, dict(context)), status=status)


def _frame(sheet: Sheet, *, tablet: bool) -> dict[str, Any]:
    paper, language = sheet.paper, sheet.language(get_language() or "")
    return {
        "title": paper["title"][language],
        "organisation": paper["organisation"],
        "round": paper["round"],
        "closes_on": sheet.closes_on,
        "opens_on": sheet.opens_on,
        "paper_language": language,
        "tablet": tablet,
        "other": other_language(_address(tablet=tablet), sheet.code),
    }


def _answer(
    sheet: Sheet, filled: Filled | None = None, *, tablet: bool = False
) -> dict[str, Any]:
    paper, language = sheet.paper, sheet.language(get_language() or "")
    questions = sheet.questions(language, filled.chosen if filled else ())
    asked = sheet.open_questions(language, filled.written if filled else ())
    return _frame(sheet, tablet=tablet) | {
        "action": reverse(_address(tablet=tablet), args=[sheet.code]),
        "check": reverse("ballots:check", args=[sheet.code]),
        "intro": paper["intro"].get(language, ""),
        "promise": paper["promise"].get(language, []),
        "preview_url": _in_this_language(paper["preview_url"]),
        "questions": questions,
        "open_questions": asked,
        "longest": LONGEST,
        "total": len(questions) + len(asked),
        "code": filled.code if filled else "",
        "box": sheet.code,
        "ballot": _ballot(sheet),
    }


def _ballot(sheet: Sheet) -> dict[str, str] | None:
    manifest = manifest_of(sheet)
    if manifest is None:
        return None
    addresses = {
        name.replace("-", "_"): reverse(f"ballots:{name}", args=[sheet.code])
        for name in ("hand-in", "manifest", "find-receipt")
    }
    return {"words": " ".join(six_words(manifest.digest)), **addresses}


def _address(*, tablet: bool) -> str:
    return "ballots:tablet-paper" if tablet else "ballots:paper"


def other_language(name: str, *arguments: str) -> dict[str, str]:
    code = "en" if get_language() == "da" else "da"
    with override(code):
        return {"code": code, "url": reverse(name, args=arguments)}


def _in_this_language(url: str) -> str:
    """Addresses differ by their first part only, /da/ or /en/."""
    for code in ("da", "en"):
        if url.startswith(f"/{code}/"):
            return f"/{get_language()}/{url.removeprefix(f'/{code}/')}"
    return url
