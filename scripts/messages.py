"""The interface's words: gather them from the rooms, compile them, prove they are complete.

    python scripts/messages.py update [ROOM ...]   code and templates -> .po, translations kept
    python scripts/messages.py compile [ROOM ...]  .po -> .mo
    python scripts/messages.py check [ROOM ...]    anything missing or stale ends with status 1

English stands in the code; the Danish of a room in its locale/da/LC_MESSAGES/django.po.
The files carry no dates and no line numbers, so that a change shows only what changed.
"""

import argparse
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

ROOMS = Path(__file__).resolve().parents[1] / "src" / "trivsel"
LANGUAGE = "da"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# The domain knows no Django: its sentences are translated by the room whose pages show them.
SHOWN_BY = {
    "surveys": (
        "domain/blindsign/record/findings.py",
        "domain/instrument/format.py",
        "domain/instrument/problems.py",
        "domain/instrument/reader.py",
    ),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w+\}")
METADATA = {
    "Project-Id-Version": "trivsel",
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Message(NamedTuple):
    """What makes two messages the same: the sentence and, where one is given, its context."""

    context: str | None
    text: str


class Use(NamedTuple):
    plural: str
    files: tuple[str, ...]


def catalogue_of(room: Path) -> Path:
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def gather(room: Path) -> dict[Message, Use]:
    """Every message of a room, in the order of its files and lines."""
    found: dict[Message, Use] = {}
    own = sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")])
    shown = [ROOMS / file for file in SHOWN_BY.get(room.name, ()) if room.parent == ROOMS]
    for path in [*own, *shown]:
        file = path.relative_to(room if path in own else ROOMS).as_posix()
        for message, plural in _messages_in(path):
            before = found.get(message, Use("", ()))
            found[message] = Use(
                plural or before.plural, tuple(dict.fromkeys((*before.files, file)))
            )
    return found


def _messages_in(path: Path) -> Iterator[tuple[Message, str]]:
    code = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Parentheses, because the indentation of a template means nothing to Python.
        code = f"(\n{templatize(code, origin=str(path))}\n)"
    for _line, texts, _comments, context in extract(
        "python", io.BytesIO(code.encode()), KEYWORDS
    ):
        singular, plural = (texts[0], texts[1]) if isinstance(texts, tuple) else (texts, "")
        if singular:
            yield Message(context, singular), plural


def updated(room: Path) -> polib.POFile:
    """The room's catalogue as it should be: all that is said, with what is translated."""
    path = catalogue_of(room)
    known = {
        Message(entry.msgctxt, entry.msgid): entry
        for entry in (polib.pofile(str(path)) if path.exists() else [])
        if not entry.obsolete
    }
    catalogue = polib.POFile(wrapwidth=92)
    catalogue.metadata = METADATA
    for message, use in gather(room).items():
        catalogue.append(_entry(message, use, known.get(message)))
    return catalogue


def _entry(message: Message, use: Use, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context,
        occurrences=[(file, "") for file in use.files],
        tcomment=known.tcomment if known else "",
    )
    if use.plural:
        entry.msgid_plural = use.plural
        entry.msgstr_plural = (known and known.msgstr_plural) or {0: "", 1: ""}
    else:
        entry.msgstr = known.msgstr if known else ""
    if re.search(r"%\(\w+\)[a-z]|%[sd]", message.text + use.plural):
        entry.flags.append("python-format")
    return entry


def update(room: Path) -> None:
    catalogue = updated(room)
    path = catalogue_of(room)
    if len(catalogue):
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))


def compile_(room: Path) -> None:
    path = catalogue_of(room)
    if path.exists():
        path.with_suffix(".mo").write_bytes(polib.pofile(str(path)).to_binary())


def problems(room: Path) -> Iterator[str]:
    """What is missing or stale in a room, one sentence each."""
    path = catalogue_of(room)
    said = gather(room)
    if not path.exists():
        if said:
            yield f"{room.name}: has {len(said)} messages and no catalogue"
        return
    catalogue = polib.pofile(str(path))
    written = {Message(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for message in said.keys() - written.keys():
        yield f"{room.name}: not in the catalogue: {message.text!r}"
    for message in written.keys() - said.keys():
        yield f"{room.name}: no longer said: {message.text!r}"
    for entry in catalogue:
        yield from (f"{room.name}: {what}: {entry.msgid!r}" for what in _faults(entry))
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        yield f"{room.name}: the .mo file is older than the .po file"


def _faults(entry: polib.POEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield "marked as unsure (fuzzy)"
    pairs = (
        [
            (entry.msgid, entry.msgstr_plural.get(0, "")),
            (entry.msgid_plural, entry.msgstr_plural.get(1, "")),
        ]
        if entry.msgid_plural
        else [(entry.msgid, entry.msgstr)]
    )
    for source, translation in pairs:
        if not translation.strip():
            yield "not translated"
        elif _placeholders(source) != _placeholders(translation):
            yield "placeholders differ"


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def conflicts(rooms: list[Path]) -> Iterator[str]:
    """The same English with two Danish sentences: only one of them would ever be shown."""
    said: dict[Message, dict[str, str]] = defaultdict(dict)
    for room in rooms:
        if (path := catalogue_of(room)).exists():
            for entry in polib.pofile(str(path)):
                words = "|".join(entry.msgstr_plural.values()) or entry.msgstr
                if words.strip("|"):
                    said[Message(entry.msgctxt, entry.msgid)].setdefault(words, room.name)
    for message, translations in said.items():
        if len(translations) > 1:
            which = ", ".join(f"{words!r} in {room}" for words, room in translations.items())
            yield f"two translations of {message.text!r}: {which}"


def every_room() -> list[Path]:
    rooms = sorted(path.parent for path in ROOMS.glob("*/__init__.py"))
    return [room for room in rooms if room.name != "domain"]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=["update", "compile", "check"])
    parser.add_argument("rooms", nargs="*", help="names of rooms; all when left out")
    asked = parser.parse_args(arguments)
    rooms = [room for room in every_room() if not asked.rooms or room.name in asked.rooms]
    if asked.verb == "check":
        found = [problem for room in rooms for problem in problems(room)]
        found += conflicts(every_room())
        for problem in found:
            print(problem)
        print(f"{len(rooms)} rooms, {len(found)} problems")
        return 1 if found else 0
    for room in rooms:
        {"update": update, "compile": compile_}[asked.verb](room)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
