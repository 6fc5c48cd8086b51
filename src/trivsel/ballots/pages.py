"""Making the answer page. The blank one is the same bytes for all: made once, and packed."""

import gzip
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from trivsel.ballots.forms import Filled
from trivsel.ballots.sheets import Phase, Sheet

GZIP = "gzip"


def blank(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The empty answer page. Nobody's own words are in it, so packing it gives nothing away."""
    packed = GZIP in request.headers.get("Accept-Encoding", "")

    def make() -> bytes:
        page = render_to_string("ballots/answer.html", _answer(sheet)).encode()
        return gzip.compress(page, mtime=0) if packed else page

    response = HttpResponse(_made_once(sheet, f"blank {packed}", make))
    response["Vary"] = "Accept-Encoding"
    if packed:
        response["Content-Encoding"] = GZIP
    return response


def again(
    sheet: Sheet, filled: Filled, *, reason: str = "", refusal: str = "", status: int = 200
) -> HttpResponse:
    """The answer page with what was filled in, and why it was not accepted."""
    context = _answer(sheet, filled) | {"reason": reason, "refusal": refusal}
    return _page("ballots/answer.html", context, status=status)


def shut(sheet: Sheet, phase: Phase) -> HttpResponse:
    """The page of a round that nobody can answer now."""
    return _page("ballots/shut.html", _frame(sheet) | {"early": phase is Phase.EARLY})


def thanks(sheet: Sheet) -> HttpResponse:
    """The page that says an answer is stored; only ever sent after it is."""

    def make() -> bytes:
        return render_to_string("ballots/thanks.html", _frame(sheet)).encode()

    return HttpResponse(_made_once(sheet, "thanks", make))


def start(code: str = "", *, refusal: str = "", status: int = 200) -> HttpResponse:
    """The page for those who have a code but no address."""
    context = {
        "title": _("Answer with your code"),
        "code": code,
        "refusal": refusal,
        "other": _other_language("ballots:start"),
    }
    return _page("ballots/start.html", context, status=status)


def _made_once(sheet: Sheet, name: str, make: Callable[[], bytes]) -> bytes:
    key = f"{get_language()} {name}"
    if key not in sheet.pages:
        sheet.pages[key] = make()
    return sheet.pages[key]


def _page(template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(render_to_string(template, dict(context)), status=status)


def _frame(sheet: Sheet) -> dict[str, Any]:
    paper, language = sheet.paper, sheet.language(get_language() or "")
    return {
        "title": paper["title"][language],
        "organisation": paper["organisation"],
        "round": paper["round"],
        "closes_on": sheet.closes_on,
        "opens_on": sheet.opens_on,
        "paper_language": language,
        "other": _other_language("ballots:paper", sheet.code),
    }


def _answer(sheet: Sheet, filled: Filled | None = None) -> dict[str, Any]:
    paper, language = sheet.paper, sheet.language(get_language() or "")
    questions = sheet.questions(language, filled.chosen if filled else ())
    return _frame(sheet) | {
        "action": reverse("ballots:paper", args=[sheet.code]),
        "check": reverse("ballots:check", args=[sheet.code]),
        "intro": paper["intro"].get(language, ""),
        "promise": paper["promise"].get(language, []),
        "preview_url": _in_this_language(paper["preview_url"]),
        "questions": questions,
        "total": len(questions),
        "code": filled.code if filled else "",
    }


def _other_language(name: str, *arguments: str) -> dict[str, str]:
    code = "en" if get_language() == "da" else "da"
    with override(code):
        return {"code": code, "url": reverse(name, args=arguments)}


def _in_this_language(url: str) -> str:
    """Addresses differ by their first part only, /da/ or /en/."""
    for code in ("da", "en"):
        if url.startswith(f"/{code}/"):
            return f"/{get_language()}/{url.removeprefix(f'/{code}/')}"
    return url
