"""What keeps opened tools readable without a connection, and the page for the other tools."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csp import csp_override
from django.views.decorators.http import conditional_page, require_safe

from trivsel.toolbox.policy import WORKER, nothing_leaves, same_for_everybody
from trivsel.ui.access import public
from trivsel.ui.templatetags.ui import VERSION


@public(why="It belongs to the tools' pages, which are open to everybody.")
@require_safe
@csp_override(WORKER)
@conditional_page
def worker(request: HttpRequest) -> HttpResponse:
    """The script itself. It lies beside the tools, so it reaches no other page."""
    facts = {
        "root": reverse("toolbox:worker").removesuffix("sw.js"),
        "away": reverse("toolbox:away"),
        "files": settings.STATIC_URL,
        "release": f"{VERSION} {getattr(staticfiles_storage, 'manifest_hash', '')}",
        "language": get_language(),
    }
    response = render(request, "toolbox/worker.js", facts, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@public(why="It belongs to the tools' pages, which are open to everybody.")
@require_safe
@nothing_leaves
@same_for_everybody
def away(request: HttpRequest) -> HttpResponse:
    """What is shown for a tool that was never opened, when there is no connection."""
    return render(request, "toolbox/away.html")
