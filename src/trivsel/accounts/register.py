"""What this room asks of the room that knows who works where (setting PEOPLE_REGISTER)."""

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings

from trivsel.accounts.models import User


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody with this address works somewhere here."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Workplace:
    name: str
    url: str


class Register(Protocol):
    def known(self, email: str) -> Known | None:
        """Whoever works somewhere under this address, or None."""

    def link(self, user: User) -> None:
        """Tie the user, whose address has been proven, to everybody they are under it."""

    def workplaces(self, user: User) -> list[Workplace]:
        """The organisations the user belongs to, by name."""


def register() -> Register:
    return cast("Register", import_module(settings.PEOPLE_REGISTER))
