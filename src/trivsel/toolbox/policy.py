"""Nothing leaves: what a page of the toolbox may do with what is typed in it, which is nothing.

The browser itself is told. Even if somebody smuggled a script in, it could ask no address, send
no form and make no script out of words.
"""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from trivsel.ui.access import View

PAGE: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "connect-src": [CSP.NONE],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["offline"],  # made in doing/offline.js, for the worker's address alone
}
WORKER: dict[str, list[str]] = {"default-src": [CSP.NONE], "connect-src": [CSP.SELF]}


def nothing_leaves(view: View) -> View:
    """Let the page send nothing, and let it be fetched anew only when it has changed.

    The policy stands outermost: the answer 'not modified' carries it too, or a browser would
    take over the laxer one of other pages with it.
    """
    return csp_override(PAGE)(gzip_page(conditional_page(view)))


def same_for_everybody(view: View) -> View:
    """Mark a page that is the same bytes whoever asks. Only what is marked is kept offline."""

    @wraps(view)
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and not response.cookies:
            response["Cache-Control"] = "public, no-cache"
        return response

    return marked
