"""What a report says in whole sentences: what is hidden and why, the protection, the talk."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from trivsel.surveys.readings import ResultPage
from trivsel.surveys.readings.checking import check_of
from trivsel.surveys.readings.moving import Moved
from trivsel.surveys.releases import Reading
from trivsel.surveys.words import listed

MOST_REASONS = 16


def chapters(
    reading: Reading, page: ResultPage, change: Moved | None = None
) -> list[dict[str, Any]]:
    """In reading order, each with a title, sentences, and points or a small table."""
    return [*changes(change), *_hidden(page), _protection(reading, page)]


def changes(change: Moved | None) -> Iterator[dict[str, Any]]:
    """What has moved since the round before; nothing where there is none."""
    if change is None:
        return
    title = _("Since “%(round)s”") % {"round": change.since}
    if change.why_not:
        yield {"title": title, "sentences": [change.why_not], "points": []}
        return
    said = [f"{sentence}." for sentence in change.support]
    if change.smallest:
        said.append(change.smallest)
    yield {
        "title": title,
        "sentences": [
            *said,
            _(
                "A change is called sure only when it still stands after all comparisons are"
                " counted in, when the unit above has changed too, and when it is 5 points or"
                " more. It does not say why."
            ),
        ],
        "points": [],
        "table": {
            "head": [_("Theme"), _("Then"), _("Now"), _("Difference"), _("What can be said")],
            "rows": [
                [
                    f"{line.title} ({_('low is good')})" if line.low_is_good else line.title,
                    line.before,
                    line.now,
                    f"{line.difference}, {line.between}" if line.difference else "",
                    line.verdict,
                ]
                for line in change.lines
            ],
        },
    }


def _hidden(page: ResultPage) -> Iterator[dict[str, Any]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for line in page.lines:
        if line.reason:
            names[line.reason].append(line.name)
        for column, tile in zip(page.columns, line.tiles, strict=True):
            if tile.reason and not line.reason:
                names[tile.reason].append(f"{line.name} ({column.title})")
    if not names:
        return
    points = [f"{listed(who)}: {why}" for why, who in names.items()]
    if (left := len(points) - MOST_REASONS) > 0:
        rest = _("%(count)s more reasons are on the results page.")
        points = [*points[:MOST_REASONS], rest % {"count": left}]
    yield {
        "title": _("What is hidden, and why"),
        "sentences": [
            _(
                "All answers are kept and count in the units above. A hidden number says"
                " nothing about how the unit is doing."
            )
        ],
        "points": points,
    }


def _protection(reading: Reading, page: ResultPage) -> dict[str, Any]:
    minimum = {"minimum": page.minimum}
    said = [
        _(
            "No number for fewer than %(minimum)s. What is left when one number is taken from"
            " another is also for %(minimum)s or more, or for nobody: small units are shown"
            " together."
        )
        % minimum,
        _("How the answers spread is shown from %(minimum)s answers.")
        % {"minimum": page.distribution_minimum},
        _(
            "This report holds the rows that you may see, and no other number than those"
            " released."
        ),
        _(
            "Released on %(day)s, to all at the same moment. The numbers are never computed"
            " again."
        )
        % {"day": page.released},
    ]
    chapter: dict[str, Any] = {
        "title": _("How the answers are protected"),
        "sentences": said,
        "points": [],
    }
    if check := check_of(reading.published):
        said.append(check.sentence)
        chapter["table"] = {
            "head": [_("What was tried"), _("Questions")],
            "rows": [list(row) for row in check.tried],
        }
    return chapter


def talk(page: ResultPage) -> dict[str, Any]:
    """Where to begin the talk; a unit without numbers can have it all the same."""
    said = {
        "title": _("Have the talk"),
        "sentences": [_where_to_begin(page)],
        "points": list(page.talk.questions) if page.talk else [],
    }
    if not said["points"]:
        said["points"] = [
            _("What surprises you, and what do you recognise?"),
            _("What in the work itself lies behind it?"),
            _("What is already good, and must stay so?"),
            _("What can you change yourselves, and what must others decide?"),
        ]
    return said


def _where_to_begin(page: ResultPage) -> str:
    if page.talk is None:
        return _(
            "You can still have the talk. A guided dialogue that is written down counts as your"
            " mapping."
        )
    if page.talk.theme:
        return _("Begin with “%(theme)s”. The numbers say where, you know why.") % {
            "theme": page.talk.theme
        }
    return _(
        "No theme is clearly weakest. Begin with the one you most want to do something about."
    )
