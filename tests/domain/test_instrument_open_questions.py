"""Questions answered in one's own words: read, linted, and no change for who has none."""

import pytest

from trivsel.domain.instrument import InstrumentSpec, Problem, paper_open_questions
from trivsel.domain.instrument import parse_instrument as parse
from trivsel.domain.instrument.format import MAXIMUM_OPEN_QUESTIONS

from .test_instrument_reading import SMALL, the_one

HELP = """
[[open_questions]]
key = "help"
text = { da = "Hvad ville hjælpe mest?", en = "What would help most?" }
hint = { da = "Skriv kort.", en = "Be brief." }
"""


def test_an_open_question_is_read_and_comes_back_from_plain_values():
    spec = parse(SMALL + HELP, file="small.toml")

    again = InstrumentSpec.from_dict(spec.to_dict())

    assert again == spec
    assert [question.key for question in again.open_questions] == ["help"]
    assert again.open_questions[0].text["da"] == "Hvad ville hjælpe mest?"


def test_the_answer_page_gets_its_texts():
    [question] = paper_open_questions(parse(SMALL + HELP, file="small.toml"))

    assert question["key"] == "help"
    assert question["hint"]["en"] == "Be brief."


def test_without_one_the_instrument_is_what_it_was_before_there_were_any():
    spec = parse(SMALL, file="small.toml")

    assert "open_questions" not in spec.to_dict()
    assert spec.digest != parse(SMALL + HELP, file="small.toml").digest


def test_what_it_must_not_ask_is_refused_here_too():
    finding = the_one(
        SMALL + HELP.replace("Hvad ville hjælpe mest?", "Hvordan er dit helbred?")
    )

    assert finding.problem is Problem.ILLNESS
    assert finding.key == "open_questions[1].text.da"


def test_what_the_hint_asks_is_read_as_closely():
    finding = the_one(SMALL + HELP.replace("Be brief.", "Tell us about your marriage."))

    assert (finding.problem, finding.key) == (Problem.FAMILY, "open_questions[1].hint.en")


def test_there_are_at_most_three():
    many = "".join(
        HELP.replace("help", f"help-{n}").replace("mest", f"m{n}").replace("most", f"m{n}")
        for n in range(MAXIMUM_OPEN_QUESTIONS + 1)
    )

    finding = the_one(SMALL + many)

    assert (finding.problem, finding.facts["limit"]) == (Problem.TOO_MANY, "3")


@pytest.mark.parametrize(
    ("old", "new", "problem", "key"),
    [
        ('key = "help"', 'key = "Help!"', Problem.BAD_KEY, "open_questions[1].key"),
        (', en = "Be brief."', "", Problem.TEXT_MISSING, "open_questions[1].hint.en"),
        ("hint =", "hitn =", Problem.UNKNOWN_KEY_CLOSE, "open_questions[1].hitn"),
        ("What would help most?", "x" * 201, Problem.TOO_LONG, "open_questions[1].text.en"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(old, new, problem, key):
    finding = the_one(SMALL + HELP.replace(old, new))

    assert (finding.problem, finding.key) == (problem, key)
