"""What is wrong with a questionnaire's file, in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trivsel.domain.instrument import Finding

TRANSLATED = {"meaning", "kind"}  # facts that are words of the format, not of the file


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: where, what, how; ``text`` is the sentence it is about, if one is."""

    place: str
    line: int | None
    sentence: str
    hint: str
    text: str = ""


def fault(finding: Finding) -> Fault:
    facts = {
        name: _(fact) if name in TRANSLATED and fact else fact
        for name, fact in finding.facts.items()
    }
    return Fault(
        place=finding.key,
        line=finding.line,
        sentence=_(finding.problem.sentence) % facts,
        hint=_(finding.problem.hint) % facts,
        text=facts.get("text", ""),
    )
