"""The pages of those who answer: no sign-in, no cookies, the code is all."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trivsel.ballots import forms, pages, public_pages, queries, services, sheets
from trivsel.ballots.forms import Filled
from trivsel.ballots.policies import Reason
from trivsel.ballots.services import NotAccepted
from trivsel.ballots.sheets import Phase, Sheet
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.submission import Submission
from trivsel.ui.access import public

# csrf_exempt, all three: a token needs a cookie, and there is none. What could be forged is an
# answer in somebody's name, and that takes the code, which no other site knows.
BY_CODE = (
    "the code on the slip is what lets you answer; knowing who you are would break the promise"
)
BY_STAMP = "the stamp on the ballot is what lets you answer; nobody may know whose it is"
REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@public(why=BY_CODE)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, *, tablet: bool = False) -> HttpResponse:
    """Type a code, and get the paper it belongs to; on a tablet that many share, if so."""
    if request.method != "POST":
        return pages.start(tablet=tablet)
    filled = Filled(forms.typed_code(request.POST))
    try:
        code = filled.clean_code()
        sheet = sheet_of(code)
        services.check_code(sheet, code, at=timezone.now())
    except NotAccepted as no:
        return unlogged(
            pages.start(filled.code, refusal=str(no), status=REFUSED, tablet=tablet)
        )
    return pages.again(sheet, filled, tablet=tablet)


@public(why=BY_CODE)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, box: str, *, tablet: bool = False) -> HttpResponse:
    """The answer page; sent to itself, it stores the answer."""
    sheet = sheet_or_404(box)
    if tablet and sheet.manifest is not None:
        raise Http404  # a ballot lies on its owner's device; a tablet that many share forgets
    if request.method == "POST":
        return receive(request, sheet, tablet=tablet)
    phase = sheet.phase(timezone.localdate())
    if phase is not Phase.OPEN:
        return pages.shut(sheet, phase, tablet=tablet, recorded=queries.has_record(box))
    return pages.blank(request, sheet, tablet=tablet)


def receive(request: HttpRequest, sheet: Sheet, *, tablet: bool) -> HttpResponse:
    filled = forms.filled(request.POST, sheet)
    try:
        code, packed = filled.clean_code(), filled.packed()
        services.submit(
            sheet, code=code, packed=packed, at=timezone.now(), comments=filled.written
        )
    except NotAccepted as no:
        again = pages.again(
            sheet,
            filled,
            reason=no.reason.value,
            refusal=str(no),
            status=REFUSED,
            tablet=tablet,
        )
        return unlogged(again)
    return pages.thanks(sheet, tablet=tablet)


@public(why=BY_CODE)
@csrf_exempt
@require_POST
def check(request: HttpRequest, box: str) -> HttpResponse:
    """Whether the code can answer: 204, or why not. Writes nothing."""
    sheet = sheet_or_404(box)
    try:
        code = Filled(forms.typed_code(request.POST)).clean_code()
        services.check_code(sheet, code, at=timezone.now())
    except NotAccepted as no:
        body = {"reason": no.reason.value, "message": str(no)}
        return unlogged(JsonResponse(body, status=REFUSED))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@public(why=BY_STAMP)
@csrf_exempt
@require_POST
def hand_in(request: HttpRequest, box: str) -> HttpResponse:
    """Take a stamped ballot, and give its receipt once it is stored."""
    sheet = sheet_or_404(box)
    try:
        receipt = services.hand_in(sheet, handed_in(sheet, request), at=timezone.now())
    except NotAccepted as no:
        body = {"reason": no.reason.value, "message": str(no)}
        return unlogged(JsonResponse(body, status=REFUSED))
    return JsonResponse({"receipt": str(receipt)})


def handed_in(sheet: Sheet, request: HttpRequest) -> Submission:
    if len(request.body) > forms.LARGEST_BALLOT:
        raise NotAccepted(Reason.UNREADABLE)
    return forms.submission(sheet.code, request.body)


@public(why="Whoever may be asked has a right to know first how an answer is protected.")
@require_safe
def protection(_request: HttpRequest) -> HttpResponse:
    """How answers are protected, with a ballot and with a slip."""
    return public_pages.protection()


@public(why="Whoever may answer in a round has a right to know first how it protects them.")
@require_safe
def box_protection(_request: HttpRequest, box: str) -> HttpResponse:
    """How an answer in this round is protected, and what can be checked of it."""
    return public_pages.protection_of(sheet_or_404(box))


@public(why="Anybody may check which keys and groups a round has, before and after answering.")
@require_safe
def manifest(_request: HttpRequest, box: str) -> HttpResponse:
    """The public manifest, byte for byte as its six words and signatures are made of."""
    raw = sheet_or_404(box).manifest
    if raw is None:
        raise Http404
    return HttpResponse(raw, content_type="application/json")


@public(
    why="Whoever answered may find their own receipt; a receipt tells nothing of an answer."
)
@require_safe
def receipts(_request: HttpRequest, box: str) -> HttpResponse:
    """The receipts of all answers that were counted, one a line, in their own order."""
    sheet = sheet_or_404(box)
    if sheet.manifest is None or not sheet.counted:
        raise Http404
    lines = "".join(f"{receipt}\n" for receipt in published(sheet))
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")


@public(
    why="Whoever answered may find their own receipt; a receipt tells nothing of an answer."
)
@require_safe
def find_receipt(_request: HttpRequest, box: str) -> HttpResponse:
    """The same list as a page that looks one up by itself."""
    sheet = sheet_or_404(box)
    if sheet.manifest is None:
        raise Http404
    return public_pages.receipts(sheet, published(sheet) if sheet.counted else None)


def published(sheet: Sheet) -> list[str]:
    return [str(Receipt(digest)) for digest in queries.receipts(sheet.code)]


@public(why="Anybody may check a round on a machine of their own; the record names no person.")
@require_safe
def record(_request: HttpRequest, box: str) -> HttpResponse:
    """The round's record, byte for byte as it was signed; before the release, when it comes."""
    sheet = sheet_or_404(box)
    if sheet.manifest is None:
        raise Http404
    raw = queries.record(box)
    if raw is None:
        return unlogged(pages.no_record_yet(sheet, sheet.phase(timezone.localdate())))
    return HttpResponse(raw, content_type="application/json")


def sheet_of(code: str) -> Sheet:
    box_code = queries.box_of(code)
    sheet = sheets.sheet(box_code) if box_code else None
    if sheet is None:
        raise NotAccepted(Reason.UNKNOWN)
    return sheet


def sheet_or_404(box: str) -> Sheet:
    sheet = sheets.sheet(box)
    if sheet is None:
        raise Http404
    return sheet


def unlogged[Response: HttpResponse](response: Response) -> Response:
    """Keep Django from logging a refusal: the lines would time and order those who answer."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
    return response
