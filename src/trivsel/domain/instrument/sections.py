"""The parts of an instrument file, read in the order they stand there."""

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal

from trivsel.domain.instrument import format as rules
from trivsel.domain.instrument.format import FIELDS
from trivsel.domain.instrument.problems import Problem
from trivsel.domain.instrument.reader import KINDS, LANGUAGE, Reader, join
from trivsel.domain.instrument.spec import (
    InstrumentSpec,
    Item,
    OpenQuestion,
    Option,
    OptionSet,
    Scale,
)

VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]*")
FREE = re.compile(r"(?:free|open|long|short)?[ _-]*(?:text|fritekst|comments?)")
TOP, SETS, OPTIONS, SCALES, ITEMS, OPEN = (
    {f.name: f for f in FIELDS[part]}
    for part in ("", "option_sets", "options", "scales", "items", "open_questions")
)


def read_instrument(reader: Reader, document: Mapping[str, Any]) -> InstrumentSpec:
    """Read a whole document. The result is sound only if the reader found nothing."""
    reader.only(document, "", FIELDS[""])
    reader.languages = _languages(reader, document)
    spec = InstrumentSpec(
        key=reader.key(document, "", TOP["key"]),
        version=_version(reader, document),
        languages=reader.languages,
        title=MappingProxyType(reader.words(document, "", TOP["title"])),
        intro=MappingProxyType(reader.words(document, "", TOP["intro"])),
        licence=reader.text(document, "", TOP["licence"], lines=True),
        source=reader.text(document, "", TOP["source"], lines=True),
        option_sets=_option_sets(reader, document),
        scales=_scales(reader, document),
        items=_items(reader, document),
        open_questions=_open_questions(reader, document),
    )
    _references(reader, spec)
    return spec


def _languages(reader: Reader, document: Mapping[str, Any]) -> tuple[str, ...]:
    listed: list[Any] = reader.take(document, "", TOP["languages"], list, [])
    codes = []
    for number, code in enumerate(listed, start=1):
        if isinstance(code, str) and LANGUAGE.fullmatch(code):
            codes.append(code)
        else:
            reader.complain(Problem.BAD_LANGUAGE, f"languages[{number}]", value=code)
    codes = list(dict.fromkeys(codes))
    if isinstance(document.get("languages"), list) and not {"da", "en"} & set(codes):
        reader.complain(Problem.NO_DANISH_OR_ENGLISH, "languages")
    for language in reader.required_languages:
        if codes and language not in codes:
            reader.complain(Problem.LANGUAGE_REQUIRED, "languages", language=language)
    return tuple(codes)


def _version(reader: Reader, document: Mapping[str, Any]) -> str:
    version = document.get("version")
    if isinstance(version, int | float):
        reader.complain(Problem.VERSION_NOT_TEXT, "version")
        return ""
    text = reader.text(document, "", TOP["version"])
    if text and not VERSION.fullmatch(text):
        reader.complain(Problem.BAD_VERSION, "version", value=text)
    return text


def _option_sets(reader: Reader, document: Mapping[str, Any]) -> tuple[OptionSet, ...]:
    sets = []
    tables = reader.tables(document, "", TOP["option_sets"], rules.MAXIMUM_OPTION_SETS)
    for path, table in tables:
        reader.only(table, path, FIELDS["option_sets"])
        key = reader.key(table, path, SETS["key"])
        sets.append(OptionSet(key, _options(reader, table, path)))
    _keys_once(reader, "option_sets", [options.key for options in sets])
    return tuple(sets)


def _options(reader: Reader, table: Mapping[str, Any], path: str) -> tuple[Option, ...]:
    here = join(path, "options")
    options = []
    for place, entry in reader.tables(table, path, SETS["options"], rules.MAXIMUM_ITEMS):
        reader.languages_of(entry, place, "value")
        label = {
            language: reader.sound(
                entry[language], f"{place}.{language}", limit=rules.LABEL_LIMIT
            )
            for language in reader.languages
            if language in entry
        }
        value = reader.take(entry, place, OPTIONS["value"], int, 0)
        options.append(Option(value, MappingProxyType(label)))
    if options and len(options) not in rules.OPTIONS:
        reader.complain(Problem.OPTION_COUNT, here, count=len(options))
    elif options:
        _even(reader, here, [option.value for option in options], table["options"])
    for language in reader.languages:
        labels = {
            f"{here}[{n}].{language}": option.label.get(language, "")
            for n, option in enumerate(options, start=1)
        }
        reader.once(Problem.SAME_TEXT, labels)
    return tuple(options)


def _even(reader: Reader, path: str, values: list[int], entries: list[Any]) -> None:
    """Complain of values without one step between them; 0-100 would mean nothing."""
    if not all(type(entry.get("value")) is int for entry in entries if isinstance(entry, dict)):
        return  # said already
    if far := [value for value in values if abs(value) > rules.HIGHEST_VALUE]:
        reader.complain(Problem.VALUE_RANGE, path, value=far[0])
        return
    steps = {after - before for before, after in pairwise(values)}
    if len(steps) != 1 or steps == {0}:
        reader.complain(Problem.NOT_EVEN, path, values=", ".join(map(str, values)))


def _scales(reader: Reader, document: Mapping[str, Any]) -> tuple[Scale, ...]:
    scales = []
    tables = reader.tables(document, "", TOP["scales"], rules.MAXIMUM_SCALES)
    for path, table in tables:
        reader.only(table, path, FIELDS["scales"])
        scales.append(
            Scale(
                key=reader.key(table, path, SCALES["key"]),
                title=MappingProxyType(reader.words(table, path, SCALES["title"])),
                about=MappingProxyType(reader.words(table, path, SCALES["about"])),
                good=_good(reader, table, path),
                minimum_answered=_share(reader, table, path),
                talk=MappingProxyType(_talk(reader, table, path)),
            )
        )
    _keys_once(reader, "scales", [scale.key for scale in scales])
    return tuple(scales)


