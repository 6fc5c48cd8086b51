"""The paper in the box: everything the answer page shows, frozen when the box is prepared."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from trivsel.domain.instrument import InstrumentSpec, paper_items, paper_open_questions
from trivsel.surveys.models import Round
from trivsel.surveys.rounds import job_groups
from trivsel.surveys.rounds.promise import paper_promise


def paper_of(round_: Round) -> dict[str, Any]:
    """Make the paper from the round's questionnaire."""
    spec = InstrumentSpec.from_dict(round_.instrument.spec)
    return {
        "organisation": round_.organisation.name,
        "round": round_.name,
        "languages": list(spec.languages),
        "title": dict(spec.title),
        "intro": dict(spec.intro),
        "promise": {language: _in_language(language, round_) for language in spec.languages},
        "preview_url": preview_address(round_),
        "items": [*paper_items(spec), *_job_group(round_, spec)],
        "open_questions": paper_open_questions(spec),
    }


def _job_group(round_: Round, spec: InstrumentSpec) -> list[dict[str, Any]]:
    names = job_groups.of_manifest(round_.manifest or {})
    return [job_groups.item(names, spec.languages)] if names else []


def preview_address(round_: Round) -> str:
    """Where anybody who holds a slip can see what the leader will see."""
    with translation.override("da"):
        return reverse(
            "surveys:preview-public", args=[round_.organisation.slug, round_.box_code]
        )


def _in_language(language: str, round_: Round) -> list[str]:
    known = language if language in {"da", "en"} else "en"
    with translation.override(known):
        return paper_promise(round_)
