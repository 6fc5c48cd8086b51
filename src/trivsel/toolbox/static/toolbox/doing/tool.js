/* A tool done alone. Values stay in this page and this browser: nothing here can send anything. */

import { all, find } from "./page.js";
import { newHistory } from "./history.js";
import { Steps } from "./steps.js";
import { Keeping } from "./keeping.js";
import { say } from "./said.js";

// Where the browser undoes the typing itself.
const TYPING = "textarea, input:not([type=range], [type=radio], [type=checkbox], [type=file])";

const tool = find("[data-tool]");
const history = newHistory();
const steps = new Map(); // key -> { key, kind, root, said, mounted, value }

async function mount(root) {
  const { key, kind } = root.dataset;
  const said = JSON.parse(root.dataset.said);
  const { clean, empty, filled, mount: mounting } = await import(root.dataset.module);
  const step = { key, kind, root, said, clean, filled, value: empty(said) };
  const change = (value, { during = false } = {}) => {
    history.note(key, step.value, during);
    step.value = value;
    changed(step);
  };
  step.empty = () => empty(said);
  step.mounted = mounting(root, { said, change });
  step.mounted.show(step.value);
  steps.set(key, step);
}

/** Put values into the steps: those of a draft, or none. Gives how much could not be read. */
function fill(values) {
  let troubles = 0;
  for (const step of steps.values()) {
    let value = step.empty();
    try {
      if (values[step.key] !== undefined) {
        value = step.clean(values[step.key], step.said, () => (troubles += 1));
      }
      step.mounted.show(value);
    } catch {
      troubles += 1;
      value = step.empty();
      step.mounted.show(value);
    }
    step.value = value;
    summarise(step);
  }
  history.forget();
  refresh();
  return troubles + Object.keys(values).filter((key) => !steps.has(key)).length;
}

const values = () =>
  Object.fromEntries(
    [...steps.values()].filter((s) => s.filled(s.value)).map((s) => [s.key, s.value]),
  );

function summarise(step) {
  const line = find(`[data-summary="${step.key}"]`);
  if (line) line.textContent = step.mounted.summary?.(step.value) ?? "";
}

function refresh() {
  for (const button of all("[data-do=undo]")) button.disabled = !history.any;
}

function changed(step) {
  summarise(step);
  refresh();
  keeping.changed();
}

function undo() {
  const back = history.back();
  if (!back) return;
  const step = steps.get(back.key);
  step.value = back.value;
  step.mounted.show(step.value);
  going.to(step.key, { focus: false });
  changed(step);
  say("undone", { step: find("h2", step.root).lastChild.textContent });
  // What had the focus may be gone with what was undone; it must not be lost to the keyboard.
  const here = document.activeElement;
  const gone = here === document.body || here.disabled || here.getClientRects().length === 0;
  if (gone) find("h2", step.root).focus({ preventScroll: true });
}

let keeping;
let going;

/** Show everything empty (for paper), and give back the way to fill it in again. */
function emptied() {
  for (const step of steps.values()) step.mounted.show(step.empty());
  return () => {
    for (const step of steps.values()) step.mounted.show(step.value);
  };
}

function listenForUndo() {
  for (const button of all("[data-do=undo]")) button.addEventListener("click", undo);
  document.addEventListener("keydown", (event) => {
    const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!asked || event.key.toLowerCase() !== "z") return;
    if (event.target.matches?.(TYPING) || find("dialog[open]")) return;
    event.preventDefault();
    undo();
  });
  document.addEventListener("focusout", () => history.rest());
}

/** What one sees comes first: on a slow phone it takes an answer before the rest has come. */
async function start() {
  keeping = new Keeping(tool, { values, fill });
  going = new Steps(tool);
  const sections = all("[data-step]", tool);
  const seen = sections.filter((section) => section.matches(".now, .beside"));
  await Promise.all(seen.map(mount));
  listenForUndo();
  tool.classList.add("running");
  tool.dataset.usable = "yes"; // the speed script waits for it
  await Promise.all(sections.filter((section) => !seen.includes(section)).map(mount));
  await keeping.start();
  const { readyTheRest } = await import("./rest.js");
  readyTheRest(tool, { keeping, emptied, begin: () => going.begin() });
  tool.dataset.ready = "yes"; // tests wait for it
}

start().catch((error) => {
  say("cannot-start");
  throw error;
});
