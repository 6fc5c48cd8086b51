"""A part of a JSON file and its place, so that a refusal can say where and why."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from trivsel.domain.blindsign.manifest.canonical import Value
from trivsel.domain.blindsign.refusals import BadManifest

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Part:
    """A value read from a file.

    Attributes:
        value: What stands there.
        place: Where, for example ``cells[2].eligible``; empty for the whole file.
    """

    value: Value
    place: str = ""

    def refuse(self, reason: str) -> BadManifest:
        """Make the refusal of this part."""
        return BadManifest(self.place, reason)

    def fields(self, *names: str) -> "dict[str, Part]":
        """Give the fields of an object: exactly these.

        Raises:
            BadManifest: If it is no object, or has other keys.
        """
        if not isinstance(self.value, dict):
            raise self.refuse("must be an object")
        for name in sorted(set(names) ^ set(self.value)):
            at = Part(None, f"{self.place}.{name}".removeprefix("."))
            raise at.refuse("is missing" if name in names else "is not known")
        dot = f"{self.place}." if self.place else ""
        return {name: Part(value, f"{dot}{name}") for name, value in self.value.items()}

    def items(self) -> "list[Part]":
        """Give the parts of a list."""
        if not isinstance(self.value, list):
            raise self.refuse("must be a list")
        return [Part(item, f"{self.place}[{at}]") for at, item in enumerate(self.value)]

    def text(self) -> str:
        """Give a text."""
        if not isinstance(self.value, str):
            raise self.refuse("must be a text")
        return self.value

    def number(self) -> int:
        """Give a whole number."""
        if not isinstance(self.value, int):
            raise self.refuse("must be a whole number")
        return self.value

    def exactly(self, wanted: str | int) -> None:
        """Refuse everything but one value.

        >>> Part(2, "format").exactly(1)
        Traceback (most recent call last):
        trivsel.domain.blindsign.refusals.BadManifest: format: must be 1
        """
        if self.value != wanted:
            raise self.refuse(f"must be {wanted}")

    def hash(self) -> bytes:
        """Give a SHA-256, written as 64 small hex digits."""
        text = self.text()
        if not _HASH.fullmatch(text):
            raise self.refuse("must be 64 small hex digits")
        return bytes.fromhex(text)

    def octets(self) -> bytes:
        """Give bytes written in base64: RFC 4648, filled up with ``=``, and no bit to spare."""
        text = self.text()
        try:
            found = b64decode(text, validate=True)
        except ValueError as error:
            raise self.refuse("must be base64") from error
        if b64encode(found).decode() != text:
            raise self.refuse("must be base64")
        return found

    def day(self) -> date:
        """Give a day, written as ``2026-11-30``."""
        text = self.text()
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise self.refuse("must be a day like 2026-11-30") from error
        if day.isoformat() != text:
            raise self.refuse("must be a day like 2026-11-30")
        return day

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Put this part's place before the place of what is refused inside.

        >>> with Part(None, "cells[2]").inside():
        ...     raise BadManifest("eligible", "must be 8 or more")
        Traceback (most recent call last):
        trivsel.domain.blindsign.refusals.BadManifest: cells[2].eligible: must be 8 or more
        """
        try:
            yield
        except BadManifest as error:
            place = f"{self.place}.{error.place}".strip(".")
            raise BadManifest(place, error.reason) from error
