"""What a report says, as plain values for Typst, made of a release cut to the reader.

Every word is finished here, in the reader's language; the template only places it. Nothing is
computed that the release does not hold. A further chapter is one more entry in ``chapters``.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from math import ceil
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from trivsel.reports import chapters, charts
from trivsel.surveys.readings import ResultPage, result_page
from trivsel.surveys.readings.moving import moved
from trivsel.surveys.readings.page import row_for
from trivsel.surveys.readings.values import Line
from trivsel.surveys.releases import Reading
from trivsel.surveys.words import day
from trivsel.toolbox.paper import facts as paper

MOST_ROWS = 48  # with what else there is, twelve pages
MOST_COLUMNS = 9  # themes side by side on a page that lies
NEXT_LEVEL = 1
LONGEST_NAME = 90


def facts_of(
    reading: Reading, code: str, *, asked: str, before: Reading | None = None
) -> dict[str, Any]:
    """Everything a report says of one unit and those in it that the reader sees.

    ``asked`` is the questionnaire's title in the reader's language; ``before`` the release
    before this one, cut to the same reader.
    """
    published = reading.published
    change, _changes = moved(reading, before, code)
    page = result_page(published, code, released_at=reading.release.released_at)
    row = row_for(published, code)
    return {
        "language": (get_language() or "da")[:2],
        "tokens": _tokens(),
        "words": _words(),
        "title": _short(page.name),
        "above": " · ".join(
            [*(_short(step.name) for step in page.above), published.facts["round"]]
        ),
        "organisation": published.facts["organisation"],
        "headline": page.headline,
        "support": list(page.support),
        "protected": page.protected,
        "front": _front(reading, page, asked),
        "themes": charts.themes(published, row),
        "units": _units(page, len(published.scales)),
        "spread": charts.spread(published, row),
        "chapters": chapters.chapters(reading, page, change),
        "talk": chapters.talk(page),
        "fingerprint": reading.release.digest,
    }


@cache
def _tokens() -> dict[str, str]:
    return paper.tokens()


def _front(reading: Reading, page: ResultPage, asked: str) -> list[dict[str, str]]:
    """What was asked, when, and how many could and did answer, as far as that is told."""
    facts = reading.published.facts
    first, last = (day(date.fromisoformat(facts[key])) for key in ("opens_on", "closes_on"))
    said = [
        (_("What was asked"), f"{asked}: {', '.join(column.title for column in page.columns)}"),
        (
            _("When"),
            _("%(first)s to %(last)s, released %(released)s")
            % {"first": first, "last": last, "released": page.released},
        ),
        (_("Could answer"), number_format(page.eligible, force_grouping=True)),
    ]
    if page.answers:
        said.append((_("Answers"), f"{page.answers} ({page.share})"))
    if page.overall:
        number = " ".join(filter(None, (page.overall.text, page.overall.margin)))
        said.append((page.overall_title, number))
    if page.weight:
        weight = number_format(page.weight)
        said.append((_("One person moves a number by up to"), _("%s points") % weight))
    return [{"name": name, "value": value} for name, value in said]


# --- the rows ---------------------------------------------------------------------------------
def _units(page: ResultPage, scales: int) -> dict[str, Any]:
    """The unit and those in it, in as many tables as the themes need; none for a unit alone."""
    tables = max(1, ceil(scales / MOST_COLUMNS))
    lines, left_out = _what_fits(page.lines, MOST_ROWS // tables)
    width = max(1, ceil(scales / tables))
    alone = len(lines) == 1 and not left_out
    return {
        "tables": [
            {
                "columns": [
                    {"title": column.title, "low": column.low_is_good}
                    for column in page.columns[start : start + width]
                ],
                "rows": [_row(line, start, width) for line in lines],
                "whole": None if page.whole is None else _row(page.whole, start, width),
            }
            for start in ([] if alone else range(0, scales, width))
        ],
        "left_out": left_out,
        "hidden": page.hidden,
        "compared": page.compared,
        "low_is_good": page.low_is_good,
    }


def _what_fits(lines: Sequence[Line], most: int) -> tuple[Sequence[Line], str]:
    """The rows that have room: all, or the next level alone, or its first; and what is not."""
    kept = list(lines)
    if len(kept) > most:
        kept = [line for line in lines if line.indent <= NEXT_LEVEL]
    kept = kept[:most]
    missing = len(lines) - len(kept) + sum(line.more for line in lines)
    if not missing:
        return kept, ""
    sentence = ngettext(
        "%(count)s row further down is not in this report. It is on the results page and in"
        " the spreadsheet; each unit has a report of its own.",
        "%(count)s rows further down are not in this report. They are on the results page and"
        " in the spreadsheet; each unit has a report of its own.",
        missing,
    )
    return kept, sentence % {"count": number_format(missing, force_grouping=True)}


def _row(line: Line, start: int, width: int) -> dict[str, Any]:
    return {
        "name": _short(line.name),
        "indent": line.indent,
        "answers": line.answers,
        "reason": line.reason,
        "tiles": [
            {
                "text": tile.text,
                "margin": tile.margin,
                "steps": charts.steps(tile.band),
                "mark": _marks().get(tile.mark, ""),
                "reason": tile.reason,
            }
            for tile in line.tiles[start : start + width]
        ],
    }


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _marks() -> dict[str, str]:
    return {"over": _("over"), "under": _("under")}


def _words() -> dict[str, str]:
    """What the template says besides, under the names it uses."""
    return {
        "page": _("Page {page} of {pages}"),
        "report": _("Report"),
        "themes": _("The themes"),
        "theme": _("Theme"),
        "number": _("Mean"),
        "how-sure": _("How sure"),
        "reads-as": _("Reads as"),
        "whole": _("The whole organisation"),
        "low-is-good": _("low is good"),
        "scale": _(
            "Numbers run from 0 to 100. ± says how sure a number is: the true one most likely"
            " lies within it, so two numbers whose ± overlap may well be the same."
        ),
        "units": _("The units"),
        "unit": _("Unit"),
        "answers": _("Answers"),
        "steps": _(
            "The five small boxes follow the number: the more are filled, the better. The tint"
            " repeats them."
        ),
        "reversed": _("Where low is good, they are reversed."),
        "marks": _("“Over” and “under”: clearly above or below the whole organisation."),
        "hidden-cells": _("Hatched: hidden to protect those who answered."),
        "spread": _("How the answers spread"),
        "spread-about": _(
            "Per cent of the answers in each quarter of the scale from 0 to 100."
        ),
        "agreements": _("What we agree on"),
        "agreements-about": _(
            "An action that one person owns, with a first step and a day, is worth more than"
            " ten good intentions. Write them into Trivsel afterwards."
        ),
        "what": _("What"),
        "who": _("Who"),
        "first-step": _("First step"),
        "when": _("When"),
        "fingerprint": _("Fingerprint of the release (SHA-256)"),
    }
