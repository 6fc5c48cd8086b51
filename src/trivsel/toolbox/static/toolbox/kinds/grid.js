/* Rows by columns, or rows with questions. Value: { "row.column": text } */

import { all, word } from "../doing/page.js";
import { keyed, text } from "../doing/plain.js";

const keysOf = (said) =>
  said.rows.flatMap((row) => (said.columns ?? row.questions).map((column) => `${row.key}.${column.key}`));

export const empty = () => ({});
export const filled = (value) => Object.values(value).some(Boolean);
export const clean = (raw, said, trouble) =>
  keyed(raw, keysOf(said), (cell) => text(cell, 2000, trouble), trouble);

export function mount(root, { said, change }) {
  const boxes = all("textarea", root);
  let value = empty();
  for (const box of boxes) {
    box.addEventListener("input", () => {
      value = { ...value, [box.name]: box.value };
      change(value, { during: true });
    });
  }
  return {
    show(shown) {
      value = shown;
      for (const box of boxes) box.value = shown[box.name] ?? "";
    },
    summary(shown) {
      const done = Object.values(shown).filter(Boolean).length;
      return done ? word(root, "written", { done, all: keysOf(said).length }) : "";
    },
  };
}
