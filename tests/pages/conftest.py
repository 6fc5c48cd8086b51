"""A browser for the tests: the system's Chromium, on a live server with both stores."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browsing import watch

# Playwright keeps an event loop in this thread; the tests' own queries are not async for it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker(pytest.mark.django_db(transaction=True, databases="__all__"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Without it: skipped on a laptop, failed where CI promises it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing = "There is no chromium on PATH. Install it, and the pages are tested too."
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium: Browser, live_server) -> Iterator[Page]:
    """A new page; at its end nothing may have failed in it or asked another host."""
    context = chromium.new_context(base_url=live_server.url, locale="da-DK")
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults = watch(page, live_server.url)
    yield page
    context.close()
    assert not faults, "\n".join(faults)
