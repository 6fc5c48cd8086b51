/* What will be done. Value: { actions: [{ what, level, first, who, by, look }] } */

import { all, find, part, word } from "../doing/page.js";
import { fields, keyed, list, oneOf, text } from "../doing/plain.js";
import { day, inWords, isDay } from "./days.js";

const LEVELS = ["individual", "group", "leader", "organisation"];
const MOST = 20;

export const empty = () => ({ actions: [] });
export const filled = (value) => value.actions.length > 0;

function cleanOne(raw, trouble = () => {}) {
  const own = fields(raw, trouble);
  const words = (name, most) => text(own[name], most, trouble);
  return {
    what: words("what", 500),
    level: oneOf(own.level, ["", ...LEVELS], "", trouble),
    first: words("first", 500),
    who: words("who", 200),
    by: day(own.by, trouble),
    look: day(own.look, trouble),
  };
}

export function clean(raw, _said, trouble) {
  const { actions } = keyed(raw, ["actions"], (one) => one, trouble);
  return { actions: list(actions, MOST, (one) => cleanOne(one, trouble), trouble) };
}

export function mount(root, { change }) {
  const cards = find("[data-cards]", root);
  const copy = find("[data-do=copy]", root);
  let value = empty();

  function put(actions, how) {
    value = { actions };
    change(value, how);
    copy.hidden = !value.actions.some((one) => one.what);
  }

  function mark(element, level) {
    element.className = `card ${level ? `of ${level[0]}` : ""}`;
  }

  function card(one, index) {
    const element = part(root, "card");
    mark(element, one.level);
    for (const field of all("[name]", element)) {
      field.value = one[field.name] ?? "";
      field.addEventListener("input", () => {
        const next = { ...value.actions[index], [field.name]: field.value };
        mark(element, next.level);
        put(
          value.actions.map((old, at) => (at === index ? next : old)),
          { during: true },
        );
      });
    }
    find("[data-do=remove]", element).addEventListener("click", () => {
      put(value.actions.filter((_, at) => at !== index));
      show(value);
      find("[data-do=add]", root).focus();
    });
    return element;
  }

  function show(shown) {
    value = shown;
    cards.replaceChildren(...shown.actions.map(card));
    copy.hidden = !shown.actions.some((one) => one.what);
    root.classList.toggle("none", shown.actions.length === 0);
  }

  const line = (one) => (name) => {
    if (!one[name]) return [];
    const words = isDay(one[name]) ? inWords(one[name]) : one[name];
    return [`${word(root, name)}: ${words}`];
  };
  const lines = (one) => ["what", "first", "who", "by", "look"].flatMap(line(one)).join("\n");

  find("[data-do=add]", root).addEventListener("click", () => {
    if (value.actions.length >= MOST) return;
    put([...value.actions, cleanOne({})]);
    show(value);
    find("[name]", cards.lastElementChild).focus();
  });
  copy.addEventListener("click", async () => {
    const said = find("[data-copied]", root);
    try {
      await navigator.clipboard.writeText(value.actions.map(lines).join("\n\n"));
      said.textContent = word(root, "copied");
    } catch {
      said.textContent = word(root, "not-copied");
    }
  });
  return { show, summary: (shown) => shown.actions[0]?.what ?? "" };
}
