"""Who looks through comments before anybody else reads them: one from each side.

For management HR, where there is HR; else whoever signs for management. For the employees their
representative, as when a round is signed.
"""

from django.utils.translation import gettext as _

from trivsel.organisation.models import Person, Role
from trivsel.surveys import policies
from trivsel.surveys.models import CommentRelease, Signature

HR = frozenset({Role.Kind.HR})


def side_of(person: Person) -> Signature.Side | None:
    """The side that the person looks through comments for, or None: then they are not shown."""
    side = policies.side_of(person)
    if side != Signature.Side.MANAGEMENT or policies.has_role(person, HR):
        return side
    return None if _has_hr(person) else side


def why_not_look(comments: CommentRelease, *, by: Person) -> str | None:
    """Why they cannot be looked through, or changed in what is withheld."""
    if side_of(by) is None:
        return _("Comments are looked through by the safety representative and HR.")
    if comments.released_at:
        return _("The comments are released. What was shown then is not changed any more.")
    return None


def why_not_sign(comments: CommentRelease, *, by: Person) -> str | None:
    if reason := why_not_look(comments, by=by):
        return reason
    for signature in comments.signatures.all():
        if signature.side == side_of(by):
            return _("%(name)s has signed for your side.") % {"name": signature.person}
        if policies.appointed(by, signature.person) or policies.appointed(signature.person, by):
            return _(
                "The employees' representative cannot have been appointed by the one who signs"
                " for management. Let another person sign for one of the sides."
            )
    return None


def _has_hr(person: Person) -> bool:
    return Role.objects.filter(
        kind=Role.Kind.HR,
        person__organisation=person.organisation_id,
        person__left_on__isnull=True,
    ).exists()
