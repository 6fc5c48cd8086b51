"""What the auditor tried before the figures were released, in the reader's words."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trivsel.surveys.releases import Published


@dataclass(frozen=True, slots=True)
class Check:
    """One sentence, and what each attack tried and how often it asked."""

    sentence: str
    tried: tuple[tuple[str, str], ...]


def check_of(published: Published) -> Check | None:
    """Say it; None for a release from before there was an auditor."""
    audit = published.audit
    if audit is None:
        return None
    asked: dict[str, int] = {}
    for letter, questions, _open in (*audit["attacks"], *audit["counted"]):
        asked[letter] = asked.get(letter, 0) + questions
    found = ngettext(
        "Before release a second program tried to work out individuals: %(count)s finding in"
        " %(figures)s figures.",
        "Before release a second program tried to work out individuals: %(count)s findings in"
        " %(figures)s figures.",
        audit["findings"],
    )
    titles = _titles()
    return Check(
        found % {"count": audit["findings"], "figures": _grouped(audit["figures"])},
        tuple((titles.get(letter, letter), _grouped(asked[letter])) for letter in asked),
    )


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)


def _titles() -> dict[str, str]:
    return {
        "A": _("Numbers told of too few"),
        "B": _("Sums and differences of numbers"),
        "C": _("How many answered: all, none, or how few"),
        "D": _("Averages of a few, by rounding and limits"),
        "E": _("Groups where all, or all but one, answered alike"),
        "F": _("Percentages that give a number away"),
        "G": _("One or two who answered themselves"),
        "H": _("Comments: each shown once, among enough people"),
        "I": _("This round and earlier ones, subtracted"),
        "J": _("Figures by job group together with figures by unit"),
    }
