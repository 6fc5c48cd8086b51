/* Keeps the draft in this browser while one works, and lets one have several of them by name. */

import { draftsOf, keep, newDraft } from "./drafts.js";
import { find, word } from "./page.js";

const PAUSE = 400;

export async function keepDrafts(tool, { values, fill }) {
  const { tool: key, version } = tool.dataset;
  let draft = newDraft(key, Number(version), "");
  let waiting = 0;
  const [latest] = await draftsOf(key);
  if (latest) {
    draft = latest;
    fill(latest.values);
  }
  const say = (words) => (find("[data-said]").textContent = words);

  async function save() {
    clearTimeout(waiting);
    waiting = 0;
    draft = { ...draft, version: Number(version), values: values(), changed: new Date().toISOString() };
    await keep(draft);
    say(word(document, "kept"));
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting) save();
  });
  return {
    changed() {
      clearTimeout(waiting);
      waiting = setTimeout(save, PAUSE);
    },
  };
}
