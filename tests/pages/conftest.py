"""A browser for the tests: the system's Chromium, on a live server with both stores."""

import os
from collections.abc import Iterator

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from browsing import browser_path, watch

# Playwright keeps an event loop in this thread; the tests' own queries are not async for it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Django's own server sends head and body apart; without this each file would wait 40 ms for the
# browser's word that the head has come.
WSGIRequestHandler.disable_nagle_algorithm = True
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


@pytest.fixture(scope="module")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """The system's Chromium. Without it: skipped on a laptop, failed where CI promises it.

    A module has its own, so that the event loop is gone before other rooms' tests go on. While
    the loop runs, Django takes this thread for an asynchronous one and opens other connections
    to the same stores; they are closed here.
    """
    path = browser_path()
    if path is None:
        missing = "There is no chromium on PATH. Install it, and the pages are tested too."
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
        for connection in connections.all(initialized_only=True):
            BaseDatabaseWrapper.close(connection)


@pytest.fixture(scope="module")
def live_server(chromium: Browser) -> Iterator[LiveServer]:
    """The program itself, sharing the connections that the tests of this module use."""
    server = LiveServer("localhost")
    server.thread.httpd.daemon_threads = False  # stop() waits for the requests under way
    yield server
    # With the browser its idle connections go. A request that ended after the connections to
    # the stores are handed back would fail, and with it whatever test came next.
    chromium.close()
    server.stop()


def new_context(chromium: Browser, live_server: LiveServer) -> BrowserContext:
    """A browser that has never been here, read by somebody who has asked for less motion."""
    context = chromium.new_context(
        base_url=live_server.url, locale="da-DK", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    return context


@pytest.fixture
def browser_page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A new page; at its end nothing may have failed in it or asked another host.

    Its reader has asked for less motion, so that no test waits for something to come to rest; a
    test of motion asks for it.
    """
    context = new_context(chromium, live_server)
    page = context.new_page()
    faults = watch(page, live_server.url)
    yield page
    context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def without_worker(browser_page: Page) -> None:
    """The pages as the server gives them: the worker would fetch each file a second time.

    What it makes of them is tried in test_offline and test_toolbox_canaries, and it runs beside
    test_toolbox_doing.
    """
    browser_page.add_init_script("delete Navigator.prototype.serviceWorker")
