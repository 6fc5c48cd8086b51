"""From a request to a count: what a view of a tool calls, in one line.

Nothing of the request is kept; it only tells whether somebody opened the page.
"""

from django.http import HttpRequest
from django.utils import timezone

from trivsel.figures import services
from trivsel.figures.models import Opening


def opened(request: HttpRequest, tool: str) -> None:
    """Count that the tool's page was opened."""
    _count(request, tool, Opening.What.PAGE)


def fetched(request: HttpRequest, tool: str) -> None:
    """Count that the tool's PDF was fetched."""
    _count(request, tool, Opening.What.PDF)


def _count(request: HttpRequest, tool: str, what: Opening.What) -> None:
    if is_an_opening(request):
        services.count(tool, what, on=timezone.localdate())


def is_an_opening(request: HttpRequest) -> bool:
    """Whether somebody asked for this: not a program looking, and no copy laid by for later."""
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return False
    # A page's worker that lays by its offline copy says so here; old browsers say nothing.
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
