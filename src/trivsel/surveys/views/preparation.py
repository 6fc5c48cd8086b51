"""A leader's own preparation for the talk about a hard result. What is written is not sent."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.utils.translation import get_language
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from trivsel.organisation.gates import MemberRequest, member
from trivsel.organisation.queries import safety_reps_of, visible_units
from trivsel.surveys import queries, releases
from trivsel.surveys.readings import result_page
from trivsel.surveys.readings.preparing import may_prepare, stages
from trivsel.surveys.releases import Altered
from trivsel.ui.languages import same_page

# The browser itself is told that nothing leaves: no address to ask, no form to send.
NOTHING_LEAVES: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.NONE],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "require-trusted-types-for": ["'script'"],
}


@csp_override(NOTHING_LEAVES)
@require_safe
@member
def preparation(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    """For the leader of this very unit, where its result is hard; not there for others."""
    round_ = get_object_or_404(queries.rounds_for(request.person), pk=pk)
    try:
        reading = releases.release_for(request.person, round_)
    except Altered:
        raise Http404 from None
    if reading is None or not may_prepare(request.person, reading.published, code):
        raise Http404
    page = result_page(reading.published, code, released_at=reading.release.released_at)
    unit = visible_units(request.person).filter(code=code).first()
    context = {
        "round": round_,
        "page": page,
        "stages": stages(page.talk.questions if page.talk else ()),
        "safety_reps": safety_reps_of(unit) if unit else (),
        "kept_under": f"trivsel-preparation:{request.organisation.slug}:{pk}:{code}",
        "alternates": _in_each_language(request.get_full_path()),
    }
    return render(request, "surveys/preparation.html", context)


def _in_each_language(address: str) -> list[dict[str, object]]:
    names = {"da": "dansk", "en": "English"}
    return [
        {
            "code": code,
            "name": names[code],
            "path": same_page(address, code),
            "here": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]
