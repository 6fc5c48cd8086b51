"""Take values out of a document one by one, and note what is wrong instead of stopping."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from trivsel.domain.instrument.format import Field
from trivsel.domain.instrument.marks import _
from trivsel.domain.instrument.problems import Finding, Problem

KEY = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
# Letters that hide, or turn the reading direction of what follows.
UNSEEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MOST_FINDINGS = 500  # a wrong file of another kind would otherwise give tens of thousands
LONGEST_FACT = 300


@dataclass(slots=True)
class Reader:
    """Reads one document. What cannot be read is noted and comes back empty."""

    file: str
    required_languages: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    def complain(self, problem: Problem, key: str, **facts: object) -> None:
        """Note a problem at a place."""
        if len(self.findings) < MOST_FINDINGS:
            said = {name: _say(fact) for name, fact in facts.items()}
            self.findings.append(Finding(problem, self.file, key, facts=said))

    def only(
        self, table: Mapping[str, Any], path: str, fields: tuple[Field, ...], *other: str
    ) -> None:
        """Complain of words that are not in the format, guessing what was meant."""
        known = [*(f.name for f in fields), *other]
        for name in table:
            if name in known or len(self.findings) >= MOST_FINDINGS:
                continue
            close = get_close_matches(name[:60], known, n=1, cutoff=0.6)
            self.complain(
                Problem.UNKNOWN_KEY_CLOSE if close else Problem.UNKNOWN_KEY,
                join(path, name),
                name=name,
                close="".join(close),
                known=", ".join(known),
            )

    def take[T](
        self, table: Mapping[str, Any], path: str, wanted: Field, kind: type[T], empty: T
    ) -> T:
        """Give the value of a field if it is there and of its kind, else ``empty``."""
        if wanted.name not in table:
            if wanted.required:
                self.complain(
                    Problem.MISSING,
                    join(path, wanted.name),
                    name=wanted.name,
                    meaning=wanted.meaning,
                )
            return empty
        value = table[wanted.name]
        # True is an int to Python, but not to a person who counts.
        if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
            return value
        self.complain(
            Problem.WRONG_KIND,
            join(path, wanted.name),
            name=wanted.name,
            kind=KINDS[kind],
            meaning=wanted.meaning,
        )
        return empty

    def text(
        self, table: Mapping[str, Any], path: str, wanted: Field, *, lines: bool = False
    ) -> str:
        """Give a text of its limit's length, '' where there is none."""
        value = self.take(table, path, wanted, str, "")
        if not value and (wanted.name not in table or not isinstance(table[wanted.name], str)):
            return ""
        return self.sound(value, join(path, wanted.name), limit=wanted.limit, lines=lines)

    def sound(self, text: object, path: str, *, limit: int, lines: bool = False) -> str:
        """Give the text without space around it; complain if it cannot be shown as it is."""
        if not isinstance(text, str):
            self.complain(
                Problem.WRONG_KIND,
                path,
                name=path.rpartition(".")[2],
                kind=KINDS[str],
                meaning="",
            )
            return ""
        text = unicodedata.normalize("NFC", text.strip())
        if not text:
            self.complain(Problem.EMPTY, path)
        elif len(text) > limit:
            self.complain(Problem.TOO_LONG, path, length=len(text), limit=limit)
        elif "\n" in text and not lines:
            self.complain(Problem.LINE_BREAK, path)
        elif odd := next((c for c in text if _odd(c)), ""):
            self.complain(Problem.BAD_CHARACTER, path, value=f"U+{ord(odd):04X}")
        return text

    def key(self, table: Mapping[str, Any], path: str, wanted: Field) -> str:
        """Give a key: small letters, digits, hyphens."""
        value = self.take(table, path, wanted, str, "")
        if value and not (KEY.fullmatch(value) and len(value) <= wanted.limit):
            self.complain(
                Problem.BAD_KEY, join(path, wanted.name), value=value, close=slug(value)
            )
        elif not value and isinstance(table.get(wanted.name), str):
            self.complain(Problem.EMPTY, join(path, wanted.name))
        return value

    def words(self, table: Mapping[str, Any], path: str, wanted: Field) -> dict[str, str]:
        """Give one text for each language of the instrument."""
        found = self.per_language(table, path, wanted)
        here = join(path, wanted.name)
        return {
            language: self.sound(text, f"{here}.{language}", limit=wanted.limit)
            for language, text in found.items()
        }

    def per_language(
        self, table: Mapping[str, Any], path: str, wanted: Field
    ) -> dict[str, Any]:
        """Give what stands under each language; complain of those missing or not declared."""
        here = join(path, wanted.name)
        if isinstance(table.get(wanted.name), str | list):
            self.complain(
                Problem.NOT_PER_LANGUAGE,
                here,
                name=wanted.name,
                language=(*self.languages, "da")[0],
            )
            return {}
        found: dict[str, Any] = self.take(table, path, wanted, dict, {})
        if found or (wanted.required and isinstance(table.get(wanted.name), dict)):
            self.languages_of(found, here)
        return {language: found[language] for language in self.languages if language in found}

    def languages_of(self, found: Mapping[str, Any], path: str, *other: str) -> None:
        """Complain of languages that are missing in a table of texts, or not declared."""
        for language in self.languages:
            if language not in found:
                self.complain(
                    Problem.TEXT_MISSING,
                    f"{path}.{language}",
                    language=language,
                    languages=", ".join(self.languages),
                )
        for name in found:
            if name in self.languages or name in other:
                continue
            if LANGUAGE.fullmatch(name) and self.languages:
                self.complain(Problem.LANGUAGE_NOT_DECLARED, join(path, name), language=name)
            elif self.languages:
                self.complain(
                    Problem.UNKNOWN_KEY,
                    join(path, name),
                    name=name,
                    known=", ".join([*other, *self.languages]),
                    close="",
                )

    def tables(
        self, table: Mapping[str, Any], path: str, wanted: Field, most: int
    ) -> list[tuple[str, Mapping[str, Any]]]:
        """Give the tables of a list, each with its path; counted from 1."""
        here = join(path, wanted.name)
        found: list[Any] = self.take(table, path, wanted, list, [])
        if wanted.name in table and isinstance(table[wanted.name], list) and not found:
            self.complain(Problem.NONE_AT_ALL, here, name=wanted.name, meaning=wanted.meaning)
        if len(found) > most:
            self.complain(Problem.TOO_MANY, here, count=len(found), limit=most)
        sound = []
        for number, entry in enumerate(found, start=1):
            place = f"{here}[{number}]"
            if isinstance(entry, Mapping):
                sound.append((place, entry))
            else:
                self.complain(
                    Problem.WRONG_KIND,
                    place,
                    name=f"{wanted.name}[{number}]",
                    kind=KINDS[dict],
                    meaning=wanted.meaning,
                )
        return sound

    def once(self, problem: Problem, values: Mapping[str, str]) -> None:
        """Complain where a value stands at a second place; ``values`` maps place to value."""
        seen: set[str] = set()
        for path, value in values.items():
            if value and value in seen:
                self.complain(problem, path, value=value)
            seen.add(value)


KINDS: dict[type, str] = {
    str: _("text"),
    bool: _("true or false"),
    int: _("a whole number"),
    float: _("a number"),
    list: _("a list"),
    dict: _("a table"),
}


def join(path: str, name: str) -> str:
    """Put a name after a path."""
    return f"{path}.{name}" if path else name


def slug(text: str) -> str:
    """Give the key a text was probably meant as.

    >>> slug("Støtte fra Leder")
    'stoette-fra-leder'
    """
    text = text.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_]+", "-", text)[:50].strip("-_") or "a-key"


def _odd(sign: str) -> bool:
    return (unicodedata.category(sign) in UNSEEN and sign != "\n") or sign in TURNING


def _say(fact: object) -> str:
    """Give a fact in a length and with letters that a message can hold."""
    try:
        text = str(fact)
    except ValueError:  # an integer of thousands of digits
        text = "a huge number"
    shown = "".join("\ufffd" if _odd(sign) or sign == "\n" else sign for sign in text)
    return shown if len(shown) <= LONGEST_FACT else f"{shown[:LONGEST_FACT]}..."
