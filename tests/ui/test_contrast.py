"""The colours can be read: AAA for running text, AA for the rest, 3:1 for edges and marks."""

import re
from pathlib import Path

import pytest

import trivsel

TOKENS = (Path(trivsel.__file__).parent / "ui/static/ui/tokens.css").read_text(encoding="utf-8")
LEVELS = ["level-i", "level-g", "level-l", "level-o"]
SCHEMES = ["light", "dark"]
TEXT, REST, MARK = 7.0, 4.5, 3.0
GROUNDS = ["paper", "card"]
SOFT = ["accent-soft", "good-soft", "warn-soft", "bad-soft"]
PAIRS = [
    *[(TEXT, text, ground) for text in ("ink", "ink-soft", "accent") for ground in GROUNDS],
    *[(TEXT, "ink", ground) for ground in SOFT],
    (TEXT, "on-accent", "accent"),
    (TEXT, "bad", "card"),
    (REST, "ink-soft", "accent-soft"),
    (REST, "accent", "accent-soft"),
    (REST, "good", "good-soft"),
    (REST, "warn", "warn-soft"),
    (REST, "bad", "bad-soft"),
    (REST, "bad", "paper"),
    (REST, "on-bad", "bad"),
    *[(REST, "on-level", level) for level in LEVELS],
    *[(MARK, level, ground) for level in LEVELS for ground in GROUNDS],
    *[(MARK, "edge", ground) for ground in GROUNDS],
    *[(MARK, load, ground) for load in ("low", "right", "high") for ground in GROUNDS],
]


def tokens(scheme: str) -> dict[str, str]:
    """Every colour of the sheet as it is in light or in dark."""
    found: dict[str, str] = {}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", TOKENS):
        both = re.fullmatch(r"light-dark\((.+), (.+)\)", value)
        one = both[SCHEMES.index(scheme) + 1] if both else value
        reference = re.fullmatch(r"var\(--([\w-]+)\)", one)
        found.setdefault(name, found[reference[1]] if reference else one)
    return found


def brightness(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([brightness(one), brightness(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("least", "text", "ground"), PAIRS)
def test_the_colours_can_be_told_apart(least, text, ground, scheme):
    colours = tokens(scheme)

    assert contrast(colours[text], colours[ground]) >= least


def test_contrast_is_measured_as_the_standard_says():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert contrast("#777777", "#ffffff") < REST


def test_pages_use_tokens_and_never_raw_colours():
    raw = re.compile(r":.*#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(", re.IGNORECASE)
    allowed = {"tokens.css", "print.css", "sheets.css"}  # the latter two are white paper
    rooms = Path(trivsel.__file__).parent
    found = [
        f"{path.relative_to(rooms)}: {line.strip()}"
        for path in rooms.glob("*/static/**/*.css")
        if path.name not in allowed
        for line in path.read_text(encoding="utf-8").splitlines()
        if raw.search(line)
    ]

    assert found == []
