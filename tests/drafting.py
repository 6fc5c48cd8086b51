"""What the tests in tests/pages/ do with a tool that is filled in, whatever its kinds."""

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from trivsel.toolbox import queries

KEPT = {"da": "Gemt i denne browser", "en": "Kept in this browser"}
CURVE, OVERVIEW, REASONS = (
    "belastningskurven",
    "skab-overblik",
    "hvorfor-gaar-jeg-ikke-til-min-leder",
)
STORE = """async () => {
  const db = await new Promise((done, fail) => {
    const asked = indexedDB.open("trivsel-tools", 1);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const all = await new Promise((done) => {
    const asked = db.transaction("drafts").objectStore("drafts").getAll();
    asked.onsuccess = () => done(asked.result);
  });
  db.close();
  return all;
}"""
PUT = """async (draft) => {
  const db = await new Promise((done) => {
    const asked = indexedDB.open("trivsel-tools", 1);
    asked.onsuccess = () => done(asked.result);
  });
  await new Promise((done) => {
    const work = db.transaction("drafts", "readwrite");
    work.objectStore("drafts").put(draft);
    work.oncomplete = done;
  });
  db.close();
}"""
FIELDS = """() => [...document.querySelectorAll(".step :is(input, textarea, select)")]
  .map((one) => ["checkbox", "radio"].includes(one.type) ? one.checked : one.value)"""
NO_STORE = """
  const refused = () => { throw new DOMException("It is insecure.", "SecurityError"); };
  Object.defineProperty(IDBFactory.prototype, "open", { value: refused });
"""


queries.tools()  # read all the tools before the first page's clock runs
expect.set_options(timeout=10_000)  # as the pages' own; two at a time are slower than one


def address(slug: str, language: str = "da") -> str:
    return f"/{language}/vaerktoej/{slug}/"


def open_tool(page: Page, slug: str, language: str = "da") -> None:
    page.goto(address(slug, language))
    page.locator("[data-tool][data-ready=yes]").wait_for()


def again(page: Page) -> None:
    page.reload()
    page.locator("[data-tool][data-ready=yes]").wait_for()


def said(page: Page) -> Locator:
    return page.locator("p.said")


def is_kept(page: Page, language: str = "da") -> None:
    expect(said(page)).to_contain_text(KEPT[language])


def step(page: Page, key: str) -> Locator:
    """Go to a step, and give it."""
    page.locator(f"[data-go={key}]").click()
    return page.locator(f"#{key}.now")


def drafts(page: Page) -> list[dict[str, Any]]:
    """What lies in the browser's store."""
    return page.evaluate(STORE)


def put(page: Page, draft: dict[str, Any]) -> None:
    """Lay something in the store as no page of ours would."""
    page.evaluate(PUT, draft)


def fields(page: Page) -> list[str | bool]:
    """What stands in every field of the tool, of all steps."""
    return page.evaluate(FIELDS)


def menu(page: Page) -> Locator:
    """Open the dialog of drafts."""
    page.locator(".top [data-do=drafts]").click()
    dialog = page.locator("dialog[data-drafts]")
    expect(dialog).to_be_visible()
    return dialog


def open_file(page: Page, content: object, name: str = "kladde.json") -> Locator:
    """Open a file in the dialog; gives the line that says how it went."""
    text = content if isinstance(content, str) else json.dumps(content)
    dialog = page.locator("dialog[data-drafts]")
    if not dialog.is_visible():
        menu(page)
    file = {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    dialog.locator("[data-file]").set_input_files(file)
    return dialog.locator("[data-menu-said]")


def file_of(of: str, values: object, **more: object) -> dict[str, object]:
    """A file as the page itself would save it, with something else about it."""
    tool = queries.tools()[of]
    about = {"tool": tool.key, "slug": of, "title": tool.spec.title.da, "version": 1}
    whole = {"trivsel": "draft", "format": 1, **about, "name": "Fra en fil", "changed": ""}
    return {**whole, "values": values, **more}


def stands_there(page: Page) -> str:
    """All that can be read in the steps, in fields and beside them."""
    text = page.locator(".steps-of").evaluate("all => all.textContent")
    return "\n".join([text, *(str(field) for field in fields(page))])


def can_be_filled_in(page: Page) -> None:
    """The page stands there with its steps, and what is written is kept."""
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".step.now h2")).to_be_visible()
    expect(page.locator("[data-go]").first).to_be_visible()
