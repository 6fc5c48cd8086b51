"""What the tests in tests/pages/ do with a page; the fixtures are in their conftest.py."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import ConsoleMessage, Locator, Page, Request

AXE = (Path(__file__).parent / "pages" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
FINDS = """async (part, rules) => {
  const whole = part === document.documentElement;
  const wanted = { resultTypes: ["violations"], runOnly: { type: "tag", values: rules } };
  const { violations } = await axe.run(whole ? document : part, wanted);
  return violations.flatMap((one) => one.nodes.map((node) =>
    `${one.id}: ${one.help}\n  ${node.html}\n  ${node.failureSummary}`));
}"""
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
BOARD = {"width": 1920, "height": 1080}
NARROWEST = {"width": 320, "height": 256}  # 1280 wide at 400 %, as WCAG 1.4.10 asks for
SIZES = [PHONE, LAPTOP, BOARD]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# The shell draws the same pages without a window's own ones beside them: a third quicker.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")


def browser_path() -> str | None:
    """The system's own Chromium."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def watch(page: Page, address: str) -> list[str]:
    """A list that fills with what goes wrong in the page, or leaves for another host."""
    faults: list[str] = []
    here = urlsplit(address).netloc

    def see_request(request: Request) -> None:
        to = urlsplit(request.url)
        if to.scheme in {"http", "https", "ws", "wss"} and to.netloc != here:
            faults.append(f"asked another host: {request.url}")

    def see_console(message: ConsoleMessage) -> None:
        if (
            message.type == "error"
            and "the server responded with a status of" not in message.text
        ):
            faults.append(f"the browser complains: {message.text}")

    page.on("request", see_request)
    page.on("console", see_console)
    page.on("pageerror", lambda error: faults.append(f"a script failed: {error}"))
    return faults


def axe(page: Page) -> None:
    """Fail with a list to act on when axe finds anything on the page as it is now."""
    lines = axe_finds(page.locator(":root"))
    assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)


def clean_part(page: Page, selector: str) -> None:
    """Fail as axe() does, for one part of the page."""
    lines = axe_finds(page.locator(selector))
    assert not lines, f"axe on {page.url} {selector}:\n" + "\n".join(lines)


def axe_finds(part: Locator) -> list[str]:
    """What axe finds wrong in a part of a page; what it finds right stays in the browser.

    Sending that over, for every rule and element, took longer than finding it out.
    """
    if not part.page.evaluate("'axe' in window"):
        part.page.evaluate(AXE)
    found: list[str] = part.evaluate(FINDS, RULES)
    return found


def nothing_slides_out(page: Page) -> None:
    """No sideways scrolling, and nothing that sticks out of the screen."""
    wide, screen = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= screen, f"{page.url} is {wide} wide on a screen of {screen}"


def tabs(page: Page, how_many: int) -> list[str]:
    """The words of what the Tab key reaches, in order; each must show that it is reached."""
    reached = []
    for _ in range(how_many):
        page.keyboard.press("Tab")
        words, outline = page.evaluate(
            "() => { const here = document.activeElement;"
            " return [(here.innerText || here.name || here.id || here.tagName).trim(),"
            " getComputedStyle(here).outlineStyle]; }"
        )
        assert outline != "none", f"nothing shows that {words!r} is reached on {page.url}"
        reached.append(words)
    return reached


def sign_in(page: Page, client: Client, address: str) -> None:
    """Carry the cookies of a signed-in test client over into the browser."""
    page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": address}
            for name, cookie in client.cookies.items()
        ]
    )
