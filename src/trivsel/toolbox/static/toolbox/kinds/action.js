/* What will be done. Value: { actions: [{ what, level, first, who, by, look }] } */

import { all, find, part } from "../doing/page.js";
import { fields, list, oneOf, text } from "../doing/plain.js";

const LEVELS = ["individual", "group", "leader", "organisation"];
const WORDS = ["what", "first", "who", "by", "look"];
const MOST = 20;

export const empty = () => ({ actions: [] });
export const filled = (value) => value.actions.length > 0;

function cleanOne(raw, trouble) {
  const own = fields(raw, trouble);
  const words = WORDS.map((name) => [name, text(own[name], 500, trouble)]);
  return { ...Object.fromEntries(words), level: oneOf(own.level, ["", ...LEVELS], "", trouble) };
}

export const clean = (raw, _said, trouble) => ({
  actions: list(fields(raw, trouble).actions, MOST, (one) => cleanOne(one, trouble), trouble),
});

export function mount(root, { change }) {
  const cards = find("[data-cards]", root);
  let value = empty();

  const put = (index, one, how) => {
    value = { actions: value.actions.map((old, at) => (at === index ? one : old)) };
    change(value, how);
  };

  function card(one, index) {
    const element = part(root, "card");
    for (const field of all("[name]", element)) {
      field.value = one[field.name] ?? "";
      field.addEventListener("input", () =>
        put(index, { ...value.actions[index], [field.name]: field.value }, { during: true }),
      );
    }
    find("[data-do=remove]", element).addEventListener("click", () => {
      value = { actions: value.actions.filter((_, at) => at !== index) };
      change(value);
      show(value);
      find("[data-do=add]", root).focus();
    });
    return element;
  }

  function show(shown) {
    value = shown;
    cards.replaceChildren(...shown.actions.map(card));
  }

  find("[data-do=add]", root).addEventListener("click", () => {
    value = { actions: [...value.actions, cleanOne({})].slice(0, MOST) };
    change(value);
    show(value);
    find("[name]", cards.lastElementChild).focus();
  });
  return { show, summary: (shown) => shown.actions[0]?.what.slice(0, 60) ?? "" };
}
