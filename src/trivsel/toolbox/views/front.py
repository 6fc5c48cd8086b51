from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trivsel.toolbox import queries
from trivsel.toolbox.policy import nothing_leaves
from trivsel.ui.access import public


@public(why="The toolbox is open to everybody, without an account.")
@require_safe
@nothing_leaves
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "toolbox/front.html", {"grid": queries.grid()})
