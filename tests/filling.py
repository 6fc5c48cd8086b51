"""Filling in a whole tool as people do: with the keyboard alone, or with a finger.

Neither knows any kind: they take what they meet, so a new kind is tried from its first day.
"""

from collections.abc import Iterator
from itertools import count

from playwright.sync_api import Page, expect

MOST_TABS = 400  # on the way through one step
# A date shows the focus on its parts, each of which Tab stops at.
HERE = """() => {
  const here = document.activeElement;
  const own = here.tagName === "INPUT" ? here.type : here.tagName;
  const kind = (here.getAttribute("role") ?? own).toLowerCase();
  const seen = kind === "date" || getComputedStyle(here).outlineStyle !== "none";
  const field = here.closest(".step.now") !== null;
  return { field, kind, does: here.dataset.do ?? "", chosen: here.checked === true, seen };
}"""
WRITTEN = {"text", "search", "number", "textarea", "tel"}
ONWARD = ".onward [data-do=next]"


class Words:
    """A new word each time: each is to be found where it was typed, and nowhere else."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.typed: list[str] = []
        self._numbers = count()

    def next(self) -> str:
        self.typed.append(f"{self.stem}{next(self._numbers)}")
        return self.typed[-1]


def by_keyboard(page: Page, words: Words) -> Iterator[str]:
    """Go through all steps with the keyboard alone; gives the key of each when it is filled."""
    page.locator("[data-go]").first.focus()
    page.keyboard.press("Enter")
    while True:
        key = page.locator(".step.now").get_attribute("id")
        _fill_by_keyboard(page, words)
        yield str(key)
        if page.locator(ONWARD).is_hidden():
            return
        expect(page.locator(ONWARD)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{key}")).not_to_have_class("now")
        expect(page.locator(".step.now h2")).to_be_focused()


def _fill_by_keyboard(page: Page, words: Words) -> None:
    """Tab through the step, doing something with every field, until the way on is reached."""
    added = False
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        assert here["seen"], f"nothing shows where the focus is: {here}"
        if not here["field"] and here["does"] in {"next", "print"}:
            return
        if not here["field"]:
            continue
        if here["does"] == "add" and not added:
            added = True
            page.keyboard.press("Enter")
            here = page.evaluate(HERE)  # some give the new field the focus, some do not
        _use(page, here, words)
    msg = f"the way on was not reached in {MOST_TABS} tabs"
    raise AssertionError(msg)


def _use(page: Page, here: dict[str, object], words: Words) -> None:
    match here["kind"]:
        case kind if kind in WRITTEN:
            page.keyboard.type(words.next())
            if kind != "textarea":
                page.keyboard.press("Enter")  # some boxes add what stands in them to a list
        case "checkbox" | "radio" if not here["chosen"]:
            page.keyboard.press("Space")
        case "slider" | "range":
            page.keyboard.press("ArrowUp")
        case "select":
            page.keyboard.press("ArrowDown")


def by_touch(page: Page, words: Words) -> Iterator[str]:
    """Go through all steps with a finger; gives the key of each when it is filled."""
    page.locator("[data-go]").first.tap()
    while True:
        key = page.locator(".step.now").get_attribute("id")
        _fill_by_touch(page, words)
        yield str(key)
        if page.locator(ONWARD).is_hidden():
            return
        page.locator(ONWARD).tap()
        expect(page.locator(f"#{key}.now")).to_have_count(0)


def _fill_by_touch(page: Page, words: Words) -> None:
    step = page.locator(".step.now")
    for chosen in step.locator("input:is([type=checkbox], [type=radio]):visible").all()[:6]:
        chosen.locator("xpath=ancestor-or-self::*[self::label or self::input][1]").tap()
    for add in step.locator("[data-do=add]:visible").all()[:1]:
        add.tap()
    for box in step.locator(
        "textarea:visible, input:is([type=text], :not([type])):visible"
    ).all():
        box.tap()
        box.fill(words.next())
        if box.evaluate("one => one.tagName") != "TEXTAREA":
            box.press("Enter")
