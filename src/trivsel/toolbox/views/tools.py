from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trivsel.toolbox import queries
from trivsel.ui.access import public


@public(why="The toolbox is open to everybody, without an account.")
@require_safe
def tool(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.tools().get(slug)
    if found is None:
        raise Http404
    return render(
        request, "toolbox/tool.html", {"tool": found, "neighbours": queries.neighbours(found)}
    )
