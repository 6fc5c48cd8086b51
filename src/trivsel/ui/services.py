"""What a person sets for themselves on any page."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser


def keep_language(user: AbstractBaseUser | AnonymousUser, *, language: str) -> None:
    """Remember the language with the account, so that mails and the next sign-in speak it."""
    if isinstance(user, AbstractBaseUser):
        user.language = language  # type: ignore[attr-defined]
        user.save(update_fields=["language"])  # type: ignore[misc]
