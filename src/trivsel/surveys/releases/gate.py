"""Reading a release: who may see which rows, and whether it is still what was released."""

import logging
from dataclasses import dataclass

from django.db.models import Q

from trivsel.organisation.models import Person, Unit
from trivsel.organisation.queries import SEES_ALL_RESULTS, SEES_RESULTS_OF_SUBTREE
from trivsel.surveys.models import Release, Round
from trivsel.surveys.releases.published import Published, Sight, digest

log = logging.getLogger(__name__)

type Ways = list[tuple[str, ...]]


class Altered(Exception):
    """The stored figures are not those that were released. They are withheld."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as one person sees it; ``own`` is the unit they lead, speak for or work in."""

    release: Release
    published: Published
    own: str


def release_for(person: Person, round_: Round) -> Reading | None:
    """Give the release of a round, cut to what the person may see; None before it is released.

    Raises:
        Altered: The figures do not match their digest. The operator finds it in the log.
    """
    release = Release.objects.filter(round=round_).first()
    return None if release is None else _reading(person, release)


def latest_released_round(person: Person) -> int | None:
    """The key of the newest released round, without reading its figures."""
    rounds = Release.objects.filter(round__organisation=person.organisation_id)
    return rounds.values_list("round", flat=True).first()


def latest_release(person: Person) -> Reading | None:
    """Give the newest release of the person's organisation, for their front page.

    Raises:
        Altered: As above.
    """
    release = (
        Release.objects.filter(round__organisation=person.organisation_id)
        .select_related("round__organisation")
        .first()
    )
    return None if release is None else _reading(person, release)


def readings_before(person: Person, reading: Reading, *, most: int) -> list[Reading]:
    """Give the releases before this one as the same person sees them, newest first.

    One whose figures are not those that were released is left out, and stands in the log.
    """
    release = reading.release
    earlier = Q(released_at__lt=release.released_at) | Q(
        released_at=release.released_at, pk__lt=release.pk
    )
    found = Release.objects.filter(earlier, round__organisation=person.organisation_id)
    newest_first = found.order_by("-released_at", "-pk")[:most]
    ways = _ways_of(person)
    return [before for each in newest_first if (before := _unless_altered(person, each, ways))]


def _unless_altered(person: Person, release: Release, ways: Ways) -> Reading | None:
    try:
        return _reading(person, release, ways)
    except Altered:
        return None


def _reading(person: Person, release: Release, ways: Ways | None = None) -> Reading:
    if digest(release.figures) != release.digest:
        log.error(
            "trivsel.E301: the figures of release %s do not match their digest and are"
            " withheld. Hint: restore the people database from a backup made after %s.",
            release.pk,
            release.released_at.isoformat(timespec="minutes"),
        )
        raise Altered(str(release.pk))
    whole = Published.thaw(release.figures)
    sight = _sight(person, whole, _ways_of(person) if ways is None else ways)
    published = whole.only(sight)
    return Reading(release, published, _own(sight, published))


# --- where somebody stands ------------------------------------------------------------------
def _ways_of(person: Person) -> Ways:
    """The ways up from where somebody works and leads; who sees all needs none."""
    if _sees_all(person):
        return []
    return _ways_up(person, [person.unit, *_led(person)])


def _sees_all(person: Person) -> bool:
    return any(role.kind in SEES_ALL_RESULTS for role in person.roles.all())


def _led(person: Person) -> list[Unit]:
    return [role.unit for role in person.roles.all() if role.kind in SEES_RESULTS_OF_SUBTREE]


def _sight(person: Person, whole: Published, ways: Ways) -> Sight:
    if _sees_all(person):
        return Sight(everything=True, own=())
    own, *others = ways
    led = _led(person)
    newer = [unit for unit in led if unit.code not in whole.places]
    return Sight(
        everything=False,
        own=own,
        led=tuple(others),
        below=_codes_below(newer) if newer else frozenset(),
    )


def _ways_up(person: Person, units: list[Unit]) -> Ways:
    """Give each unit's code and those above it, nearest first, in one query."""
    above = Q()
    for unit in units:
        above |= Q(first__lte=unit.first, last__gte=unit.last)
    rows = Unit.objects.filter(above, organisation=person.organisation_id).order_by("-depth")
    found = list(rows.values_list("code", "first", "last"))
    return [
        tuple(code for code, first, last in found if first <= unit.first and last >= unit.last)
        for unit in units
    ]


def _codes_below(units: list[Unit]) -> frozenset[str]:
    inside = Q()
    for unit in units:
        inside |= Q(first__gte=unit.first, first__lte=unit.last)
    rows = Unit.objects.filter(inside, organisation=units[0].organisation_id)
    return frozenset(rows.values_list("code", flat=True))


def _own(sight: Sight, published: Published) -> str:
    """The unit of a role before the one they work in; the whole for who answers for it."""
    for way in (*sight.led, sight.own):
        for code in way[:1]:
            if code in published.places:
                return code
    return published.root
