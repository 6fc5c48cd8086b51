"""Marks sentences for translation: the domain speaks English, pages translate what they show."""


def _(text: str) -> str:
    return text
