"""What paper says besides a tool's own words. English stands here, Danish in the room's locale.

Read with Python's own gettext: the process that sets the sheets starts no Django.
"""

from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def _(words: str) -> str:
    """Mark words for the catalogue; they are translated in ``words``."""
    return words


WORDS = {
    "individual": _("Individual"),
    "group": _("Group"),
    "leader": _("Leaders"),
    "organisation": _("Organisation"),
    "minutes": _("{minutes} min"),
    "page": _("Page {page} of {pages}"),
    "how-reveal": _("each alone first, then show it together"),
    "how-together": _("together"),
    "goes-on": _("Go on to: {tools}"),
    "notes": _("Notes"),
    "own": _("Write your own"),
    "since": _("since"),
    "at-most": _("Choose at most {number}."),
    "most-ticks": _("Most ticks in “{group}”?"),
    "yes": _("Yes"),
    "partly": _("Partly"),
    "no": _("No"),
    "comment": _("Comment"),
    "why": _("A few words on why"),
    "day": _("Day"),
    "days-drawing": _("A grid for twenty days, each with room for a mark from 1 to 10."),
    "curve-drawing": _(
        "A field to draw in, with time from left to right and three zones: {high} at "
        "the top, {right} in the middle, {low} at the bottom."
    ),
    "months": _(
        "Write the months under the field, this month to the right. The field covers "
        "the last {number} months."
    ),
    "balance-drawing": _("A pair of scales with load to the left and resources to the right."),
    "load": _("Load"),
    "resources": _("Resources"),
    "weights": _("Circle what fits: 1 weighs little, 5 weighs very much."),
    "matrix-drawing": _(
        "A field with two axes: from {left} to {right}, and from {bottom} up to {top}."
    ),
    "triangle-drawing": _("A triangle to write in. Its corners: {top}, {left} and {right}."),
    "spiral-drawing": _("A spiral that runs inwards through the stations {stages}."),
    "mark-place": _("Put a cross on the spiral where you are."),
    "hours-in-all": _("Hours in all"),
    "follow-up": _("We follow up"),
    "date": _("Date"),
    "the-plan": _("The plan"),
    "turned-up": _("is turned up"),
    "kept": _("stays as it is"),
    "turned-down": _("is turned down"),
    "signature": _("Signature: {who}"),
    "fits": _("Fits us"),
    "not": _("Not us"),
    "at-each": _("Talk about this at each one:"),
    "what": _("What"),
    "first-step": _("First step"),
    "who": _("Who"),
    "by-when": _("By when"),
    "look-again": _("Look at it again"),
    "cards": _("Action cards"),
    "cards-cut": _("Action cards. Cut along the lines."),
    "front-title": _("Prevent stress together"),
    "front-about": _(
        "Tools for preventing stress together. No sign-in: what you write stays in "
        "your browser."
    ),
}


def words(language: str) -> dict[str, str]:
    """All of it in one language, under the names the templates of paper use."""
    catalogue = LOCALE / language / "LC_MESSAGES" / "django.mo"
    known: NullTranslations = NullTranslations()
    if catalogue.exists():
        with catalogue.open("rb") as file:
            known = GNUTranslations(file)
    return {name: known.gettext(text) for name, text in WORDS.items()}
