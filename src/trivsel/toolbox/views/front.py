from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trivsel.domain.levels import Level
from trivsel.toolbox import names, queries, showing
from trivsel.toolbox.policy import nothing_leaves
from trivsel.ui.access import public


@public(why="The toolbox is open to everybody, without an account.")
@require_safe
@nothing_leaves
def front(request: HttpRequest) -> HttpResponse:
    facts = {
        "grid": queries.grid(),
        "spans": {level: queries.span(level) for level in (Level.INDIVIDUAL, Level.GROUP)},
        "levels": list(names.LEVELS.items()),
        "whom": list(names.WHOM.items()),
        "brings": list(names.BRINGS.items()),
        "modules": list(showing.front_modules()),
    }
    return render(request, "toolbox/front.html", facts)
