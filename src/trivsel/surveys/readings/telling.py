"""How a figure, a count and a protected row are said, the same on page and in export."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Band, Count, Figure, Reason, Row
from trivsel.surveys.releases import Published, Scale
from trivsel.surveys.words import in_language, listed


def title_of(scale: Scale) -> str:
    return in_language(scale.title)


def name_of(published: Published, row: Row) -> str:
    if row.kind != "merged":
        return published.names[row.key]
    names = [published.names[key] for key in row.members]
    return _("%(names)s, together") % {"names": listed(names)}


def answers(count: Count | None) -> str:
    """Say how many answered; a range at the ends, so that nobody's silence is counted."""
    if count is None:
        return ""
    if count.exact is not None:
        return number_format(count.exact)
    low, high = number_format(count.low), number_format(count.high)
    if count.band is Band.HIGH:
        return _("at least %(low)s") % {"low": low}
    if count.band is Band.LOW:
        return _("at most %(high)s") % {"high": high}
    return f"{low}–{high}"


def share(count: Count | None) -> str:
    """Say the response rate; at the ends only the band it lies in."""
    if count is None or count.percent is None:
        return _("have answered")
    if count.band is Band.HIGH:
        return _("have answered, %(percent)s%% or more") % {"percent": count.percent}
    if count.band is Band.LOW:
        return _("have answered, fewer than %(percent)s%%") % {"percent": count.percent}
    return _("have answered, %(percent)s%%") % {"percent": count.percent}


def figure(figure: Figure) -> str:
    if figure.mean is not None:
        return str(figure.mean)
    if figure.band is Band.HIGH:
        return _("90 or more")
    if figure.band is Band.LOW:
        return _("10 or less")
    return ""


def why_no_figure(figure: Figure) -> str:
    if figure.reason is Reason.NO_ANSWERS:
        return _("nobody has answered this")
    if figure.reason is Reason.TOO_FEW:
        return _("too few answers")
    return _("protected")


def why_protected(published: Published, row: Row) -> str:
    """Say why a row has no figures, in words that fit beside any name."""
    if row.merged_into:
        others = [
            published.names[key]
            for each in (*published.table.rows, *published.table.groups)
            if each.key == row.merged_into
            for key in each.members
            if key not in {row.key, row.parent}
        ]
        return _(
            "shown only together with %(others)s, so that nobody can subtract one number"
            " from the other"
        ) % {"others": listed(others)}
    if row.reason is Reason.NO_ANSWERS:
        return _("nobody has answered")
    if row.reason is Reason.TOO_FEW:
        return _("too few answers to show numbers")
    if row.reason is Reason.CHANGED_BY_FEW:
        return _(
            "one to %(most)s people have joined or left since an earlier round; the earlier"
            " figure stays"
        ) % {"most": published.table.minimum - 1}
    return _("hidden, so that nobody can work out the numbers of another group")
