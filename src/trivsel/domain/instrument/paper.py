"""What the answer page is made of: texts and answers, and nothing about scoring."""

from typing import Any

from trivsel.domain.instrument.spec import InstrumentSpec


def paper_items(spec: InstrumentSpec) -> list[dict[str, Any]]:
    """Give the items as the answer page wants them, as plain JSON values.

    An option's value here is its place, 1 to n, in the order shown: that place is the one byte
    of a packed answer, 0 being none. What a place is worth stays with the instrument.
    """
    return [
        {
            "key": item.key,
            "text": dict(item.text),
            "options": [
                {"value": place, "label": dict(option.label)}
                for place, option in enumerate(spec.option_set(item).options, start=1)
            ],
        }
        for item in spec.items
    ]


def paper_open_questions(spec: InstrumentSpec) -> list[dict[str, Any]]:
    """Give the questions answered in one's own words, as plain JSON values."""
    return [
        {"key": question.key, "text": dict(question.text), "hint": dict(question.hint)}
        for question in spec.open_questions
    ]
