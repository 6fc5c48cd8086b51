"""What a page of the toolbox says about itself to those who link to it or look for it."""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.template import RequestContext
from django.utils.translation import get_language

from trivsel.ui.languages import same_page
from trivsel.ui.navigation import address

register = template.Library()
LOCALES = {"da": "da_DK", "en": "en_GB"}
FIRST = "da"  # for whoever reads neither


class Alternate(NamedTuple):
    """The page in one language: where a reader goes, and its one address to the world."""

    code: str
    name: str
    path: str
    url: str
    here: bool


@register.simple_tag(takes_context=True)
def addresses(context: RequestContext) -> list[Alternate]:
    """The page in each language; a template that is given them makes links, not a form."""
    request = context["request"]
    return [
        Alternate(
            code,
            {"da": "dansk", "en": "English"}[code],
            same_page(request.get_full_path(), code),
            settings.ORIGIN + same_page(request.path, code),
            code == get_language(),
        )
        for code, _name in settings.LANGUAGES
    ]


@register.inclusion_tag("toolbox/languages.html", takes_context=True)
def in_each_language(context: RequestContext) -> dict[str, Any]:
    every = addresses(context)
    return {
        "alternates": every,
        "first": next(one for one in every if one.code == FIRST),
        "here": next(one for one in every if one.here),
    }


@register.inclusion_tag("toolbox/share.html", takes_context=True)
def share(
    context: RequestContext, title: object, about: object, slug: str = "", of: str = "preview"
) -> dict[str, Any]:
    """What others show of a link to the page; the picture is the tool's or article's own."""
    every = addresses(context)
    picture = address(f"toolbox:{of}", slug) if slug else address("toolbox:front-preview")
    return {
        "title": title,
        "about": about,
        "here": next(one for one in every if one.here),
        "locale": LOCALES[get_language() or FIRST],
        "others": [LOCALES[one.code] for one in every if not one.here],
        "picture": settings.ORIGIN + picture if picture else "",
    }
