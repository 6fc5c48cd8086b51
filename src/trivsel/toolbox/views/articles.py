from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trivsel.toolbox import articles as library
from trivsel.toolbox import queries
from trivsel.toolbox.policy import nothing_leaves
from trivsel.ui.access import public


@public(why="Knowledge is open to everybody, without an account.")
@require_safe
@nothing_leaves
def articles(request: HttpRequest) -> HttpResponse:
    return render(request, "toolbox/articles.html", {"articles": library.articles().values()})


@public(why="Knowledge is open to everybody, without an account.")
@require_safe
@nothing_leaves
def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = library.articles().get(slug)
    if found is None:
        raise Http404
    context = {
        "article": found,
        "related": library.related(found),
        "neighbours": library.neighbours(found),
        "grid": queries.grid() if found.grid else None,
    }
    return render(request, "toolbox/article.html", context)
