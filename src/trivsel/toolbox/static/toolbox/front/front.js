/* The front door: search as you type, three questions, and the drafts that lie in this browser. */

import { all, find, make, part, word } from "../doing/page.js";
import { suggest } from "./guide.js";
import { search, wordsIn } from "./words.js";

const tools = all("[data-tool]").map((item) => {
  const { levels, brings, minutes, search: more, purpose } = item.dataset;
  const link = find("a", item);
  const title = find("[data-title]", item).textContent;
  return {
    title_: title,
    purpose,
    address: link.getAttribute("href"),
    title: wordsIn(title),
    more: wordsIn(`${purpose} ${more}`),
    levels: levels.split(" "),
    brings: brings.split(" "),
    minutes: Number(minutes),
  };
});

function entry(tool) {
  const item = part(document, "found");
  const link = find("a", item);
  link.href = tool.address;
  link.textContent = tool.title_;
  find("[data-purpose]", item).textContent = tool.purpose;
  find("[data-minutes]", item).textContent = word(document, "minutes", { minutes: tool.minutes });
  for (const level of all("[data-level]", item)) level.hidden = !tool.levels.includes(level.dataset.level);
  return item;
}

function readySearch() {
  const box = find("[data-search-box]");
  const list = find("[data-found]");
  const said = find("[data-found-said]");
  const grid = find("#tools");

  function run() {
    const asked = box.value.trim();
    const found = asked.length > 1 ? search(asked, tools).slice(0, 8) : [];
    const name = asked.length < 2 ? "" : found.length ? "found" : "none";
    list.replaceChildren(...found.map(entry));
    said.textContent = name ? word(document, name, { number: found.length, asked }) : "";
    grid.hidden = found.length > 0;
  }

  box.addEventListener("input", run);
  find("[data-search]").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.value) {
      box.value = "";
      run();
      box.focus();
    }
  });
  run(); // a browser that goes back puts the words in the box again
}

function readyGuide() {
  const guide = find("[data-guide]");
  const place = find("[data-suggested]", guide);
  const chosen = (name) => find(`[name=${name}]:checked`, guide)?.value;

  function run() {
    const answers = { who: chosen("who"), what: chosen("what"), minutes: Number(chosen("time")) };
    const ready = answers.who && answers.what && answers.minutes;
    place.replaceChildren(...(ready ? suggest(tools, answers).map(entry) : []));
    find("[data-suggested-said]", guide).textContent = ready ? word(document, "suggested") : "";
  }

  guide.addEventListener("change", run);
  run();
}

async function readyDrafts() {
  const { allDrafts, forgetEverything } = await import("../doing/drafts.js");
  const place = find("[data-here]");
  const drafts = (await allDrafts()).sort((a, b) => (a.changed < b.changed ? 1 : -1));
  const known = drafts.flatMap((draft) => {
    const item = find(`[data-tool="${CSS.escape(draft.tool)}"]`);
    const tool = item && tools.find((one) => one.address === find("a", item).getAttribute("href"));
    return tool ? [{ draft, tool }] : [];
  });
  const latest = [...new Map(known.map((one) => [one.tool, one])).values()].slice(0, 5);
  place.hidden = drafts.length === 0;
  find("ul", place).replaceChildren(
    ...latest.map(({ tool }) => make("li", {}, make("a", { href: tool.address, textContent: tool.title_ }))),
  );
  const forget = find("[data-do=forget-all]", place);
  const sure = find("[data-sure]", place);
  forget.onclick = () => {
    sure.hidden = false;
    find("[data-do=no]", sure).focus();
  };
  find("[data-do=no]", sure).onclick = () => {
    sure.hidden = true;
    forget.focus();
  };
  find("[data-do=yes]", sure).onclick = async () => {
    await forgetEverything();
    place.hidden = true;
    const said = find("[data-found-said]");
    said.textContent = word(document, "forgotten");
    find("[data-search-box]").focus();
  };
}

readySearch();
readyGuide();
document.body.classList.add("ready");
if ("indexedDB" in window) readyDrafts().catch(() => {});
