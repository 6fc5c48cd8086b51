"""What stands below the table: how answers spread, and where the talk begins."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Reason, Row
from trivsel.surveys.readings import telling
from trivsel.surveys.readings.headline import Finding
from trivsel.surveys.readings.values import Distribution, Part, Talk
from trivsel.surveys.releases import Published
from trivsel.surveys.words import in_language

PARTS = ("0–24", "25–49", "50–74", "75–100")


def distributions(published: Published, row: Row) -> Iterable[Distribution]:
    for scale in published.scales:
        figure = row.figures.get(scale.key)
        if figure is not None and figure.distribution:
            yield Distribution(
                telling.title_of(scale),
                scale.good == "low",
                tuple(_parts(figure.distribution, scale.good)),
            )


def _parts(shares: Sequence[int], good: str) -> Iterable[Part]:
    # Whole per cents can sum to 99 or 101; the bar is always full.
    whole, start = sum(shares) or 1, 0
    for band, share in zip("edba" if good == "high" else "abde", shares, strict=True):
        yield Part(band, f"{100 * start / whole:.2f}", f"{100 * share / whole:.2f}", share)
        start += share


def talk_of(published: Published, row: Row, finding: Finding, name: str) -> Talk | None:
    if row.reason is not Reason.SHOWN:
        return None
    if not finding.weakest:
        return Talk("", "", name)
    weakest = finding.weakest[0]
    scale = next(scale for scale in published.scales if scale.key == weakest.key)
    # Without the number: an action can be seen by people who may not see the unit's figures.
    label = _("%(theme)s in %(unit)s")
    return Talk(
        theme=weakest.title,
        key=scale.key,
        label=label % {"theme": weakest.title, "unit": name},
        questions=tuple(in_language(scale.talk)) if scale.talk else (),
    )
