/* Keeps the draft in this browser while one works, and lets one have several of them by name. */

import { draft as stored, draftsOf, keep, newDraft } from "./drafts.js";
import { find, word } from "./page.js";
import { readyMenu } from "./menu.js";

const PAUSE = 400;

export async function keepDrafts(tool, { values, fill }) {
  const { tool: key, version } = tool.dataset;
  let draft = newDraft(key, Number(version));
  let waiting = 0;
  let saving = Promise.resolve();

  function say(name, facts) {
    find("[data-said]").textContent = word(document, name, facts);
  }

  /** Another tab may have written to the same draft: then this one becomes a draft of its own. */
  async function write() {
    const there = await stored(draft.id);
    const split = there && there.changed !== draft.changed;
    if (split) draft = { ...newDraft(key, Number(version)), name: draft.name };
    const changed = new Date().toISOString();
    draft = { ...draft, version: Number(version), values: values(), changed };
    await keep(draft);
    say(split ? "kept-apart" : "kept");
  }

  function save() {
    clearTimeout(waiting);
    waiting = 0;
    saving = saving.then(write).catch(() => say("cannot-keep"));
    return saving;
  }

  const settled = () => (waiting ? save() : saving);

  function show(one) {
    draft = one;
    const troubles = fill(one.values);
    if (troubles) say("partly-read", { troubles });
  }

  const keeping = {
    get draft() {
      return { ...draft, values: values() };
    },
    changed() {
      clearTimeout(waiting);
      waiting = setTimeout(save, PAUSE);
    },
    say,
    settled,
    async open(one) {
      await settled();
      show(one);
    },
    /** Take a draft that came from a file, and keep it beside the others. */
    async take(one) {
      await settled();
      show({ ...newDraft(key, Number(version)), ...one });
      await save();
    },
    async rename(name) {
      draft = { ...draft, name };
      await save();
    },
    /** Begin anew; what is on the page goes with it only if it was forgotten on purpose. */
    begin() {
      clearTimeout(waiting);
      waiting = 0;
      show(newDraft(key, Number(version)));
    },
  };

  try {
    const [latest] = await draftsOf(key);
    if (latest) show(latest);
  } catch {
    say("cannot-keep");
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting) save();
  });
  window.addEventListener("pagehide", () => waiting && save());
  readyMenu(tool, keeping);
  return keeping;
}
