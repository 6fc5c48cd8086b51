"""The one door to the answers. They come in here, figures go out, and only once per round.

Runs in the job process: what it needs for numbers is loaded when it runs. Nothing about a
single answer leaves this module; behind it stands ``disclosure.protect``.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from trivsel.accounts.events import What, record_event
from trivsel.ballots import queries as ballots
from trivsel.ballots.models import Box
from trivsel.domain.instrument import InstrumentSpec
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Organisation
from trivsel.surveys import across, auditing, commenting, states
from trivsel.surveys.models import CommentRelease, Release, Round
from trivsel.surveys.releases.logged import ANSWERS
from trivsel.surveys.releases.published import Published, Scale, digest
from trivsel.surveys.reporting import ReportingTree
from trivsel.surveys.rounds import continuing, job_groups
from trivsel.surveys.signed_tree import tree_of
from trivsel.surveys.states import Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trivsel.domain.disclosure import Groups, Tally
    from trivsel.surveys.across import Earlier

OVERALL = "wellbeing"  # the scale that sums up, where an instrument has one of this key


def release_round(round_: Round, *, at: datetime) -> Release:
    """Compute, protect, freeze and release a round's figures, all at the same moment.

    Safe to call again from any point: a round that is released keeps the figures it has, for
    figures computed twice from slightly different answers could be subtracted.

    Raises:
        Refused: The round is not closed, or its answers are not counted.
        HeldBack: The auditor found that too much can be worked out. Nothing is stored.
    """
    released = Release.objects.filter(round=round_).first()
    if released is not None:
        return released
    if reason := states.why_not(round_, Step.RELEASE):
        raise Refused(reason)
    if not Box.objects.filter(pk=round_.box_code, state=Box.State.COUNTED).exists():
        raise Refused(_("The answers are not counted yet. They are all kept; try again soon."))
    # Before the transaction: none ever holds both stores.
    earlier = across.earlier_releases(round_)
    made = _publish(round_, earlier)
    summary, findings = _examine(round_, made, earlier)
    if findings and made.by_group is not None:
        # The figures by unit are the same without: they do not wait for those by group.
        made = _publish(round_, earlier, by_group=False)
        summary, findings = _examine(round_, made, earlier)
    published, texts = made.published, made.texts
    if findings:
        raise auditing.hold_back(round_, findings, at=at)
    frozen = replace(published, audit=summary).freeze()
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round_.pk)
        released = Release.objects.filter(round=locked).first()
        if released is not None:
            return released
        _refuse_if_overtaken(locked, earlier)
        states.take(locked, Step.RELEASE)
        locked.held_back = None
        locked.save(update_fields=["state", "held_back"])
        record_event(
            What.ROUND_RELEASED,
            organisation=locked.organisation.slug,
            actor=None,
            at=at,
            kind="round",
            key=str(locked.pk),
        )
        release = Release.objects.create(
            round=locked, figures=frozen, digest=digest(frozen), released_at=at
        )
        if texts:
            CommentRelease.objects.create(
                release=release, lists=texts, digest=commenting.digest_of(texts)
            )
        return release


def _examine(
    round_: Round, made: "Made", earlier: "list[Earlier]"
) -> "tuple[dict[str, Any], list[dict[str, Any]]]":
    frozen = made.published.freeze()
    rounds = across.rounds_to_attack(round_, frozen, earlier)
    return auditing.examine(frozen, made.known, made.by_group, rounds)


def _refuse_if_overtaken(round_: Round, earlier: "Sequence[Earlier]") -> None:
    # Two rounds released at the same moment would each be protected without the other.
    Organisation.objects.select_for_update().get(pk=round_.organisation_id)
    if [e.round.pk for e in across.earlier_releases(round_)] != [e.round.pk for e in earlier]:
        raise Refused(
            _(
                "Another round was released at the same moment. All answers are kept; this one"
                " is tried again within a minute."
            )
        )


class Made(NamedTuple):
    """What is to be published, numbers that only the auditor is shown, and comments.

    The comments go into a row of their own, where they wait for two signatures.
    """

    published: Published
    known: "Mapping[str, Mapping[str, int]]"
    by_group: "Mapping[str, Mapping[str, Mapping[str, int]]] | None"
    texts: commenting.Lists


def _publish(round_: Round, earlier: "list[Earlier]", *, by_group: bool = True) -> Made:
    """Make what is published, and for the auditor's eyes how many have a score where."""
    from trivsel.domain.disclosure import protect  # noqa: PLC0415 - slow package

    spec = InstrumentSpec.from_dict(round_.instrument.spec)
    tree = tree_of(round_)
    scales = tuple(
        Scale(s.key, dict(s.title), s.good, {k: list(v) for k, v in s.talk.items()})
        for s in spec.scales
    )
    names = job_groups.of_manifest(round_.manifest or {})
    keys = tuple(job_groups.key_of(place) for place in range(1, len(names) + 1))
    tally, groups = _tally(round_.box_code, spec, tree, keys)
    table = protect(
        tree.nodes,
        tally,
        scales=[scale.key for scale in scales],
        minimum=round_.minimum_group,
        distribution_minimum=round_.distribution_minimum,
        total_known=_has_record(round_),
        groups=groups if by_group else None,
        shown_before=across.shown_before(earlier),
        settled=across.settled(
            round_, tree, dict(zip(tally.keys, tally.answered, strict=True)), earlier
        ),
    )
    comments, texts = commenting.place(table, spec, _written(round_, spec), tree.keys)
    published = Published(
        table=table,
        names={**tree.names, **dict(zip(keys, names, strict=True))},
        places={place.code: place for place in tree.places},
        scales=scales,
        overall=OVERALL if any(scale.key == OVERALL for scale in scales) else None,
        facts=_facts(round_, sum(tally.answered)),
        comments=comments,
        kept=across.kept_rows(table.freeze(), earlier),
        identities=continuing.identities(round_),
    )
    of_scales = [scale.key for scale in scales]
    return Made(
        published,
        _numbers(tally, of_scales),
        _numbers_across(groups, of_scales) if groups and by_group else None,
        texts,
    )


