"""Make the font files for paper out of the one for browsers: Typst reads no WOFF2, no axes.

    python scripts/paper_font.py

The browser's Inter is one file with an axis of weights, latin letters only; paper gets one
plain TTF for each weight it uses. Both stand under the licence beside the TTFs.
"""

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HOUSE = Path(__file__).resolve().parents[1] / "src" / "trivsel"
BROWSERS = HOUSE / "ui" / "static" / "ui" / "fonts" / "inter-latin-wght-normal.woff2"
PAPERS = HOUSE / "toolbox" / "typst" / "fonts"
WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}
FAMILY, STYLE, FULL, POSTSCRIPT = 1, 2, 4, 6  # numbers of names in a font file


def make(style: str, weight: int) -> Path:
    """Write one weight."""
    # The times of the source, so that it comes out the same each time.
    font = TTFont(BROWSERS, recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font.flavor = None
    names = {
        FAMILY: "Inter",
        STYLE: style,
        FULL: f"Inter {style}",
        POSTSCRIPT: f"Inter-{style}",
    }
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    path = PAPERS / f"Inter-{style}.ttf"
    font.save(path)
    return path


if __name__ == "__main__":
    PAPERS.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        print(f"{make(style, weight)} is written")
