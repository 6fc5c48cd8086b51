"""Looking through comments before anybody else reads them, and signing for one's side."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import comment_policies, queries, services
from trivsel.surveys.looking_through import looked_through
from trivsel.surveys.views.told import told


@never_cache
@member
def comments(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    found = queries.comments_to_look_through(request.person, round_)
    if found is None:
        raise Http404
    at, key = timezone.now(), request.POST.get("comment", "")
    if request.method == "POST" and key:
        reason = request.POST.get("reason", "")
        with told(request, _("Your side's choice is noted.")):
            services.doubt_comment(found, key, reason=reason, by=request.person, at=at)
        return redirect(f"{request.path}#k{key}")
    if request.method == "POST":
        digest = request.POST.get("digest", "")
        with told(request, _("Thank you. You have signed for your side.")):
            services.sign_comments(found, by=request.person, at=at, digest=digest)
        return redirect(request.path)
    context = {
        "round": round_,
        "page": looked_through(found, reader=request.person),
        "why_not": comment_policies.why_not_sign(found, by=request.person),
    }
    return render(request, "surveys/comments.html", context)
