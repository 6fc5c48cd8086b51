/* The drafts that lie in this browser: back to them from the front door, or forget them all. */

import { find, make, word } from "../doing/page.js";

const MOST = 5;

export async function readyDrafts(tools) {
  if (!("indexedDB" in window)) return;
  const store = await import("../doing/drafts.js");
  const show = async () => list(await store.allDrafts(), tools);
  const gone = () => (find("[data-here]").hidden = true);
  await show();
  readyForgetting(async () => {
    await store.forgetEverything();
    gone();
  });
  store.whenForgotten(() => show().catch(() => {}));
  // Back from a tool the page may come as it was left.
  window.addEventListener("pageshow", (event) => event.persisted && show().catch(() => {}));
}

function list(drafts, tools) {
  const known = drafts.flatMap((draft) => {
    const tool = tools.find(({ key }) => key === draft.tool);
    return tool ? [{ tool, name: draft.name }] : [];
  });
  const latest = known.filter(({ tool }, at) => known.findIndex((one) => one.tool === tool) === at);
  find("[data-here]").hidden = drafts.length === 0;
  find("[data-latest]").replaceChildren(
    ...latest.slice(0, MOST).map(({ tool, name }) => {
      const link = make("a", { href: tool.address, textContent: tool.title });
      return make("li", {}, link, name ? ` (${name})` : "");
    }),
  );
}

function readyForgetting(forget) {
  const place = find("[data-here]");
  const ask = find("[data-do=forget-all]", place);
  const sure = find("[data-sure]", place);
  ask.onclick = () => {
    sure.hidden = false;
    find("[data-do=no]", sure).focus();
  };
  find("[data-do=no]", sure).onclick = () => {
    sure.hidden = true;
    ask.focus();
  };
  find("[data-do=yes]", sure).onclick = async () => {
    await forget();
    sure.hidden = true;
    find("[data-found-said]").textContent = word(document, "forgotten");
    find("[data-search-box]").focus();
  };
}
