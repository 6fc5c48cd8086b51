"""Instruments: read a questionnaire from its file, or say all that is wrong with it.

The format is described in content/README.md, which is printed from ``format.FIELDS``.
"""

from trivsel.domain.instrument.lint import Verdict, lint, lint_sentence
from trivsel.domain.instrument.paper import paper_items, paper_open_questions
from trivsel.domain.instrument.problems import Finding, InstrumentErrors, Problem
from trivsel.domain.instrument.read import parse_instrument, read_bytes, warnings
from trivsel.domain.instrument.spec import (
    InstrumentSpec,
    Item,
    OpenQuestion,
    Option,
    OptionSet,
    Scale,
)

__all__ = [
    "Finding",
    "InstrumentErrors",
    "InstrumentSpec",
    "Item",
    "OpenQuestion",
    "Option",
    "OptionSet",
    "Problem",
    "Scale",
    "Verdict",
    "lint",
    "lint_sentence",
    "paper_items",
    "paper_open_questions",
    "parse_instrument",
    "read_bytes",
    "warnings",
]
