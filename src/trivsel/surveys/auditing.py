"""Before figures are published: let the auditor attack them, and say what came of it.

What is handed over is what would be stored, and how many answered; never an answer. Runs in
the job process, for what the auditor needs is slow to load.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from trivsel.domain.refusal import Refused
from trivsel.surveys.models import Round
from trivsel.surveys.releases.logged import release_log

if TYPE_CHECKING:
    from trivsel.domain.audit import Rounds

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(hours=1)
NAMED = 8  # findings in the log; the rest are counted


class HeldBack(Refused):
    """The auditor found something: the figures are not published. All answers are kept."""


def examine(
    frozen: Mapping[str, Any],
    known: Mapping[str, Mapping[str, int]],
    across: Mapping[str, Mapping[str, Mapping[str, int]]] | None = None,
    rounds: "Rounds | None" = None,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Attack what would be stored, as both readers that docs/method/audit.md names.

    Where there are earlier releases, ``rounds`` holds all of them with this one as the last.

    Returns:
        The summary to store with the figures, and the findings: attack and keys, no numbers.
    """
    from trivsel.domain.audit import Report, attack_rounds, audit, log_of  # noqa: PLC0415 - slow package

    read = log_of(release_log(frozen))
    told, counted = audit(read), audit(read, known=known, crossed=across)
    if rounds is not None:
        beside = attack_rounds(rounds, last_only=True)
        told = Report(told.figures, (*told.tried, beside))
    findings = [
        {"attack": f.attack, "of": list(f.of), "scale": f.scale}
        for report in (told, counted)
        for f in report.findings
    ]
    summary = told.summary() | {
        "counted": counted.summary()["attacks"],
        "findings": len(findings),
    }
    return summary, findings


def hold_back(round_: Round, findings: list[dict[str, Any]], *, at: datetime) -> HeldBack:
    """Note that nothing is published, tell the operator once, and give what to tell people."""
    from trivsel.domain.audit import VERSION  # noqa: PLC0415 - slow package

    note = {"auditor": VERSION, "findings": findings[:NAMED], "count": len(findings)}
    known = {key: (round_.held_back or {}).get(key) for key in note}
    if known != note:
        for finding in findings[:NAMED]:
            log.error(
                "trivsel.E302: the figures of round %s are not published: attack %s works on"
                " the figures of %s%s. Hint: docs/method/audit.md. All answers are kept.",
                round_.pk,
                finding["attack"],
                ", ".join(finding["of"]) or "all counts",
                f" in {finding['scale']}" if finding["scale"] else "",
            )
        if len(findings) > NAMED:
            log.error("trivsel.E302: and %s more like these.", len(findings) - NAMED)
    round_.held_back = note | {"at": at.isoformat()}
    round_.save(update_fields=["held_back"])
    return HeldBack(
        _(
            "The results are not published. The check before publication found a way to work"
            " out too much about a few people. All answers are kept."
        )
    )


def may_try_again(round_: Round, *, at: datetime) -> bool:
    """Once an hour, or at once with a newer auditor: each try costs a whole release."""
    if not round_.held_back:
        return True
    from trivsel.domain.audit import VERSION  # noqa: PLC0415 - slow package

    if round_.held_back["auditor"] != VERSION:
        return True
    return at - datetime.fromisoformat(round_.held_back["at"]) >= AGAIN_AFTER
