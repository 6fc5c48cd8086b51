from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from trivsel.ui import services
from trivsel.ui.access import public
from trivsel.ui.languages import same_page


@public(why="A language belongs to whoever reads.")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language and stay on the page; the choice is kept."""
    chosen = request.POST.get("language", "")
    page = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        page = reverse("toolbox:front")
    if chosen not in dict(settings.LANGUAGES):
        return redirect(page)
    services.keep_language(request.user, language=chosen)
    response = redirect(same_page(page, chosen))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=60 * 60 * 24 * 365,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


@public(why="The law asks public bodies to say how accessible their pages are.")
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")


@public(why="Who answers must be able to read first what is stored.")
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/privacy.html")
