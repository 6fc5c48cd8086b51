"""Marks sentences for translation. The domain knows no language; pages translate what they show."""


def _(text: str) -> str:
    return text
