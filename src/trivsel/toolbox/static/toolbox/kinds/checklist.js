/* Yes, partly or no, with a comment. Value: { item key: { answer, comment } } */

import { all, find, word } from "../doing/page.js";
import { fields, keyed, oneOf, text } from "../doing/plain.js";

const ANSWERS = ["", "yes", "partly", "no"];
const NONE = { answer: "", comment: "" };

const keysOf = (said) => (said.groups ?? [{ items: said.items }]).flatMap((g) => g.items.map((i) => i.key));

export const empty = () => ({});
export const filled = (value) => Object.values(value).some((one) => one.answer || one.comment);

export const clean = (raw, said, trouble) =>
  keyed(
    raw,
    keysOf(said),
    (one) => {
      const own = fields(one, trouble);
      return {
        answer: oneOf(own.answer, ANSWERS, "", trouble),
        comment: text(own.comment, 1000, trouble),
      };
    },
    trouble,
  );

export function mount(root, { said, change }) {
  let value = empty();
  const put = (key, more, how) => {
    value = { ...value, [key]: { ...NONE, ...value[key], ...more } };
    change(value, how);
  };
  for (const item of all("[data-item]", root)) {
    const key = item.dataset.item;
    for (const radio of all("input[type=radio]", item)) {
      radio.addEventListener("change", () => put(key, { answer: radio.value }));
    }
    const comment = find("textarea", item);
    comment.addEventListener("input", () => put(key, { comment: comment.value }, { during: true }));
  }
  return {
    show(shown) {
      value = shown;
      for (const item of all("[data-item]", root)) {
        const one = shown[item.dataset.item] ?? NONE;
        for (const radio of all("input[type=radio]", item)) radio.checked = radio.value === one.answer;
        find("textarea", item).value = one.comment;
      }
    },
    summary(shown) {
      const done = Object.values(shown).filter((one) => one.answer).length;
      return done ? word(root, "answered", { done, all: keysOf(said).length }) : "";
    },
  };
}
