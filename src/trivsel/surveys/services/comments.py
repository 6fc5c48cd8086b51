"""Comments are looked through by both sides, and shown when both have signed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trivsel.accounts.events import What
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Person
from trivsel.surveys import comment_policies as policies
from trivsel.surveys import commenting, queries
from trivsel.surveys.models import CommentDoubt, CommentRelease, CommentSignature, Signature
from trivsel.surveys.services.held import record, refuse_strangers


@transaction.atomic
def doubt_comment(
    comments: CommentRelease, key: str, *, reason: str, by: Person, at: datetime
) -> CommentRelease:
    """Say for one's side that a comment should be withheld, or with no reason: not any more.

    It is withheld when both sides say so. What is to be shown is then another thing than
    before, so whoever has signed must read and sign again.

    Raises:
        Refused: The policy says no, or there is no such comment or reason.
    """
    comments = _held(comments, by=by)
    if refusal := policies.why_not_look(comments, by=by):
        raise Refused(refusal)
    if key not in _keys(comments) or reason not in {"", *CommentDoubt.Reason.values}:
        raise Refused(_("There is no such comment. Nothing was changed."))
    before = queries.withheld(comments)
    side = policies.side_of(by)
    assert side  # noqa: S101 - why_not_look has asked
    comments.doubts.filter(comment=key, side=side).delete()
    if reason:
        CommentDoubt.objects.create(comments=comments, comment=key, side=side, reason=reason)
    if queries.withheld(comments) != before:
        comments.signatures.all().delete()
    record(What.COMMENT_DOUBTED, comments.release.round, by=by, at=at)
    return comments


@transaction.atomic
def sign_comments(
    comments: CommentRelease, *, by: Person, at: datetime, digest: str
) -> CommentRelease:
    """Sign for one's side that exactly these comments are shown. With both, they are.

    What is withheld is wiped then: its reason stays, its words do not.

    Raises:
        Refused: The policy says no, or what would be shown has changed since it was read.
    """
    comments = _held(comments, by=by)
    if refusal := policies.why_not_sign(comments, by=by):
        raise Refused(refusal)
    withheld = queries.withheld(comments)
    if digest != commenting.digest_of(comments.lists, withheld):
        raise Refused(
            _(
                "What is to be withheld has changed since you opened the page. Nothing is"
                " signed. Look through the comments once more, then sign."
            )
        )
    side = policies.side_of(by)
    assert side  # noqa: S101 - why_not_sign has asked
    CommentSignature.objects.create(
        comments=comments, side=side, person=by, signed_at=at, digest=digest
    )
    record(What.COMMENTS_SIGNED, comments.release.round, by=by, at=at)
    if comments.signatures.count() == len(Signature.Side):
        comments.lists = commenting.without(comments.lists, withheld)
        comments.digest = commenting.digest_of(comments.lists)
        comments.released_at = at
        comments.save(update_fields=["lists", "digest", "released_at"])
        comments.doubts.all().delete()
        record(What.COMMENTS_RELEASED, comments.release.round, by=None, at=at)
    return comments


def _held(comments: CommentRelease, *, by: Person) -> CommentRelease:
    refuse_strangers(comments.release.round.organisation_id, by=by)
    return (
        CommentRelease.objects.select_for_update(of=("self",))
        .select_related("release__round__organisation")
        .get(pk=comments.pk)
    )


def _keys(comments: CommentRelease) -> set[str]:
    return {comment["key"] for one in comments.lists for comment in one["comments"]}
