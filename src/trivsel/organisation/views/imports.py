from functools import partial

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trivsel.domain.importfile.problem import Sheet
from trivsel.organisation.gates import MemberRequest, member
from trivsel.organisation.imports import policies, queries, samples, services
from trivsel.organisation.imports.explained import explanations
from trivsel.organisation.imports.forms import CarryOutForm, UploadForm
from trivsel.organisation.views.answers import do_and_say, only_managers


@member
@require_http_methods(["GET", "POST"])
def upload(request: MemberRequest) -> HttpResponseBase:
    """Choose files; the answer is a preview, also when everything in them is wrong."""
    only_managers(request)
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    if form.is_valid():
        return redirect(
            services.prepare_import(
                request.organisation,
                **form.files_given(),
                by=request.person,
                at=timezone.now(),
            )
        )
    return render(
        request,
        "organisation/import.html",
        {
            "form": form,
            "waiting": queries.waiting_for(request.person),
            "columns": explanations(),
        },
        status=422 if form.errors else 200,
    )


@member
@require_GET
def preview(request: MemberRequest, pk: int) -> HttpResponseBase:
    """What would happen, one kind of difference at a time."""
    only_managers(request)
    draft = get_object_or_404(queries.imports_for(request.person), pk=pk)
    fingerprint = queries.fingerprint_for(request.person)
    sections = queries.sections_of(draft)
    shown = next(
        (one for one in sections if one.key == request.GET.get("show")),
        sections[0] if sections else None,
    )
    return render(
        request,
        "organisation/import_preview.html",
        {
            "import": draft,
            "counts": queries.counts_of(draft),
            "faults": queries.faults_of(draft),
            "sections": sections,
            "shown": shown,
            "page": queries.page_of(draft, shown.key, request.GET.get("page"))
            if shown
            else None,
            "ignored": queries.ignored_of(draft),
            "is_stale": draft.fingerprint != fingerprint,
            "asks_for_tick": policies.asks_for_tick(draft.summary),
            "why_not": policies.why_not_carry_out(
                draft, fingerprint=fingerprint, by=request.person
            ),
        },
    )


@member
@require_POST
def carry_out(request: MemberRequest, pk: int) -> HttpResponseBase:
    only_managers(request)
    draft = get_object_or_404(queries.imports_for(request.person), pk=pk)
    form = CarryOutForm(request.POST)
    do = partial(
        services.carry_out_import,
        draft,
        by=request.person,
        at=timezone.now(),
        accept_gone=form.is_valid() and form.cleaned_data["accept_gone"],
    )
    do_and_say(request, do, done=_("The import is carried out. The rows are deleted again."))
    return redirect(draft)


@member
@require_POST
def again(request: MemberRequest, pk: int) -> HttpResponseBase:
    only_managers(request)
    draft = get_object_or_404(queries.imports_for(request.person), pk=pk)
    do = partial(services.compare_again, draft, by=request.person, at=timezone.now())
    do_and_say(request, do, done=_("Compared with the organisation as it is now."))
    return redirect(draft)


@member
@require_POST
def drop(request: MemberRequest, pk: int) -> HttpResponseBase:
    only_managers(request)
    draft = get_object_or_404(queries.imports_for(request.person), pk=pk)
    do = partial(services.drop_import, draft, by=request.person)
    if do_and_say(request, do, done=_("The preview is deleted. Nothing has been changed.")):
        return redirect("organisation:import", request.organisation.slug)
    return redirect(draft)


@member
@require_GET
def sample(request: MemberRequest, name: str) -> HttpResponseBase:
    """A template file to fill in: units.csv, people.csv or workbook.xlsx."""
    only_managers(request)
    stem, _dot, ending = name.partition(".")
    language = get_language() or "da"
    if name == "workbook.xlsx":
        content = samples.sample_workbook(language)
    elif ending == "csv" and stem in set(Sheet):
        content = samples.sample_csv(Sheet(stem), language)
    else:
        raise Http404
    response = HttpResponse(content, content_type=samples.CONTENT_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
