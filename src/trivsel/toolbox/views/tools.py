from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trivsel.figures import counting
from trivsel.toolbox import queries, showing
from trivsel.toolbox.policy import nothing_leaves, same_for_everybody
from trivsel.ui.access import public


@public(why="The toolbox is open to everybody, without an account.")
@require_safe
@nothing_leaves
@same_for_everybody
def tool(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.tools().get(slug)
    if found is None:
        raise Http404
    counting.opened(request, found.key)
    language = get_language() or "da"
    facts = {
        "tool": found,
        "steps": [showing.shown(step, language) for step in found.spec.steps],
        "together": not {"pair", "group", "org"}.isdisjoint(found.spec.modes),
        "modules": list(showing.modules(found.spec)),
        "neighbours": queries.neighbours(found),
    }
    return render(request, "toolbox/tool.html", facts)