def _good(reader: Reader, table: Mapping[str, Any], path: str) -> Literal["high", "low"]:
    good = reader.take(table, path, SCALES["good"], str, "")
    if good and good not in {"high", "low"}:
        reader.complain(Problem.GOOD, join(path, "good"), value=good)
    return "low" if good == "low" else "high"


def _share(reader: Reader, table: Mapping[str, Any], path: str) -> float:
    given = table.get("minimum_answered", 0.5)
    if isinstance(given, int) and not isinstance(given, bool):
        given = float(given) if abs(given) <= 1 else 2.0
    share = reader.take(
        {"minimum_answered": given}, path, SCALES["minimum_answered"], float, 0.5
    )
    if not 0 < share <= 1:
        shown = table["minimum_answered"]
        reader.complain(Problem.SHARE, join(path, "minimum_answered"), value=shown)
    return share


def _talk(reader: Reader, table: Mapping[str, Any], path: str) -> dict[str, tuple[str, ...]]:
    wanted = SCALES["talk"]
    talk = {}
    for language, asked in reader.per_language(table, path, wanted).items():
        here = f"{path}.talk.{language}"
        if not isinstance(asked, list):
            reader.complain(
                Problem.WRONG_KIND,
                here,
                name=language,
                kind=KINDS[list],
                meaning=wanted.meaning,
            )
            continue
        if len(asked) > rules.MAXIMUM_TALK:
            reader.complain(Problem.TOO_MANY, here, count=len(asked), limit=rules.MAXIMUM_TALK)
        talk[language] = tuple(
            reader.sound(text, f"{here}[{number}]", limit=wanted.limit)
            for number, text in enumerate(asked, start=1)
        )
    return talk


def _items(reader: Reader, document: Mapping[str, Any]) -> tuple[Item, ...]:
    items = []
    for path, table in reader.tables(document, "", TOP["items"], rules.MAXIMUM_ITEMS):
        free = _free_text(table)
        if free:
            reader.complain(Problem.FREE_TEXT, join(path, free))
        reader.only(table, path, FIELDS["items"], *([free] if free else []))
        items.append(
            Item(
                key=reader.key(table, path, ITEMS["key"]),
                scale=reader.take(table, path, ITEMS["scale"], str, ""),
                options="" if free else reader.take(table, path, ITEMS["options"], str, ""),
                reversed=reader.take(table, path, ITEMS["reversed"], bool, False),  # noqa: FBT003 - the value for "not there"
                text=MappingProxyType(reader.words(table, path, ITEMS["text"])),
            )
        )
    _keys_once(reader, "items", [item.key for item in items])
    for language in reader.languages:
        texts = {
            f"items[{n}].text.{language}": item.text.get(language, "")
            for n, item in enumerate(items, start=1)
        }
        reader.once(Problem.SAME_TEXT, texts)
    return tuple(items)


def _open_questions(reader: Reader, document: Mapping[str, Any]) -> tuple[OpenQuestion, ...]:
    asked = []
    tables = reader.tables(document, "", TOP["open_questions"], rules.MAXIMUM_OPEN_QUESTIONS)
    for path, table in tables:
        reader.only(table, path, FIELDS["open_questions"])
        asked.append(
            OpenQuestion(
                key=reader.key(table, path, OPEN["key"]),
                text=MappingProxyType(reader.words(table, path, OPEN["text"])),
                hint=MappingProxyType(reader.words(table, path, OPEN["hint"])),
            )
        )
    _keys_once(reader, "open_questions", [question.key for question in asked])
    for language in reader.languages:
        texts = {
            f"open_questions[{n}].text.{language}": question.text.get(language, "")
            for n, question in enumerate(asked, start=1)
        }
        reader.once(Problem.SAME_TEXT, texts)
    return tuple(asked)


def _free_text(table: Mapping[str, Any]) -> str:
    """Give the word by which an item asks for free text, or ''."""
    for name in ("kind", "type", "options"):
        if isinstance(table.get(name), str) and FREE.fullmatch(table[name].lower()):
            return name
    return ""


def _references(reader: Reader, spec: InstrumentSpec) -> None:
    scales = [scale.key for scale in spec.scales]
    sets = [options.key for options in spec.option_sets]
    for number, item in enumerate(spec.items, start=1):
        if item.scale and item.scale not in scales:
            reader.complain(
                Problem.NO_SUCH_SCALE,
                f"items[{number}].scale",
                value=item.scale,
                known=", ".join(scales),
            )
        if item.options and item.options not in sets:
            reader.complain(
                Problem.NO_SUCH_OPTIONS,
                f"items[{number}].options",
                value=item.options,
                known=", ".join(sets),
            )
    used = {item.scale for item in spec.items}
    if not used <= set(scales):
        return  # a misspelt scale is said already; the one it meant would only look unused
    for number, scale in enumerate(spec.scales, start=1):
        if scale.key and scale.key not in used:
            reader.complain(
                Problem.SCALE_WITHOUT_ITEMS, f"scales[{number}].key", value=scale.key
            )


def _keys_once(reader: Reader, part: str, keys: list[str]) -> None:
    reader.once(Problem.TWICE, {f"{part}[{n}].key": key for n, key in enumerate(keys, start=1)})
