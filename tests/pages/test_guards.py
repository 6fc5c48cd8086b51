"""The guards of these tests can say no: each is shown what it must not let pass."""

import pytest

from browsing import axe, nothing_slides_out, tabs, watch

ELSEWHERE = "fetch('http://127.0.0.2:9/').then(() => false, () => true)"


@pytest.fixture
def careless_page(chromium, live_server, transactional_db):
    """A page whose content security policy the browser ignores, watched as the others are."""
    context = chromium.new_context(base_url=live_server.url, bypass_csp=True)
    page = context.new_page()
    page.faults = watch(page, live_server.url)
    page.goto("/da/tilgaengelighed/")
    yield page
    context.close()


def test_a_page_that_asks_another_host_is_found(careless_page):
    careless_page.evaluate(ELSEWHERE)

    assert "asked another host: http://127.0.0.2:9/" in careless_page.faults


def test_a_script_that_fails_is_found(careless_page):
    careless_page.evaluate("setTimeout(() => { throw Error('lost') })")
    careless_page.wait_for_timeout(100)

    assert any("lost" in fault for fault in careless_page.faults)


def test_the_policy_alone_stops_a_page_from_asking_another_host(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/da/tilgaengelighed/")
    faults = watch(page, live_server.url)

    assert page.evaluate(ELSEWHERE)
    context.close()

    assert "Content Security Policy" in faults[0]
    assert not [fault for fault in faults if "asked another host" in fault]


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        ("main.innerHTML += '<img src=\"/static/ui/icon.svg\">'", axe),
        ("main.innerHTML += '<div style=\"width: 200vw\">wide</div>'", nothing_slides_out),
        ('main.innerHTML = \'<a href="#" style="outline: none">unseen</a>\'', None),
    ],
)
def test_a_fault_of_the_page_is_found(careless_page, fault, check):
    careless_page.evaluate(f"() => {{ const main = document.querySelector('main'); {fault} }}")

    with pytest.raises(AssertionError):
        check(careless_page) if check else tabs(careless_page, 9)
