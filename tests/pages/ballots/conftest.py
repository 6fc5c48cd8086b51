"""A telephone, an open box, and whoever stamps its ballots; a file may have others."""

from typing import Any

import pytest
from playwright.sync_api import Page

import make_ballots
from browsing import PHONE
from pages.voting import Issuer


@pytest.fixture
def box() -> Any:
    return make_ballots.box()


@pytest.fixture
def page(browser_page: Page) -> Page:
    browser_page.set_viewport_size(PHONE)
    return browser_page


@pytest.fixture
def issuer(page: Page, box: Any) -> Issuer:
    return Issuer(page.context, box)
