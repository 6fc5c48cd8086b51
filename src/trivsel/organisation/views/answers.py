"""What the pages of this room have in common: find or 404, do and say."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404

from trivsel.domain.refusal import Refused
from trivsel.organisation import queries
from trivsel.organisation.gates import MemberRequest


def only_if(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence where it is called
    """A page that is not for this person looks as if it were not there."""
    if not allowed:
        raise Http404


def only_managers(request: MemberRequest) -> None:
    only_if(queries.may_manage_people(request.person))


def do_and_say(request: MemberRequest, do: Callable[[], object], *, done: str) -> bool:
    """Do it and say so, or say why not; whether it was done."""
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True
