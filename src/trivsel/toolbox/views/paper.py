"""Empty tools on paper and the pictures of links, handed out as they lie on the shelf."""

from http import HTTPStatus
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import condition, require_safe

from trivsel.figures import counting
from trivsel.toolbox import articles, queries
from trivsel.toolbox.paper import shelf
from trivsel.toolbox.policy import PAGE
from trivsel.ui.access import public

AGAIN_SECONDS = 30
A_DAY = 24 * 60 * 60


def paper_tag(_request: HttpRequest, slug: str, size: str) -> str | None:
    return tag(shelf.paper(slug, size, language()))


def preview_tag(_request: HttpRequest, slug: str) -> str | None:
    return tag(shelf.picture(f"tool-{slug}", language()))


def tag(path: Path) -> str | None:
    """Another state of words, templates or program has another folder, so its name will do."""
    return f'"{path.parent.parent.name}"' if path.exists() else None


def language() -> str:
    return get_language() or "da"


@public(why="The toolbox is open to everybody, without an account.")
@require_safe
@csp_override(PAGE)
@condition(etag_func=paper_tag)
def paper(request: HttpRequest, slug: str, size: str) -> HttpResponseBase:
    """A sheet, a poster or the cards: always empty, the same for everybody."""
    tool = queries.tools().get(slug)
    if tool is None or size not in shelf.SIZES or (size == "a3" and not tool.spec.poster):
        raise Http404
    try:
        file = shelf.paper(slug, size, language()).open("rb")
    except FileNotFoundError:
        return being_set(request, tool)
    counting.fetched(request, tool.key)
    title = slug if language() == "da" else slugify(str(tool.title))
    name = slugify(_("Action cards")) if size == "cards" else f"{title}-{size}"
    response = FileResponse(file, as_attachment=True, filename=f"trivsel-{name}.pdf")
    response["Cache-Control"] = "public, no-cache"
    return response


def being_set(request: HttpRequest, tool: queries.Tool) -> HttpResponse:
    """Say that the sheet is on its way, and what can be done meanwhile."""
    response = render(
        request,
        "toolbox/being_set.html",
        {"tool": tool},
        status=HTTPStatus.SERVICE_UNAVAILABLE,
    )
    response["Retry-After"] = str(AGAIN_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


@public(why="Whoever shares a link to a tool shows its picture.")
@require_safe
@condition(etag_func=preview_tag)
def preview(_request: HttpRequest, slug: str) -> HttpResponseBase:
    if slug not in queries.tools():
        raise Http404
    return picture(f"tool-{slug}")


@public(why="Whoever shares a link to the toolbox shows its picture.")
@require_safe
def front_preview(_request: HttpRequest) -> HttpResponseBase:
    return picture("front")


@public(why="Whoever shares a link to an article shows its picture.")
@require_safe
def article_preview(_request: HttpRequest, slug: str) -> HttpResponseBase:
    if slug not in articles.articles():
        raise Http404
    return picture(f"article-{slug}")


def picture(name: str) -> HttpResponseBase:
    """The picture, or word to the program that asks when to come again."""
    try:
        file = shelf.picture(name, language()).open("rb")
    except FileNotFoundError:
        again = {"Retry-After": str(AGAIN_SECONDS), "Cache-Control": "no-store"}
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=again)
    response = FileResponse(file, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
