/* What will be done. Value: { actions: [{ what, level, first, who, by, look }] } */

import { all, dated, find, part, word } from "../doing/page.js";
import { fields, list, oneOf, text } from "../doing/plain.js";

const LEVELS = ["individual", "group", "leader", "organisation"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST = 20;

export const empty = () => ({ actions: [] });
export const filled = (value) => value.actions.length > 0;

function cleanOne(raw, trouble = () => {}) {
  const own = fields(raw, trouble);
  const words = (name) => text(own[name], 500, trouble);
  const day = (name) => (DAY.test(words(name)) || words(name) === "" ? words(name) : (trouble(), ""));
  return {
    what: words("what"),
    level: oneOf(own.level, ["", ...LEVELS], "", trouble),
    first: words("first"),
    who: words("who"),
    by: day("by"),
    look: day("look"),
  };
}

export const clean = (raw, _said, trouble) => ({
  actions: list(fields(raw, trouble).actions, MOST, (one) => cleanOne(one, trouble), trouble),
});

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
    const words = DAY.test(one[name])
      ? dated(new Date(`${one[name]}T12:00`), { dateStyle: "long" })
      : one[name];
    return [`${word(root, name)}: ${words}`];
  };
  const inWords = (one) => ["what", "first", "who", "by", "look"].flatMap(line(one)).join("\n");

  find("[data-do=add]", root).addEventListener("click", () => {
    if (value.actions.length >= MOST) return;
    put([...value.actions, cleanOne({})]);
    show(value);
    find("[name]", cards.lastElementChild).focus();
  });
  copy.addEventListener("click", async () => {
    const said = find("[data-copied]", root);
    try {
      await navigator.clipboard.writeText(value.actions.map(inWords).join("\n\n"));
      said.textContent = word(root, "copied");
    } catch {
      said.textContent = word(root, "not-copied");
    }
  });
  return { show, summary: (shown) => shown.actions[0]?.what ?? "" };
}
