/* The front door: search as you type, three questions, and the drafts that lie in this browser. */

import { all, find, part, word } from "../doing/page.js";
import { readyDrafts } from "./here.js";
import { suggest } from "./guide.js";
import { phrasesOf, search } from "./words.js";

const MOST = 8;

const tools = all("[data-tool]").map((item) => {
  const { levels, brings, minutes, search: words, purpose, tool: key } = item.dataset;
  const title = find("[data-title]", item).textContent;
  return {
    key,
    title,
    purpose,
    address: find("a", item).getAttribute("href"),
    phrases: phrasesOf({ title, purpose, search: words }),
    levels: levels.split(" "),
    brings: brings.split(" "),
    minutes: Number(minutes),
  };
});

function entry(tool) {
  const item = part(document, "found");
  const link = find("a", item);
  link.href = tool.address;
  link.textContent = tool.title;
  find("[data-purpose]", item).textContent = tool.purpose;
  find("[data-minutes]", item).textContent = word(document, "minutes", { minutes: tool.minutes });
  for (const level of all("[data-level]", item)) level.hidden = !tool.levels.includes(level.dataset.level);
  return item;
}

// --- search ------------------------------------------------------------------------------------
const box = find("[data-search-box]");

function run() {
  const asked = box.value.trim();
  const found = asked.length > 1 ? search(asked, tools).slice(0, MOST) : [];
  const name = asked.length < 2 ? "" : found.length ? "found" : "none";
  find("[data-found]").replaceChildren(...found.map(entry));
  find("[data-found-said]").textContent = name
    ? word(document, name, { number: found.length, asked })
    : "";
  find("#tools").hidden = found.length > 0;
}

/** On a phone what is found would lie below the edge of the screen, or under its keyboard. */
function bring() {
  const seen = window.visualViewport?.height ?? window.innerHeight;
  const first = find("[data-found] > *")?.getBoundingClientRect();
  if (first && first.bottom > seen) find("[data-search]").scrollIntoView({ block: "start" });
}

function clear() {
  box.value = "";
  run();
}

function readySearch() {
  box.addEventListener("input", () => {
    run();
    bring();
  });
  find("[data-search]").addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
    if (event.key === "Enter") find("[data-found] a")?.focus();
  });
  find("[data-found]").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    clear();
    box.focus();
  });
  window.addEventListener("hashchange", clear); // a way in points at the grid: let it be seen
  run(); // a browser that goes back puts the words in the box again
}

// --- three questions ---------------------------------------------------------------------------
function readyGuide() {
  const guide = find("[data-guide]");
  const chosen = (name) => find(`[name=${name}]:checked`, guide)?.value;

  function answer() {
    const answers = { who: chosen("who"), what: chosen("what"), minutes: Number(chosen("time")) };
    const ready = answers.who && answers.what && answers.minutes;
    const found = ready ? suggest(tools, answers) : [];
    find("[data-suggested]", guide).replaceChildren(...found.map(entry));
    find("[data-suggested-said]", guide).textContent = ready
      ? word(document, "suggested", { one: found[0].title, other: found[1].title })
      : "";
  }

  guide.addEventListener("change", answer);
  answer();
}

readySearch();
readyGuide();
document.body.classList.add("ready");
readyDrafts(tools).catch(() => {}); // no store, no drafts: nothing to show
