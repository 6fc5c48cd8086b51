"""A tool that was opened once opens without a connection; nothing else is kept."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page

from browsing import PHONE, axe, nothing_slides_out
from trivsel.toolbox import queries

FIRST, SECOND, NEVER = (f"/da/vaerktoej/{slug}/" for slug in list(queries.tools())[:3])
AWAY, MARK = "/da/vaerktoej/uden-net/", "/da/vaerktoej/release"
UNTIL = """async ([path, holds, until]) => {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const text = await (await caches.match(path))?.text();
    if (until === "there" && text !== undefined) return;
    if (until === "gone" && text === undefined) return;
    if (until === "changed" && !text.includes(holds)) return;
    if (performance.now() > deadline) throw new Error(`${path} is not ${until}`);
    await new Promise(requestAnimationFrame);
  }
}"""
REST = "navigator.locks.request('trivsel-tools-1-da', () => {})"  # the worker has finished
WAITING = """async () => {
  const found = await navigator.serviceWorker.getRegistration("/da/vaerktoej/");
  await found.update();
  while (!found.waiting) await new Promise(requestAnimationFrame);
}"""
TAKEN_OVER = """async () => {
  const found = await navigator.serviceWorker.getRegistration("/da/vaerktoej/");
  while (found.waiting) await new Promise(requestAnimationFrame);
}"""
RELEASE = "async path => (await caches.match(path)).text()"
EVERYTHING = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  return found.map((url) => new URL(url).pathname);
}"""


@pytest.fixture
def page(chromium: Browser, live_server) -> Iterator[Page]:
    """A page that may fail to load: being without a connection is what is tried here."""
    context = chromium.new_context(base_url=live_server.url, locale="da-DK")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def visit(page: Page, path: str) -> None:
    """Open a tool and wait until it is kept, which happens after it has been read."""
    page.goto(path)
    page.evaluate(UNTIL, [path, "", "there"])
    page.evaluate(REST)


def test_a_tool_opened_once_opens_and_works_without_a_connection(page):
    visit(page, FIRST)
    title = page.title()

    page.context.set_offline(True)
    page.reload()

    assert page.title() == title
    page.locator("[data-tool][data-ready=yes]").wait_for()
    font = page.evaluate("document.fonts.load('1rem Inter').then(found => found.length)")
    assert font == 1
    assert page.evaluate("getComputedStyle(document.body).display") == "grid"


def test_without_the_worker_the_same_tool_is_gone(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, service_workers="block")
    page = context.new_page()
    page.goto(FIRST)
    page.locator("[data-tool][data-ready=yes]").wait_for()

    context.set_offline(True)

    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    context.close()


def test_a_page_that_is_no_tool_is_not_kept(page):
    page.goto("/da/")
    page.goto("/da/dine-data/")
    visit(page, FIRST)

    kept = page.evaluate(EVERYTHING)

    assert {path for path in kept if not path.startswith("/static/")} == {FIRST, AWAY, MARK}
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.goto("/da/dine-data/")


def test_a_tool_never_opened_says_so_and_names_those_that_were(page):
    visit(page, FIRST)
    title = page.locator("h1").inner_text()
    page.set_viewport_size(PHONE)
    page.context.set_offline(True)

    page.goto(NEVER)

    assert page.locator("h1").inner_text() == "Du er uden net"
    assert page.locator(".kept a").all_inner_texts() == [title]
    axe(page)
    nothing_slides_out(page)
    page.locator(".kept a").click()
    assert page.locator("h1").inner_text() == title


def test_each_language_keeps_its_own(page):
    visit(page, FIRST)
    page.context.set_offline(True)

    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(FIRST.replace("/da/", "/en/"))


def test_a_kept_page_can_send_as_little_as_a_fresh_one(page):
    visit(page, FIRST)
    page.context.set_offline(True)
    page.reload()
    page.context.set_offline(False)

    refused = page.evaluate(
        """async path => {
          const seen = new Promise((done) => addEventListener(
            "securitypolicyviolation", (event) => done(event.effectiveDirective)));
          await fetch(path).catch(() => {});
          return seen;
        }""",
        FIRST,
    )

    assert refused == "connect-src"


def test_a_page_that_has_changed_is_shown_as_it_is_now(page):
    """The network comes first: what is kept is for when there is none."""
    visit(page, FIRST)
    page.evaluate(
        """async path => {
          const shelf = await caches.open((await caches.keys())[0]);
          await shelf.put(path, new Response("<title>old</title>", { headers: {
            "Content-Type": "text/html", "Cache-Control": "public" } }));
        }""",
        FIRST,
    )

    page.reload()

    assert page.title() != "old"
    page.evaluate(UNTIL, [FIRST, ">old<", "changed"])


def test_files_that_no_kept_page_needs_are_thrown_out(page):
    visit(page, FIRST)
    left = "/static/toolbox/doing/left-behind.0123456789ab.js"
    page.evaluate(
        """async path => {
          const [name] = await caches.keys();
          await (await caches.open(name)).put(path, new Response(""));
        }""",
        left,
    )
    assert left in page.evaluate(EVERYTHING)

    visit(page, SECOND)

    page.evaluate(UNTIL, [left, "", "gone"])
    kept = page.evaluate(EVERYTHING)
    assert FIRST in kept
    assert SECOND in kept
    assert "/static/toolbox/tool.css" in kept


def test_a_new_release_reads_the_kept_pages_anew(page):
    visit(page, FIRST)
    page.evaluate(
        """async ([path, mark]) => {
          const shelf = await caches.open((await caches.keys())[0]);
          await shelf.put(mark, new Response("an earlier release"));
          await shelf.put(path, new Response("<title>old</title>"));
        }""",
        [FIRST, MARK],
    )

    visit(page, SECOND)

    page.evaluate(UNTIL, [FIRST, ">old<", "changed"])


def test_a_new_worker_waits_for_the_pages_that_are_open(page, monkeypatch):
    """Whoever is writing is not disturbed; the next visit is the new one's."""
    visit(page, FIRST)
    monkeypatch.setattr("trivsel.toolbox.views.worker.VERSION", "the next one")
    beside = page.context.new_page()
    beside.goto(SECOND)
    beside.evaluate(WAITING)
    first = page.evaluate(RELEASE, MARK)
    assert "the next one" not in first

    page.goto("/da/")
    beside.close()
    page.evaluate(TAKEN_OVER)
    visit(page, SECOND)

    page.evaluate(UNTIL, [MARK, first, "changed"])
    assert page.evaluate(RELEASE, MARK).startswith("the next one")


def test_a_page_that_is_not_the_same_for_everybody_is_refused(page):
    """The worker is asked to keep what it must not: no tool at all, or a tool not there."""
    visit(page, FIRST)
    ask = """async path => {
      const { active } = await navigator.serviceWorker.ready;
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((done) => {
        port1.onmessage = ({ data }) => done(data.kept);
      });
      active.postMessage({ keep: path }, [port2]);
      return answer;
    }"""

    assert page.evaluate(ask, "/da/vaerktoej/findes-ikke/") is False
    assert page.evaluate(ask, "/da/konto/log-ind/") is False
    assert page.evaluate(ask, SECOND) is True  # the control: a tool is kept
    assert "/da/vaerktoej/findes-ikke/" not in page.evaluate(EVERYTHING)
