"""Mail of an installation without a mail server: told on the screen, so that it can be read."""

import sys
from collections.abc import Sequence
from typing import Any, TextIO

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class ScreenBackend(BaseEmailBackend):
    """Say each mail in plain words. Coded as for sending, a link would be broken over lines."""

    def __init__(self, *args: Any, stream: TextIO | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stream = stream

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        screen = self.stream or sys.stdout
        for mail in email_messages:
            to = ", ".join(mail.recipients())
            screen.write(f"\n--- Mail to {to}: {mail.subject}\n{mail.body}\n---\n")
        screen.flush()
        return len(email_messages)
