"""A partner's tool in the browser: whatever its texts hold, it is shown and never run."""

import pytest
from playwright.sync_api import expect

from make_partner import SCRIPT, beside_ours, with_script
from make_tools import SAID, document, step, toml

HALF = len(SAID) // 2


@pytest.fixture
def hostile(settings, tmp_path):
    """Two tools with a step of each kind, every text of which would like to be script."""
    kinds = [kind for kind in SAID if kind != "action"]
    for number, some in enumerate([kinds[:HALF], kinds[HALF:]], start=1):
        steps = [step(kind) for kind in some]
        tool = with_script(document(*steps, id=f"X{number}", slug=f"x-{number}"))
        tool["search"] = {"da": [SCRIPT, "kludder"], "en": [SCRIPT]}
        (tmp_path / f"{number}.toml").write_bytes(toml(tool))
    with beside_ours(settings, tmp_path):
        yield


@pytest.mark.parametrize("number", [1, 2])
def test_every_kind_shows_script_as_text(browser_page, hostile, number):
    """What would run fails the page: go() is no function, and the page's faults are watched."""
    browser_page.goto(f"/da/vaerktoej/x-{number}/")

    expect(browser_page.locator("h1")).to_have_text(SCRIPT)
    expect(browser_page.locator("[data-tool][data-ready]")).to_be_attached()
    for section in browser_page.locator("[data-step]").all():
        expect(section.locator("h2")).to_contain_text(SCRIPT)
    assert browser_page.locator("img[src=x]").count() == 0


def test_the_search_shows_script_as_text(browser_page, hostile):
    browser_page.goto("/da/")

    browser_page.get_by_role("searchbox").fill("kludder")

    found = browser_page.locator("[data-found] h2")
    expect(found).to_have_count(2)
    expect(found.first).to_have_text(SCRIPT)
    assert browser_page.locator("img[src=x]").count() == 0
