"""Questionnaires: the list, loading one, and reading one before it is used."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trivsel.domain.instrument import InstrumentErrors, InstrumentSpec, read_bytes
from trivsel.domain.refusal import Refused
from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys import instruments, policies, services
from trivsel.surveys.instruments_forms import InstrumentForm
from trivsel.surveys.instruments_words import fault

MOST_SHOWN = 100
READ_AT_MOST = 300_000  # a little more than is let in, so that the sentence can say so


@require_safe
@member
def instruments_(request: MemberRequest) -> HttpResponse:
    context = {
        "instruments": instruments.listed(request.person),
        "why_not_read": policies.why_not_read_instruments(request.person),
        "why_not_load": policies.why_not_load(request.organisation, by=request.person),
    }
    return render(request, "surveys/instruments.html", context)


@require_safe
@member
def instrument(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(instruments.instruments_for(request.person), pk=pk)
    spec = InstrumentSpec.from_dict(found.spec)
    context = {
        "instrument": found,
        "spec": spec,
        "parts": instruments.parts(spec),
        "doubts": [fault(finding) for finding in instruments.doubts(spec)],
        "rounds": instruments.rounds_with(found, reader=request.person),
    }
    return render(request, "surveys/instrument.html", context)


@member
def load(request: MemberRequest) -> HttpResponse:
    why_not = policies.why_not_load(request.organisation, by=request.person)
    sent = request.method == "POST" and not why_not
    form = InstrumentForm(request.POST, request.FILES) if sent else InstrumentForm()
    context: dict[str, Any] = {"form": form, "why_not": why_not}
    if sent and form.is_valid():
        try:
            loaded = services.load_instrument(
                read_bytes(form.sent.read(READ_AT_MOST), file=form.sent.name or ""),
                file=form.sent.name or "",
                organisation=request.organisation,
                by=request.person,
                at=timezone.now(),
            )
        except InstrumentErrors as errors:
            context["file"] = form.sent.name
            context["faults"] = [fault(finding) for finding in errors.findings[:MOST_SHOWN]]
            context["more"] = max(0, len(errors.findings) - MOST_SHOWN)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The questionnaire is loaded. Read it through here."))
            return redirect("surveys:instrument", request.organisation.slug, loaded.pk)
    return render(request, "surveys/instrument_load.html", context)


@require_safe
@member
def example(request: MemberRequest) -> FileResponse:  # noqa: ARG001 - the same for all members
    [path] = [path for path in instruments.own_files() if path.stem == "core"]
    return FileResponse(path.open("rb"), as_attachment=True, filename="core.toml")
