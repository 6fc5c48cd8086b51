"""What the job process does when it is asked to; the clock's own work is services.tick."""

from django.tasks import task
from django.utils import timezone

from trivsel.surveys import queries, services


@task
def count_and_release(pk: int) -> None:
    """Count a closed round and release it. May run again from any point."""
    services.count_and_release(queries.round_by_key(pk), at=timezone.now())


@task
def follow_round(pk: int, given_up: str = "") -> None:
    """Let a round's box follow what a page did to the round. May run again from any point."""
    services.follow_round(pk, given_up=given_up, at=timezone.now())
