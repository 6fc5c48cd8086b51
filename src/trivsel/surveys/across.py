"""A round beside the earlier rounds of its organisation: who stood where, and what was told.

Values for the protection and for the auditor, each in its own form. Runs in the job process,
for what it calls is slow to load; no answer comes here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Reason
from trivsel.domain.refusal import Refused
from trivsel.surveys.models import Release, Round, Stood
from trivsel.surveys.releases.logged import release_log
from trivsel.surveys.reporting import ReportingTree
from trivsel.surveys.signed_tree import tree_of

if TYPE_CHECKING:
    from trivsel.domain.audit import Rounds
    from trivsel.domain.disclosure.rounds import Told
    from trivsel.domain.disclosure.settled import Settled

SHOWN = Reason.SHOWN.value


@dataclass(frozen=True, slots=True)
class Earlier:
    """A released round, as it is stored, and who stood in which row of it that has no parts.

    ``members`` leads from a person's key in the history of rosters to the row's key.
    """

    round: Round
    frozen: Mapping[str, Any]
    members: Mapping[str, str]


def earlier_releases(round_: Round) -> list[Earlier]:
    """Give the organisation's releases, the oldest first, for a round that has none yet.

    A release whose roster was deleted before there was a history is left out: nobody can say
    any more who stood where.
    """
    if round_.policy == Round.Policy.INDEPENDENT:
        return []
    releases = (
        Release.objects.filter(round__organisation=round_.organisation_id)
        .exclude(round=round_)
        .select_related("round")
        .order_by("released_at", "pk")
    )
    found = (
        Earlier(
            release.round, release.figures, members_of(release.round, tree_of(release.round))
        )
        for release in releases
    )
    return [earlier for earlier in found if earlier.members]


def members_of(round_: Round, tree: ReportingTree) -> dict[str, str]:
    """Give each person's key and the row their cell is."""
    stood = Stood.objects.filter(cell__round=round_).values_list("key", "cell__code")
    return {key: tree.keys[cell] for key, cell in stood}


def complete(round_: Round, tree: ReportingTree) -> Mapping[str, str]:
    """Give the roster, if nobody is missing.

    Raises:
        Refused: Somebody is. What is not known cannot be protected.
    """
    members = members_of(round_, tree)
    if len(members) != sum(node.eligible for node in tree.nodes):
        raise Refused(
            _(
                "The list of who could answer is not complete, so this round cannot be"
                " protected beside the earlier ones. All answers are kept."
            )
        )
    return members


def settled(
    round_: Round, tree: ReportingTree, answered: Mapping[str, int], earlier: list[Earlier]
) -> "Settled | None":
    """Say what earlier releases forbid to tell of a round; nothing where there are none."""
    if not earlier:
        return None
    from trivsel.domain.disclosure.rounds import (  # noqa: PLC0415 - slow package
        Asked,
        Rules,
        settle,
    )

    roster: dict[str, list[str]] = {key: [] for key in tree.keys.values()}
    for person, row in complete(round_, tree).items():
        roster[row].append(person)
    return settle(
        Asked(tree.nodes, answered, roster),
        [told_of(each) for each in earlier],
        Rules(minimum=round_.minimum_group, distribution_minimum=round_.distribution_minimum),
    )


def told_of(earlier: Earlier) -> "Told":
    """Put what a release tells as lines with people in them."""
    from trivsel.domain.disclosure.rounds import Line, Told  # noqa: PLC0415 - slow package

    rows = {row["key"]: row for row in earlier.frozen["table"]["rows"]}
    told = [row for row in rows.values() if row["reason"] == SHOWN]
    number = {row["key"]: place for place, row in enumerate(told)}

    def near(key: str | None) -> int:
        """The innermost told row around one, or itself."""
        while key is not None:
            if key in number:
                return number[key]
            if rows[key]["merged_into"] in number:
                return number[rows[key]["merged_into"]]
            key = rows[key]["parent"]
        return -1

    lines = tuple(
        Line(
            row["key"],
            near(row["parent"]),
            row["answered"]["low"],
            spread=any(figure["distribution"] for figure in row["figures"].values()),
        )
        for row in told
    )
    places = {person: near(row) for person, row in earlier.members.items()}
    return Told(
        earlier.round.name, lines, {who: place for who, place in places.items() if place >= 0}
    )


def rounds_to_attack(
    round_: Round, frozen: Mapping[str, Any], earlier: Iterable[Earlier]
) -> "Rounds | None":
    """Put all releases as the auditor reads them, this one last; None where it is the first."""
    from trivsel.domain.audit import log_of, rounds_of  # noqa: PLC0415 - slow package

    others = list(earlier)
    if not others:
        return None
    logs = [log_of(release_log(each.frozen)) for each in others]
    members = [each.members for each in others]
    own = complete(round_, tree_of(round_))
    return rounds_of([*logs, log_of(release_log(frozen))], [*members, own])


def shown_before(earlier: list[Earlier]) -> list[str]:
    """The rows of the last release, which had rather not vanish where nothing else decides."""
    if not earlier:
        return []
    rows = earlier[-1].frozen["table"]["rows"]
    return [row["key"] for row in rows if row["reason"] == SHOWN]


def kept_rows(table: Mapping[str, Any], earlier: list[Earlier]) -> dict[str, int]:
    """For each row that keeps its earlier figure: the newest round that has one."""
    newest: dict[str, int] = {}
    for each in earlier:
        rows = each.frozen["table"]["rows"]
        newest |= {row["key"]: each.round.pk for row in rows if row["reason"] == SHOWN}
    return {
        row["key"]: newest[row["key"]]
        for row in table["rows"]
        if row["reason"] == Reason.CHANGED_BY_FEW.value and row["key"] in newest
    }
