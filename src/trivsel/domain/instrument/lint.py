"""The question linter: a survey at work asks about the work, never about the person.

Employers may not collect information on health to judge a person's risk, and answers on family,
belief, union or identity name people in small groups. What clearly asks for it is refused, with
the reason, and no switch turns that off: the one who would turn it is not the one who is hurt.
A linter knows words, not meaning. What it lets through is still the responsibility of those who
sign the round.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache

from trivsel.domain.instrument.problems import Finding, Problem
from trivsel.domain.instrument.spec import InstrumentSpec
from trivsel.domain.instrument.subjects import SELF, SUBJECTS, WORK


class Verdict(StrEnum):
    """What the linter says to a word in a sentence."""

    REFUSED = "refused"
    DOUBTED = "doubted"


def lint_sentence(sentence: str, language: str) -> list[tuple[Verdict, Problem, str]]:
    """Say what a sentence asks that a survey at work must not ask.

    Args:
        sentence: One question, statement or answer.
        language: Its code. Only Danish and English are known; others give nothing, which is
            why every instrument has one of the two.

    Returns:
        Verdict, subject and the word found; at most one for each subject, in fixed order.

    >>> [(v.value, p.name, word) for v, p, word in lint_sentence("Er du gravid?", "da")]
    [('refused', 'PREGNANCY', 'er du gravid')]
    >>> lint_sentence("Jeg har indflydelse på mit arbejde", "da")
    []
    """
    if language not in SELF:
        return []
    text = " ".join(sentence.lower().replace("’", "'").split())
    about_self = _search(SELF[language], text) is not None
    about_work = _search(WORK[language], text) is not None
    found = []
    for subject, by_language in SUBJECTS.items():
        words = by_language[language]
        likely = words.refused + (words.personal if about_self else ())
        refused = words.always if about_work else words.always + likely
        if word := _search(refused, text):
            found.append((Verdict.REFUSED, subject, word))
        elif word := _search(likely + words.personal + words.doubted, text):
            found.append((Verdict.DOUBTED, subject, word))
    return found


def lint(spec: InstrumentSpec, *, verdict: Verdict, file: str = "") -> list[Finding]:
    """Go through all that is asked, answers and titles of scales for words of one verdict."""
    return [
        Finding(problem, file, f"{path}.{language}", facts={"word": word, "text": sentence})
        for path, texts in _sentences(spec)
        for language, sentence in texts
        for said, problem, word in lint_sentence(sentence, language)
        if said is verdict
    ]


def _sentences(spec: InstrumentSpec) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    for number, options in enumerate(spec.option_sets, start=1):
        for place, option in enumerate(options.options, start=1):
            yield f"option_sets[{number}].options[{place}]", option.label.items()
    for number, scale in enumerate(spec.scales, start=1):
        yield f"scales[{number}].title", scale.title.items()
    for number, item in enumerate(spec.items, start=1):
        yield f"items[{number}].text", item.text.items()
    for number, question in enumerate(spec.open_questions, start=1):
        yield f"open_questions[{number}].text", question.text.items()
        yield f"open_questions[{number}].hint", question.hint.items()


def _search(patterns: tuple[str, ...], text: str) -> str | None:
    if not patterns:
        return None
    found = _pattern(patterns).search(text)
    return found.group() if found else None


@cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    anywhere = "|".join(pattern.replace("~", r"\w*") for pattern in patterns)
    return re.compile(rf"(?<![\w-])(?:{anywhere})(?![\w])")
