"""A browser for the tests of the kinds, and the few things one does with a step in it."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from pytest_django.live_server_helper import LiveServer

from browsing import axe_finds, watch
from pages.conftest import (
    chromium,
    live_server,
    new_context,
    pytest_collection_modifyitems,
    without_worker,
)

__all__ = [
    "chromium",
    "live_server",
    "pytest_collection_modifyitems",
    "without_worker",
]

TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def same_files(chromium: Browser, live_server: LiveServer) -> BrowserContext:
    """One context for a module: its thirty files are fetched and compiled once."""
    return new_context(chromium, live_server)


@pytest.fixture
def browser_page(same_files: BrowserContext, live_server: LiveServer) -> Iterator[Page]:
    """A page of its own as elsewhere; all that a page may keep is thrown away after it."""
    page = same_files.new_page()
    faults = watch(page, live_server.url)
    yield page
    found = list(faults)
    page.goto("about:blank")  # what is written on leaving is written before it is thrown away
    kept = {"origin": live_server.url, "storageTypes": "all"}
    same_files.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
    page.close()
    assert not found, "\n".join(found)


@pytest.fixture
def step(browser_page: Page, without_worker: None) -> Callable[..., Locator]:
    """Open a tool at one of its steps, ready to be used, on 22 November 2026."""

    def opened(slug: str, key: str, language: str = "da") -> Locator:
        browser_page.clock.set_fixed_time(TODAY)
        browser_page.goto(f"/{language}/vaerktoej/{slug}/#{key}")
        browser_page.locator("[data-tool][data-ready]").wait_for(state="attached")
        return browser_page.locator(f"#{key}")

    return opened


@pytest.fixture
def cleaned(browser_page: Page) -> Callable[..., tuple[Any, int]]:
    """What a kind makes of any JSON: the value, and how much it had to leave out."""

    def clean(kind: str, raw: str, said: dict[str, Any] | None = None) -> tuple[Any, int]:
        json.loads(raw)
        browser_page.goto("/da/vaerktoej/belastningskurven/")
        value, troubles = browser_page.evaluate(
            """async ([kind, raw, said]) => {
                const { clean } = await import(`/static/toolbox/kinds/${kind}.js`);
                let troubles = 0;
                const value = clean(JSON.parse(raw), said, () => (troubles += 1));
                return [value, troubles];
            }""",
            [kind, raw, said or {}],
        )
        return value, troubles

    return clean


@pytest.fixture
def fingers(browser_page: Page) -> Callable[..., None]:
    """Drag with a finger from the middle of something by so many pixels."""

    def drag(thing: Locator, by: tuple[float, float]) -> None:
        thing.scroll_into_view_if_needed()
        x, y = middle(thing)
        session = browser_page.context.new_cdp_session(browser_page)
        touch = "Input.dispatchTouchEvent"
        session.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for part in (0.3, 0.7, 1):
            at = {"x": x + part * by[0], "y": y + part * by[1]}
            session.send(touch, {"type": "touchMove", "touchPoints": [at]})
        session.send(touch, {"type": "touchEnd", "touchPoints": []})

    return drag


@pytest.fixture
def mouse(browser_page: Page) -> Callable[..., None]:
    """Drag with the mouse from the middle of something by so many pixels."""

    def drag(thing: Locator, by: tuple[float, float]) -> None:
        thing.scroll_into_view_if_needed()
        x, y = middle(thing)
        browser_page.mouse.move(x, y)
        browser_page.mouse.down()
        browser_page.mouse.move(x + by[0] / 2, y + by[1] / 2)
        browser_page.mouse.move(x + by[0], y + by[1])
        browser_page.mouse.up()

    return drag


@pytest.fixture
def accessible() -> Callable[[Locator], None]:
    """Fail with a list when axe finds anything in the step as it is now."""

    def check(step: Locator) -> None:
        lines = axe_finds(step)
        assert not lines, "\n".join(lines)

    return check


def middle(thing: Locator) -> tuple[float, float]:
    box = thing.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
