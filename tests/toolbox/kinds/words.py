"""What the tests of the kinds made of words do with a step; the fixtures are in conftest.py."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator

from browsing import PHONE, nothing_slides_out

# A text that would show itself, if anything of it became markup or ran.
HURT = '</textarea><img src=x onerror="window.hurt=1"><script>window.hurt=1</script>{{7*7}}'

# For each strange thing: was it refused, counted, and left no trace? Gives what went wrong.
STRANGE = """async (step, how) => {
  const kind = await import(step.dataset.module);
  const said = JSON.parse(step.dataset.said);
  const clean = how === "as it comes" ? (raw) => raw : kind.clean;
  const none = JSON.stringify(kind.empty(said));
  const many = (each) => Array.from({ length: 10_000 }, (_, at) => each(at));
  const nothing = ['null'];
  const whole = ['"x"', '7', 'true', '[]', '[[{}]]', '{"unknown": 1}',
    '{"__proto__": {"hurt": 1}}', '{"constructor": {"prototype": {"hurt": 1}}}',
    JSON.stringify(Object.fromEntries(many((at) => [`k${at}`, at]))),
    JSON.stringify(many(String))];
  const parts = ['"x"', '7.5', 'true', '[]', '{}', '[null, 7, "x", [], {}]',
    '[{"__proto__": 1}]', '{"__proto__": {"hurt": 1}, "constructor": 1, "toString": {}}',
    JSON.stringify("y".repeat(99_999)),
    JSON.stringify(many(() => ({}))), JSON.stringify(many((at) => `k${at}`))];
  const faults = [];
  const tried = (raw, about) => {
    let troubles = 0;
    try {
      const value = clean(JSON.parse(raw), said, () => (troubles += 1));
      about(value, troubles);
      kind.filled(value);
      if (JSON.stringify(value).length > 20_000) faults.push(`too much: ${raw.slice(0, 40)}`);
    } catch (error) {
      faults.push(`${raw.slice(0, 40)}: ${error}`);
    }
  };
  for (const raw of [...nothing, ...whole]) {
    tried(raw, (value, troubles) => {
      if (JSON.stringify(value) !== none) faults.push(`${raw.slice(0, 40)} became a value`);
      if (!troubles !== nothing.includes(raw)) faults.push(`${raw.slice(0, 40)}: ${troubles}`);
    });
  }
  const names = step.dataset.names?.split(" ") ?? [];
  for (const name of [...Object.keys(JSON.parse(none)), ...names]) {
    for (const part of parts) {
      tried(`{"${name}": ${part}}`, (value) => {
        if (Object.getPrototypeOf(value) !== Object.prototype) faults.push(`proto: ${part}`);
      });
    }
  }
  if (({}).hurt !== undefined) faults.push("every object was changed");
  return faults;
}"""
CLEANED = """async (step, raw) => {
  const { clean } = await import(step.dataset.module);
  let troubles = 0;
  const value = clean(JSON.parse(raw), JSON.parse(step.dataset.said), () => (troubles += 1));
  return [value, troubles];
}"""
DRAWN = """async (step, raw) => {
  const { clean, mount } = await import(step.dataset.module);
  const said = JSON.parse(step.dataset.said);
  mount(step, { said, change() {} }).show(clean(JSON.parse(raw), said, () => {}));
  dispatchEvent(new Event("beforeprint"));
  const texts = [...step.querySelectorAll("input, textarea")].map((box) => box.value);
  return [texts.join("\\n") + step.textContent, step.querySelectorAll("img, script").length];
}"""
PALE = """async step => (await axe.run(step, { runOnly: ["color-contrast"] })).violations
  .flatMap((one) => one.nodes.map((node) => node.html))"""
KEPT = """async (bit) => {
  const deadline = performance.now() + 10_000;
  const asked = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const store = await asked(indexedDB.open("trivsel-tools"));
  for (;;) {
    const drafts = await asked(store.transaction("drafts").objectStore("drafts").getAll());
    if (JSON.stringify(drafts).includes(bit)) return store.close();
    if (performance.now() > deadline) throw new Error(`${bit} is not kept`);
    await new Promise(requestAnimationFrame);
  }
}"""
SMALL = """step => [...step.querySelectorAll(
    "button, select, textarea, label:has(input), input:not([type=radio], [type=checkbox])")]
  .filter((it) => it.checkVisibility({ visibilityProperty: true }))
  .map((it) => [it, it.getBoundingClientRect()])
  .filter(([it, box]) => box.height < 43.5 || box.width < 24)
  .map(([it, box]) => `${it.outerHTML.slice(0, 80)}: ${box.width} x ${box.height}`)"""


def refuses_what_is_strange(step: Locator, names: str = "") -> None:
    """Clean anything at all without failing; names are keys that may stand in its value."""
    step.evaluate("(step, names) => names && (step.dataset.names = names)", names)
    assert step.evaluate(STRANGE, "by the kind") == []
    assert step.evaluate(STRANGE, "as it comes") != []  # the control


def cleaned(step: Locator, raw: str) -> tuple[Any, int]:
    """What the step makes of some JSON: the value, and how much it had to leave out."""
    value, troubles = step.evaluate(CLEANED, raw)
    return value, troubles


def draws_words_as_words(step: Locator, raw: str, *, times: int = 1) -> None:
    """Show a value that holds HURT: it stands there to read so many times, and does nothing."""
    text, elements = step.evaluate(DRAWN, raw)
    assert text.count(HURT) >= times
    assert elements == 0
    assert step.page.evaluate("window.hurt") is None


def again(step: Locator, kept: str) -> Locator:
    """Come back later: once the browser has kept this bit of JSON, load the page anew."""
    step.page.evaluate(KEPT, kept)
    step.page.reload()
    step.page.locator("[data-tool][data-ready]").wait_for(state="attached")
    return step


def undo(step: Locator) -> None:
    step.page.locator("[data-do=undo]").first.click()


def tap(thing: Locator) -> None:
    """A finger on the middle of it."""
    thing.scroll_into_view_if_needed()
    box = thing.bounding_box()
    assert box
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session = thing.page.context.new_cdp_session(thing.page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def fits_a_phone(step: Locator, accessible: Callable[[Locator], None]) -> None:
    """On a phone: nothing sticks out, a thumb hits it, axe is content, the dark is no veil."""
    assert step.page.viewport_size == PHONE
    nothing_slides_out(step.page)
    assert step.evaluate(SMALL) == []
    accessible(step)
    step.page.emulate_media(color_scheme="dark")
    assert step.evaluate(PALE) == []


def paper(step: Locator, size: str = "a4", *, empty: bool = False) -> None:
    """As it is printed, by the page's own dialog."""
    page = step.page
    page.evaluate("window.print = () => window.dispatchEvent(new Event('beforeprint'))")
    page.locator("[data-do=print]").first.click()
    dialog = page.locator("dialog[data-printing]")
    dialog.locator(f"[name=paper][value={size}]").check()
    dialog.locator(f"[name=filled][value={'empty' if empty else 'filled'}]").check()
    dialog.locator("[data-do=print-now]").click()
    page.emulate_media(media="print")


def screen(step: Locator) -> None:
    """Paper is done with; the screen is as it was."""
    step.page.emulate_media(media="screen")
    step.page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def sheets(step: Locator) -> int:
    """How many sheets the browser prints of the page; it is no paper any more after that."""
    pdf = step.page.pdf(prefer_css_page_size=True)
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")
