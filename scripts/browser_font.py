"""Make the font that pages load: the letters, weights and finesse they use, at half the size.

    python scripts/browser_font.py

Inter as it comes carries nine weights and letters for half of Europe's mathematics. Pages write
Danish and English at 400 to 700; a letter that is not in here is drawn by the system's font.
The licence stands beside the fonts for paper, and in the file itself.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = (
    Path(__file__).resolve().parents[1] / "src" / "trivsel" / "ui" / "static" / "ui" / "fonts"
)
WHOLE, BROWSERS = FONTS / "inter-latin-wght-normal.woff2", FONTS / "inter.woff2"
WEIGHTS = (400, 700)
FINESSE = ["kern", "calt", "tnum", "locl"]  # pairs, arrows and colons, columns of numbers
LETTERS = {
    *range(0x20, 0x7F),  # plain
    *range(0xA0, 0x100),  # western Europe
    *map(ord, "ıŒœ–—‘’‚“”„•…‹›€™↑↓−\u2009"),
}


def main() -> None:
    # The times of the source, so that it comes out the same each time.
    font = TTFont(WHOLE, recalcTimestamp=False)
    options = Options()
    options.layout_features = FINESSE
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    font.save(BROWSERS)
    print(f"{BROWSERS}: {BROWSERS.stat().st_size} bytes of {WHOLE.stat().st_size}")


if __name__ == "__main__":
    main()
