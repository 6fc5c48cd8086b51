"""Write content/README.md from the formats the program reads, so that they never part.

python scripts/content_readme.py
"""

from collections.abc import Iterator
from pathlib import Path

from trivsel.domain.instrument import format as rules
from trivsel.domain.instrument.format import FIELDS, Field

PAGE = Path(__file__).resolve().parents[1] / "content" / "README.md"

HEAD = """\
# The words

Written by people, read by the program, proof-read by `python manage.py check`. This page is
made by `scripts/content_readme.py` from what the program accepts; change it there.

Danish and English stand side by side under one key, so that a missing translation is seen
in the same place. Keys are names, never positions. A key that answers were kept under never
changes meaning. Files are TOML in UTF-8.

## instruments/: questionnaires

One file for each, its key in the name: `core.toml` is Trivsel's own and the example to
copy. The method behind it is in `docs/method/core-instrument.md`. Other workplaces load
files of the same format under *Questionnaires*; the licence of the texts is theirs.
"""

PARTS = {
    "": "At the top",
    "option_sets": "`[[option_sets]]`: answers to choose from",
    "options": "Each entry of `options`",
    "scales": "`[[scales]]`: what is scored",
    "items": "`[[items]]`: what is asked",
}

TAIL = """\
### Rules

- *Text per language* is written `title.da = "..."` and `title.en = "..."`, or in one line
  as `title = { da = "...", en = "..." }`, for every language of the file. Files in this
  folder are in Danish and English; others have at least one of the two.
- Keys are small letters a-z, digits, hyphens and underscores; each is used once in its
  list.
- The values of an option set are whole numbers with the same step between them, rising or
  falling in the order shown. The lowest gives 0 points, the highest 100; a reversed item
  the other way.
- There are no questions with free text yet.
- A word that is not in the tables is a mistake, and the program says what was probably
  meant.
- A changed text is a new `version`. One that is loaded stays as it is.

### Questions that are refused

A survey at work asks about the work, never about the person. Questions, answers and titles
on illness and symptoms, family, pregnancy, religion, union membership or identity are
refused, with the reason; nothing turns that off. Words that may be about the work as well
("we speak openly of stress") give a warning, and those who sign the round see it. The words
are in `src/trivsel/domain/instrument/subjects.py`.
"""


def page() -> str:
    """The whole page as it should be."""
    tables = "\n".join(_table(part) for part in PARTS)
    limits = (
        f"At most {rules.MAXIMUM_ITEMS} items, {rules.MAXIMUM_SCALES} scales and "
        f"{rules.MAXIMUM_OPTION_SETS} option sets; "
        f"{rules.OPTIONS.start} to {rules.OPTIONS.stop - 1} answers in a set.\n"
    )
    return f"{HEAD}\n{tables}\n{limits}\n{TAIL}"


def _table(part: str) -> str:
    rows = "".join(f"| {' | '.join(row)} |\n" for row in _rows(part))
    return f"### {PARTS[part]}\n\n| word | what it is | meaning |\n| --- | --- | --- |\n{rows}"


def _rows(part: str) -> Iterator[tuple[str, str, str]]:
    for field in FIELDS[part]:
        yield f"`{field.name}`", _kind(field), field.meaning
    if part == "options":
        label = f"text of at most {rules.LABEL_LIMIT} characters"
        yield (
            "`da`, `en`, ...",
            label,
            "What stands on the answer, in each language of the file.",
        )


def _kind(field: Field) -> str:
    limit = f", at most {field.limit} characters" if field.limit else ""
    return f"{field.kind}{limit}{'' if field.required else '; may be left out'}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} is written")