def _numbers(tally: "Tally", scales: "Sequence[str]") -> dict[str, dict[str, int]]:
    """Count the persons of each cell, and those with a score on each scale. No answers."""
    columns = [tally.answered, *(tally.scored(column) for column in range(len(scales)))]
    return {
        key: dict(zip(["", *scales], numbers, strict=True))
        for key, *numbers in zip(tally.keys, *columns, strict=True)
    }


def _numbers_across(
    groups: "Groups", scales: "Sequence[str]"
) -> dict[str, dict[str, dict[str, int]]]:
    """Count the same by the group chosen, '' for none."""
    numbers = _numbers(groups.tally, scales)
    found: dict[str, dict[str, dict[str, int]]] = {}
    for (cell, place), key in zip(groups.atoms, groups.tally.keys, strict=True):
        found.setdefault(cell, {})[("", *groups.keys)[place]] = numbers[key]
    return found


def _tally(
    box_code: str, spec: InstrumentSpec, tree: ReportingTree, groups: tuple[str, ...]
) -> "tuple[Tally, Groups | None]":
    """Count how many of each cell have which score. Arrays in, numbers of persons out.

    Where a round asks for the job group, the same once more by cell and group.
    """
    from trivsel.ballots.reading import read_answers  # noqa: PLC0415 - slow package
    from trivsel.domain.disclosure import Groups, tally_of_counts  # noqa: PLC0415 - slow package
    from trivsel.domain.statistics import ScoreCount  # noqa: PLC0415 - slow package

    cells, places = tuple(tree.keys.values()), len(groups) + 1
    count = ScoreCount(spec, len(cells) * places)
    for some in read_answers(box_code, tuple(tree.keys)):
        scored, group = job_groups.split(some.chosen, len(groups))
        count.add(some.cells * places + group, scored)
    counted = list(count.counted())
    tally = tally_of_counts(
        cells,
        count.answered.reshape(-1, places).sum(axis=1).tolist(),
        [
            (scores, persons.reshape(len(cells), places, -1).sum(axis=1))
            for scores, persons in counted
        ],
    )
    if not groups:
        return tally, None
    there = count.answered.nonzero()[0]
    atoms = [(cells[number // places], number % places) for number in there.tolist()]
    parts = tally_of_counts(
        [f"{place} {cell}" for cell, place in atoms],
        count.answered[there].tolist(),
        [(scores, persons[there]) for scores, persons in counted],
    )
    return tally, Groups(groups, atoms, parts)


def _written(round_: Round, spec: InstrumentSpec) -> "commenting.Written":
    return ballots.comments(round_.box_code) if spec.open_questions else {}


def _has_record(round_: Round) -> bool:
    return round_.answered_by == Round.AnsweredBy.BALLOTS


def _facts(round_: Round, answers: int) -> dict[str, str]:
    # The record of ballots lists each receipt, so the number of them is no secret.
    public = {ANSWERS: str(answers)} if _has_record(round_) else {}
    return public | {
        "organisation": round_.organisation.name,
        "round": round_.name,
        "opens_on": round_.opens_on.isoformat(),
        "closes_on": (round_.closed_on or round_.closes_on).isoformat(),
        "instrument": str(round_.instrument),
        "manifest": round_.digest,
    }
