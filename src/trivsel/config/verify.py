"""`trivsel verify`: check a round's record, or its manifest, on any machine.

Touches no data folder, no database and no setting, and loads no Django: whoever checks should
have to trust as little as can be. Reads the files it is given, and says what it found.
"""

import argparse
import gettext
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import fill
from unicodedata import normalize

from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.record import (
    LIMITS,
    MOST_BYTES,
    Check,
    Earlier,
    Finding,
    Outcome,
    check_manifest,
    check_record,
    read_earlier,
)
from trivsel.domain.blindsign.refusals import BadManifest, BadReceipt

type Translate = Callable[[str], str]

ROOMS = Path(__file__).resolve().parents[1]
HOLDS, FAILS, UNREADABLE = 0, 1, 2
WIDTH = 88


class CannotRead(Exception):
    """What was given cannot be read; the message says what and why."""


def language_of(environment: Mapping[str, str]) -> str:
    """English where the machine speaks it, else Danish."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    spoken = next((environment[name] for name in names if environment.get(name)), "")
    return "en" if spoken.startswith("en") else "da"


def translator(language: str) -> Translate:
    """The rooms' own catalogues, read without Django, which would ask for settings."""
    if language == "en":
        return str
    ours, findings = (
        gettext.translation("django", ROOMS / room / "locale", [language], fallback=True)
        for room in ("config", "surveys")
    )
    ours.add_fallback(findings)
    return ours.gettext


def run(given: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Check, tell, and end with 0 (all that was checked holds), 1, or 2 (unreadable)."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    _ = translator(given.language or language_of(environment))
    try:
        name, raw = given.file, _bytes(given.file)
        found = _findings(given, raw)
        if found[0].outcome is Outcome.FAILS:
            raise CannotRead(f"{name}: {_(found[0].sentence) % found[0].facts}")  # noqa: TRY301
    except CannotRead as error:
        head = _("It cannot be checked, because something cannot be read.")
        sys.stderr.write(f"{head}\n{error}\n")
        return UNREADABLE
    for line in _told(read_earlier(raw), found, _):
        sys.stdout.write(f"{line}\n")
    return FAILS if any(one.outcome is Outcome.FAILS for one in found) else HOLDS


def _findings(given: argparse.Namespace, raw: bytes) -> list[Finding]:
    words = normalize("NFC", given.words).split()
    earlier = [_earlier(name) for name in given.earlier]
    receipts = [_receipt(text) for text in given.receipt]
    try:
        record = read_earlier(raw).record
    except BadManifest:
        return check_record(raw)
    if record is None:
        return check_manifest(raw, words=words, earlier=earlier)
    return check_record(raw, words=words, receipts=receipts, earlier=earlier)


def _told(file: Earlier, found: list[Finding], _: Translate) -> Iterator[str]:
    yield from _head(file, _)
    marks = {
        Outcome.HOLDS: _("holds"),
        Outcome.FAILS: _("DOES NOT HOLD"),
        Outcome.OPEN: _("not compared"),
    }
    for one in found:
        title, sentence = _(one.check.title), _(one.sentence) % one.facts
        yield _wrapped(f"{marks[one.outcome]}: {title}. {sentence}", "  ")
    yield ""
    yield _("What no check can show:")
    for limit in LIMITS:
        yield _wrapped(f"- {_(limit)}", "  ")
    yield ""
    yield _wrapped(_conclusion(file, found, _), "")


def _head(file: Earlier, _: Translate) -> Iterator[str]:
    manifest = file.manifest
    what = _("Record of the round") if file.record else _("Manifest of the round")
    yield f"{what} {manifest.round}, {manifest.opens_on} - {manifest.closes_on}"
    if file.record:
        yield f"{_('Digest of the record:')} {file.record.digest.hex()}"
    yield f"{_('Digest of the manifest:')} {manifest.digest.hex()}"
    yield ""


def _conclusion(file: Earlier, found: list[Finding], _: Translate) -> str:
    failing = [_(one.check.title) for one in found if one.outcome is Outcome.FAILS]
    if failing:
        return _(
            "This does not hold: %(checks)s. Keep the file as it is, show it to your safety"
            " representative, and get it once more from another device to compare."
        ) % {"checks": ", ".join(failing)}
    missing = {one.check for one in found if one.outcome is Outcome.OPEN}
    words = _("All that could be checked holds.")
    if Check.WORDS in missing:
        words += " " + _(
            "But a whole file made anew holds too: give the six words with --words, or"
            " compare them by eye."
        )
    if file.record is None:
        words += " " + _("The record, with counts and receipts, comes with the results.")
    return words


def _bytes(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CannotRead(f"{name}: {error.strerror}") from error


def _earlier(name: str) -> Earlier:
    try:
        return read_earlier(_bytes(name))
    except BadManifest as error:
        raise CannotRead(f"{name}: {error}") from error


def _receipt(text: str) -> Receipt:
    try:
        return Receipt.read(text)
    except BadReceipt as error:
        raise CannotRead(f"--receipt {text}: {error}") from error


def _wrapped(text: str, indent: str) -> str:
    return fill(
        text,
        WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
