from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trivsel.figures import catalogue, queries
from trivsel.ui.access import public


@public(why="Who is counted may see the count; it is of nobody.")
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """One month of figures, the newest if none is asked for, and links to the others."""
    months = queries.months(today=timezone.localdate())
    by_name = {f"{month:%Y-%m}": month for month in months}
    asked = request.GET.get("month") or next(iter(by_name), "")
    if asked and asked not in by_name:
        raise Http404
    tools = catalogue.tools()
    sums = months[by_name[asked]] if asked else {}
    context = {
        "months": by_name,
        "asked": asked,
        "month": by_name.get(asked),
        "rows": queries.rows(sums, tools),
        "others": queries.others(sums, tools),
        "least": queries.LEAST,
    }
    return render(request, "figures/openings.html", context)
