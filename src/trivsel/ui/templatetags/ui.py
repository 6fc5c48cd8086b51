"""What every page's frame needs, without a line in every view."""

from importlib.metadata import version as installed_version
from typing import Any

from django import template
from django.template import RequestContext
from django.utils.safestring import SafeString, mark_safe

from trivsel.ui.navigation import address, links_for
from trivsel.ui.slots import rendered

register = template.Library()
VERSION = installed_version("trivsel")

# Drawn by us on a grid of 24; the line is the colour of the text around it.
ICONS = {
    "success": '<circle cx="12" cy="12" r="9"/><path d="M8 12l3 3 5-6"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7v.2"/>',
    "warning": '<path d="M12 4l9 16H3zM12 10v4M12 17v.2"/>',
    "error": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6"/>',
    "shield": '<path d="M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z"/><path d="M8 12l3 3 5-6"/>',
    "curve": '<path d="M3 17c3 0 4-9 7-9s4 5 6 5 3-2 5-3"/><circle cx="10" cy="8" r="1.5"/>',
    "group": '<circle cx="8" cy="9" r="3"/><circle cx="16" cy="9" r="3"/>'
    '<path d="M3 19c0-4 2-5 5-5s5 1 5 5M14 14c4-1 7 1 7 5"/>',
    "bars": '<path d="M4 20v-8M9 20V7M15 20v-10M20 20V4"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
}


@register.simple_tag
def icon(name: str, size: int = 24) -> SafeString:
    """A drawn symbol. It stands beside words that say the same, so it is silent."""
    drawing = ICONS[name]
    return mark_safe(  # noqa: S308 - fixed drawings and a whole number
        f'<svg aria-hidden="true" width="{size:d}" height="{size:d}" viewBox="0 0 24 24" '
        'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
        f'stroke-linejoin="round">{drawing}</svg>'
    )


@register.inclusion_tag("ui/menu.html", takes_context=True)
def menu(context: RequestContext) -> dict[str, Any]:
    request = context.get("request")
    user = getattr(request, "user", None)
    return {
        "links": list(links_for(request)) if request else [],
        "user": user,
        "without_forms": bool(context.get("alternates")),
        "workplace": address("accounts:organisations"),
        "knowledge": address("toolbox:articles"),
        "answer": address("ballots:start"),
        "sign_in": address("account_login"),
        "sign_out": address("account_logout"),
        "account": address("accounts:account"),
    }


@register.simple_tag
def address_of(name: str, *args: Any) -> str:
    """Like the url tag, but empty where a room is not built yet."""
    return address(name, *args)


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str, thing: Any) -> SafeString:
    """What rooms above put here about the thing: see ui/slots.py."""
    return rendered(name, context["request"], thing)


@register.simple_tag
def version() -> str:
    return VERSION
