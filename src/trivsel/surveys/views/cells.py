"""Who is counted with whom."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import policies, queries, services
from trivsel.surveys.rounds.cells import cell_page, chosen
from trivsel.surveys.views.following import followed
from trivsel.surveys.views.told import told


@member
def cells(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    if request.method == "POST":
        kept = _("Your choices are kept. The groups below follow them.")
        with told(request, kept), followed(round_):
            services.choose_cells(
                round_, chosen(request.POST), by=request.person, at=timezone.now()
            )
        return redirect("surveys:cells", request.organisation.slug, pk)
    context = {
        "round": round_,
        "page": cell_page(round_),
        "why_not": policies.why_not_change(round_, by=request.person),
    }
    return render(request, "surveys/cells.html", context)
