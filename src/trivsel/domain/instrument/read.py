"""Read an instrument file, or say everything that is wrong with it at once."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from trivsel.domain.instrument.lint import Verdict, lint
from trivsel.domain.instrument.problems import Finding, InstrumentErrors, Problem
from trivsel.domain.instrument.reader import Reader
from trivsel.domain.instrument.sections import read_instrument
from trivsel.domain.instrument.spec import InstrumentSpec
from trivsel.domain.tomllines import find_lines

LARGEST_FILE = 256 * 1024
# A key of hundreds of parts costs tomllib minutes; no instrument has one of more than three.
ENDLESS_KEY = re.compile(r"^[^\n=\"'#]*(?:\.[^\n=\"'#.]*){40}", re.MULTILINE)


def parse_instrument(
    text: str, *, file: str, languages: Collection[str] = ()
) -> InstrumentSpec:
    """Read an instrument from TOML.

    Args:
        text: The file's content.
        file: Its name, for the messages.
        languages: Languages the instrument must have besides being in Danish or English;
            Trivsel's own have both.

    Raises:
        InstrumentErrors: Everything that is wrong, by line, with what to do about it. That
            includes questions on illness, family, belief, union or identity.

    >>> try:
    ...     parse_instrument("key: mine", file="mine.toml")
    ... except InstrumentErrors as errors:
    ...     [(finding.line, finding.problem.name) for finding in errors]
    [(1, 'NOT_TOML')]
    """
    document = _load(text, file)
    lines = find_lines(text)
    reader = Reader(file, required_languages=tuple(languages))
    spec = read_instrument(reader, document)
    findings = reader.findings + lint(spec, verdict=Verdict.REFUSED, file=file)
    if findings:
        placed = [replace(found, line=_line(lines, found.key)) for found in findings]
        raise InstrumentErrors(sorted(placed, key=lambda found: found.line or 0))
    return spec


def read_bytes(raw: bytes, *, file: str) -> str:
    """Give the text of a file somebody has sent.

    Raises:
        InstrumentErrors: It is larger than an instrument can be, or not UTF-8.
    """
    if len(raw) > LARGEST_FILE:
        facts = {"limit": str(LARGEST_FILE // 1024)}
        raise InstrumentErrors([Finding(Problem.TOO_LARGE, file, "", facts=facts)])
    try:
        return raw.decode("utf-8-sig")  # Notepad puts a mark in front
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InstrumentErrors([Finding(Problem.NOT_UTF8, file, "", line)]) from None


def warnings(text: str, spec: InstrumentSpec, *, file: str) -> list[Finding]:
    """Say which sentences of a sound instrument might ask too much; a person must judge."""
    lines = find_lines(text)
    doubts = lint(spec, verdict=Verdict.DOUBTED, file=file)
    return [replace(found, line=_line(lines, found.key)) for found in doubts]


def _load(text: str, file: str) -> dict[str, Any]:
    if ENDLESS_KEY.search(text):
        raise InstrumentErrors([Finding(Problem.TOO_DEEP, file, "")])
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise InstrumentErrors([Finding(Problem.TOO_DEEP, file, "")]) from None
    except ValueError as error:  # TOMLDecodeError, and numbers of thousands of digits
        what, line = _syntax(str(error), text)
        raise InstrumentErrors(
            [Finding(Problem.NOT_TOML, file, "", line, {"what": what})]
        ) from None


def _syntax(message: str, text: str) -> tuple[str, int]:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    if not place:
        return message, 1
    line = int(place[1]) if place[1] else text.count("\n", 0, len(text.rstrip())) + 1
    return message[: place.start()], line


def _line(lines: Mapping[str, int], key: str) -> int | None:
    """Give the line of a key, or of the nearest that holds it where the key is missing."""
    while key not in lines:
        shorter = re.sub(r"(?:\[\d+\]|\.?[^.\[\]]*)$", "", key)
        if shorter in {key, ""}:
            return None
        key = shorter
    return lines[key]
