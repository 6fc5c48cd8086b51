"""The person's modules in Chromium, on the answer page with the policy that it is sent with."""

import pytest
from playwright.sync_api import Page

from ballots.crypto.bridge import Modules
from pages.conftest import (
    browser_page,
    chromium,
    live_server,
    pytest_collection_modifyitems,
)

__all__ = ["browser_page", "chromium", "live_server", "pytest_collection_modifyitems"]


@pytest.fixture
def modules(browser_page: Page) -> Modules:
    browser_page.goto("/da/svar/")
    return Modules(browser_page)
