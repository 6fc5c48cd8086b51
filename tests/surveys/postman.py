"""A mail server for tests: takes mail, refuses an address, is silent, or sees us die."""

import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

MAILERS = {"default": {"BACKEND": "surveys.postman.Postman"}}


class Killed(BaseException):
    """The process ends here: no code of ours gets to tidy up."""


@dataclass
class Server:
    """What the mail server has taken, and what it does next."""

    taken: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    silent: bool = False
    calls: int = 0
    before: Callable[[EmailMessage], Any] = lambda _mail: None
    after: Callable[[EmailMessage], Any] = lambda _mail: None

    @property
    def to(self) -> list[str]:
        return [mail.to[0] for mail in self.taken]

    def of(self, word: str) -> list[str]:
        """The addresses that got a mail with this word in its subject."""
        return [mail.to[0] for mail in self.taken if word in mail.subject]


server = Server()


class Postman(BaseEmailBackend):
    def open(self) -> bool:
        server.calls += 1
        if server.silent:
            raise ConnectionRefusedError("nobody there")
        return True

    def close(self) -> None:
        if server.silent:
            raise smtplib.SMTPServerDisconnected("nobody there")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            server.before(mail)
            if mail.to[0] in server.refused:
                raise smtplib.SMTPRecipientsRefused({mail.to[0]: (550, b"no such person")})
            mail.message()  # as a real one would write it out
            server.taken.append(mail)
            server.after(mail)
        return len(email_messages)
