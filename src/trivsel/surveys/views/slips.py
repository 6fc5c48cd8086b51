"""Code slips: made when asked for, shown once, never stored in clear."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import policies, queries, services
from trivsel.surveys.rounds.sheets import context_of
from trivsel.surveys.views.told import told


@never_cache
@member
def slips(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    cells = queries.cells_of(round_)
    if request.method == "POST":
        wanted = queries.cells_chosen(round_, request.POST.get("cell", ""))
        with told(request):
            made = services.print_slips(round_, wanted, by=request.person, at=timezone.now())
            return render(request, "surveys/sheets.html", context_of(round_, made))
        return redirect("surveys:slips", request.organisation.slug, pk)
    context = {
        "round": round_,
        "cells": cells,
        "why_not": policies.why_not_print(round_, by=request.person),
    }
    return render(request, "surveys/slips.html", context)
